-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- How an entry goes.

-- entry_set_status(id, status, status_year) : what was reported of it last
update entry set status = :status, status_year = :status_year where id = :id;

-- action_set_status(id, status, status_year) : the same of an action of its own; NULL: it goes as its entry
update action set status = :status, status_year = :status_year where id = :id;
