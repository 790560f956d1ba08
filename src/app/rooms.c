/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/rooms.h"

#include "app/api.h"
#include "editing/pages.h"
#include "followup/imported.h"
#include "followup/pages.h"
#include "followup/workbook.h"
#include "intake/exchange.h"
#include "intake/pages.h"
#include "people/pages.h"
#include "people/people.h"
#include "plan/pages.h"
#include "plan/site.h"

/* In the order of the main menu. */
static const struct page *const rooms[] = {
    front_pages, goal_pages, coverage_pages, action_pages, organisation_pages, quality_pages,
    rating_pages, rate_pages, changes_pages, service_pages, open_data_pages, api_pages,
    own_desk_pages, round_pages, review_pages, reminder_pages, desk_pages, evidence_pages,
    entry_pages, proposal_pages, goal_edit_pages, organisation_edit_pages, plan_edit_pages,
    upload_pages, upload_review_pages, workbook_pages, told_pages, people_pages, account_pages,
    second_factor_pages, token_pages, door_pages, oidc_pages, NULL,
};

const struct house app_house = {
    .rooms = rooms,
    .find_site = plan_site,
    .find_person = session_find,
    .plan_sheet = exchange_plan_sheet,
    .plan_differs = exchange_plan_differs,
    .report_news = report_news_of,
    .report_undo = imported_undo,
};
