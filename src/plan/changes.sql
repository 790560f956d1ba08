-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What changed in a plan, from its history. How a plan looks (colour, host) is no change
-- of it; what was done to a draft is nobody's business after it came into force either.

-- changes_since(plan) -> one public_since text? : when the plan was last a draft; NULL: never, or it is one now
select max(h.changed_at) as public_since
  from history h
 where h.plan = :plan and h.row_kind = 'plan' and h.field = 'state' and h.old_value = 'draft';

-- changes_between(plan, since text, from_day text, until_day text) -> organisation_slug text?, row_title text? : all rows from a day to before another, the oldest first; since: public_since or ''
select h.id, h.changed_at, h.row_kind, h.row_id, h.field, h.old_value, h.new_value, h.goal_code,
       h.organisation_name, o.slug as organisation_slug,
       coalesce(a.title, case when g.id is null then null else g.code || ' ' || g.title end,
                case when h.row_kind = 'organisation' then h.organisation_name end) as row_title
  from history h
  left join organisation o on o.name = h.organisation_name
  left join action a on h.row_kind = 'action' and a.plan = h.plan and a.number = h.row_id
  left join goal g on h.row_kind = 'goal' and g.id = h.row_id
 where h.plan = :plan and h.changed_at >= :from_day and h.changed_at < :until_day
   and (h.changed_at > :since
        or h.changed_at = :since and h.row_kind = 'plan' and h.field = 'state')
   and h.field not in ('colour', 'host', 'is_default')
 order by h.id;

-- change_groups(plan, since text, goal_code, organisation) -> first_id int, last_id int, rows_n int, added int, dropped int, changed int, file_name text? : what was changed at a time, the newest first; goal_code '' and organisation 0 for all, a goal with those below it
select h.changed_at, h.by_name, h.import, d.file_name, min(h.id) as first_id, max(h.id) as last_id,
       count(*) as rows_n,
       sum(case when h.row_kind = 'action' and h.field = '' and h.old_value is null
                then 1 else 0 end) as added,
       sum(case when h.row_kind = 'action' and h.field = '' and h.new_value is null
                then 1 else 0 end) as dropped,
       sum(case when h.field <> '' and h.old_value is not null then 1 else 0 end) as changed
  from history h left join import i on i.id = h.import left join document d on d.id = i.document
 where h.plan = :plan
   and (h.changed_at > :since
        or h.changed_at = :since and h.row_kind = 'plan' and h.field = 'state')
   and h.field not in ('colour', 'host', 'is_default')
   and (:goal_code = '' or h.goal_code = :goal_code
        or substr(h.goal_code, 1, length(:goal_code) + 1) = :goal_code || '.')
   and (:organisation = 0 or h.organisation_name =
        (select name from organisation where id = :organisation))
 group by h.changed_at, h.by_name, h.import, d.file_name
 order by first_id desc limit 50;

-- changes_of_group(plan, since text, changed_at, by_name, first int, last int, goal_code, organisation) -> like changes_between : the rows of one
select h.id, h.changed_at, h.row_kind, h.row_id, h.field, h.old_value, h.new_value, h.goal_code,
       h.organisation_name, o.slug as organisation_slug,
       coalesce(a.title, case when g.id is null then null else g.code || ' ' || g.title end,
                case when h.row_kind = 'organisation' then h.organisation_name end) as row_title
  from history h
  left join organisation o on o.name = h.organisation_name
  left join action a on h.row_kind = 'action' and a.plan = h.plan and a.number = h.row_id
  left join goal g on h.row_kind = 'goal' and g.id = h.row_id
 where h.plan = :plan and h.changed_at = :changed_at and h.by_name = :by_name
   and h.id between :first and :last
   and (:goal_code = '' or h.goal_code = :goal_code
        or substr(h.goal_code, 1, length(:goal_code) + 1) = :goal_code || '.')
   and (:organisation = 0 or h.organisation_name =
        (select name from organisation where id = :organisation))
   and (h.changed_at > :since or h.row_kind = 'plan' and h.field = 'state')
   and h.field not in ('colour', 'host', 'is_default')
 order by h.id;
