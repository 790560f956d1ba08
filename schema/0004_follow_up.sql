-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Follow-up: once a year each organisation tells how its entries go.

-- How an entry goes: what its organisation said last and the coordinator accepted, kept
-- here because every page counts it. Made anew from entry_update.
-- done, progress, notstarted, stopped, na; NULL: not reported
alter table entry add column status text;
alter table entry add column status_year bigint;  -- the year that it is of

-- A plan's year of follow-up.
create table round (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  year bigint not null,                 -- the year that is told about
  round_state text not null,            -- round_state_code(): planned, open, closed, locked
  opens_on text,                        -- 2026-01-12
  due_on text,                          -- the last day to answer
  rev bigint not null default 1,
  unique (plan, year)
);

-- One organisation's part in a round. Its state is computed from the times.
create table answer (
  id $id,
  round bigint not null references round (id) on delete cascade,
  organisation bigint not null references organisation (id),
  opened_at text,                       -- somebody of the organisation looked at it first
  begun_at text,                        -- something was saved first
  sent_at text,                         -- latest
  returned_at text,                     -- latest, by the coordinator
  accepted_at text,
  extended_to text,                     -- a later last day for this one
  rev bigint not null default 1,
  unique (round, organisation)
);

-- How one entry went in the year of a round.
create table entry_update (
  id $id,
  round bigint not null references round (id) on delete cascade,
  entry bigint not null references entry (id) on delete cascade,
  status text not null,                 -- status_code() in followup.h; '' until chosen
  reason text not null,                 -- why it was stopped or is not theirs
  done text not null,                   -- what was done
  learnt text not null,                 -- what was learnt
  evidence text not null,               -- addresses where it can be seen, one a line
  saved_at text not null,
  saved_by text not null,               -- e-mail address
  on_behalf boolean not null,           -- saved by the coordinator for the organisation
  rev bigint not null default 1,
  unique (round, entry)
);
create index entry_update_of_entry on entry_update (entry);

-- The value of a metric in the year; named by its words in the plan.
create table metric_value (
  entry_update bigint not null references entry_update (id) on delete cascade,
  metric text not null,
  value_words text not null,            -- as typed: "14", "4,2", "kyselyä ei tehty"
  primary key (entry_update, metric)
);

-- An action that goes otherwise than its entry.
create table action_update (
  entry_update bigint not null references entry_update (id) on delete cascade,
  action bigint not null references action (id) on delete cascade,
  status text not null,
  primary key (entry_update, action)
);

-- What was said between an organisation and the coordinator about an answer.
create table review (
  id $id,
  answer bigint not null references answer (id) on delete cascade,
  review_kind text not null,            -- sent, returned, accepted, reopened
  words text not null,
  happened_at text not null,
  by_name text not null
);
create index review_of_answer on review (answer);
