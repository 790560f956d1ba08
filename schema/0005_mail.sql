-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Mail: what waits to be sent, what was sent, and who was reminded of what.

-- One mail. Personal links are made when it is sent: no token is kept here. Its state
-- is computed from the times (mail_state() in people/mail.h).
create table message (
  id $id,
  recipient text not null,              -- e-mail address
  subject text not null,
  body text not null,                   -- plain text; how links stand in it: people/mail.h
  message_kind text not null,           -- message_kind_code(): invitation, sign_in, reminder …
  lang text not null,                   -- it is written in: fi, sv, en
  link_kind text not null,              -- of its links: once, round
  link_seconds bigint not null,         -- how long they work from the sending on
  round bigint references round (id) on delete cascade, -- its links end with the round
  person bigint references person (id) on delete cascade,
  plan bigint references plan (id) on delete cascade,
  made_at text not null,
  due_at text not null,                 -- not before
  until_at text not null,               -- it is given up after that
  tries bigint not null default 0,
  claimed_until text,                   -- a process is at it
  handed_at text,                       -- all but its last line was given to the server
  sent_at text,
  given_up_at text,
  last_error text
);
create index message_waiting on message (due_at);
create index message_of_plan on message (plan, made_at);

-- Who was reminded of which answer: nobody is twice for the same reason.
create table reminder (
  id $id,
  round bigint not null references round (id) on delete cascade,
  organisation bigint not null references organisation (id) on delete cascade,
  person bigint not null references person (id) on delete cascade,
  role text not null,                   -- as whom: contact, approver, coordinator
  reminder_key text not null,           -- the reason: "before 2026-02-13"
  reminded_at text not null,
  message bigint references message (id) on delete set null,
  unique (round, organisation, person, reminder_key)
);
create index reminder_of_message on reminder (message);

-- A link of a round ends with it at the latest.
alter table link add column round bigint references round (id) on delete cascade;
create index link_of_round on link (round);
