-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Files that show what was done.

-- evidence_files_of(round, organisation) : all files of an answer
select f.id, u.entry, f.entry_update, f.file_name, f.format, f.size_bytes, f.added_at, f.added_by,
       f.on_behalf
  from evidence_file f join entry_update u on u.id = f.entry_update
  join entry e on e.id = u.entry
 where u.round = :round and e.organisation = :organisation order by f.id;

-- evidence_file_get(id, plan) -> maybe sent_at text?, returned_at text?, accepted_at text? : a file of a plan, and how far its answer is
select f.id, f.file_name, f.format, f.size_bytes, f.added_at, f.on_behalf, e.organisation,
       a.sent_at, a.returned_at, a.accepted_at, b.bytes
  from evidence_file f join evidence_bytes b on b.evidence_file = f.id
  join entry_update u on u.id = f.entry_update
  join entry e on e.id = u.entry
  left join answer a on a.round = u.round and a.organisation = e.organisation
 where f.id = :id and e.plan = :plan;

-- evidence_file_add(entry_update, file_name, format, size_bytes, digest, added_at, added_by, on_behalf) -> maybe id int : a file; no row: it is there already
insert into evidence_file (entry_update, file_name, format, size_bytes, digest, added_at, added_by,
                           on_behalf)
values (:entry_update, :file_name, :format, :size_bytes, :digest, :added_at, :added_by,
        :on_behalf)
on conflict do nothing returning id;

-- evidence_bytes_add(evidence_file, bytes) : its bytes
insert into evidence_bytes (evidence_file, bytes) values (:evidence_file, :bytes);

-- evidence_file_drop(id, entry_update) -> maybe id int : taken away; no row: it was not there
delete from evidence_file where id = :id and entry_update = :entry_update returning id;
