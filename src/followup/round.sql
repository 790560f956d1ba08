-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Rounds, and how far each organisation is.

-- round_list(plan) : a plan's rounds, the newest year first
select id, year, round_state, opens_on, due_on, rev from round where plan = :plan
 order by year desc;

-- round_of(plan, year) -> maybe like round_list : the round of a year
select id, year, round_state, opens_on, due_on, rev from round
 where plan = :plan and year = :year;

-- round_add(plan, year, round_state, opens_on, due_on) : a new round
insert into round (plan, year, round_state, opens_on, due_on)
values (:plan, :year, :round_state, :opens_on, :due_on);

-- round_set(id, round_state, due_on) : another state or last day
update round set round_state = :round_state, due_on = :due_on, rev = rev + 1 where id = :id;

-- rhythm_of(plan) -> maybe : by which a plan's rounds are made
select opens_md, due_md from rhythm where plan = :plan;

-- rhythm_put(plan, opens_md, due_md) : rounds are made by this from now on
insert into rhythm (plan, opens_md, due_md) values (:plan, :opens_md, :due_md)
on conflict (plan) do update set opens_md = excluded.opens_md, due_md = excluded.due_md;

-- rhythm_drop(plan) : rounds are made by hand
delete from rhythm where plan = :plan;

-- rhythms() : plans in force whose rounds are made by themselves
select r.plan, r.opens_md, r.due_md from rhythm r join plan p on p.id = r.plan
 where p.state = 'in_force' order by r.plan;

-- rounds_planned(today text) -> plan int : rounds whose day of opening has come
select id, plan, due_on from round where round_state = 'planned' and opens_on <= :today order by id;

-- answer_of(round, organisation) -> maybe : one organisation's part
select id, opened_at, begun_at, sent_at, returned_at, accepted_at, extended_to, rev
  from answer where round = :round and organisation = :organisation;

-- answer_open(round, organisation, opened_at) : somebody of the organisation looks at it
insert into answer (round, organisation, opened_at) values (:round, :organisation, :opened_at)
on conflict (round, organisation) do update
   set opened_at = coalesce(answer.opened_at, excluded.opened_at);

-- answer_begin(round, organisation, begun_at) : something was saved
insert into answer (round, organisation, begun_at) values (:round, :organisation, :begun_at)
on conflict (round, organisation) do update
   set begun_at = coalesce(answer.begun_at, excluded.begun_at);

-- answer_send(id, sent_at) : it is sent
update answer set sent_at = :sent_at, rev = rev + 1 where id = :id;

-- answer_return(id, returned_at) : it goes back with a comment
update answer set returned_at = :returned_at, rev = rev + 1 where id = :id;

-- answer_accept(id, accepted_at) : it is accepted
update answer set accepted_at = :accepted_at, rev = rev + 1 where id = :id;

-- answer_extend(round, organisation, extended_to) : more time for one
insert into answer (round, organisation, extended_to) values (:round, :organisation, :extended_to)
on conflict (round, organisation) do update set extended_to = excluded.extended_to;

-- answers_of_round(plan, round) -> opened_at text?, begun_at text?, sent_at text?, returned_at text?, accepted_at text?, extended_to text?, expected int, reported int, last_saved text? : every organisation of the plan and how far it is
select o.id, o.slug, o.name, a.opened_at, a.begun_at, a.sent_at, a.returned_at, a.accepted_at,
       a.extended_to,
       (select count(*) from entry e where e.plan = po.plan and e.organisation = o.id
           and e.entry_kind = 'filled') as expected,
       (select count(*) from entry e join entry_update u on u.entry = e.id
         where e.plan = po.plan and e.organisation = o.id and e.entry_kind = 'filled'
           and u.round = :round and u.status <> '') as reported,
       (select max(u.saved_at) from entry e join entry_update u on u.entry = e.id
         where e.plan = po.plan and e.organisation = o.id and u.round = :round) as last_saved
  from plan_organisation po join organisation o on o.id = po.organisation
  left join answer a on a.round = :round and a.organisation = o.id
 where po.plan = :plan order by po.position;

-- review_add(answer, review_kind, words text, happened_at, by_name) : what was said of an answer
insert into review (answer, review_kind, words, happened_at, by_name)
values (:answer, :review_kind, :words, :happened_at, :by_name);

-- reviews_of(answer) : the whole exchange, the oldest first
select review_kind, words, happened_at, by_name from review where answer = :answer order by id;

-- desk_proposals(plan) : what is proposed for entries; what waits first, then the newest
select p.id, p.organisation, o.name, g.code, p.decision, p.decision_words
  from proposal p join goal g on g.id = p.goal join organisation o on o.id = p.organisation
 where p.plan = :plan order by p.decision is not null, p.proposed_at desc, p.id desc;
