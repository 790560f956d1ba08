/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/rooms.h"

#include "followup/pages.h"
#include "intake/pages.h"
#include "people/pages.h"
#include "people/people.h"
#include "plan/pages.h"
#include "plan/site.h"

/* In the order of the main menu. */
static const struct page *const rooms[] = {
    front_pages, goal_pages, coverage_pages, action_pages, organisation_pages, quality_pages,
    rating_pages, rate_pages, service_pages, open_data_pages, own_desk_pages, round_pages,
    review_pages, reminder_pages, desk_pages, evidence_pages, people_pages, account_pages,
    second_factor_pages, door_pages, oidc_pages, NULL,
};

const struct house app_house = {
    .rooms = rooms,
    .find_site = plan_site,
    .find_person = session_find,
};
