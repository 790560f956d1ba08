-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The queue of mail.

-- mail_facts() : how mail is sent, as "vointi set" was told
select instance_key, instance_value from instance
 where instance_key in ('smtp_url', 'mail_from', 'address');

-- message_add(recipient, subject, body, message_kind, lang, link_kind, link_seconds, round, person, plan, made_at, due_at, until_at) -> one : a mail that waits; the id
insert into message (recipient, subject, body, message_kind, lang, link_kind, link_seconds, round,
                     person, plan, made_at, due_at, until_at)
values (:recipient, :subject, :body, :message_kind, :lang, :link_kind, :link_seconds, :round,
        :person, :plan, :made_at, :due_at, :until_at) returning id;

-- message_next(now text) -> maybe : the mail whose turn it is
select id, recipient, subject, body, message_kind, lang, link_kind, link_seconds, round, person,
       plan, made_at, until_at, tries, last_error
  from message
 where sent_at is null and given_up_at is null and handed_at is null and due_at <= :now
   and (claimed_until is null or claimed_until < :now)
 order by due_at, id limit 1;

-- message_claim(id, claimed_until, now text) -> maybe id int : this process is at it; nothing when another was first
update message set claimed_until = :claimed_until, tries = tries + 1
 where id = :id and sent_at is null and given_up_at is null and handed_at is null
   and (claimed_until is null or claimed_until < :now)
returning id;

-- message_hand(id, handed_at, tries) -> maybe id int : from now on nobody knows whether it went, until the server answers; nothing when another has claimed it since
update message set handed_at = :handed_at
 where id = :id and tries = :tries and handed_at is null and claimed_until is not null
returning id;

-- message_sent(id, sent_at) : the server took it. What it said is not kept longer
update message set sent_at = :sent_at, claimed_until = null, last_error = null where id = :id;

-- message_retry(id, due_at, last_error) : not now, perhaps later
update message
   set due_at = :due_at, last_error = :last_error, claimed_until = null, handed_at = null
 where id = :id;

-- message_give_up(id, given_up_at, last_error) : no more tries
update message
   set given_up_at = :given_up_at, last_error = :last_error, claimed_until = null, handed_at = null
 where id = :id;

-- message_unsure(id, last_error) : it may have gone; it is not sent again
update message set last_error = :last_error, claimed_until = null where id = :id;

-- message_release(id, tries) : the try did not count: nothing was asked of the server
update message set claimed_until = null, tries = tries - 1 where id = :id and tries = :tries;

-- plan_of_message(plan) -> maybe : where the pages of a plan are
select slug, title, is_default from plan where id = :plan;

-- messages_waiting(now text) -> one messages int : how many still wait
select count(*) as messages from message
 where sent_at is null and given_up_at is null and handed_at is null and until_at > :now;

-- messages_of_plan(plan) -> person_name text? : what was mailed for a plan, the newest first
select m.id, m.recipient, m.subject, m.message_kind, m.made_at, m.due_at, m.tries,
       m.claimed_until, m.handed_at, m.sent_at, m.given_up_at, m.last_error, p.person_name
  from message m left join person p on p.id = m.person
 where m.plan = :plan order by m.made_at desc, m.id desc limit 200;

-- coordinators_of(plan) : who is told of what did not go
select distinct p.id, p.email, p.person_name from membership m join person p on p.id = m.person
 where m.plan = :plan and m.role = 'coordinator' and p.closed_at is null order by p.id;

-- messages_recent(person, message_kind, since text) -> one messages int : how many since then
select count(*) as messages from message
 where person = :person and message_kind = :message_kind and made_at > :since;

-- messages_sweep(since text) : what is too old to be kept
delete from message where made_at < :since;
