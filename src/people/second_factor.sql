-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The second factor and its recovery codes.

-- second_factor_setting() -> maybe : whether coordinators and administrators need one
select instance_value from instance where instance_key = 'second_factor';

-- factor_of(person) -> maybe : whether a person has one
select turned_on_at from second_factor where person = :person;

-- factor_hold(person) -> maybe : the same for a try: others wait until this one is over
update second_factor set tries = tries + 1 where person = :person
returning sealed_key, last_step;

-- factor_add(person, sealed_key, turned_on_at, last_step) -> maybe : turned on; no row: it was on already
insert into second_factor (person, sealed_key, turned_on_at, last_step)
values (:person, :sealed_key, :turned_on_at, :last_step)
on conflict (person) do nothing returning person;

-- factor_step(person, last_step) : a code was right; it and those before it are used up
update second_factor set last_step = :last_step where person = :person;

-- factor_drop(person) -> maybe : turned off; no row: it was off already
delete from second_factor where person = :person returning person;

-- recovery_add(person, code_digest) : a recovery code
insert into recovery_code (person, code_digest) values (:person, :code_digest);

-- recovery_use(person, code_digest, used_at) -> maybe : used up; no row: it is none, or was used
update recovery_code set used_at = :used_at
 where person = :person and code_digest = :code_digest and used_at is null returning id;

-- recovery_is(person, code_digest) -> maybe : whether it works still
select id from recovery_code
 where person = :person and code_digest = :code_digest and used_at is null;

-- recovery_left(person) -> one codes int : how many work still
select count(*) as codes from recovery_code where person = :person and used_at is null;

-- recovery_drop(person) : none works any more
delete from recovery_code where person = :person;
