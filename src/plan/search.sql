-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The search index: which rows each word leads to. "vointi rebuild" remakes it.

-- search_actions(plan) -> goal_title text, organisation_name text : actions with what they belong to
select a.id, a.number, a.entry, a.title, g.title as goal_title, o.name as organisation_name
  from action a join entry e on e.id = a.entry join goal g on g.id = e.goal
  join organisation o on o.id = e.organisation
 where a.plan = :plan order by a.entry, a.position;

-- search_details(plan) : the other cells' words
select entry, action, words from detail where plan = :plan order by entry, id;

-- search_translations(plan) : actions in other languages
select row_id, words from translation where plan = :plan and row_kind = 'action';

-- word_clear(plan) : forgets a plan's words
delete from word where plan = :plan;

-- word_add(plan, lemma, row_kind, row_id, weight) : a word leads to a row
insert into word (plan, lemma, row_kind, row_id, weight)
values (:plan, :lemma, :row_kind, :row_id, :weight);

-- word_find(plan, row_kind, a text, b text, c text, d text, e text, f text) -> weight int : the rows of a word's forms
select row_id, cast(sum(weight) as bigint) as weight from word
 where plan = :plan and row_kind = :row_kind and lemma in (:a, :b, :c, :d, :e, :f)
 group by row_id order by row_id;

-- word_find_beginning(plan, row_kind, pattern text) -> weight int like word_find : the rows of words that begin so
select row_id, cast(sum(weight) as bigint) as weight from word
 where plan = :plan and row_kind = :row_kind and lemma like :pattern escape '!'
 group by row_id order by row_id;

-- word_list(plan, row_kind) -> n int : all words with the number of rows they lead to
select lemma, count(*) as n from word where plan = :plan and row_kind = :row_kind
 group by lemma order by lemma;
