-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What goes, moves or is renamed with goals and organisations.

-- goal_reports(goal) -> one reports int : what was told in rounds of a goal's entries
select count(*) as reports from entry_update u join entry e on e.id = u.entry where e.goal = :goal;

-- goal_ratings(goal) -> one ratings int : how often its ease and impact were rated
select count(*) as ratings from rating where goal = :goal;

-- organisation_reports(plan, organisation) -> one reports int : … of an organisation's
select count(*) as reports
  from entry_update u join entry e on e.id = u.entry
 where e.plan = :plan and e.organisation = :organisation;

-- goal_entries(goal) : its entries, by organisation
select id, organisation from entry where goal = :goal order by organisation;

-- reports_in_both(a int, b int) -> one rounds int : years that both entries have told about
select count(*) as rounds
  from entry_update u join entry_update o on o.round = u.round
 where u.entry = :a and o.entry = :b;

-- reports_move(a int, b int) : what was told of an entry is of another from now on
update entry_update set entry = :b where entry = :a;

-- status_move(a int, b int) : how an entry goes is how another goes, unless it has its own
update entry set status = (select f.status from entry f where f.id = :a),
       status_year = (select f.status_year from entry f where f.id = :a)
 where id = :b and status is null;

-- organisation_named(name) -> maybe : whoever has this name
select id, slug from organisation where name = :name;

-- organisation_rename(id, name) : goes by another name
update organisation set name = :name, rev = rev + 1 where id = :id;

-- organisation_plans(organisation) : where it takes part
select plan from plan_organisation where organisation = :organisation order by plan;
