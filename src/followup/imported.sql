-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Reports that came in with an import, and what they were before.

-- report_keep(import, entry_update, kept_at) : before an import changes it
insert into report_before (import, entry_update, rev_after, was_there, kept_at, status, reason,
                           done, learnt, evidence, saved_at, saved_by, on_behalf)
select :import, id, rev + 1, true, :kept_at, status, reason, done, learnt, evidence, saved_at,
       saved_by, on_behalf
  from entry_update where id = :entry_update;

-- metrics_keep(import, entry_update) : with the values of its metrics
insert into metric_before (report_before, metric, value_words)
select b.id, m.metric, m.value_words
  from report_before b join metric_value m on m.entry_update = b.entry_update
 where b.import = :import and b.entry_update = :entry_update;

-- report_made(import, round, entry, kept_at) : after an import made it
insert into report_before (import, entry_update, rev_after, was_there, kept_at, status, reason,
                           done, learnt, evidence, saved_at, saved_by, on_behalf)
select :import, id, rev, false, :kept_at, '', '', '', '', '', '', '', on_behalf
  from entry_update where round = :round and entry = :entry;

-- reports_of_import(import) -> organisation_name text, rev_now int, status_now text, done_now text, sent_at text?, accepted_at text?, files int : what came in with it, and what became of it
select b.id, b.entry_update, b.rev_after, b.was_there, b.kept_at, b.status, b.reason, b.done,
       b.learnt, b.evidence, b.saved_at, b.saved_by, b.on_behalf, u.round, e.organisation,
       o.name as organisation_name, g.code, u.rev as rev_now, u.status as status_now,
       u.done as done_now, a.sent_at, a.accepted_at,
       (select count(*) from evidence_file f
         where f.entry_update = u.id and f.added_at >= b.kept_at) as files
  from report_before b join entry_update u on u.id = b.entry_update
  join entry e on e.id = u.entry join goal g on g.id = e.goal
  join organisation o on o.id = e.organisation
  left join answer a on a.round = u.round and a.organisation = e.organisation
 where b.import = :import order by b.id;

-- report_drop(id, rev) : a report that an import made
delete from entry_update where id = :id and rev = :rev;

-- metrics_forget(entry_update) : before those that were come back
delete from metric_value where entry_update = :entry_update;

-- metrics_return(report_before) : the values that were
insert into metric_value (entry_update, metric, value_words)
select b.entry_update, m.metric, m.value_words
  from report_before b join metric_before m on m.report_before = b.id
 where b.id = :report_before;

-- answer_unbegin(round, organisation) : nothing is saved any more
update answer set begun_at = null
 where round = :round and organisation = :organisation and sent_at is null
   and not exists (select 1 from entry_update u join entry e on e.id = u.entry
                    where u.round = answer.round and e.organisation = answer.organisation);

-- reports_forget(import) : it was taken back
delete from report_before where import = :import;

-- report_known_again(entry_update, rev_after, rev_was int) : a run before that finds what it left, so that it can be taken back too
update report_before set rev_after = :rev_after
 where entry_update = :entry_update and rev_after = :rev_was;
