/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The names of the columns of the exchange table, and how values share a cell. */
#include "base/text.h"
#include "intake/exchange_parts.h"

#include <string.h>

#define MARK "¦"
#define DASH "–" /* a hyphen at the beginning of a cell could run as a formula */

static const struct exchange_column always[EXCHANGE_ALWAYS] = {
    { .name = "organisation", .what = EXCHANGE_ORGANISATION },
    { .name = "goal_number", .what = EXCHANGE_NUMBER, .level = 1 },
    { .name = "goal", .what = EXCHANGE_TITLE, .level = 1 },
    { .name = "subgoal_number", .what = EXCHANGE_NUMBER, .level = 2 },
    { .name = "subgoal", .what = EXCHANGE_TITLE, .level = 2 },
    { .name = "action", .what = EXCHANGE_ACTION },
    { .name = "metric", .what = EXCHANGE_FIELD, .field = FIELD_METRIC },
    { .name = "schedule", .what = EXCHANGE_FIELD, .field = FIELD_SCHEDULE },
    { .name = "actor", .what = EXCHANGE_FIELD, .field = FIELD_ACTOR },
    { .name = "followup", .what = EXCHANGE_FIELD, .field = FIELD_FOLLOWUP },
    { .name = "refers_to", .what = EXCHANGE_REFERS },
    { .name = "not_applicable", .what = EXCHANGE_NOT_APPLICABLE },
};

/* After the translations. */
static const struct exchange_column last[] = {
    { .name = "question", .what = EXCHANGE_QUESTION },
    { .name = "goal:question", .what = EXCHANGE_QUESTION, .level = 1 },
    { .name = "subgoal:question", .what = EXCHANGE_QUESTION, .level = 2 },
    { .name = "refers_to:words", .what = EXCHANGE_REFERS_WORDS },
    { .name = "organisation:short_name", .what = EXCHANGE_SHORT_NAME },
    { .name = "organisation:kind", .what = EXCHANGE_ORGANISATION_KIND },
    { .name = "organisation:alias", .what = EXCHANGE_ALIAS },
    { .name = "position", .what = EXCHANGE_POSITION },
    { .name = "plan", .what = EXCHANGE_PLAN },
    { .name = "plan:starts", .what = EXCHANGE_STARTS },
    { .name = "plan:ends", .what = EXCHANGE_ENDS },
    { .name = "plan:area", .what = EXCHANGE_AREA },
    { .name = "plan:languages", .what = EXCHANGE_LANGUAGES },
    { .name = "plan:state", .what = EXCHANGE_STATE },
    { .name = "plan:vision", .what = EXCHANGE_VISION },
};

static const char *level_name(struct visit *v, int level)
{
    return level == 1 ? "goal" : level == 2 ? "subgoal" : text(v, "level%d", level);
}

static void add(struct visit *v, struct exchange_columns *out, struct exchange_column column)
{
    *arena_push(v->arena, out) = column;
}

static void add_translations(struct visit *v, struct exchange_columns *out, const char *name,
                             struct exchange_column column)
{
    for (int lang = 0; lang < LANGS; lang++) {
        column.name = text(v, "%s:%s", name, lang_code(lang));
        column.lang = lang;
        add(v, out, column);
    }
}

void exchange_columns_all(struct visit *v, struct exchange_columns *out)
{
    for (size_t i = 0; i < EXCHANGE_ALWAYS; i++)
        add(v, out, always[i]);
    for (int level = 3; level <= EXCHANGE_LEVELS; level++) {
        struct exchange_column c = { .what = EXCHANGE_NUMBER, .level = level };
        c.name = text(v, "level%d_number", level);
        add(v, out, c);
        c.what = EXCHANGE_TITLE;
        c.name = level_name(v, level);
        add(v, out, c);
    }
    for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
        add(v, out, (struct exchange_column){ .name = text(v, "metric:%s", metric_fact_code(f)),
                                              .what = EXCHANGE_FACT,
                                              .fact = f });
    add_translations(v, out, "organisation",
                     (struct exchange_column){ .what = EXCHANGE_ORGANISATION_NAME });
    for (int level = 1; level <= EXCHANGE_LEVELS; level++)
        add_translations(v, out, level_name(v, level),
                         (struct exchange_column){ .what = EXCHANGE_TITLE_IN, .level = level });
    add_translations(v, out, "action", (struct exchange_column){ .what = EXCHANGE_ACTION_IN });
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        add(v, out, last[i]);
    for (int level = 3; level <= EXCHANGE_LEVELS; level++)
        add(v, out,
            (struct exchange_column){ .name = text(v, "level%d:question", level),
                                      .what = EXCHANGE_QUESTION,
                                      .level = level });
    add_translations(v, out, "plan", (struct exchange_column){ .what = EXCHANGE_PLAN_IN });
    add_translations(v, out, "plan:vision", (struct exchange_column){ .what = EXCHANGE_VISION_IN });
}

struct exchange_column exchange_column_extra(struct visit *v, const char *name)
{
    return (struct exchange_column){ .name = text(v, "extra:%s", name),
                                     .what = EXCHANGE_FIELD,
                                     .field = FIELD_EXTRA,
                                     .extra = name };
}

const char *exchange_reference(struct visit *v, const struct plan *p, const struct reference *r)
{
    const char *code = p->goals.at[r->goal].code;
    return r->field == FIELD_KINDS ? code : text(v, "%s:%s", field_kind_code(r->field), code);
}

static bool is_dash(const char *s)
{
    s += strspn(s, "\\");
    return strcmp(s, "-") == 0 || strcmp(s, DASH) == 0;
}

const char *exchange_dashed(struct visit *v, const char *value)
{
    return !value ? DASH : is_dash(value) ? text(v, "\\%s", value) : value;
}

const char *exchange_undashed(const char *value)
{
    return !is_dash(value) ? value : *value == '\\' ? value + 1 : NULL;
}

static bool begins_with_mark(const char *s)
{
    return text_begins(s + strspn(s, "\\"), MARK);
}

const char *exchange_join(struct visit *v, const struct exchange_values *values)
{
    if (!values->n)
        return "";
    if (values->n == 1 && !strchr(values->at[0], '\n') && !begins_with_mark(values->at[0]))
        return values->at[0];

    struct buf b = buf_new((size_t)DOCUMENT_TEXT_BYTES);
    for (size_t i = 0; i < values->n; i++) {
        const char *p = values->at[i];
        buf_puts(&b, i ? "\n" : "");
        buf_puts(&b, begins_with_mark(p) ? "\\" : "");
        for (size_t n; n = strcspn(p, "\n"), buf_put(&b, p, n), p[n]; p += n + 1)
            buf_puts(&b, "\n" MARK " ");
    }
    const char *cell = arena_copy(v->arena, b.at, b.n);
    buf_free(&b);
    return cell;
}

void exchange_split(struct visit *v, const char *cell, struct exchange_values *out)
{
    for (const char *p = cell; *p;) {
        size_t n = strcspn(p, "\n");
        const char *line = arena_copy(v->arena, p, n);
        if (out->n && text_begins(line, MARK)) {
            line += strlen(MARK);
            out->at[out->n - 1] = text(v, "%s\n%s", out->at[out->n - 1], line + (*line == ' '));
        } else if (*line) {
            *arena_push(v->arena, out) = line + (*line == '\\' && begins_with_mark(line));
        }
        p += n + (p[n] == '\n');
    }
}
