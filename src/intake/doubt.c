/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a doubt says to the person who imports a plan: what was found, what was
 * done with it, and what to check. Where it stood is told beside it. */
#include "base/text.h"
#include "intake/recognise.h"

static const char *const codes[DOUBT_KINDS] = {
    [DOUBT_UNPLACED] = "unplaced",
    [DOUBT_COLUMN] = "column",
    [DOUBT_COLUMN_GUESSED] = "column_guessed",
    [DOUBT_GOAL_NO_TITLE] = "goal_no_title",
    [DOUBT_GOAL_MERGED] = "goal_merged",
    [DOUBT_GOAL_NUMBER] = "goal_number",
    [DOUBT_ORGANISATION_GUESSED] = "organisation_guessed",
    [DOUBT_ORGANISATION_NONE] = "organisation_none",
    [DOUBT_REFERENCE] = "reference",
    [DOUBT_REFERENCE_GUESSED] = "reference_guessed",
    [DOUBT_NOT_OURS_NO_REASON] = "not_ours_no_reason",
    [DOUBT_ROW_JOINED] = "row_joined",
    [DOUBT_LIST_SPLIT] = "list_split",
    [DOUBT_REPEATED] = "repeated",
    [DOUBT_MISPLACED] = "misplaced",
    [DOUBT_TABLE_SKIPPED] = "table_skipped",
    [DOUBT_TITLE] = "title",
    [DOUBT_FACTS] = "facts",
    [DOUBT_TWO_DOCUMENTS] = "two_documents",
    [DOUBT_REPORT_STATE] = "report_state",
    [DOUBT_REPORT_NUMBER] = "report_number",
    [DOUBT_REPORT_METRIC] = "report_metric",
    [DOUBT_REPORT_ROW] = "report_row",
    [DOUBT_REPORT_LONG] = "report_long",
};

const char *doubt_kind_code(enum doubt_kind kind)
{
    return codes[kind];
}

enum { QUOTED_POINTS = 120 };

/* About cells of our own tables. */
static const char *say_more(struct visit *v, enum doubt_kind kind, const char *words,
                            const char *guess)
{
    switch (kind) {
    case DOUBT_FACTS:
        return text(v, tr(v, "“%s” does not have a line for each metric of its row. The lines were "
                             "taken in order. Check the metrics."), words);
    case DOUBT_TWO_DOCUMENTS:
        return text(v, tr(v, "Two documents speak of the same organisation. %s. The number tells "
                             "how many rows each of them fills."), words);
    case DOUBT_REPORT_STATE:
        return guess ? text(v, tr(v, "“%s” is not a state of a report. It was taken as “%s”."),
                            words, guess)
                     : text(v, tr(v, "“%s” is not a state of a report. The row comes in without "
                                     "it."), words);
    case DOUBT_REPORT_NUMBER:
        return text(v, tr(v, "The value “%s” has no figures in it."), words);
    case DOUBT_REPORT_METRIC:
        return guess ? text(v, tr(v, "“%s” is not a metric of that row of the plan. It was taken "
                                     "as “%s”."), words, guess)
                     : text(v, tr(v, "“%s” is not a metric of that row of the plan. Its value is "
                                     "left out."), words);
    case DOUBT_REPORT_ROW:
        return text(v, tr(v, "“%s” is no row of that organisation and year, or it stands twice. It "
                             "is left out."), words);
    case DOUBT_REPORT_LONG:
        return text(v, tr(v, "“%s” is too long to be kept. It is left out."), words);
    default:
        return "";
    }
}

/* guess: what was done, already quoted; NULL when nothing was guessed. */
static const char *say(struct visit *v, enum doubt_kind kind, const char *words, const char *guess)
{
    switch (kind) {
    case DOUBT_UNPLACED:
        return text(v, tr(v, "“%s” found no place in the plan. Add it by hand where it belongs."),
                    words);
    case DOUBT_COLUMN:
        return text(v, tr(v, "The column “%s” is not one we know. It was kept as an extra "
                             "column. Check whether it means one of the usual ones."), words);
    case DOUBT_COLUMN_GUESSED:
        return guess ? text(v, tr(v, "A column had no clear heading (“%s”) and was taken as “%s”. "
                                     "Check it."), words, guess)
                     : text(v, tr(v, "A column had no clear heading (“%s”), so its meaning was "
                                     "guessed. Check it."), words);
    case DOUBT_GOAL_NO_TITLE:
        return guess ? text(v, tr(v, "The heading of a goal is missing near “%s”. It was taken as "
                                     "“%s”. Check it and write the title."), words, guess)
                     : text(v, tr(v, "The heading of a goal is missing near “%s”. Write its "
                                     "title."), words);
    case DOUBT_GOAL_MERGED:
        return guess ? text(v, tr(v, "“%s” was taken as the same goal as “%s”. Check that they "
                                     "are one."), words, guess)
                     : text(v, tr(v, "“%s” was joined with a goal written a little differently. "
                                     "Check that they are one."), words);
    case DOUBT_GOAL_NUMBER:
        return guess ? text(v, tr(v, "The number of the goal “%s” repeats or jumps. It was read "
                                     "as %s. Check the numbers."), words, guess)
                     : text(v, tr(v, "The number of the goal “%s” repeats or jumps. Check the "
                                     "numbers."), words);
    case DOUBT_ORGANISATION_GUESSED:
        return guess ? text(v, tr(v, "The organisation was read from “%s” as “%s”. Check it."),
                            words, guess)
                     : text(v, tr(v, "The organisation was guessed from “%s”. Check it."), words);
    case DOUBT_ORGANISATION_NONE:
        return guess ? text(v, tr(v, "No organisation was found for “%s”. It was put under “%s”. "
                                     "Check it."), words, guess)
                     : text(v, tr(v, "No organisation was found for “%s”. Check it."), words);
    case DOUBT_REFERENCE:
        return text(v, tr(v, "“%s” refers to another place that was not found. Write there what "
                             "it means."), words);
    case DOUBT_REFERENCE_GUESSED:
        return guess ? text(v, tr(v, "“%s” was taken to mean %s. Check it."), words, guess)
                     : text(v, tr(v, "The place that “%s” refers to was guessed. Check it."),
                            words);
    case DOUBT_NOT_OURS_NO_REASON:
        return text(v, tr(v, "“%s” says that this is not theirs, but not why. Ask for the "
                             "reason."), words);
    case DOUBT_ROW_JOINED:
        return text(v, tr(v, "The row “%s” was cut by a page break and was joined. Check that it "
                             "is whole."), words);
    case DOUBT_LIST_SPLIT:
        return text(v, tr(v, "Where one item ends and the next begins was guessed in “%s”. Check "
                             "the items."), words);
    case DOUBT_REPEATED:
        return text(v, tr(v, "“%s” stands twice in the same place. Remove one if it is a "
                             "mistake."), words);
    case DOUBT_MISPLACED:
        return guess ? text(v, tr(v, "“%s” looks as if it belongs to another column (“%s”). "
                                     "Check it."), words, guess)
                     : text(v, tr(v, "“%s” looks as if it belongs to another column. Check it."),
                            words);
    case DOUBT_TABLE_SKIPPED:
        return text(v, tr(v, "A table that begins with “%s” does not look like part of a plan "
                             "and was left out. Check that nothing is missing."), words);
    case DOUBT_TITLE:
        return guess ? text(v, tr(v, "The title or period of the plan was read as “%s”. Check "
                                     "it."), guess)
                     : text(v, tr(v, "The title or period of the plan was not found. Write it."));
    default:
        return say_more(v, kind, words, guess);
    }
}

const char *doubt_text(struct visit *v, const struct doubt *d)
{
    const char *words = text_squeeze(v->arena, d->words ? d->words : "");
    const char *guess = d->guess && *d->guess ? text_cut(v->arena, d->guess, QUOTED_POINTS) : NULL;

    return say(v, d->kind, text_cut(v->arena, words, QUOTED_POINTS), guess);
}
