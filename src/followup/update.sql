-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What an organisation tells of its entries.

-- updates_of(round, organisation) : how its entries went that year
select u.id, u.entry, u.status, u.reason, u.done, u.learnt, u.evidence, u.saved_at, u.saved_by,
       u.on_behalf, u.rev
  from entry_update u join entry e on e.id = u.entry
 where u.round = :round and e.organisation = :organisation order by u.entry;

-- update_add(round, entry, status, reason, done, learnt, evidence, saved_at, saved_by, on_behalf) -> maybe id int : the first of an entry; nothing when somebody else was first
insert into entry_update (round, entry, status, reason, done, learnt, evidence, saved_at, saved_by,
                          on_behalf)
values (:round, :entry, :status, :reason, :done, :learnt, :evidence, :saved_at, :saved_by,
        :on_behalf)
on conflict do nothing returning id;

-- update_set(id, rev, status, reason, done, learnt, evidence, saved_at, saved_by, on_behalf) -> maybe id int : changed; nothing when somebody else was first
update entry_update
   set status = :status, reason = :reason, done = :done, learnt = :learnt, evidence = :evidence,
       saved_at = :saved_at, saved_by = :saved_by, on_behalf = :on_behalf, rev = rev + 1
 where id = :id and rev = :rev returning id;

-- metric_values_of(round, organisation) : values of metrics
select m.entry_update, u.entry, m.metric, m.value_words
  from metric_value m join entry_update u on u.id = m.entry_update
  join entry e on e.id = u.entry
 where u.round = :round and e.organisation = :organisation order by u.entry, m.metric;

-- action_updates_of(round, organisation) : actions that go otherwise than their entries
select a.entry_update, a.action, a.status, u.entry
  from action_update a join entry_update u on u.id = a.entry_update
  join entry e on e.id = u.entry
 where u.round = :round and e.organisation = :organisation order by u.entry, a.action;

-- action_update_put(entry_update, action, status) : an action of its own
insert into action_update (entry_update, action, status) values (:entry_update, :action, :status)
on conflict (entry_update, action) do update set status = excluded.status;

-- action_update_drop(entry_update, action) : it goes as its entry
delete from action_update where entry_update = :entry_update and action = :action;

-- metric_value_put(entry_update, metric, value_words) : the value of a metric
insert into metric_value (entry_update, metric, value_words)
values (:entry_update, :metric, :value_words)
on conflict (entry_update, metric) do update set value_words = excluded.value_words;

-- metric_value_drop(entry_update, metric) : no value
delete from metric_value where entry_update = :entry_update and metric = :metric;
