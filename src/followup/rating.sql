-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Ease and impact of sub-goals.

-- rating_years(plan) : the years that something was rated in, the latest first
select distinct year from rating where plan = :plan order by year desc;

-- rating_list(plan, year) : everybody's ratings of a year
select goal, organisation, ease, impact from rating where plan = :plan and year = :year;

-- ratings_of(plan, year, organisation) : one's own
select goal, ease, impact, rev from rating
 where plan = :plan and year = :year and organisation = :organisation;

-- rating_put(plan, year, goal, organisation, ease, impact, rated_at, rated_by) : gives or changes one
insert into rating (plan, year, goal, organisation, ease, impact, rated_at, rated_by)
values (:plan, :year, :goal, :organisation, :ease, :impact, :rated_at, :rated_by)
on conflict (plan, year, goal, organisation) do update
   set ease = excluded.ease, impact = excluded.impact, rated_at = excluded.rated_at,
       rated_by = excluded.rated_by, rev = rating.rev + 1;

-- rating_drop(plan, year, goal, organisation) : takes one back
delete from rating
 where plan = :plan and year = :year and goal = :goal and organisation = :organisation;
