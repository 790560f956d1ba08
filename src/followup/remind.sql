-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Reminders of answers that have not been sent.

-- plans_with_rounds() : where somebody may have to be reminded
select id, slug from plan
 where id in (select plan from round where round_state in ('open', 'closed')) order by id;

-- keepers_of_plan(plan) : who answers, who answers for them, and who coordinates
select p.id, p.email, p.person_name, m.role, m.organisation
  from membership m join person p on p.id = m.person
 where m.plan = :plan and m.role in ('contact', 'approver', 'coordinator')
   and p.closed_at is null
 order by p.email, m.id;

-- reminded_of_round(round) : who was reminded of what
select organisation, person, role, reminder_key, reminded_at from reminder
 where round = :round order by id;

-- reminder_add(round, organisation, person, role, reminder_key, reminded_at, message) : is reminded; twice for the same reason can't be
insert into reminder (round, organisation, person, role, reminder_key, reminded_at, message)
values (:round, :organisation, :person, :role, :reminder_key, :reminded_at, :message);

-- round_links_end(round, ends_at) : its links work no longer than this
update link set ends_at = :ends_at where round = :round and ends_at > :ends_at;
