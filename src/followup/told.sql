-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- What organisations have told of years, for everybody: of accepted answers alone.

-- told_counts(plan) -> accepted_at text, status text?, entries int : how the entries of each organisation went in each year, the newest first; status NULL: nothing was told of any
select r.year, an.organisation, an.accepted_at, u.status, count(u.id) as entries
  from round r join answer an on an.round = r.id
  join plan_organisation po on po.plan = r.plan and po.organisation = an.organisation
  left join entry e on e.plan = r.plan and e.organisation = an.organisation
  left join entry_update u on u.round = r.id and u.entry = e.id and u.status <> ''
       and u.saved_at <= an.accepted_at
 where r.plan = :plan and an.accepted_at >= coalesce(an.sent_at, '')
   and (an.returned_at is null or an.accepted_at >= an.returned_at)
 group by r.year, an.organisation, an.accepted_at, u.status, po.position
 order by r.year desc, po.position, u.status;
