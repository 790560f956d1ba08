-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Runs of intake: what came in, what was not sure, and how to take it back.

-- import_document_known(plan, digest) -> maybe : the same file, imported before
select id from document where plan = :plan and digest = :digest order by id desc limit 1;

-- import_document_add(plan, file_name, format, size_bytes, digest, imported_at) -> one : a file
insert into document (plan, file_name, format, size_bytes, digest, imported_at)
values (:plan, :file_name, :format, :size_bytes, :digest, :imported_at) returning id;

-- import_next() -> one next_id int : the number of the next run; those of deleted plans are in history
select coalesce(max(run), 0) + 1 as next_id
  from (select max(id) as run from import union all select max(import) from history) runs;

-- import_add(id, plan, document, imported_at, by_name, before_json, after_json) : a run
insert into import (id, plan, document, imported_at, by_name, before_json, after_json)
values (:id, :plan, :document, :imported_at, :by_name, :before_json, :after_json);

-- import_latest(slug) -> maybe file_name text? : the latest run that was not taken back
select i.id, i.plan, i.imported_at, i.before_json, i.after_json, d.file_name
  from import i join plan p on p.id = i.plan left join document d on d.id = i.document
 where p.slug = :slug and i.undone_at is null
 order by i.id desc limit 1;

-- import_undone(id, undone_at) : a run was taken back
update import set undone_at = :undone_at where id = :id;

-- import_doubt_add(import, doubt_kind, place, words, guess) : something unsure
insert into doubt (import, doubt_kind, place, words, guess)
values (:import, :doubt_kind, :place, :words, :guess);

-- plan_list() -> goals int, organisations int, actions int : all plans with their sizes
select p.id, p.slug, p.title, p.state, p.is_default, p.starts, p.ends,
       (select count(*) from goal g where g.plan = p.id and g.is_leaf) as goals,
       (select count(*) from plan_organisation o where o.plan = p.id) as organisations,
       (select count(*) from action a where a.plan = p.id) as actions
  from plan p order by p.is_default desc, p.id;
