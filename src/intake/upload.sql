-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Documents on their way into a plan (schema/0008_upload.sql).

-- upload_add(plan, made_at, by_name, lang, upload_state, organisation_name) -> one : a new lot
insert into upload (plan, made_at, by_name, lang, upload_state, organisation_name)
values (:plan, :made_at, :by_name, :lang, :upload_state, :organisation_name) returning id;

-- upload_file_add(upload, position, file_name, size_bytes, digest, content) : a file of it
insert into upload_file (upload, position, file_name, format, size_bytes, digest, content)
values (:upload, :position, :file_name, '', :size_bytes, :digest, :content);

-- upload_get(plan, id) -> maybe : one of the plan's
select id, made_at, by_name, lang, upload_state, organisation_name, trouble, plan_json, plan_digest,
       plan_moved, finished_at, import, rev
  from upload where plan = :plan and id = :id;

-- uploads_of(plan) -> files int, first_name text? : those that wait, the latest first
select u.id, u.made_at, u.by_name, u.upload_state,
       (select count(*) from upload_file f where f.upload = u.id) as files,
       (select min(f.file_name) from upload_file f where f.upload = u.id and f.position = 1)
         as first_name
  from upload u where u.plan = :plan and u.upload_state not in ('done', 'undone')
 order by u.id desc limit 50;

-- uploads_waiting(plan) -> one waiting_bytes int : how much of them there is
select cast(coalesce(sum(f.size_bytes), 0) as bigint) as waiting_bytes
  from upload_file f join upload u on u.id = f.upload
 where u.plan = :plan and f.content is not null;

-- upload_files(upload) : their names
select position, file_name, format, size_bytes, digest from upload_file where upload = :upload
 order by position;

-- upload_content(upload, position) -> one : the bytes of one
select content from upload_file where upload = :upload and position = :position;

-- upload_file_read(upload, position, format) : it was understood
update upload_file set format = :format where upload = :upload and position = :position;

-- upload_files_forget(upload) : the bytes are needed no more
update upload_file set content = null where upload = :upload;

-- upload_delete(id) : thrown away
delete from upload where id = :id;

-- upload_state_set(id, upload_state) : it goes on
update upload set upload_state = :upload_state, claimed_until = null, rev = rev + 1 where id = :id;

-- upload_recognised(id, plan_json) : it was read
update upload set plan_json = :plan_json, upload_state = 'review', claimed_until = null,
       rev = rev + 1
 where id = :id;

-- upload_compared(id, plan_digest) : what would change is known
update upload set plan_digest = :plan_digest, upload_state = 'ready', claimed_until = null,
       rev = rev + 1
 where id = :id;

-- upload_moved(id, plan_moved) : the plan is not any more what it was compared with
update upload set plan_moved = :plan_moved, rev = rev + 1 where id = :id;

-- upload_failed(id, upload_state, trouble) : it could not be done
update upload set upload_state = :upload_state, trouble = :trouble, claimed_until = null,
       rev = rev + 1
 where id = :id;

-- upload_done(id, import, finished_at) : it was brought in
update upload set upload_state = 'done', import = :import, finished_at = :finished_at,
       claimed_until = null, plan_json = null, rev = rev + 1
 where id = :id;

-- upload_undone(id, finished_at) : it was taken back
update upload set upload_state = 'undone', finished_at = :finished_at, claimed_until = null,
       rev = rev + 1
 where id = :id;

-- upload_of_import(plan, import) -> maybe : the lot that a run brought in
select id, upload_state from upload where plan = :plan and import = :import
   and upload_state = 'done' order by id desc limit 1;

-- upload_import_set(id, import) : which run it is about
update upload set import = :import where id = :id;

-- upload_claim(claimed_until, now text) -> maybe id int, plan int, upload_state text, by_name text, lang text, organisation_name text, plan_digest text?, import int? : the next work, for one process
update upload set claimed_until = :claimed_until
 where id = (select min(u.id) from upload u
              where u.upload_state in ('reading', 'comparing', 'storing', 'undoing')
                and (u.claimed_until is null or u.claimed_until < :now))
returning id, plan, upload_state, by_name, lang, organisation_name, plan_digest, import;

-- upload_still(id, upload_state) -> maybe : whether it is still to be done
update upload set claimed_until = null where id = :id and upload_state = :upload_state returning id;

-- uploads_unclaim() : whoever was at work is not any more
update upload set claimed_until = null where claimed_until is not null;

-- upload_doubt_add(upload, doubt_kind, file_no, sheet, table_no, row_no, column_no, line_no, words, guess, about) : something unsure
insert into upload_doubt (upload, doubt_kind, file_no, sheet, table_no, row_no, column_no, line_no,
                          words, guess, about)
values (:upload, :doubt_kind, :file_no, :sheet, :table_no, :row_no, :column_no, :line_no, :words,
        :guess, :about);

-- upload_doubts(upload) : all of them, with their answers
select id, doubt_kind, file_no, sheet, table_no, row_no, column_no, line_no, words, guess, about,
       choice, answer_words, answer_for
  from upload_doubt where upload = :upload order by id;

-- upload_answer(id, choice, answer_words, answer_for) : what a person says of it
update upload_doubt set choice = :choice, answer_words = :answer_words, answer_for = :answer_for
 where id = :id;

-- upload_changes_forget(upload) : before it is compared again
delete from upload_change where upload = :upload;

-- upload_counts_forget(upload) : the same
delete from upload_count where upload = :upload;

-- upload_change_add(upload, position, merge_kind, change_of, organisation_name, code, number, field, old_value, new_value) : a row of what would change
insert into upload_change (upload, position, merge_kind, change_of, organisation_name, code, number,
                           field, old_value, new_value)
values (:upload, :position, :merge_kind, :change_of, :organisation_name, :code, :number, :field,
        :old_value, :new_value);

-- upload_count_add(upload, change_of, merge_kind, how_many) : how many there are
insert into upload_count (upload, change_of, merge_kind, how_many)
values (:upload, :change_of, :merge_kind, :how_many);

-- upload_changes(upload) : what would change
select position, merge_kind, change_of, organisation_name, code, number, field, old_value, new_value
  from upload_change where upload = :upload order by position;

-- upload_counts(upload) : how many of each
select change_of, merge_kind, how_many from upload_count where upload = :upload
 order by change_of, merge_kind;

-- upload_plan(plan) -> maybe : whose import it is
select slug, title from plan where id = :plan;

-- upload_organisations(plan) : who take part in the plan
select o.name, o.slug from plan_organisation po join organisation o on o.id = po.organisation
 where po.plan = :plan order by po.position;
