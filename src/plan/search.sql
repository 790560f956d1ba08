-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The search index: which actions each word leads to. roll_up() remakes it.

-- search_actions(plan) : the actions by number, with what they belong to
select a.id, a.number, a.entry, a.title, e.goal, e.organisation
  from action a join entry e on e.id = a.entry
 where a.plan = :plan order by a.number;

-- search_actions_of(entry) -> like search_actions : the actions of one entry, by number
select a.id, a.number, a.entry, a.title, e.goal, e.organisation
  from action a join entry e on e.id = a.entry
 where a.entry = :entry order by a.number;

-- search_details(plan) : the other cells' words
select entry, action, words from detail where plan = :plan order by entry, id;

-- search_details_of(entry) -> like search_details : the other cells' words of one entry
select entry, action, words from detail where entry = :entry order by entry, id;

-- search_names(plan) -> row_kind text, row_id int, words text : what goals and organisations are called, and actions in other languages
select 'goal' as row_kind, id as row_id, title as words from goal where plan = :plan
 union all
select 'organisation', o.id, o.name
  from plan_organisation po join organisation o on o.id = po.organisation where po.plan = :plan
 union all
select 'organisation', o.id, o.short_name
  from plan_organisation po join organisation o on o.id = po.organisation
 where po.plan = :plan and o.short_name <> o.name
 union all
select 'organisation', a.organisation, a.alias
  from plan_organisation po join organisation_alias a on a.organisation = po.organisation
 where po.plan = :plan
 union all
select row_kind, row_id, words from translation
 where plan = :plan and row_kind in ('action', 'goal') and field = 'title'
 union all
select t.row_kind, t.row_id, t.words
  from plan_organisation po join translation t on t.row_id = po.organisation
 where po.plan = :plan and t.plan = 0 and t.row_kind = 'organisation' and t.field = 'name'
 order by 1, 2;

-- search_names_of(plan, entry) -> like search_names : the same for one entry
select 'goal' as row_kind, g.id as row_id, g.title as words
  from entry e join goal g on g.id = e.goal where e.id = :entry
 union all
select 'organisation', o.id, o.name
  from entry e join organisation o on o.id = e.organisation where e.id = :entry
 union all
select 'organisation', o.id, o.short_name
  from entry e join organisation o on o.id = e.organisation
 where e.id = :entry and o.short_name <> o.name
 union all
select 'organisation', a.organisation, a.alias
  from entry e join organisation_alias a on a.organisation = e.organisation where e.id = :entry
 union all
select 'goal', t.row_id, t.words
  from entry e join translation t on t.row_id = e.goal
 where e.id = :entry and t.plan = :plan and t.row_kind = 'goal' and t.field = 'title'
 union all
select 'action', t.row_id, t.words
  from action a join translation t on t.row_id = a.number
 where a.entry = :entry and t.plan = :plan and t.row_kind = 'action' and t.field = 'title'
 union all
select 'organisation', t.row_id, t.words
  from entry e join translation t on t.row_id = e.organisation
 where e.id = :entry and t.plan = 0 and t.row_kind = 'organisation' and t.field = 'name'
 order by 1, 2;

-- word_hits(plan, row_kind, lemma) -> maybe : where one word leads
select hits from word where plan = :plan and row_kind = :row_kind and lemma = :lemma;

-- word_set(plan, row_kind, lemma, hits, hits_n, is_word) : where a word leads from now on
insert into word (plan, row_kind, lemma, hits, hits_n, is_word)
values (:plan, :row_kind, :lemma, :hits, :hits_n, :is_word)
on conflict (plan, row_kind, lemma) do update
   set hits = excluded.hits, hits_n = excluded.hits_n,
       is_word = word.is_word or excluded.is_word;

-- word_delete(plan, row_kind, lemma) : a word that leads nowhere
delete from word where plan = :plan and row_kind = :row_kind and lemma = :lemma;

-- word_clear(plan) : forgets a plan's words
delete from word where plan = :plan;

-- word_add(plan, row_kind, lemma, hits, hits_n, is_word) : where a word leads
insert into word (plan, row_kind, lemma, hits, hits_n, is_word)
values (:plan, :row_kind, :lemma, :hits, :hits_n, :is_word);

-- word_find(plan, row_kind, a text, b text, c text, d text, e text, f text) : where the forms of a word lead
select lemma, hits from word
 where plan = :plan and row_kind = :row_kind and lemma in (:a, :b, :c, :d, :e, :f);

-- word_find_beginning(plan, row_kind, pattern text) -> like word_find : where words that begin so lead
select lemma, hits from word
 where plan = :plan and row_kind = :row_kind and lemma like :pattern escape '!';

-- word_list(plan, row_kind, shortest int, longest int) : the words of about one length
select lemma, hits_n from word
 where plan = :plan and row_kind = :row_kind and is_word
   and cast(length(lemma) as bigint) between :shortest and :longest;
