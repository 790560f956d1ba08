/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The rules of reminding: who and when. */
#include "followup/remind.h"

#include "base/date.h"

enum {
    TOO_LATE = 30, /* days after the last one: the coordinator has closed it or calls */
    TIMES_BEFORE_APPROVER = 2,
    TIMES_BEFORE_COORDINATOR = 3
};

static const struct {
    const char *code;
    int days; /* from the last day */
} steps[REMIND_STEPS] = {
    [REMIND_BEFORE] = { "before", -7 },
    [REMIND_DAY] = { "day", 0 },
    [REMIND_AFTER] = { "after", 3 },
    [REMIND_LAST] = { "last", 10 },
};

const char *remind_step_code(enum remind_step step)
{
    return steps[step].code;
}

int remind_step_days(enum remind_step step)
{
    return steps[step].days;
}

enum remind_step remind_step_on(const char *today, const char *due)
{
    enum remind_step found = REMIND_STEPS;

    if (!due)
        return found;
    int64_t late = date_day_number(today) - date_day_number(due);
    for (enum remind_step s = 0; s < REMIND_STEPS && late <= TOO_LATE; s++)
        if (late >= steps[s].days)
            found = s;
    return found;
}

bool remind_waits_for(enum round_state round, enum answer_state answer, int64_t expected,
                      const char *today, const char *extended_to)
{
    return expected > 0 && answer != ANSWER_SENT &&
           answer_is_open(round, answer, today, extended_to);
}

unsigned remind_audience(size_t times, bool has_contact, bool has_approver)
{
    unsigned out = 0;

    if (has_contact)
        out |= ROLE_BIT(ROLE_CONTACT);
    if (has_approver && (!has_contact || times >= TIMES_BEFORE_APPROVER))
        out |= ROLE_BIT(ROLE_APPROVER);
    if (!out || times >= TIMES_BEFORE_COORDINATOR ||
        (!has_approver && times >= TIMES_BEFORE_APPROVER))
        out |= ROLE_BIT(ROLE_COORDINATOR);
    return out;
}

bool remind_too_soon(const char *today, const char *last_on)
{
    return last_on && date_day_number(today) - date_day_number(last_on) < REMIND_DAYS_BETWEEN;
}
