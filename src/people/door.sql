-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Sessions, personal links and what happened at the door.

-- session_add(token_digest, person, sign_in_way, browser, begun_at, ends_at, owes) : a browser is signed in
insert into session (token_digest, person, sign_in_way, browser, begun_at, seen_at, ends_at, owes)
values (:token_digest, :person, :sign_in_way, :browser, :begun_at, :begun_at, :ends_at, :owes);

-- session_of(token_digest, now text) -> maybe : a session that goes on, and whose it is
select s.id, s.person, s.sign_in_way, s.seen_at, s.begun_at, s.ends_at, s.owes, p.email,
       p.person_name
  from session s join person p on p.id = s.person
 where s.token_digest = :token_digest and s.ends_at > :now and p.closed_at is null;

-- session_seen_set(token_digest, seen_at, ends_at) : it is used
update session set seen_at = :seen_at, ends_at = :ends_at where token_digest = :token_digest;

-- session_drop(token_digest) : signed out
delete from session where token_digest = :token_digest;

-- session_drop_own(id, person) : a person ends a session of theirs
delete from session where id = :id and person = :person;

-- session_drop_others(person, token_digest) : all but this one
delete from session where person = :person and token_digest <> :token_digest;

-- sessions_of(person, now text) : a person's sessions, the newest first
select id, token_digest, sign_in_way, browser, begun_at, seen_at, ends_at
  from session where person = :person and ends_at > :now and owes = '' order by id desc;

-- link_add(token_digest, person, link_kind, leads_to, round, created_at, ends_at) : a personal link
insert into link (token_digest, person, link_kind, leads_to, round, created_at, ends_at)
values (:token_digest, :person, :link_kind, :leads_to, :round, :created_at, :ends_at);

-- link_of(token_digest) -> maybe : a link and whose it is
select l.id, l.person, l.link_kind, l.leads_to, l.ends_at, l.used_at, p.email, p.person_name,
       p.closed_at
  from link l join person p on p.id = l.person where l.token_digest = :token_digest;

-- link_use(id, used_at) : the first use is kept
update link set used_at = :used_at where id = :id and used_at is null;

-- links_drop(person) : none of a person's links works any more
delete from link where person = :person;

-- sign_in_event_add(happened_at, email_digest, person, event, browser) : something happened at the door
insert into sign_in_event (happened_at, email_digest, person, event, browser)
values (:happened_at, :email_digest, :person, :event, :browser);

-- sign_in_events_recent(email_digest, event, since text) -> one events int : how often since then
select count(*) as events from sign_in_event
 where email_digest = :email_digest and event = :event and happened_at > :since;

-- sign_in_events_of(person) : what happened at the door, the newest first
select happened_at, event, browser from sign_in_event
 where person = :person order by id desc limit 50;

-- door_sweep(since text) : what is too old to be kept
delete from sign_in_event where happened_at < :since;

-- door_sweep_sessions(now text) : sessions that have ended
delete from session where ends_at < :now;
