-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Plans of the instance, and who put them in force.

-- plans_all() : every plan, the default one first
select id, slug, title, area, starts, ends, state, is_default, decided_body, decided_on, case_number
  from plan order by is_default desc, id;

-- plans_coordinated(person) -> like plans_all : the plans that somebody coordinates
select p.id, p.slug, p.title, p.area, p.starts, p.ends, p.state, p.is_default, p.decided_body,
       p.decided_on, p.case_number
  from plan p
 where exists (select 1 from membership m
                where m.person = :person and m.plan = p.id and m.role = 'coordinator')
 order by p.is_default desc, p.id;

-- plan_decided(id) -> one : who put it in force, and how often it was changed
select decided_body, decided_on, case_number, rev from plan where id = :id;

-- plan_decide(id, decided_body, decided_on, case_number) : who put it in force
update plan set decided_body = :decided_body, decided_on = :decided_on,
       case_number = :case_number, rev = rev + 1
 where id = :id;

-- plan_touch(id) : its texts in other languages changed
update plan set rev = rev + 1 where id = :id;

-- plan_supersede(id) : another plan took its place
update plan set state = 'superseded', rev = rev + 1 where id = :id;
