-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- People and what they may do.

-- person_of_email(email) -> maybe : a person, also one who may not come in any more
select id, email, person_name, password_hash, closed_at, rev from person where email = :email;

-- person_get(id) -> maybe like person_of_email : a person
select id, email, person_name, password_hash, closed_at, rev from person where id = :id;

-- person_add(email, person_name, created_at) -> one : a new person; the id
insert into person (email, person_name, created_at)
values (:email, :person_name, :created_at) returning id;

-- person_rename(id, person_name) : what to call them
update person set person_name = :person_name, rev = rev + 1 where id = :id;

-- person_set_password(id, password_hash) : a new password
update person set password_hash = :password_hash, rev = rev + 1 where id = :id;

-- person_close(id, closed_at) : may not come in from now on; NULL: may again
update person set closed_at = :closed_at, rev = rev + 1 where id = :id;

-- person_count() -> one people int : how many there are
select count(*) as people from person;

-- membership_add(person, role, plan, organisation, created_at, by_name) : what a person may do; once is enough
insert into membership (person, role, plan, organisation, created_at, by_name)
values (:person, :role, :plan, :organisation, :created_at, :by_name)
on conflict do nothing;

-- membership_drop(id, person) : no more
delete from membership where id = :id and person = :person;

-- memberships_of(person) -> plan_slug text?, plan_title text?, organisation_name text? : all that a person may do
select m.id, m.role, m.plan, m.organisation, p.slug as plan_slug, p.title as plan_title,
       o.name as organisation_name
  from membership m left join plan p on p.id = m.plan
  left join organisation o on o.id = m.organisation
 where m.person = :person order by m.id;

-- memberships_here(person, plan) : what a person may do in a plan
select role, organisation from membership
 where person = :person and (plan = :plan or plan is null)
 order by id;

-- people_of_plan(plan) -> membership_id int, organisation_name text?, last_seen text?, has_factor bool : who may do something in a plan, and the administrators
select p.id, p.email, p.person_name, p.closed_at, m.id as membership_id, m.role, m.organisation,
       o.name as organisation_name,
       (select max(s.seen_at) from session s where s.person = p.id and s.owes = '')
         as last_seen,
       exists (select 1 from second_factor f where f.person = p.id) as has_factor
  from membership m join person p on p.id = m.person
  left join organisation o on o.id = m.organisation
 where m.plan = :plan or m.plan is null
 order by p.email, m.id;

-- plan_organisations(plan) : who takes part in a plan, in order
select o.id, o.slug, o.name, o.short_name
  from plan_organisation po join organisation o on o.id = po.organisation
 where po.plan = :plan order by po.position;
