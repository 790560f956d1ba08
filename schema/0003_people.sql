-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- People: who may do what, how they sign in, and what was seen of it. No secret
-- is kept as it is: tokens as digests, passwords as argon2id hashes.

-- Somebody who signs in. Residents and children need no row here.
create table person (
  id $id,
  email text not null unique,           -- lower case
  person_name text not null,            -- what to call them; '' until they tell
  password_hash text,                   -- NULL: comes in by a link or from an identity provider
  closed_at text,                       -- may not come in any more; ISO 8601, UTC
  created_at text not null,
  rev bigint not null default 1
);

-- What a person may do, and where.
create table membership (
  id $id,
  person bigint not null references person (id) on delete cascade,
  role text not null,                   -- contact, approver, council, coordinator, admin
  plan bigint references plan (id) on delete cascade,                 -- NULL: in every plan (admin)
  organisation bigint references organisation (id) on delete cascade, -- of a contact or an approver
  created_at text not null,
  by_name text not null                 -- who gave it
);
create unique index membership_once
  on membership (person, role, coalesce(plan, 0), coalesce(organisation, 0));
create index membership_of_organisation on membership (organisation);

-- A browser that is signed in. The cookie holds the token, this its digest.
create table session (
  id $id,
  token_digest text not null unique,
  person bigint not null references person (id) on delete cascade,
  sign_in_way text not null,            -- password, link
  browser text not null,                -- what it calls itself
  begun_at text not null,
  seen_at text not null,                -- to ten minutes
  ends_at text not null
);
create index session_of_person on session (person);

-- A personal link. It acts only when its page's button is pressed: programs that
-- follow links in mail do no harm.
create table link (
  id $id,
  token_digest text not null unique,
  person bigint not null references person (id) on delete cascade,
  link_kind text not null,              -- once, round
  leads_to text not null,               -- the address behind it
  created_at text not null,
  ends_at text not null,
  used_at text                          -- the first time; a link of kind once is then done
);
create index link_of_person on link (person);

-- What happened at the door (OWASP ASVS 5.0, 16.3). Kept for a year.
create table sign_in_event (
  id $id,
  happened_at text not null,
  email_digest text not null,           -- also of an address that has no account
  person bigint references person (id) on delete cascade,
  event text not null,                  -- sign_in_event_code() in people.h
  browser text not null
);
create index sign_in_event_of_email on sign_in_event (email_digest, happened_at);
