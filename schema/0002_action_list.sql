-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The list of actions as its page shows it, so that the page reads one table in
-- its order. Remade by "vointi rebuild" like the search index; the truth stays
-- in action, entry and detail.

-- One value of an action's schedule, or the action without any.
create table action_list (
  plan bigint not null references plan (id) on delete cascade,
  number bigint not null,
  title text not null,
  goal bigint not null,                 -- not referenced: a goal that goes is not looked for here
  organisation bigint not null,
  schedule text,                        -- its words; NULL: none
  schedule_position bigint              -- its place in the cell
);
create index action_list_of_plan on action_list (plan, number, schedule_position);

-- roll_up.sql says the same: what is in the database already.
insert into action_list (plan, number, title, goal, organisation, schedule, schedule_position)
select a.plan, a.number, a.title, e.goal, e.organisation, d.words, d.position
  from action a join entry e on e.id = a.entry
  left join detail d on d.entry = a.entry and d.field = 'schedule'
       and (d.action is null or d.action = a.id)
 order by a.plan, a.number, d.position;
