-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- Answers that are kept for programs that ask the same again.

-- kept_answer_of(person, request_key, since text) -> maybe : the answer that a request got
select request_digest, answer_status, answer_body from kept_answer
 where person = :person and request_key = :request_key and kept_at > :since;

-- kept_answer_put(person, request_key, request_digest, answer_status, answer_body, kept_at) : keeps one
insert into kept_answer (person, request_key, request_digest, answer_status, answer_body, kept_at)
values (:person, :request_key, :request_digest, :answer_status, :answer_body, :kept_at);

-- kept_answers_sweep(since text) : those that are too old
delete from kept_answer where kept_at <= :since;
