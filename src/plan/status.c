/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/status.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *code, *name;
} statuses[STATUSES] = {
    [STATUS_DONE] = { "done", N_("Done") },
    [STATUS_PROGRESS] = { "progress", N_("Under way") },
    [STATUS_NOTSTARTED] = { "notstarted", N_("Not started") },
    [STATUS_STOPPED] = { "stopped", N_("Stopped") },
    [STATUS_PLANNED] = { "planned", N_("Recorded") },
    [STATUS_REFERS] = { "refers", N_("Refers elsewhere") },
    [STATUS_NA] = { "na", N_("Does not apply") },
    [STATUS_MISSING] = { "missing", N_("Missing") },
};

const char *status_code(enum status status)
{
    return statuses[status].code;
}

enum status status_of_code(const char *code)
{
    enum status s = 0;
    while (s < STATUSES && strcmp(statuses[s].code, code) != 0)
        s++;
    return s;
}

const char *status_name(enum status status)
{
    return statuses[status].name;
}

bool status_is_recorded(enum status status)
{
    return status <= STATUS_PLANNED;
}

enum status status_of_entry(enum entry_kind kind, const char *reported)
{
    static const enum status of[ENTRY_KINDS] = {
        [ENTRY_MISSING] = STATUS_MISSING,
        [ENTRY_FILLED] = STATUS_PLANNED,
        [ENTRY_REFERS] = STATUS_REFERS,
        [ENTRY_NOT_OURS] = STATUS_NA,
    };
    assert(kind < ENTRY_KINDS);
    enum status said = reported ? status_of_code(reported) : STATUSES;
    return kind == ENTRY_FILLED && said < STATUSES ? said : of[kind];
}

void tally_add(struct tally *to, const struct tally *from)
{
    for (enum status s = 0; s < STATUSES; s++)
        to->entries[s] += from->entries[s];
    to->actions += from->actions;
}

void tally_count(struct tally *to, const char *entry_kind, const char *reported, int64_t entries,
                 int64_t actions)
{
    to->entries[status_of_entry(entry_kind_of(entry_kind), reported)] += entries;
    to->actions += actions;
}

int64_t tally_all(const struct tally *t)
{
    int64_t all = 0;
    for (enum status s = 0; s < STATUSES; s++)
        all += t->entries[s];
    return all;
}

int64_t tally_recorded(const struct tally *t)
{
    int64_t recorded = 0;
    for (enum status s = 0; status_is_recorded(s); s++)
        recorded += t->entries[s];
    return recorded;
}

int64_t tally_reported(const struct tally *t)
{
    return tally_recorded(t) - t->entries[STATUS_PLANNED];
}

int64_t tally_expected(const struct tally *t)
{
    return tally_all(t) - t->entries[STATUS_NA];
}

/* Two decimals are finer than any screen. */
static double bar_round(double x)
{
    return round(x * 100) / 100;
}

double bar_from(const struct tally *t, enum status status)
{
    int64_t before = 0;
    for (enum status s = 0; s < status; s++)
        before += t->entries[s];
    return bar_round(100.0 * (double)before / (double)tally_all(t));
}

double bar_width(const struct tally *t, enum status status)
{
    static const double gap = 0.45;
    double width = 100.0 * (double)t->entries[status] / (double)tally_all(t);
    return bar_round(width > 2 * gap ? width - gap : width / 2);
}

static const struct {
    const char *one, *all;
} organisation_kinds[ORGANISATION_KINDS] = {
    [ORGANISATION_OTHER] = { N_("Other organisation"), N_("Others") },
    [ORGANISATION_COUNTY] = { N_("Wellbeing services county"), N_("Wellbeing services counties") },
    [ORGANISATION_MUNICIPALITY] = { N_("Municipality"), N_("Municipalities") },
    [ORGANISATION_PARISH] = { N_("Parish"), N_("Parishes") },
    [ORGANISATION_ASSOCIATION] = { N_("Association"), N_("Associations") },
    [ORGANISATION_POLICE] = { N_("Police"), N_("Police departments") },
    [ORGANISATION_SCHOOL] = { N_("School"), N_("Schools") },
};

const char *organisation_kind_name(enum organisation_kind kind)
{
    return organisation_kinds[kind].one;
}

const char *organisation_kind_plural(enum organisation_kind kind)
{
    return organisation_kinds[kind].all;
}
