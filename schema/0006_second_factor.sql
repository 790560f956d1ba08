-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The second factor: six digits that change every half a minute (TOTP, RFC 6238).

-- Whoever has it on.
create table second_factor (
  person bigint primary key references person (id) on delete cascade,
  sealed_key text not null,             -- encrypted with the instance's key, which is not here
  turned_on_at text not null,
  last_step bigint not null,            -- of the last code that was right: each works once
  tries bigint not null default 0       -- grows with each try, so that tries wait for each other
);

-- For whoever lost the phone. Each works once.
create table recovery_code (
  id $id,
  person bigint not null references person (id) on delete cascade,
  code_digest text not null unique,     -- keyed with the instance's key
  used_at text
);
create index recovery_code_of_person on recovery_code (person);

-- What is still asked before the session counts: code, factor (to turn one on); '' nothing.
alter table session add column owes text not null default '';
