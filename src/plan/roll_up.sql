-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The list of actions, made from the actions. The search index has its own file.

-- roll_up_plans() : every plan
select id from plan order by id;

-- roll_up_numbers(entry) : the numbers of an entry's actions
select number from action where entry = :entry order by number;

-- action_list_clear(plan) : forgets the list of a plan
delete from action_list where plan = :plan;

-- action_list_fill(plan) : makes it; rows stand in the order in which they are read
insert into action_list (plan, number, title, goal, organisation, schedule, schedule_position)
select a.plan, a.number, a.title, e.goal, e.organisation, d.words, d.position
  from action a join entry e on e.id = a.entry
  left join detail d on d.entry = a.entry and d.field = 'schedule'
       and (d.action is null or d.action = a.id)
 where a.plan = :plan
 order by a.number, d.position;

-- action_list_forget(plan, number) : forgets one action
delete from action_list where plan = :plan and number = :number;

-- action_list_fill_entry(entry) : the same for the actions of one entry
insert into action_list (plan, number, title, goal, organisation, schedule, schedule_position)
select a.plan, a.number, a.title, e.goal, e.organisation, d.words, d.position
  from action a join entry e on e.id = a.entry
  left join detail d on d.entry = a.entry and d.field = 'schedule'
       and (d.action is null or d.action = a.id)
 where a.entry = :entry
 order by a.number, d.position;
