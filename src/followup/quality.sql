-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- How well the plan itself is made: what its entries lack.

-- quality_asked(plan) -> one year int? : the latest year that every organisation has been asked about and whose time is over
select max(year) as year from round where plan = :plan and round_state in ('closed', 'locked');

-- quality_entries(plan, today text) -> has_actor bool, has_metric bool, has_schedule bool, is_over bool : filled entries and what they have; what is told elsewhere counts. is_over: every schedule has ended, and the entry does not say that it is done or stopped
select e.id, e.goal, e.organisation, e.status_year,
       exists (select 1 from detail d where d.entry = e.id and d.field = 'actor')
       or exists (select 1 from reference r where r.entry = e.id and r.field = 'actor')
       as has_actor,
       exists (select 1 from detail d where d.entry = e.id and d.field = 'metric')
       or exists (select 1 from reference r where r.entry = e.id and r.field = 'metric')
       as has_metric,
       exists (select 1 from detail d where d.entry = e.id and d.field = 'schedule')
       or exists (select 1 from reference r where r.entry = e.id and r.field = 'schedule')
       as has_schedule,
       coalesce(e.status, '') not in ('done', 'stopped')
       and exists (select 1 from detail d where d.entry = e.id and d.field = 'schedule')
       and not exists (select 1 from detail d where d.entry = e.id and d.field = 'schedule'
                       and (d.ends is null
                            or substr(:today, 1, cast(length(d.ends) as integer)) <= d.ends))
       as is_over
  from entry e
 where e.plan = :plan and e.entry_kind = 'filled' order by e.id;
