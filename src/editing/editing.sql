-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Who changed an entry last, and what is proposed for it.

-- entry_last(plan, id) -> maybe : the latest change of an entry or of its actions
select h.changed_at, h.by_name
  from history h
 where h.plan = :plan
   and (h.row_kind = 'entry' and h.row_id = :id
        or h.row_kind = 'action'
           and h.row_id in (select a.number from action a where a.entry = :id))
 order by h.id desc limit 1;

-- proposal_waiting(goal, organisation) -> maybe : what is proposed for an entry and not decided
select id, fields, words, proposed_at, proposed_by, rev
  from proposal where goal = :goal and organisation = :organisation and decision is null;

-- proposal_add(plan, goal, organisation, entry_rev, fields, words, proposed_at, proposed_by) -> one : a new one
insert into proposal (plan, goal, organisation, entry_rev, fields, words, proposed_at, proposed_by)
values (:plan, :goal, :organisation, :entry_rev, :fields, :words, :proposed_at, :proposed_by)
returning id;

-- proposal_set(id, entry_rev, fields, words, proposed_at, proposed_by) : written anew before it was decided
update proposal set entry_rev = :entry_rev, fields = :fields, words = :words,
       proposed_at = :proposed_at, proposed_by = :proposed_by, rev = rev + 1
 where id = :id and decision is null;

-- proposal_of(plan, id) -> maybe : one
select p.id, p.goal, p.organisation, p.entry_rev, p.fields, p.words, p.proposed_at, p.proposed_by,
       p.decision, p.decided_at, p.decided_by, p.decision_words, p.rev, g.goal_slug, o.slug
  from proposal p join goal g on g.id = p.goal join organisation o on o.id = p.organisation
 where p.plan = :plan and p.id = :id;

-- proposal_decide(id, decision, decided_at, decided_by, decision_words) : what became of it
update proposal set decision = :decision, decided_at = :decided_at, decided_by = :decided_by,
       decision_words = :decision_words, rev = rev + 1
 where id = :id and decision is null;

-- proposal_list(plan) : all, those that wait first, then the newest
select p.id, p.organisation, o.name, g.code, g.title, p.proposed_at, p.proposed_by, p.decision,
       p.decided_at, p.decision_words
  from proposal p join goal g on g.id = p.goal join organisation o on o.id = p.organisation
 where p.plan = :plan order by p.decision is not null, p.proposed_at desc, p.id desc;
