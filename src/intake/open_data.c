/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The lists that programs can read, and what their columns mean. */
#include "intake/open_data.h"

#define COUNTS                                                                                    \
    { "done", N_("Entries that are done, as their organisations have reported") },                \
        { "progress", N_("Entries that are under way") },                                         \
        { "notstarted", N_("Entries that have not been started") },                               \
        { "stopped", N_("Entries that have been stopped") },                                      \
        { "planned", N_("Entries that have content and no report yet") },                         \
        { "refers", N_("Entries that only refer elsewhere") },                                    \
        { "na", N_("Entries that are not the organisation’s task") },                             \
        { "missing", N_("Entries where nothing has been written") },                              \
        { "actions", N_("Actions") }

static const struct open_column goals[] = {
    { "code", N_("The goal’s whole number, such as I.3") },
    { "goal_number", N_("Its number as printed in the plan") },
    { "level", N_("1 for a main goal, 2 for a sub-goal, and so on") },
    { "parent", N_("The code of the goal above it") },
    { "title", N_("The goal") },
    { "question", N_("Its guiding question") },
    COUNTS,
    { 0 },
};

static const struct open_column coverage[] = {
    { "code", N_("The goal’s whole number, such as I.3") },
    { "title", N_("The goal") },
    { "recorded", N_("Entries that have content") },
    { "expected", N_("Entries that should have content") },
    { "…", N_("A column for each organisation: how its entry stands") },
    { 0 },
};

static const struct open_column actions[] = {
    { "number",
      N_("The action’s number: it stays the same as long as the action is in the plan") },
    { "title", N_("What is done") },
    { "goal", N_("The code of the goal") },
    { "goal_title", N_("The goal") },
    { "organisation", N_("Who does it") },
    { "organisation_kind",
      N_("county, municipality, parish, association, police, school or other") },
    { "schedule", N_("When, in the words of the plan; several values on lines of their own") },
    { 0 },
};

static const struct open_column organisations[] = {
    { "slug", N_("The organisation in addresses") },
    { "name", N_("Its name") },
    { "short_name", N_("A shorter name for narrow columns") },
    { "organisation_kind",
      N_("county, municipality, parish, association, police, school or other") },
    COUNTS,
    { 0 },
};

static const struct open_column changes[] = {
    { "change", N_("added, dropped or changed") },
    { "row_kind", N_("What it is: plan, goal, entry, action or organisation") },
    { "number",
      N_("The action’s number: it stays the same as long as the action is in the plan") },
    { "title", N_("What it is called") },
    { "goal", N_("The code of the goal") },
    { "organisation", N_("Who does it") },
    { "changed_at", N_("When, in UTC") },
    { "field", N_("Which part of it was changed; empty when all of it came or went") },
    { "before", N_("As it was") },
    { "after", N_("As it is") },
    { 0 },
};

static const struct open_column quality[] = {
    { "goal", N_("The code of the goal") },
    { "goal_title", N_("The goal") },
    { "organisation", N_("Whose entry it is") },
    { "actor", N_("1 when nobody is named as its actor") },
    { "metric", N_("1 when it has no metric and no reason for that") },
    { "schedule", N_("1 when it has no schedule") },
    { "over", N_("1 when its schedule is over") },
    { "report", N_("1 when it was not reported in the latest year that was closed, or later") },
    { "reported", N_("The year it was reported about last") },
    { 0 },
};

static const struct open_column ratings[] = {
    { "goal", N_("The code of the goal") },
    { "title", N_("The goal") },
    { "ease", N_("How easy it is, 1 to 5: the mean of those who rated it") },
    { "impact", N_("How much it changes for children, 1 to 5: the mean") },
    { "quarter", N_("first, long, beside or consider: the scales are cut at 3") },
    { "raters", N_("How many rated it") },
    { 0 },
};

static const struct open_column years[] = {
    { "year", N_("The year that was told about") },
    { "organisation", N_("The organisation in addresses") },
    { "name", N_("Its name") },
    { "accepted_at", N_("When the coordinator accepted it, in UTC") },
    { "done", N_("Entries that are done, as their organisations have reported") },
    { "progress", N_("Entries that are under way") },
    { "notstarted", N_("Entries that have not been started") },
    { "stopped", N_("Entries that have been stopped") },
    { "na", N_("Entries that are not the organisation’s task") },
    { "url", N_("All that it told: add .csv or .json") },
    { 0 },
};

const struct open_list open_lists[] = {
    { "/tavoitteet", N_("Goals"), N_("The goals of the plan and how their entries stand"), goals },
    { "/kattavuus", N_("Coverage"), N_("Who has written something for each goal"), coverage },
    { "/toimenpiteet", N_("Actions"), N_("All actions of all organisations"), actions },
    { "/organisaatiot", N_("Organisations"), N_("Those who carry out the plan"), organisations },
    { "/vuodet", N_("Years"), N_("What organisations have told of their years, and was accepted"),
      years },
    { "/muutokset", N_("Changes"), N_("What was added, removed and changed between two days"),
      changes },
    { "/laatu", N_("Quality of the plan"), N_("What the entries of the plan lack"), quality },
    { "/helppous-ja-vaikutus", N_("Ease and impact"),
      N_("How easy each sub-goal is, and how much it changes"), ratings },
    { 0 },
};
