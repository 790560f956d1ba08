-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Personal tokens of programs.

-- token_add(token_digest, person, token_name, scopes, created_at, ends_at) : a new one
insert into token (token_digest, person, token_name, scopes, created_at, ends_at)
values (:token_digest, :person, :token_name, :scopes, :created_at, :ends_at);

-- token_of(token_digest, now text) -> maybe used_at text? : a token that works, and whose it is
select t.id, t.person, t.scopes, t.used_at, p.email, p.person_name
  from token t join person p on p.id = t.person
 where t.token_digest = :token_digest and t.ends_at > :now and p.closed_at is null;

-- token_used_set(token_digest, used_at) : it is used
update token set used_at = :used_at where token_digest = :token_digest;

-- tokens_of(person, now text) -> used_at text? : a person's tokens that work, the newest first
select id, token_name, scopes, created_at, ends_at, used_at
  from token where person = :person and ends_at > :now order by id desc;

-- token_drop(id, person) -> maybe id int : a person ends a token of theirs
delete from token where id = :id and person = :person returning id;

-- tokens_drop(person) : none of a person's tokens works any more
delete from token where person = :person;

-- tokens_sweep(now text) : those that have ended
delete from token where ends_at <= :now;
