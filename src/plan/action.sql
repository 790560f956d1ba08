-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The actions: the list with its filters, and one action with all that is known
-- of it. Titles come in the visit's language where there is a translation. A
-- "cross join" tells SQLite to begin with the short list before it.

-- action_numbers(plan) : every action, in order
select number from action where plan = :plan order by number;

-- action_numbers_fitting(plan, organisation_kind, organisation, first int, last int, a text, b text, c text, d text, e text) : the actions of a kind of organisations ('' any), of one organisation (0 any), of the goals with goal_order from first to last, with a schedule of the kinds a to e (a '' any)
select a.number
  from action a join entry en on en.id = a.entry
  join goal g on g.id = en.goal
  join organisation o on o.id = en.organisation
 where a.plan = :plan and g.goal_order between :first and :last
   and (:organisation_kind = '' or o.organisation_kind = :organisation_kind)
   and (o.id = :organisation or :organisation = 0)
   and (:a = '' or exists (select 1 from detail d
                            where d.entry = a.entry and d.field = 'schedule'
                              and (d.action is null or d.action = a.id)
                              and d.schedule_kind in (:a, :b, :c, :d, :e)))
 order by a.number;

-- action_rows(plan, first int, last int) : the actions with numbers from first to last; a row for each value of the schedule, in its order
select number, title, goal, organisation, schedule, schedule_position from action_list
 where plan = :plan and number between :first and :last order by number, schedule_position;

-- action_rows_listed(plan, numbers text) -> like action_rows : the same of a list of numbers, each of ten characters, in its order
with recursive listed (at, number) as (
  select 1, cast(substr(:numbers, 1, 10) as bigint)
   union all
  select at + 10, cast(substr(:numbers, at + 10, 10) as bigint) from listed
   where at + 10 < length(:numbers))
select a.number, a.title, a.goal, a.organisation, a.schedule, a.schedule_position
  from listed l cross join action_list a
 where a.plan = :plan and a.number = l.number order by l.at, a.schedule_position;

-- action_titles(plan, lang, first int, last int) : titles in another language, of the actions with numbers from first to last
select row_id, words from translation
 where plan = :plan and row_kind = 'action' and row_id between :first and :last
   and field = 'title' and lang = :lang
 order by row_id;

-- action_cells_listed(plan, numbers text) -> title_lang text? : the words in which a search may have found them: the title in all its languages (title_lang NULL: the plan's own), the other cells
with recursive listed (at, number) as (
  select 1, cast(substr(:numbers, 1, 10) as bigint)
   union all
  select at + 10, cast(substr(:numbers, at + 10, 10) as bigint) from listed
   where at + 10 < length(:numbers))
select a.number, 'action' as field, null as field_name, a.title as words, null as title_lang,
       0 as position
  from listed l cross join action a where a.plan = :plan and a.number = l.number
 union all
select l.number, 'action', null, t.words, t.lang, 1
  from listed l cross join translation t
 where t.plan = :plan and t.row_kind = 'action' and t.row_id = l.number and t.field = 'title'
 union all
select a.number, d.field, d.field_name, d.words, null, d.position + 2
  from listed l cross join action a cross join detail d
 where a.plan = :plan and a.number = l.number
   and d.entry = a.entry and (d.action is null or d.action = a.id)
 order by 1, 6, 4;

-- action_get(plan, number, lang) -> maybe translated bool, own_title text, file_name text?, sheet text?, table_no int?, row_no int?, column_no int?, line_no int? : one action and where it stood
select a.id, a.number, a.entry, a.position, coalesce(t.words, a.title) as title,
       t.words is not null as translated, a.title as own_title, e.goal, e.organisation,
       a.status, a.status_year,
       d.file_name, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from action a join entry e on e.id = a.entry
  left join translation t on t.plan = a.plan and t.row_kind = 'action' and t.row_id = a.number
       and t.field = 'title' and t.lang = :lang
  left join place p on p.id = a.place left join document d on d.id = p.document
 where a.plan = :plan and a.number = :number;

-- action_siblings(plan, entry, lang) -> translated bool : the actions of an entry, in order
select a.number, coalesce(t.words, a.title) as title, t.words is not null as translated
  from action a
  left join translation t on t.plan = a.plan and t.row_kind = 'action' and t.row_id = a.number
       and t.field = 'title' and t.lang = :lang
 where a.plan = :plan and a.entry = :entry order by a.position;

-- action_details(entry, id) -> actor_slug text? : the values of an action's other cells, its own and its entry's
select d.field, d.field_name, d.words, d.action, d.not_measured, d.schedule_kind, d.starts, d.ends,
       d.every_years, d.unit, d.baseline, d.target, d.target_year, o.slug as actor_slug
  from detail d
  left join plan_organisation po on po.plan = d.plan and po.organisation = d.actor
  left join organisation o on o.id = po.organisation
 where d.entry = :entry and (d.action is null or d.action = :id)
 order by d.action is null, d.position, d.id;

-- action_references(entry) : where the entry refers
select field, goal, words from reference where entry = :entry order by position;

-- action_history(plan, number, entry, since text) -> file_name text? : who changed what of an action and of its entry since the plan was a draft, and that it came, newest first
select h.changed_at, h.by_name, h.row_kind, h.field, h.old_value, h.new_value, h.import,
       d.file_name
  from history h left join import i on i.id = h.import left join document d on d.id = i.document
 where h.plan = :plan and h.row_id in (:number, :entry)
   and (h.row_kind = 'action' and h.row_id = :number
        or h.row_kind = 'entry' and h.row_id = :entry and h.field <> '')
   and (h.changed_at > :since or h.field = '' and h.old_value is null)
 order by h.id desc;

-- action_reports(entry, id) -> update_id int, own_status text?, accepted_at text : what was told of an action's entry in a year, of accepted answers only and nothing that was written after that; the newest year first
select r.year, u.id as update_id, u.status, au.status as own_status, u.reason, u.done, u.learnt,
       u.evidence, an.accepted_at
  from entry_update u join entry e on e.id = u.entry
  join round r on r.id = u.round
  join answer an on an.round = r.id and an.organisation = e.organisation
  left join action_update au on au.entry_update = u.id and au.action = :id
 where u.entry = :entry and u.saved_at <= an.accepted_at
   and an.accepted_at >= coalesce(an.sent_at, '')
   and (an.returned_at is null or an.accepted_at >= an.returned_at)
 order by r.year desc;

-- action_report_values(entry_update) : values of metrics in a report
select metric, value_words from metric_value where entry_update = :entry_update order by metric;
