-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Documents on their way into a plan: sent by a browser, read, checked by a person,
-- and brought in only when that person says so. docs/adr/0010-uploads.md.

-- One lot of documents that becomes one run of intake.
create table upload (
  id $id,
  plan bigint not null references plan (id) on delete cascade,
  made_at text not null,
  by_name text not null,                -- who sent it
  lang text not null,                   -- their language: fi, sv, en
  upload_state text not null,           -- upload_state_code() in intake/upload.h
  organisation_name text not null,      -- whose rows they are; '' when the documents tell
  claimed_until text,                   -- a process is at it
  trouble text,                         -- why the documents could not be used, for the person
  plan_json text,                       -- what was recognised: a snapshot with places
  plan_digest text,                     -- of the plan that it was compared with
  plan_moved boolean not null default false, -- that plan changed before it was brought in
  finished_at text,
  import bigint,                        -- the run that brought it in
  rev bigint not null default 1
);
create index upload_of_plan on upload (plan, upload_state);

-- Its files; what is in them is forgotten when it is brought in.
create table upload_file (
  upload bigint not null references upload (id) on delete cascade,
  position bigint not null,             -- from 1
  file_name text not null,
  format text not null,                 -- the reader's name; '' until it is read
  size_bytes bigint not null,
  digest text not null,
  content bytea,
  primary key (upload, position)
);

-- What the recogniser was not sure of, and what the person answers.
create table upload_doubt (
  id $id,
  upload bigint not null references upload (id) on delete cascade,
  doubt_kind text not null,
  file_no bigint not null,              -- position of the file; 0: of none alone
  sheet text,
  table_no bigint not null,
  row_no bigint not null,
  column_no bigint not null,
  line_no bigint not null,
  words text not null,
  guess text,
  choice text not null default '',      -- '' as it was guessed; else as the form has it
  answer_words text not null default '', -- words that were written instead
  answer_for text not null default ''   -- whose: the name of an organisation
);
create index upload_doubt_of_upload on upload_doubt (upload);

-- What would change, as it was shown: a row of the merge's report.
create table upload_change (
  upload bigint not null references upload (id) on delete cascade,
  position bigint not null,
  merge_kind text not null,             -- merge_kind_code(), or "left"
  change_of text not null,              -- plan, organisation, goal, entry, action
  organisation_name text,
  code text,                            -- of the goal
  number bigint not null,               -- of the action; 0: none
  field text not null,
  old_value text,
  new_value text,
  primary key (upload, position)
);

-- How many of each there are.
create table upload_count (
  upload bigint not null references upload (id) on delete cascade,
  change_of text not null,
  merge_kind text not null,
  how_many bigint not null,
  primary key (upload, change_of, merge_kind)
);
