-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The plan is edited on the screen: what a metric aims at, who decided on the plan,
-- and what organisations propose for their own entries.

-- A metric: "kävijää", from 120 to 200 by 2028; each in the plan's own words.
alter table detail add column unit text;
alter table detail add column baseline text;     -- the value when the plan began
alter table detail add column target text;
alter table detail add column target_year text;  -- the year it should be reached, "2028"

-- Who put the plan in force, when, and under which case number.
alter table plan add column decided_body text;
alter table plan add column decided_on text;     -- 2026-03-12
alter table plan add column case_number text;

-- What an organisation would have its entry be. Kept apart from the plan: nobody but the
-- organisation and the coordinator reads it.
create table proposal (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  goal bigint not null references goal (id) on delete cascade,
  organisation bigint not null references organisation (id) on delete cascade,
  entry_rev bigint not null,            -- of the entry that it was written against
  fields text not null,                 -- the form as it was sent
  words text not null,                  -- what its writer says of it
  proposed_at text not null,
  proposed_by text not null,            -- e-mail address
  decision text,                        -- accepted, returned, withdrawn; NULL: waits
  decided_at text,
  decided_by text,
  decision_words text,                  -- what was answered
  rev bigint not null default 1
);
create unique index proposal_once on proposal (goal, organisation) where decision is null;
create index proposal_of_plan on proposal (plan, proposed_at);
