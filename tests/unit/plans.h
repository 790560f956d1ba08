/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Plans made up for tests: the same seed gives the same settled plan, with texts
 * that are hard to write down and read again. */
#ifndef UNIT_PLANS_H
#define UNIT_PLANS_H

#include "base/text.h"
#include "intake/recognise.h"

#include <string.h>

struct inventor {
    struct visit *v;
    struct plan *p;
    uint64_t random;
    bool all; /* also what only JSON can tell: places, numbers, parsed values */
};

/* 0 to n - 1; xorshift64*. */
static inline int any(struct inventor *i, int n)
{
    i->random ^= i->random >> 12;
    i->random ^= i->random << 25;
    i->random ^= i->random >> 27;
    return (int)((i->random * 2685821657736338717u >> 33) % (uint64_t)n);
}

static inline const char *any_text(struct inventor *i)
{
    static const char *const pieces[] = {
        "lapsi",      "Nuorten tila", "\"",        ";",       "\n",         "\n\n",    "=1+1",
        "-5",         "- leiri",      "'",         "''=x",    "@a",         "+1",      "\t",
        "😀",         "שלום",         "¦ x",       "\\¦",     "\\",         " ",       "\xC2\xA0",
        "I.1",        "metric:I.1",   "0",         "1",       "_x0041_",    "_x",      "<b>&amp;",
        "{\"a\":[]}", ",",            "'-a",       "-",       "•",          "2022-2025", "\u2028",
        "x:y",        "%s%n",         "</script>", "a\nb\nc", "Ei mitata",  "\u200D",  "\uFB01",
    };
    const char *s = "";

    for (int n = any(i, 4); n >= 0; n--)
        s = text(i->v, "%s%s", s, pieces[any(i, sizeof pieces / sizeof *pieces)]);
    if (!any(i, 400))
        for (int n = 0; n < 8; n++)
            s = text(i->v, "%s pitkä %s", s, s);
    return text_clean(i->v->arena, s, strlen(s));
}

static inline void any_translations(struct inventor *i, struct translations *t)
{
    for (int lang = 1; lang < LANGS && !any(i, 6); lang++)
        t->in[lang] = any_text(i);
}

static inline struct place any_place(struct inventor *i)
{
    struct place p = { 0 };
    if (i->all && any(i, 2))
        p = (struct place){ .table = any(i, 9),
                            .row = any(i, 99),
                            .column = any(i, 9),
                            .line = any(i, 9),
                            .sheet = any(i, 3) ? NULL : "Taulu 1" };
    return p;
}

static inline void any_goals(struct inventor *i, int parent, int level)
{
    static const char *const numbers[] = { "I", "II", "1", "2", "3", "", "", "1.1", "a)", "I.1" };

    for (int n = any(i, level == 1 ? 4 : 3); n >= 0; n--) {
        struct goal *g = arena_push(i->v->arena, &i->p->goals);
        int at = (int)i->p->goals.n - 1;
        *g = (struct goal){ .parent = parent,
                            .number = any(i, 9) ? numbers[any(i, 10)] : any_text(i),
                            .title = any(i, 9) ? any_text(i) : "",
                            .question = any(i, 5) ? NULL : any_text(i),
                            .place = any_place(i) };
        any_translations(i, &g->titles);
        if (level < 4 && any(i, 2))
            any_goals(i, at, level + 1);
    }
}

static inline void any_organisations(struct inventor *i)
{
    static const char *const names[] = { "Kotkan kaupunki", "Nuoret ry", "Seurakunta", "Työ" };

    for (int n = any(i, 5); n > 0; n--) {
        struct organisation *o = arena_push(i->v->arena, &i->p->organisations);
        *o = (struct organisation){
            .name = text(i->v, "%s %d %s", names[any(i, 4)], n, any(i, 2) ? any_text(i) : ""),
            .short_name = any(i, 3) ? NULL : any_text(i),
            .kind = any(i, 3) ? ORGANISATION_OTHER : any(i, ORGANISATION_KINDS),
        };
        any_translations(i, &o->names);
        for (int k = any(i, 3); k > 0; k--)
            *arena_push(i->v->arena, &o->aliases) = any_text(i);
    }
}

/* NULL: none. Dashes stand for none in a table, so they are hard there. */
static inline const char *any_fact(struct inventor *i)
{
    static const char *const dashes[] = { "-", "–", "\\-", "\\\\–" };

    return any(i, 2) ? NULL : any(i, 4) ? any_text(i) : dashes[any(i, 4)];
}

static inline void any_details(struct inventor *i, struct details *list)
{
    static const char *const extras[] = { "Rahat", "Resurssit: € ", "x;y", "=z", "" };

    for (int n = any(i, 5); n > 0; n--) {
        struct detail d = { .field = FIELD_METRIC + (unsigned)any(i, FIELD_KINDS - FIELD_METRIC),
                            .words = any_text(i),
                            .place = any_place(i),
                            .organisation = -1 };
        if (d.field == FIELD_EXTRA)
            d.name = extras[any(i, 5)];
        if (d.field == FIELD_SCHEDULE)
            schedule_parse(i->v, &d);
        if (i->all && d.field == FIELD_ACTOR && i->p->organisations.n)
            d.organisation = any(i, (int)i->p->organisations.n);
        d.not_measured = d.field == FIELD_METRIC &&
                         (i->all ? any(i, 2) : value_not_measured(i->v, d.words));
        if (d.field == FIELD_METRIC && any(i, 2)) {
            d.unit = any_fact(i);
            d.baseline = any_fact(i);
            d.target = any_fact(i);
            d.target_year = any(i, 2) ? "2028" : NULL;
            if (!i->all) /* what is aimed at is measured, whatever the words say */
                d.not_measured &= !d.unit && !d.baseline && !d.target && !d.target_year;
        }
        *arena_push(i->v->arena, list) = d;
    }
}

static inline void any_entry(struct inventor *i, int goal, int organisation)
{
    struct entry *e = arena_push(i->v->arena, &i->p->entries);

    *e = (struct entry){ .goal = goal, .organisation = organisation, .place = any_place(i) };
    if (!any(i, 6)) {
        e->kind = ENTRY_NOT_OURS;
        e->reason = any(i, 3) ? any_text(i) : NULL;
    }
    for (int n = any(i, 4); n > 0; n--) {
        struct action *a = arena_push(i->v->arena, &e->actions);
        *a = (struct action){ .title = any_text(i),
                              .number = i->all ? any(i, 1000) : 0,
                              .place = any_place(i) };
        any_translations(i, &a->titles);
        any_details(i, &a->details);
    }
    any_details(i, &e->details);
    for (int n = any(i, 6) - 3; n > 0; n--)
        *arena_push(i->v->arena, &e->references) =
            (struct reference){ .field = any(i, 2) ? FIELD_KINDS : (unsigned)any(i, FIELD_KINDS),
                                .goal = any(i, (int)i->p->goals.n),
                                .words = any(i, 2) ? any_text(i) : NULL };
}

static inline void plan_invent(struct visit *of, uint64_t seed, bool all, struct plan *p)
{
    struct inventor i = { .v = of, .p = p, .random = seed * 0x9E3779B97F4A7C15u, .all = all };

    *p = (struct plan){ .slug = all ? "plan" : NULL,
                        .title = any_text(&i),
                        .vision = any(&i, 2) ? any_text(&i) : NULL,
                        .area = any(&i, 2) ? any_text(&i) : NULL,
                        .starts = any(&i, 2) ? "2020" : NULL,
                        .ends = any(&i, 2) ? "2024-12-31" : NULL,
                        .languages = any(&i, 2) ? "fi sv" : NULL,
                        .state = any(&i, 2) ? "in_force" : NULL,
                        .next_number = all ? any(&i, 2000) : 0 };
    any_translations(&i, &p->titles);
    any_translations(&i, &p->visions);
    if (any(&i, 12))
        any_goals(&i, -1, 1);
    any_organisations(&i);
    for (size_t o = 0; o < p->organisations.n; o++)
        for (size_t g = 0; g < p->goals.n; g++)
            if (any(&i, 3))
                any_entry(&i, (int)g, (int)o);
    plan_settle(of, p);
    if (!all) /* as import does */
        actors_link(of, p);
}

#endif
