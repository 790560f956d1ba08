-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- How easy a sub-goal is to reach and how much it would change, as those who carry the
-- plan out see it.

create table rating (
  plan bigint not null references plan (id) on delete cascade,
  year bigint not null,
  goal bigint not null references goal (id) on delete cascade,
  organisation bigint not null,         -- whose word; 0: the coordinator's
  ease bigint not null,                 -- 1 hard to 5 easy
  impact bigint not null,               -- 1 small to 5 great
  rated_at text not null,               -- ISO 8601, UTC
  rated_by text not null,
  rev bigint not null default 1,
  primary key (plan, year, goal, organisation)
);
create index rating_of_goal on rating (goal);
