-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Who somebody is at an identity provider, and the roles that come from its groups.

-- oidc_facts() : how signing in elsewhere is set up, as "vointi set" was told
select instance_key, instance_value from instance where instance_key like 'oidc_%';

-- identity_of(issuer, subject) -> maybe email, closed_at : who that is here
select i.person, p.email, p.closed_at from identity i join person p on p.id = i.person
 where i.issuer = :issuer and i.subject = :subject;

-- identity_of_person(person, issuer) -> maybe : what the provider calls a person
select subject, first_at, used_at from identity where person = :person and issuer = :issuer;

-- identities_of(person) : all that is known of a person elsewhere
select issuer, subject, first_at, used_at from identity where person = :person order by id;

-- identity_add(person, issuer, subject, first_at) -> maybe id int : known from now on; no row: somebody was quicker
insert into identity (person, issuer, subject, first_at, used_at)
values (:person, :issuer, :subject, :first_at, :first_at)
on conflict do nothing returning id;

-- identity_used(issuer, subject, used_at) : came in
update identity set used_at = :used_at where issuer = :issuer and subject = :subject;

-- identities_drop(person) : not known any more
delete from identity where person = :person;

-- group_memberships_of(person, by_name) : roles that came from groups
select id, role, plan, organisation from membership where person = :person and by_name = :by_name
 order by id;

-- place_of(plan_slug text, organisation_slug text) -> maybe plan_id int, organisation_id int? : a plan and one of its organisations; '' none
select p.id as plan_id,
       (select o.id from plan_organisation po join organisation o on o.id = po.organisation
         where po.plan = p.id and o.slug = :organisation_slug) as organisation_id
  from plan p where p.slug = :plan_slug;
