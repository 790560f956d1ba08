/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A plan as it really is: plan > goals to any depth > an entry for each
 * organisation and sub-goal > actions and the other cells. Types and pure
 * rules; statements are in plan.sql, the tree is loaded and saved by plan_tree.c.
 * Words follow docs/model.md. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "base/visit.h"

/* Where a cell stood in the document it came from; 0 or NULL: not known. */
struct place {
    int64_t id; /* of its row in the database; 0: not saved */
    int64_t document;
    int table, row, column, line; /* all from 1 */
    const char *sheet;
};

/* Texts may exist in more than one language: the text itself is in the plan's
 * own language, in[] holds translations (NULL where there is none). */
struct translations {
    const char *in[LANGS];
};

/* An entry is one organisation's part in one sub-goal. */
enum entry_kind {
    ENTRY_MISSING,   /* nothing was written */
    ENTRY_FILLED,    /* own text in any cell, also when it refers elsewhere besides */
    ENTRY_REFERS,    /* only a reference to another sub-goal's entry */
    ENTRY_NOT_OURS,  /* "-" in the action cell, or said so in words */
    ENTRY_KINDS
};
const char *entry_kind_code(enum entry_kind kind); /* "missing" "filled" "refers" "not_ours" */
enum entry_kind entry_kind_of(const char *code);

/* The cells of a row beside the action. FIELD_EXTRA has a name of its own. */
enum field_kind {
    FIELD_ACTION,
    FIELD_METRIC,
    FIELD_SCHEDULE,
    FIELD_ACTOR,
    FIELD_FOLLOWUP,
    FIELD_EXTRA,
    FIELD_KINDS
};
const char *field_kind_code(enum field_kind field); /* "action" "metric" "schedule" … "extra" */
enum field_kind field_kind_of(const char *code);    /* FIELD_KINDS when unknown */

/* When: parsed from the words beside which it is kept (intake/schedule.c). */
enum schedule_kind {
    SCHEDULE_WORDS,       /* words that tell no time, or none we understand */
    SCHEDULE_PERMANENT,   /* "pysyvää toimintaa" */
    SCHEDULE_CONTINUOUS,  /* "jatkuva" */
    SCHEDULE_FROM,        /* "2020 alkaen": starts */
    SCHEDULE_UNTIL,       /* "vuoden 2023 loppuun": ends */
    SCHEDULE_RANGE,       /* "2022-2025": starts, ends */
    SCHEDULE_SCHOOL_YEAR, /* "lukuvuosittain" */
    SCHEDULE_EVERY,       /* "joka toinen vuosi", "vuosittain": every (years) */
    SCHEDULE_TIME,        /* a season or month: "syksy 2021", starts "2021-09" */
    SCHEDULE_PILOT,       /* "pilotoidaan 2021-2022" */
    SCHEDULE_PROJECT,     /* a project whose funding is open */
    SCHEDULE_ONCE,        /* one-off, a single year: "2024" */
    SCHEDULE_KINDS
};
const char *schedule_kind_code(enum schedule_kind kind);
enum schedule_kind schedule_kind_of(const char *code);

/* What a metric aims at, fact by fact. */
enum metric_fact { METRIC_UNIT, METRIC_BASELINE, METRIC_TARGET, METRIC_TARGET_YEAR, METRIC_FACTS };
const char *metric_fact_code(enum metric_fact fact); /* "unit" "baseline" "target" "target_year" */

/* One value of a cell: a metric, a schedule, an actor, … */
struct detail {
    int64_t id;
    enum field_kind field;
    const char *name;  /* FIELD_EXTRA: the column's heading; else NULL */
    const char *words; /* as written */
    struct place place;
    /* FIELD_METRIC */
    bool not_measured; /* "ei mitata": a value, not a hole */
    const char *unit, *baseline, *target, *target_year; /* as written; NULL: not told */
    const char *was; /* the words that it has now, when who edits said so; NULL: not said */
    unsigned facts_told; /* in a document: those it speaks of, a bit for each; NULL empties them */
    /* FIELD_SCHEDULE; dates "2020", "2020-09" or "2020-09-30", NULL when open.
     * Any kind may have dates ("pysyvää 2021 alkaen"); a year or season alone
     * begins and ends in itself. */
    enum schedule_kind schedule;
    const char *starts, *ends;
    int every; /* years */
    /* FIELD_ACTOR: index in plan.organisations, -1 when none was recognised */
    int organisation;
};

const char *metric_fact(const struct detail *d, enum metric_fact fact); /* NULL: none */
void metric_fact_set(struct detail *d, enum metric_fact fact, const char *value);
/* What a metric aims at, in figures: "120 → 200 kävijää, 2028"; "" when nothing is told. */
const char *metric_aim(struct visit *v, const char *unit, const char *baseline,
                       const char *target, const char *target_year);

struct details {
    struct detail *at;
    size_t n, cap;
};

struct action {
    int64_t id;
    int number; /* given once for a plan; 0 until it is saved */
    const char *title;
    struct translations titles;
    struct details details; /* its own, where a plan has a row for each action */
    struct place place;
};

struct actions {
    struct action *at;
    size_t n, cap;
};

/* "Ks. edellinen kohta": the target is another goal of the plan. */
struct reference {
    enum field_kind field; /* FIELD_KINDS: the whole row */
    int goal;              /* index in plan.goals */
    const char *words;
};

struct references {
    struct reference *at;
    size_t n, cap;
};

struct entry {
    int64_t id, rev; /* of its row in the database; 0: not saved */
    int goal, organisation; /* indexes in the plan's lists */
    enum entry_kind kind;
    const char *reason; /* ENTRY_NOT_OURS: in their words; NULL when none was given */
    struct actions actions;
    struct details details; /* belong to the entry as a whole */
    struct references references;
    struct place place;
    bool told; /* as the database has it: somebody has reported how it goes */
};

struct entries {
    struct entry *at;
    size_t n, cap;
};

struct goal {
    int64_t id, rev;
    int parent;   /* index in plan.goals, -1 for a main goal */
    int level;    /* 1 main goal, 2 sub-goal, … */
    int position; /* among its siblings, from 1 */
    const char *number;   /* as printed ("I", "1", "1.2"); "" when none */
    const char *code;     /* goal_code(): "I.3", the whole path */
    const char *title;
    struct translations titles;
    const char *question; /* the guiding question; NULL when none */
    struct place place;
    /* As the database has it: somebody has reported on an entry of it, or rated it. */
    bool told, rated;
};

struct goals {
    struct goal *at; /* parents before children, in the plan's order */
    size_t n, cap;
};

enum organisation_kind {
    ORGANISATION_OTHER,
    ORGANISATION_COUNTY,       /* hyvinvointialue, kuntayhtymä */
    ORGANISATION_MUNICIPALITY,
    ORGANISATION_PARISH,
    ORGANISATION_ASSOCIATION,
    ORGANISATION_POLICE,
    ORGANISATION_SCHOOL,       /* oppilaitos */
    ORGANISATION_KINDS
};
const char *organisation_kind_code(enum organisation_kind kind);
enum organisation_kind organisation_kind_of(const char *code);
/* From the name: "… kaupunki", "… kunta", "… ry", "seurakunta", "poliisilaitos";
 * the Swedish and English words too. ORGANISATION_OTHER when none is in it. */
enum organisation_kind organisation_kind_from_name(struct visit *v, const char *name);

struct organisation {
    int64_t id;
    const char *slug;
    const char *name;
    struct translations names;
    const char *short_name; /* for the heading of a narrow column */
    enum organisation_kind kind;
    struct {
        const char **at;
        size_t n, cap;
    } aliases; /* other spellings, besides name and short_name */
};

struct organisations {
    struct organisation *at;
    size_t n, cap;
};

struct plan {
    int64_t id;
    const char *slug, *title;
    struct translations titles, visions;
    const char *vision, *area;  /* NULL when not known */
    const char *starts, *ends;  /* "2020", "2024": the plan's period; NULL when not known */
    const char *languages;      /* "fi", "fi sv": the languages it is written in */
    const char *state;          /* "draft" "in_force" "superseded" */
    int next_number;            /* the next new action's; 0: one more than the largest */
    struct goals goals;
    struct organisations organisations;
    struct entries entries;     /* at most one for each goal and organisation */
};

/* A plan may hold this many organisations × goals: a region's plan has some
 * hundreds, a nation's 10,000. Past it plan_settle() fails. */
enum { PLAN_ENTRIES = 200 * 1000 };

/* Whether a goal has children; entries hang on goals without. */
bool goal_is_leaf(const struct plan *p, int goal);
/* The whole path: "I.3". A goal without a printed number uses its position (in
 * Roman figures where its siblings have them); a printed number that already
 * holds its parent's ("1.2" under "1" or "I", "A2" under "A") does not repeat it. Letters,
 * digits, '.' and '-' only, so that a code fits in addresses and in lists. */
const char *goal_code(struct visit *v, const struct plan *p, int goal);
/* The code in an address: "I.3" to "i-3". */
const char *goal_slug(struct visit *v, const char *code);
/* Puts children after their parent. Indexes of goals change everywhere in the plan. */
void goals_order(struct visit *v, struct plan *p);
/* Fills position, level and code of every goal; they stand in order. Codes are unique
 * also in addresses: the second goal that would be "I.3" is "I.3-2". */
void goals_number(struct visit *v, struct plan *p);
/* The goal with this code, compared without case and closing dots; -1: none. */
int goal_find(const struct plan *p, const char *code);
/* NULL when the organisation has no entry for the goal. Fast in a settled plan,
 * a walk through the entries in another. */
struct entry *entry_find(const struct plan *p, int goal, int organisation);

/* The organisation with this name, short name or alias (text_same); -1: none. */
int organisation_find(const struct plan *p, const char *name);

/* Puts a plan into its one canonical shape; a settled plan stays as it is:
 * - texts are tidy (text_tidy), headings and names on one line; empty values go
 * - goals stand parent, children, next parent; goals_number() has numbered them
 * - organisations have unique slugs, and kinds from their names where none is set
 * - entries stand organisation by organisation, goals in the plan's order, one
 *   for each leaf goal; on a goal with children only where something was written
 * - a value that stands on every action of an entry (same field, name, words and aim)
 *   belongs to the entry; details stand in the order of fields, extra columns in
 *   the order in which the plan first has them; an action without a title is none
 * - kinds of entries follow from what is in them: actions or details make one
 *   filled, else references one that refers; not ours stays so unless there are
 *   actions, and then its reason becomes an action
 * Indexes of goals and entries change. Fails with FAIL_DOCUMENT past PLAN_ENTRIES. */
bool plan_settle(struct visit *v, struct plan *p);
/* The same for one entry, but for the order of its details. */
void entry_settle(struct visit *v, struct entry *e);

#endif
