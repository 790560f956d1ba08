-- SPDX-License-Identifier: EUPL-1.2
--
-- Every kind of statement, for tests/tools/sqlgen.

-- plan_list() : all plans by title
select id, title, vision, weight, is_default, picture from plan order by title;

-- plan_of_slug(slug) -> maybe like plan_list : the plan with an address
select id, title, vision, weight, is_default, picture from plan
 where slug = :slug; -- slug is unique

-- plan_size(id) -> one n int, mean double? : how many goals, and their mean level
select count(*) as n, avg(level) as mean from goal where plan = :id;

-- plan_add(title, vision, weight, is_default, picture) -> one : a new plan
insert into plan (title, vision, weight, is_default, picture)
values (:title, :vision, :weight, :is_default, :picture) returning id;

-- plan_rename(id, title) : another title
update plan set title = :title, rev = rev + 1 where id = :id;

-- goal_parents(plan) -> id int, parent_title text? :
--   goals with the titles of their parents
select g.id, p.title as parent_title
  from goal g
  left join goal p on p.id = g.parent
 where g.plan = :plan
 order by g.id;
