-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Signing in through an identity provider (OpenID Connect), and files as evidence.

-- Who somebody is at an identity provider. The e-mail address may change there: issuer and
-- subject do not.
create table identity (
  id $id,
  person bigint not null references person (id) on delete cascade,
  issuer text not null,                 -- address of the provider
  subject text not null,                -- its name for the person
  first_at text not null,
  used_at text not null,                -- latest
  unique (issuer, subject),
  unique (person, issuer)
);

-- A file that shows what was done. Its bytes are apart, so that lists stay light.
create table evidence_file (
  id $id,
  entry_update bigint not null references entry_update (id) on delete cascade,
  file_name text not null,              -- as the organisation called it, made harmless
  format text not null,                 -- pdf, jpeg, png
  size_bytes bigint not null,           -- as kept
  digest text not null,                 -- BLAKE2b of the bytes as kept
  added_at text not null,
  added_by text not null,               -- e-mail address
  on_behalf boolean not null,           -- added by the coordinator for the organisation
  unique (entry_update, digest)
);
create table evidence_bytes (
  evidence_file bigint primary key references evidence_file (id) on delete cascade,
  bytes bytea not null
);

-- How an action goes when otherwise than its entry; accepted, like entry.status.
alter table action add column status text;
alter table action add column status_year bigint;

-- The days of each year on which a plan's round opens and by which it is answered.
create table rhythm (
  plan bigint primary key references plan (id) on delete cascade,
  opens_md text not null,               -- 01-12
  due_md text not null                  -- 02-13; a day before the first is of the next year
);
