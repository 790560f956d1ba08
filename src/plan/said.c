/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/said.h"

#include "base/put.h"

#include <string.h>

const char *field_said(struct visit *v, enum field_kind field)
{
    static const char *const names[FIELD_KINDS] = {
        [FIELD_ACTION] = N_("Action"), [FIELD_METRIC] = N_("Metric"),
        [FIELD_SCHEDULE] = N_("When"), [FIELD_ACTOR] = N_("Who"),
        [FIELD_FOLLOWUP] = N_("Follow-up"), [FIELD_EXTRA] = N_("More"),
    };
    return field < FIELD_KINDS ? tr(v, names[field]) : tr(v, "Reference");
}

static const char *years_said(struct visit *v, int64_t years)
{
    return years <= 1   ? tr(v, "every year")
           : years == 2 ? tr(v, "every other year")
                        : text(v, tr(v, "every %s years"), say(v, years));
}

/* The kinds that say something besides their dates. */
static const char *kind_said(struct visit *v, enum schedule_kind kind, int64_t years)
{
    switch (kind) {
    case SCHEDULE_PERMANENT:
        return tr(v, "permanent");
    case SCHEDULE_CONTINUOUS:
        return tr(v, "continuous");
    case SCHEDULE_SCHOOL_YEAR:
        return tr(v, "every school year");
    case SCHEDULE_EVERY:
        return years_said(v, years);
    case SCHEDULE_PILOT:
        return tr(v, "a pilot");
    case SCHEDULE_PROJECT:
        return tr(v, "a project");
    default:
        return "";
    }
}

static const char *dates_said(struct visit *v, const char *starts, const char *ends)
{
    if (!starts && !ends)
        return "";
    if (!ends)
        return text(v, tr(v, "from %s"), say_date(v, starts));
    if (!starts)
        return text(v, tr(v, "until %s"), say_date(v, ends));
    if (strcmp(starts, ends) == 0)
        return say_date(v, starts);
    return text(v, "%s–%s", say_date(v, starts), say_date(v, ends));
}

const char *schedule_said(struct visit *v, enum schedule_kind kind, const char *starts,
                          const char *ends, int64_t years)
{
    const char *what = kind_said(v, kind, years), *dates = dates_said(v, starts, ends);

    if (kind == SCHEDULE_WORDS)
        return "";
    /* A time that begins and ends within itself is one: "2024", not "2024–2024". */
    return *what && *dates ? text(v, "%s, %s", what, dates) : *what ? what : dates;
}

const char *aim_said(struct visit *v, const char *unit, const char *baseline, const char *target,
                     const char *target_year)
{
    const char *of = unit ? text(v, " %s", unit) : "";
    const char *start = baseline ? text(v, tr(v, "at the start %s"), text(v, "%s%s", baseline, of))
                                 : "";
    const char *aim = !target       ? target_year ? text(v, tr(v, "aim in %s"), target_year) : ""
                      : target_year ? text(v, tr(v, "aim %s in %s"), text(v, "%s%s", target, of),
                                           target_year)
                                    : text(v, tr(v, "aim %s"), text(v, "%s%s", target, of));

    if (!*start && !*aim)
        return unit ? unit : "";
    return text(v, "%s%s%s", start, *start && *aim ? ", " : "", aim);
}

const char *place_said(struct visit *v, const char *file_name, const struct place *p)
{
    const char *all = file_name;

    if (p->sheet)
        all = text(v, tr(v, "%s, sheet “%s”"), all, p->sheet);
    if (p->table > 0)
        all = text(v, tr(v, "%s, table %s"), all, say(v, p->table));
    if (p->row > 0)
        all = text(v, tr(v, "%s, row %s"), all, say(v, p->row));
    if (p->column > 0)
        all = text(v, tr(v, "%s, column %s"), all, say(v, p->column));
    if (p->line > 0)
        all = text(v, tr(v, "%s, line %s"), all, say(v, p->line));
    return all;
}
