-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- All that is kept of one person, and forgetting it: docs/personal-data.md. Names are written
-- in tables of other rooms too; what an organisation reported stays, without the name.

-- personal_person(id) -> one has_password bool : the account
select email, person_name, password_hash is not null as has_password, closed_at, created_at
  from person where id = :id;

-- personal_events(person) : what happened at the door
select happened_at, event, browser from sign_in_event where person = :person order by id;

-- personal_messages(person) : mail to the person; links stand in none of it
select message_kind, subject, made_at, sent_at from message where person = :person order by id;

-- personal_reminders(person) -> organisation_name text : what they were reminded of
select r.year, o.name as organisation_name, m.reminder_key, m.reminded_at
  from reminder m join round r on r.id = m.round join organisation o on o.id = m.organisation
 where m.person = :person order by m.id;

-- personal_updates(email) -> organisation_name text : rows of yearly reports that they saved last
select r.year, o.name as organisation_name, u.status, u.reason, u.done, u.learnt, u.evidence,
       u.saved_at
  from entry_update u join round r on r.id = u.round join entry e on e.id = u.entry
  join organisation o on o.id = e.organisation
 where u.saved_by = :email order by u.id;

-- personal_files(email) : files that they added
select file_name, format, size_bytes, added_at from evidence_file where added_by = :email
 order by id;

-- personal_reviews(email) : what they said of answers
select review_kind, words, happened_at from review where by_name = :email order by id;

-- personal_changes(email) : what they changed in plans
select changed_at, row_kind, field, new_value from history where by_name = :email order by id;

-- forget_updates(email, name text) : rows stay, without the name
update entry_update set saved_by = :name where saved_by = :email;

-- forget_updates_before(email, name text) : nor in what an import replaced
update report_before set saved_by = :name where saved_by = :email;

-- forget_files(email, name text) : files stay, without the name
update evidence_file set added_by = :name where added_by = :email;

-- forget_reviews(email, name text) : the exchange stays, without the name
update review set by_name = :name where by_name = :email;

-- forget_changes(email, name text) : the history stays, without the name
update history set by_name = :name where by_name = :email;

-- forget_grants(email, name text) : roles that they gave stay, without the name
update membership set by_name = :name where by_name = :email;

-- forget_messages(person, email) : mail to the person, also to the bare address
delete from message where person = :person or recipient = :email;

-- forget_events(email_digest) : tries with the address, also before there was an account
delete from sign_in_event where email_digest = :email_digest;

-- forget_person(id) : the account with its roles, sessions, links, second factor and identities
delete from person where id = :id;

-- admins_open() -> one admins int : who could open things again
select count(distinct p.id) as admins from membership m join person p on p.id = m.person
 where m.role = 'admin' and p.closed_at is null;

-- links_sweep(ended text) : personal links that ended long ago
delete from link where ends_at < :ended;

-- reminders_sweep(since text) : reminders of years long gone
delete from reminder where reminded_at < :since;

-- people_left(since text) : accounts without any role that nobody has used since then
select p.id, p.email from person p
 where p.created_at < :since
   and not exists (select 1 from membership m where m.person = p.id)
   and not exists (select 1 from session s where s.person = p.id)
   and not exists (select 1 from sign_in_event e where e.person = p.id and e.happened_at >= :since)
 order by p.id;
