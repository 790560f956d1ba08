-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The foundation: plans, organisations, entries, actions, where each cell came
-- from, and the history of every change. Written in the SQL that SQLite and
-- PostgreSQL share; $id becomes each engine's own kind of running number.
-- One column name has one type in the whole schema (tools/sqlgen checks it).
-- rev grows by one at each change, so that nobody overwrites another unseen.

-- One row; grows at each commit that changes what pages show. Page caches and
-- other processes compare it.
create table revision (
  revision bigint not null
);
insert into revision (revision) values (1);

-- Somebody who carries out plans: a municipality, a parish, an association …
create table organisation (
  id $id,
  slug text not null unique,            -- in addresses
  name text not null unique,
  short_name text not null,             -- head of a narrow column
  organisation_kind text not null,      -- organisation_kind_code() in plan.h
  rev bigint not null default 1
);

-- Other spellings found in documents: "KVY", "KVY ry".
create table organisation_alias (
  organisation bigint not null references organisation (id) on delete cascade,
  alias text not null,
  primary key (organisation, alias)
);

-- A wellbeing plan (Lastensuojelulaki 417/2007 § 12) or another plan of its shape.
create table plan (
  id $id,
  slug text not null unique,            -- in addresses
  title text not null,
  vision text,
  area text,                            -- the municipality or region it is about
  starts text,                          -- first year of the period, "2025"
  ends text,                            -- last year of the period
  languages text not null default 'fi', -- ISO 639-1 codes, the plan's own first
  state text not null default 'in_force', -- draft, in_force, superseded
  is_default boolean not null default false, -- lives at /
  host text,                            -- a host name of its own
  colour text,                          -- one hex colour, the theme is computed from it
  next_number bigint not null default 1,-- the next action's number; never goes back
  rev bigint not null default 1
);

-- Who takes part in which plan, in the order of the columns of its coverage table.
create table plan_organisation (
  plan bigint not null references plan (id) on delete cascade,
  organisation bigint not null references organisation (id),
  position bigint not null,
  primary key (plan, organisation)
);

-- A file that a plan was imported from.
create table document (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  file_name text not null,
  format text not null,                 -- the reader's name: docx, txt …
  size_bytes bigint not null,
  digest text not null,                 -- BLAKE2b of the bytes, hexadecimal
  imported_at text not null             -- ISO 8601, UTC
);

-- Where a cell stood in a document; numbers from 1, 0 where there is none.
create table place (
  id $id,
  document bigint not null references document (id) on delete cascade,
  sheet text,                           -- name of the sheet in a workbook
  table_no bigint not null,
  row_no bigint not null,
  column_no bigint not null,
  line_no bigint not null
);

-- Main goals, sub-goals … to any depth.
create table goal (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  parent bigint references goal (id) on delete cascade,
  level bigint not null,                -- 1 main goal
  position bigint not null,             -- among siblings, from 1
  goal_order bigint not null,           -- place in the whole plan, from 1
  goal_number text not null,            -- as printed; '' when none
  code text not null,                   -- the whole path: I.3
  goal_slug text not null,              -- the code in an address: i-3
  title text not null,
  question text,                        -- the guiding question
  is_leaf boolean not null,             -- has no children: entries hang here
  place bigint references place (id) on delete set null,
  rev bigint not null default 1,
  unique (plan, goal_slug)
);

-- One organisation's part in one sub-goal.
create table entry (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  goal bigint not null references goal (id) on delete cascade,
  organisation bigint not null references organisation (id),
  entry_kind text not null,             -- missing, filled, refers, not_ours
  reason text,                          -- why not ours, in their words
  place bigint references place (id) on delete set null,
  rev bigint not null default 1,
  unique (goal, organisation)
);
create index entry_of_organisation on entry (organisation, plan);
create index entry_of_plan on entry (plan);

-- One thing that is done. The number is given once for a plan and survives a new import.
create table action (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  entry bigint not null references entry (id) on delete cascade,
  number bigint not null,
  position bigint not null,             -- in its entry, from 1
  title text not null,
  place bigint references place (id) on delete set null,
  rev bigint not null default 1,
  unique (plan, number)
);
create index action_of_entry on action (entry, position);

-- One value of the other cells: metric, schedule, actor, followup, extra. It
-- belongs to the entry, or to one action where the plan has a row for each.
create table detail (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  entry bigint not null references entry (id) on delete cascade,
  action bigint references action (id) on delete cascade,
  field text not null,                  -- metric, schedule, actor, followup, extra
  field_name text,                      -- heading of an extra column
  position bigint not null,
  words text not null,                  -- as written
  not_measured boolean not null,        -- metric: "ei mitata" is a value, not a hole
  schedule_kind text,                   -- schedule_kind_code() in plan.h
  starts text,                          -- 2020, 2020-09 or 2020-09-30
  ends text,
  every_years bigint,
  actor bigint references organisation (id) on delete set null,
  place bigint references place (id) on delete set null
);
create index detail_of_entry on detail (entry, field);
create index detail_of_action on detail (action);

-- "Ks. edellinen kohta", resolved.
create table reference (
  entry bigint not null references entry (id) on delete cascade,
  field text not null,                  -- '' for the whole row, else a field
  goal bigint not null references goal (id) on delete cascade,
  position bigint not null,
  words text,                           -- as written; NULL when it came from our own formats
  primary key (entry, position)
);
create index reference_to_goal on reference (goal);

-- The same text in another language.
create table translation (
  plan bigint not null,                 -- 0 for an organisation's name
  row_kind text not null,               -- plan, goal, action, organisation
  row_id bigint not null,               -- id; an action's number
  field text not null,                  -- title, vision, question, name
  lang text not null,                   -- fi, sv, en
  words text not null,
  primary key (plan, row_kind, row_id, field, lang)
);

-- A run of intake. The plan before and after it (exchange JSON) is what undo
-- merges back, so that what was edited by hand since is kept.
create table import (
  id bigint not null primary key,       -- one more than the largest there ever was
  plan bigint not null references plan (id) on delete cascade,
  document bigint references document (id) on delete set null,
  imported_at text not null,
  by_name text not null,
  before_json text,                     -- NULL: the plan did not exist
  after_json text not null,
  undone_at text
);
create index import_of_plan on import (plan, id);

-- What intake was not sure of.
create table doubt (
  id $id,
  import bigint not null references import (id) on delete cascade,
  doubt_kind text not null,
  place bigint references place (id) on delete set null,
  words text,
  guess text
);
create index doubt_of_import on doubt (import);

-- Who changed what from what to what. Never changed, never deleted with its row.
create table history (
  id $id,
  changed_at text not null,             -- ISO 8601, UTC
  by_name text not null,
  plan bigint not null,
  import bigint,                        -- the run of intake that did it
  row_kind text not null,               -- plan, goal, entry, action, organisation
  row_id bigint not null,               -- id; an action's number
  field text not null,                  -- '' when the row came or went
  old_value text,                       -- NULL: there was none
  new_value text                        -- NULL: there is none any more
);
create index history_of_row on history (plan, row_kind, row_id);
create index history_of_import on history (import);

-- Search index, remade by "vointi rebuild": for each dictionary form the rows
-- where it stands. A plain table, so that it serves both engines, and a row for
-- each form: one for each form and action would be 1.6 million of them in a
-- plan of 20,000 actions.
create table word (
  plan bigint not null,
  row_kind text not null,               -- action
  lemma text not null,
  hits text not null,                   -- "12:5 15:1": row ids (action numbers) rising, weights
  hits_n bigint not null,               -- how many rows
  is_word boolean not null,             -- fit to suggest: not only a stem without its ending
  primary key (plan, row_kind, lemma)
);

-- Facts about the whole instance: "demo" when its data is made up.
create table instance (
  instance_key text not null primary key,
  instance_value text not null
);
