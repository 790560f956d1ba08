-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Which plan an address belongs to. A draft has no place at / and no host name
-- yet: another plan may have had them, and stays there meanwhile.

-- site_default() -> maybe rated bool : the plan that lives at /
select id, slug, title, area, state, starts, ends, languages, colour,
       is_default and state <> 'draft' as is_default, decided_body, decided_on, case_number,
       exists (select 1 from rating r where r.plan = plan.id) as rated
  from plan order by state = 'draft', plan.is_default desc, id limit 1;

-- site_of_slug(slug) -> maybe like site_default : the plan that lives at /{slug}/
select id, slug, title, area, state, starts, ends, languages, colour,
       is_default and state <> 'draft' as is_default, decided_body, decided_on, case_number,
       exists (select 1 from rating r where r.plan = plan.id) as rated
  from plan where slug = :slug;

-- site_of_host(host) -> maybe like site_default : the plan with a host name of its own
select id, slug, title, area, state, starts, ends, languages, colour, is_default,
       decided_body, decided_on, case_number,
       exists (select 1 from rating r where r.plan = plan.id) as rated
  from plan where host = :host and state <> 'draft' order by id limit 1;

-- site_title(plan, lang) -> maybe : the plan's title in another language
select words from translation
 where plan = :plan and row_kind = 'plan' and row_id = :plan and field = 'title' and lang = :lang;

-- instance_get(instance_key) -> maybe : a fact about the whole instance
select instance_value from instance where instance_key = :instance_key;

-- instance_set(instance_key, instance_value) : a fact about the whole instance
insert into instance (instance_key, instance_value) values (:instance_key, :instance_value)
on conflict (instance_key) do update set instance_value = excluded.instance_value;

-- instance_facts() : all facts about the whole instance
select instance_key, instance_value from instance order by instance_key;
