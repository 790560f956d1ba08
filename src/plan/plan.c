/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The words for a plan's kinds, and how its parts are found. How goals get
 * their numbers is in goal.c, the canonical shape of a plan in settle.c. */
#include "plan/plan.h"

#include "base/text.h"

#include <string.h>

static const char *const entry_kinds[ENTRY_KINDS] = {
    [ENTRY_MISSING] = "missing",
    [ENTRY_FILLED] = "filled",
    [ENTRY_REFERS] = "refers",
    [ENTRY_NOT_OURS] = "not_ours",
};

static const char *const field_kinds[FIELD_KINDS] = {
    [FIELD_ACTION] = "action", [FIELD_METRIC] = "metric",     [FIELD_SCHEDULE] = "schedule",
    [FIELD_ACTOR] = "actor",   [FIELD_FOLLOWUP] = "followup", [FIELD_EXTRA] = "extra",
};

static const char *const schedule_kinds[SCHEDULE_KINDS] = {
    [SCHEDULE_WORDS] = "words",
    [SCHEDULE_PERMANENT] = "permanent",
    [SCHEDULE_CONTINUOUS] = "continuous",
    [SCHEDULE_FROM] = "from",
    [SCHEDULE_UNTIL] = "until",
    [SCHEDULE_RANGE] = "range",
    [SCHEDULE_SCHOOL_YEAR] = "school_year",
    [SCHEDULE_EVERY] = "every",
    [SCHEDULE_TIME] = "time",
    [SCHEDULE_PILOT] = "pilot",
    [SCHEDULE_PROJECT] = "project",
    [SCHEDULE_ONCE] = "once",
};

static const char *const organisation_kinds[ORGANISATION_KINDS] = {
    [ORGANISATION_OTHER] = "other",
    [ORGANISATION_COUNTY] = "county",
    [ORGANISATION_MUNICIPALITY] = "municipality",
    [ORGANISATION_PARISH] = "parish",
    [ORGANISATION_ASSOCIATION] = "association",
    [ORGANISATION_POLICE] = "police",
    [ORGANISATION_SCHOOL] = "school",
};

/* n when the code is not in the list. */
static int code_find(const char *const *codes, int n, const char *code)
{
    for (int i = 0; i < n; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return n;
}

const char *entry_kind_code(enum entry_kind kind)
{
    return entry_kinds[kind];
}

enum entry_kind entry_kind_of(const char *code)
{
    return code_find(entry_kinds, ENTRY_KINDS, code);
}

const char *field_kind_code(enum field_kind field)
{
    return field_kinds[field];
}

enum field_kind field_kind_of(const char *code)
{
    return code_find(field_kinds, FIELD_KINDS, code);
}

const char *schedule_kind_code(enum schedule_kind kind)
{
    return schedule_kinds[kind];
}

enum schedule_kind schedule_kind_of(const char *code)
{
    return code_find(schedule_kinds, SCHEDULE_KINDS, code);
}

const char *organisation_kind_code(enum organisation_kind kind)
{
    return organisation_kinds[kind];
}

enum organisation_kind organisation_kind_of(const char *code)
{
    return code_find(organisation_kinds, ORGANISATION_KINDS, code);
}

/* Words that tell what an organisation is, a space where the word must begin or
 * end. The first row that fits decides: "seurakuntayhtymä" is a parish, not a
 * joint authority. */
static const struct {
    const char *word;
    enum organisation_kind kind;
} name_words[] = {
    { "seurakunta ", ORGANISATION_PARISH },
    { "seurakunnat ", ORGANISATION_PARISH },
    { "seurakunnan ", ORGANISATION_PARISH },
    { "seurakuntayhtymä ", ORGANISATION_PARISH },
    { "församling ", ORGANISATION_PARISH },
    { "församlingar ", ORGANISATION_PARISH },
    { "församlingen ", ORGANISATION_PARISH },
    { "samfällighet ", ORGANISATION_PARISH },
    { " parish ", ORGANISATION_PARISH },
    { " poliisi", ORGANISATION_POLICE },
    { "poliisi ", ORGANISATION_POLICE },
    { " polis", ORGANISATION_POLICE },
    { " police ", ORGANISATION_POLICE },
    { " ry ", ORGANISATION_ASSOCIATION },
    { " r y ", ORGANISATION_ASSOCIATION },
    { " rf ", ORGANISATION_ASSOCIATION },
    { " r f ", ORGANISATION_ASSOCIATION },
    { "yhdistys ", ORGANISATION_ASSOCIATION },
    { "järjestö ", ORGANISATION_ASSOCIATION },
    { "järjestöt ", ORGANISATION_ASSOCIATION },
    { "lastensuojeluliitto ", ORGANISATION_ASSOCIATION },
    { "seura ", ORGANISATION_ASSOCIATION },
    { "sairaanhoitopiiri ", ORGANISATION_COUNTY },
    { "piiri ", ORGANISATION_ASSOCIATION },
    { "förening ", ORGANISATION_ASSOCIATION },
    { "föreningen ", ORGANISATION_ASSOCIATION },
    { " association ", ORGANISATION_ASSOCIATION },
    { "koulutuskuntayhtymä ", ORGANISATION_SCHOOL },
    { "koulutuksen kuntayhtymä ", ORGANISATION_SCHOOL },
    { " hyvinvointialue", ORGANISATION_COUNTY },
    { " hyvinvointikuntayhtymä", ORGANISATION_COUNTY },
    { "kuntayhtymä ", ORGANISATION_COUNTY },
    { "kuntayhtymän ", ORGANISATION_COUNTY },
    { " välfärdsområde", ORGANISATION_COUNTY },
    { " samkommun", ORGANISATION_COUNTY },
    { " county ", ORGANISATION_COUNTY },
    { " oppilaito", ORGANISATION_SCHOOL },
    { "oppilaitos ", ORGANISATION_SCHOOL },
    { "koulu ", ORGANISATION_SCHOOL },
    { "opisto ", ORGANISATION_SCHOOL },
    { "lukio ", ORGANISATION_SCHOOL },
    { "skola ", ORGANISATION_SCHOOL },
    { "skolan ", ORGANISATION_SCHOOL },
    { "gymnasium ", ORGANISATION_SCHOOL },
    { "läroverk ", ORGANISATION_SCHOOL },
    { "institut ", ORGANISATION_SCHOOL },
    { " school ", ORGANISATION_SCHOOL },
    { " college ", ORGANISATION_SCHOOL },
    { " university ", ORGANISATION_SCHOOL },
    { " kaupunki ", ORGANISATION_MUNICIPALITY },
    { " kaupungit ", ORGANISATION_MUNICIPALITY },
    { " kaupungin ", ORGANISATION_MUNICIPALITY },
    { " kunta ", ORGANISATION_MUNICIPALITY },
    { " kunnat ", ORGANISATION_MUNICIPALITY },
    { " kunnan ", ORGANISATION_MUNICIPALITY },
    { " stad ", ORGANISATION_MUNICIPALITY },
    { " stads ", ORGANISATION_MUNICIPALITY },
    { " staden ", ORGANISATION_MUNICIPALITY },
    { " kommun ", ORGANISATION_MUNICIPALITY },
    { " kommuner ", ORGANISATION_MUNICIPALITY },
    { " kommunen ", ORGANISATION_MUNICIPALITY },
    { " city ", ORGANISATION_MUNICIPALITY },
    { " town ", ORGANISATION_MUNICIPALITY },
    { " municipality ", ORGANISATION_MUNICIPALITY },
};

enum organisation_kind organisation_kind_from_name(struct visit *v, const char *name)
{
    const char *words = text_words(v->arena, name);

    for (size_t i = 0; i < sizeof name_words / sizeof *name_words; i++)
        if (strstr(words, name_words[i].word))
            return name_words[i].kind;
    return ORGANISATION_OTHER;
}

static bool organisation_is_called(const struct organisation *o, const char *name)
{
    if (text_same(o->name, name) || (o->short_name && text_same(o->short_name, name)))
        return true;
    for (size_t i = 0; i < o->aliases.n; i++)
        if (text_same(o->aliases.at[i], name))
            return true;
    return false;
}

int organisation_find(const struct plan *p, const char *name)
{
    for (size_t i = 0; i < p->organisations.n; i++)
        if (organisation_is_called(&p->organisations.at[i], name))
            return (int)i;
    return -1;
}

/* < 0: the entry stands before this goal of this organisation in a settled plan. */
static int entry_order(const struct entry *e, int goal, int organisation)
{
    return e->organisation != organisation ? e->organisation - organisation : e->goal - goal;
}

struct entry *entry_find(const struct plan *p, int goal, int organisation)
{
    struct entry *at = p->entries.at;
    size_t low = 0, high = p->entries.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entry_order(&at[middle], goal, organisation) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->entries.n && entry_order(&at[low], goal, organisation) == 0)
        return &at[low];
    /* Not there, or the plan is not settled yet. */
    for (size_t i = 0; i < p->entries.n; i++)
        if (entry_order(&at[i], goal, organisation) == 0)
            return &at[i];
    return NULL;
}

const char *metric_fact_code(enum metric_fact fact)
{
    static const char *const codes[METRIC_FACTS] = { "unit", "baseline", "target", "target_year" };
    return codes[fact];
}

const char *metric_fact(const struct detail *d, enum metric_fact fact)
{
    const char *const facts[METRIC_FACTS] = { d->unit, d->baseline, d->target, d->target_year };
    return facts[fact];
}

void metric_fact_set(struct detail *d, enum metric_fact fact, const char *value)
{
    const char **const facts[METRIC_FACTS] = { &d->unit, &d->baseline, &d->target,
                                               &d->target_year };
    *facts[fact] = value;
}

const char *metric_aim(struct visit *v, const char *unit, const char *baseline,
                       const char *target, const char *target_year)
{
    const char *from = baseline ? baseline : "", *aim = target ? target : "";
    const char *figures = text(v, "%s%s%s", from, *aim ? *from ? " → " : "→ " : "", aim);

    figures = text(v, "%s%s%s", figures, *figures && unit ? " " : "", unit ? unit : "");
    return text(v, "%s%s%s", figures, *figures && target_year ? ", " : "",
                target_year ? target_year : "");
}
