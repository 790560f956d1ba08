-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Programs: their tokens, the answers they may ask for again, and where each change belongs.

-- A personal token: a program does with it what its owner may, within its scopes. This is
-- its digest; nobody has the token but who made it.
create table token (
  id $id,
  token_digest text not null unique,
  person bigint not null references person (id) on delete cascade,
  token_name text not null,             -- what it is for, as its owner calls it
  scopes text not null,                 -- scope_code()s: "read report"
  created_at text not null,
  ends_at text not null,
  used_at text                          -- to ten minutes; NULL: never
);
create index token_of_person on token (person);

-- What a program was answered, for a day: the same Idempotency-Key gets the same again.
create table kept_answer (
  person bigint not null references person (id) on delete cascade,
  request_key text not null,
  request_digest text not null,         -- of the address and the fields
  answer_status bigint not null,
  answer_body text not null,
  kept_at text not null,
  primary key (person, request_key)
);
create index kept_answer_by_age on kept_answer (kept_at);

-- Where a change belongs, and what that was called then: what is gone can't be asked any
-- more. Not referenced: a row of history outlives all others.
alter table history add column goal bigint;            -- NULL: of the plan itself
alter table history add column goal_code text;
alter table history add column organisation bigint;    -- NULL: of no single one
alter table history add column organisation_name text;

update history set goal = (select e.goal from entry e where e.id = history.row_id),
       organisation = (select e.organisation from entry e where e.id = history.row_id)
 where row_kind = 'entry';
update history set goal = (select e.goal from action a join entry e on e.id = a.entry
                            where a.plan = history.plan and a.number = history.row_id),
       organisation = (select e.organisation from action a join entry e on e.id = a.entry
                        where a.plan = history.plan and a.number = history.row_id)
 where row_kind = 'action';
update history set goal = row_id where row_kind = 'goal';
update history set organisation = row_id where row_kind = 'organisation';
update history set goal_code = (select g.code from goal g where g.id = history.goal),
       organisation_name = (select o.name from organisation o where o.id = history.organisation);
create index history_in_time on history (plan, changed_at);
