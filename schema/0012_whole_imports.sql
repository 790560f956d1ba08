-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What reports said before a workbook was brought in, so that an import can be taken back with
-- the reports that came in it. docs/adr/0016-whole-imports-are-taken-back.md.

-- One entry's report of a year, as it was.
create table report_before (
  id $id,
  import bigint not null references import (id) on delete cascade,
  entry_update bigint not null references entry_update (id) on delete cascade,
  rev_after bigint not null,            -- its rev when it was brought in; another: changed since
  was_there boolean not null,           -- false: the import made it
  kept_at text not null,                -- when it was brought in
  status text not null,
  reason text not null,
  done text not null,
  learnt text not null,
  evidence text not null,
  saved_at text not null,
  saved_by text not null,               -- e-mail address
  on_behalf boolean not null,
  unique (import, entry_update)
);
create index report_before_of_update on report_before (entry_update);

-- The values of its metrics.
create table metric_before (
  report_before bigint not null references report_before (id) on delete cascade,
  metric text not null,
  value_words text not null,
  primary key (report_before, metric)
);

-- What in the recognised plan a doubt is about, where its place does not tell: struct doubt.
alter table upload_doubt add column about text;
