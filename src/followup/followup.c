/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "followup/followup.h"

#include <string.h>

static const struct {
    const char *code, *name;
} rounds[ROUND_STATES] = {
    [ROUND_PLANNED] = { "planned", N_("Not yet open") },
    [ROUND_OPEN] = { "open", N_("Open") },
    [ROUND_CLOSED] = { "closed", N_("Closed") },
    [ROUND_LOCKED] = { "locked", N_("Locked") },
};

const char *round_state_code(enum round_state state)
{
    return rounds[state].code;
}

enum round_state round_state_of(const char *code)
{
    enum round_state s = 0;
    while (s < ROUND_STATES && strcmp(rounds[s].code, code) != 0)
        s++;
    return s;
}

const char *round_state_name(enum round_state state)
{
    return rounds[state].name;
}

/* ---- answers ---- */

static const struct {
    const char *code, *name, *icon;
} answers[ANSWER_STATES] = {
    [ANSWER_NOT_OPENED] = { "not_opened", N_("Not opened"), "missing" },
    [ANSWER_OPENED] = { "opened", N_("Opened"), "notstarted" },
    [ANSWER_BEGUN] = { "begun", N_("Begun"), "progress" },
    [ANSWER_SENT] = { "sent", N_("Sent"), "mail" },
    [ANSWER_RETURNED] = { "returned", N_("Returned"), "refers" },
    [ANSWER_ACCEPTED] = { "accepted", N_("Accepted"), "done" },
};

static bool later(const char *a, const char *b)
{
    return a && (!b || strcmp(a, b) > 0);
}

enum answer_state answer_state_of(const struct answer_times *t)
{
    if (t->accepted_at && !later(t->sent_at, t->accepted_at) &&
        !later(t->returned_at, t->accepted_at))
        return ANSWER_ACCEPTED;
    if (t->returned_at && !later(t->sent_at, t->returned_at))
        return ANSWER_RETURNED;
    return t->sent_at    ? ANSWER_SENT
           : t->begun_at ? ANSWER_BEGUN
           : t->opened_at ? ANSWER_OPENED
                          : ANSWER_NOT_OPENED;
}

const char *answer_state_code(enum answer_state state)
{
    return answers[state].code;
}

const char *answer_state_name(enum answer_state state)
{
    return answers[state].name;
}

const char *answer_state_icon(enum answer_state state)
{
    return answers[state].icon;
}

const char *review_name(const char *review_kind)
{
    for (enum answer_state s = ANSWER_SENT; s < ANSWER_STATES; s++)
        if (strcmp(answers[s].code, review_kind) == 0)
            return answers[s].name;
    return N_("Opened again");
}

bool answer_is_open(enum round_state round, enum answer_state answer, const char *today,
                    const char *extended_to)
{
    if (answer == ANSWER_ACCEPTED)
        return false;
    return round == ROUND_OPEN ||
           (round == ROUND_CLOSED && extended_to && strcmp(today, extended_to) <= 0);
}

/* ---- how an entry goes ---- */

static const struct {
    const char *code, *name;
    bool reason;
} progresses[PROGRESSES] = {
    [PROGRESS_NOTSTARTED] = { "notstarted", N_("Not started"), false },
    [PROGRESS_GOING] = { "progress", N_("Under way"), false },
    [PROGRESS_DONE] = { "done", N_("Done"), false },
    [PROGRESS_STOPPED] = { "stopped", N_("Stopped"), true },
    [PROGRESS_NA] = { "na", N_("Not ours"), true },
};

const char *progress_code(enum progress progress)
{
    return progresses[progress].code;
}

enum progress progress_of(const char *code)
{
    enum progress p = 0;
    while (p < PROGRESSES && strcmp(progresses[p].code, code) != 0)
        p++;
    return p;
}

const char *progress_name(enum progress progress)
{
    return progresses[progress].name;
}

bool progress_needs_reason(enum progress progress)
{
    return progress < PROGRESSES && progresses[progress].reason;
}
