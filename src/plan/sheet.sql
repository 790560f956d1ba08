-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- A piece of the plan's great table: the goals with goal_order from first to
-- last, the organisations with id from least to most. All four lists come in
-- the same order, so that they are put together in one walk.

-- sheet_metrics(plan) -> one metrics bool : whether the plan tells how anything is measured
select exists (select 1 from detail where plan = :plan and field = 'metric') as metrics;

-- sheet_entries(plan, first int, last int, least int, most int) : the entries
select e.id, e.goal, e.organisation, e.entry_kind, e.status, e.status_year, e.reason
  from goal g join entry e on e.goal = g.id and e.organisation between :least and :most
  join plan_organisation po on po.plan = e.plan and po.organisation = e.organisation
 where g.plan = :plan and g.goal_order between :first and :last
 order by g.goal_order, po.position;

-- sheet_actions(plan, first int, last int, least int, most int, lang) -> translated bool : their actions
select a.id, a.entry, a.number, coalesce(t.words, a.title) as title,
       t.words is not null as translated, a.status, a.status_year
  from goal g join entry e on e.goal = g.id and e.organisation between :least and :most
  join plan_organisation po on po.plan = e.plan and po.organisation = e.organisation
  join action a on a.entry = e.id
  left join translation t on t.plan = a.plan and t.row_kind = 'action' and t.row_id = a.number
       and t.field = 'title' and t.lang = :lang
 where g.plan = :plan and g.goal_order between :first and :last
 order by g.goal_order, po.position, a.position;

-- sheet_details(plan, first int, last int, least int, most int) -> actor_slug text? : the values of their other cells, first those of the whole entry
select d.id, d.entry, d.action, d.field, d.field_name, d.words, d.not_measured, d.schedule_kind,
       d.starts, d.ends, d.every_years, d.unit, d.baseline, d.target, d.target_year,
       o.slug as actor_slug
  from goal g join entry e on e.goal = g.id and e.organisation between :least and :most
  join plan_organisation po on po.plan = e.plan and po.organisation = e.organisation
  join detail d on d.entry = e.id
  left join action a on a.id = d.action
  left join plan_organisation op on op.plan = e.plan and op.organisation = d.actor
  left join organisation o on o.id = op.organisation
 where g.plan = :plan and g.goal_order between :first and :last
 order by g.goal_order, po.position, coalesce(a.position, 0), d.position, d.id;

-- sheet_references(plan, first int, last int, least int, most int) : where they refer
select r.entry, r.field, r.goal, r.words
  from goal g join entry e on e.goal = g.id and e.organisation between :least and :most
  join plan_organisation po on po.plan = e.plan and po.organisation = e.organisation
  join reference r on r.entry = e.id
 where g.plan = :plan and g.goal_order between :first and :last
 order by g.goal_order, po.position, r.position;
