-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The plan from above: its goals and organisations, and how many entries of
-- each kind they have. Texts come in the visit's language where there is a
-- translation, else in the plan's own.

-- overview_plan(plan, lang) -> one translated bool : what only the front page tells
select coalesce(t.words, p.vision) as vision, t.words is not null as translated
  from plan p
  left join translation t on t.plan = p.id and t.row_kind = 'plan' and t.row_id = p.id
       and t.field = 'vision' and t.lang = :lang
 where p.id = :plan;

-- overview_imported(plan) -> maybe : when the latest import that was not undone came in
select imported_at from import where plan = :plan and undone_at is null order by id desc limit 1;

-- overview_others(plan, lang) -> title_lang text : the other public plans of this instance
select p.slug, p.area, p.starts, p.ends, p.is_default, coalesce(t.words, p.title) as title,
       coalesce(t.lang, p.languages) as title_lang
  from plan p
  left join translation t on t.plan = p.id and t.row_kind = 'plan' and t.row_id = p.id
       and t.field = 'title' and t.lang = :lang
 where p.id <> :plan and p.state <> 'draft' order by p.is_default desc, p.id;

-- overview_goals(plan, lang) -> translated bool, question_translated bool : the goals in their order
select g.id, g.parent, g.level, g.goal_order, g.goal_number, g.code, g.goal_slug, g.is_leaf,
       coalesce(t.words, g.title) as title, t.words is not null as translated,
       coalesce(q.words, g.question) as question, q.words is not null as question_translated
  from goal g
  left join translation t on t.plan = g.plan and t.row_kind = 'goal' and t.row_id = g.id
       and t.field = 'title' and t.lang = :lang
  left join translation q on q.plan = g.plan and q.row_kind = 'goal' and q.row_id = g.id
       and q.field = 'question' and q.lang = :lang
 where g.plan = :plan order by g.goal_order;

-- overview_goal_kinds(plan, first int, last int) -> entries int, actions int : entries of each kind under goals of a range
select e.goal, e.entry_kind, e.status, count(distinct e.id) as entries, count(a.id) as actions
  from goal g join entry e on e.goal = g.id left join action a on a.entry = e.id
 where g.plan = :plan and g.goal_order between :first and :last
 group by e.goal, e.entry_kind, e.status;

-- overview_organisations(plan, lang) : who takes part, in order
select o.id, o.slug, coalesce(t.words, o.name) as name, o.organisation_kind,
       coalesce(t.words, o.short_name) as short_name
  from plan_organisation po join organisation o on o.id = po.organisation
  left join translation t on t.plan = 0 and t.row_kind = 'organisation' and t.row_id = o.id
       and t.field = 'name' and t.lang = :lang
 where po.plan = :plan order by po.position;

-- overview_organisation_kinds(plan, least int, most int) -> entries int, actions int : entries of each kind of organisations with id in a range
select e.organisation, e.entry_kind, e.status, count(distinct e.id) as entries,
       count(a.id) as actions
  from entry e left join action a on a.entry = e.id
 where e.plan = :plan and e.organisation between :least and :most
 group by e.organisation, e.entry_kind, e.status;

-- overview_cells(plan) : the kind of every entry
select goal, organisation, entry_kind, status from entry where plan = :plan;

-- organisation_others(organisation, plan, lang) -> title_lang text : other public plans where an organisation takes part
select p.slug, p.is_default, coalesce(t.words, p.title) as title,
       coalesce(t.lang, p.languages) as title_lang
  from plan_organisation po join plan p on p.id = po.plan
  left join translation t on t.plan = p.id and t.row_kind = 'plan' and t.row_id = p.id
       and t.field = 'title' and t.lang = :lang
 where po.organisation = :organisation and p.id <> :plan and p.state <> 'draft'
 order by p.is_default desc, p.id;

-- organisation_aliases(organisation) : other names it goes by
select alias from organisation_alias where organisation = :organisation order by alias;

-- told_years(plan) -> accepted_at text : of which years organisations have told, and it was accepted; the newest first
select r.year, an.organisation, an.accepted_at
  from round r join answer an on an.round = r.id
 where r.plan = :plan and an.accepted_at >= coalesce(an.sent_at, '')
   and (an.returned_at is null or an.accepted_at >= an.returned_at)
 order by r.year desc, an.organisation;
