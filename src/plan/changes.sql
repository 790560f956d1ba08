-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What changed in a plan, from its history. How a plan looks (colour, host) is no change
-- of it; what was done to a draft is nobody's business after it came into force either.

-- changes_since(plan) -> one public_since text?, times int : when the plan was last a draft; NULL: never, or it is one now. times: how often; with max() alone SQLite would walk through all history by its time
select max(h.changed_at) as public_since, count(*) as times
  from history h
 where h.plan = :plan and h.row_kind = 'plan' and h.row_id = :plan and h.field = 'state'
   and h.old_value = 'draft';

-- changes_between(plan, since text, from_day text, until_day text) -> organisation_slug text?, goal_slug text?, row_title text? : all rows from a day to before another, in no order: change_items_of() knows; since: public_since or ''
select h.id, h.changed_at, h.row_kind, h.row_id, h.field, h.old_value, h.new_value, h.goal_code,
       h.goal, h.organisation_name, o.slug as organisation_slug,
       g.goal_slug,
       case h.row_kind when 'action' then a.title when 'goal' then g.code || ' ' || g.title
                       when 'organisation' then o.name end as row_title
  from history h
  left join organisation o on o.id = h.organisation
  left join action a on h.row_kind = 'action' and h.field <> '' /* else its value is the title */
       and a.plan = h.plan and a.number = h.row_id
  left join goal g on g.id = h.goal
 where h.plan = :plan and h.changed_at >= :from_day and h.changed_at < :until_day
   and (h.changed_at > :since
        or h.changed_at = :since and h.row_kind = 'plan' and h.field = 'state')
   and h.field not in ('colour', 'host', 'is_default')
   and h.row_kind in ('plan', 'goal', 'entry', 'action', 'organisation');

-- change_groups(plan, since text, first_order int, last_order int, organisation) -> first_id int, last_id int, rows_n int, added int, dropped int, changed int, file_name text? : what was changed at a time, the newest first; of the goals with goal_order from first_order to last_order and of an organisation; 0 for all
select x.changed_at, x.by_name, x.import, d.file_name, x.first_id, x.last_id, x.rows_n, x.added,
       x.dropped, x.changed
  from (select h.changed_at, h.by_name, h.import, min(h.id) as first_id, max(h.id) as last_id,
               count(*) as rows_n,
               sum(case when h.row_kind = 'action' and h.field = '' and h.old_value is null
                        then 1 else 0 end) as added,
               sum(case when h.row_kind = 'action' and h.field = '' and h.new_value is null
                        then 1 else 0 end) as dropped,
               sum(case when h.field <> '' and h.old_value is not null
                        then 1 else 0 end) as changed
          from history h
         where h.plan = :plan
           and (h.changed_at > :since
                or h.changed_at = :since and h.row_kind = 'plan' and h.field = 'state')
           and h.field not in ('colour', 'host', 'is_default')
           and h.row_kind in ('plan', 'goal', 'entry', 'action', 'organisation')
           and (h.goal in (select g.id from goal g where g.plan = :plan
                              and g.goal_order between :first_order and :last_order)
                or :first_order = 0)
           and (h.organisation = :organisation or :organisation = 0)
         group by h.changed_at, h.by_name, h.import
         order by first_id desc limit 50) x
  left join import i on i.id = x.import left join document d on d.id = i.document
 order by x.first_id desc;

-- changes_of_group(plan, since text, changed_at, by_name, first int, last int, first_order int, last_order int, organisation) -> like changes_between : the rows of one
select h.id, h.changed_at, h.row_kind, h.row_id, h.field, h.old_value, h.new_value, h.goal_code,
       h.goal, h.organisation_name, o.slug as organisation_slug,
       g.goal_slug,
       case h.row_kind when 'action' then a.title when 'goal' then g.code || ' ' || g.title
                       when 'organisation' then o.name end as row_title
  from history h
  left join organisation o on o.id = h.organisation
  left join action a on h.row_kind = 'action' and a.plan = h.plan and a.number = h.row_id
  left join goal g on g.id = h.goal
 where h.plan = :plan and h.changed_at = :changed_at and h.by_name = :by_name
   and h.id between :first and :last
   and (h.goal in (select g.id from goal g where g.plan = :plan
                      and g.goal_order between :first_order and :last_order)
        or :first_order = 0)
   and (h.organisation = :organisation or :organisation = 0)
   and (h.changed_at > :since or h.row_kind = 'plan' and h.field = 'state')
   and h.field not in ('colour', 'host', 'is_default')
   and h.row_kind in ('plan', 'goal', 'entry', 'action', 'organisation')
 order by h.id;
