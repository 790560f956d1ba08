/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the coverage table tells, in sentences that are true of any plan: each
 * is said only when the counts say so. */
#include "plan/coverage.h"

#include "base/put.h"

enum { FINDINGS_MOST = 8 };

static void say_finding(struct coverage *c, const char *sentence)
{
    c->findings[c->n_findings++] = sentence;
}

/* Two sentences as one finding. */
static const char *both(struct visit *v, const char *one, const char *other)
{
    return text(v, "%s %s", one, other);
}

static void find_recorded(struct visit *v, struct coverage *c)
{
    int without = 0;

    for (int k = 0; k < c->n_columns; k++)
        without += !tally_recorded(&c->columns[k].tally);
    if (c->by_kind || !c->n_columns)
        return;
    if (!without)
        say_finding(c, c->n_columns > 1
                           ? text(v, tr(v, "All %s organisations have recorded something."),
                                  say(v, c->n_columns))
                           : tr(v, "The organisation has recorded something."));
    else
        say_finding(c, text(v,
                            tr_plural(v, "%s organisation has recorded nothing yet.",
                                      "%s organisations have recorded nothing yet.", without),
                            number_first(v, without)));
}

/* The one column with the most missing; NULL when several share the place. */
static const struct coverage_column *most_missing(const struct coverage *c)
{
    const struct coverage_column *most = NULL;
    bool shared = false;

    for (int k = 0; k < c->n_columns; k++) {
        const struct coverage_column *column = &c->columns[k];
        int64_t n = column->tally.entries[STATUS_MISSING];
        if (!n || (most && n < most->tally.entries[STATUS_MISSING]))
            continue;
        shared = most && n == most->tally.entries[STATUS_MISSING];
        most = column;
    }
    return shared ? NULL : most;
}

static void find_missing(struct visit *v, struct coverage *c)
{
    int64_t n = c->all.entries[STATUS_MISSING];
    const struct coverage_column *most = most_missing(c);

    if (!n) {
        say_finding(c, tr(v, "Nothing is missing."));
        return;
    }
    const char *sentence =
        text(v, tr_plural(v, "%s entry is empty.", "%s entries are empty.", n), number_first(v, n));
    if (most && most->tally.entries[STATUS_MISSING] == n && n > 1)
        sentence = both(v, sentence, text(v, tr(v, "All of them belong to: %s."), most->name));
    else if (most && n > 1)
        sentence = both(v, sentence,
                        text(v, tr(v, "Missing the most: %s (%s)."), most->name,
                             say(v, most->tally.entries[STATUS_MISSING])));
    say_finding(c, sentence);
}

static void find_others(struct visit *v, struct coverage *c)
{
    int64_t refers = c->all.entries[STATUS_REFERS], na = c->all.entries[STATUS_NA];

    if (refers)
        say_finding(
            c, both(v,
                    text(v,
                         tr_plural(v, "%s entry refers to another goal.",
                                   "%s entries refer to another goal.", refers),
                         number_first(v, refers)),
                    tr(v, "The link on its page leads to where the actions are.")));
    if (na)
        say_finding(c, text(v,
                            tr_plural(v, "%s entry is not the organisation’s task.",
                                      "%s entries are not the organisation’s task.", na),
                            number_first(v, na)));
}

/* The goal with the smallest share of recorded entries, if it is one alone. */
static void find_thinnest(struct visit *v, struct coverage *c)
{
    const struct coverage_row *thin = NULL;
    double least = 1;
    bool shared = false;

    for (int i = 0; i < c->n_rows; i++) {
        const struct tally *t = &c->rows[i].tally;
        int64_t expected = tally_expected(t);
        double share = expected ? (double)tally_recorded(t) / (double)expected : 1;
        if (share > least || share >= 1)
            continue;
        shared = thin && !(share < least);
        thin = &c->rows[i];
        least = share;
    }
    if (thin && !shared)
        say_finding(c, text(v, tr(v, "The fewest have recorded their part in %s: %s of %s."),
                            thin->goal->row->code,
                            say(v, tally_recorded(&thin->tally)),
                            say(v, tally_expected(&thin->tally))));
}

void coverage_find(struct visit *v, struct coverage *c)
{
    c->findings = arena_alloc(v->arena, FINDINGS_MOST * sizeof *c->findings);
    if (!tally_all(&c->all))
        return;
    find_recorded(v, c);
    find_missing(v, c);
    find_others(v, c);
    find_thinnest(v, c);
}
