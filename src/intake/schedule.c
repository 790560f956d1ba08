/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the words of a schedule mean: which dates are in them is found by when.c,
 * what is said about time by the table of cues here. The words stay as written. */
#include "base/text.h"
#include "intake/recognise.h"
#include "intake/when.h"

#include <string.h>

/* Longer texts are prose, not schedules: what is read of them, and what is split. */
enum { SCHEDULE_POINTS = 600, SPLIT_BYTES = 4000 };

/* What words say, spelled as text_words() makes them: a space where a word must
 * begin or end. The first in the text decides the kind. FROM and UNTIL tell
 * the direction of a date, and nothing without one. */
static const struct cue {
    const char *words;
    enum schedule_kind kind;
    int every; /* years */
} cues[] = {
    { " pysyv", SCHEDULE_PERMANENT, 0 },
    { " vakiintunut", SCHEDULE_PERMANENT, 0 },
    { " perustoimin", SCHEDULE_PERMANENT, 0 },
    { " perustehtäv", SCHEDULE_PERMANENT, 0 },
    { " permanent", SCHEDULE_PERMANENT, 0 },
    { " bestående", SCHEDULE_PERMANENT, 0 },
    { " stadigvarande", SCHEDULE_PERMANENT, 0 },
    { " basverksamhet", SCHEDULE_PERMANENT, 0 },

    { " jatkuv", SCHEDULE_CONTINUOUS, 0 },
    { " toistaiseksi", SCHEDULE_CONTINUOUS, 0 },
    { " säännöllis", SCHEDULE_CONTINUOUS, 0 },
    { " koko ajan", SCHEDULE_CONTINUOUS, 0 },
    { " koko kauden", SCHEDULE_CONTINUOUS, 0 },
    { " koko suunnitelmakauden", SCHEDULE_CONTINUOUS, 0 },
    { " kuukausittain", SCHEDULE_CONTINUOUS, 0 },
    { " viikoittain", SCHEDULE_CONTINUOUS, 0 },
    { " fortlöpande", SCHEDULE_CONTINUOUS, 0 },
    { " kontinuerlig", SCHEDULE_CONTINUOUS, 0 },
    { " löpande", SCHEDULE_CONTINUOUS, 0 },
    { " ständig", SCHEDULE_CONTINUOUS, 0 },
    { " regelbunde", SCHEDULE_CONTINUOUS, 0 },
    { " tills vidare", SCHEDULE_CONTINUOUS, 0 },
    { " hela tiden", SCHEDULE_CONTINUOUS, 0 },
    { " månatlig", SCHEDULE_CONTINUOUS, 0 },
    { " continuous", SCHEDULE_CONTINUOUS, 0 },
    { " continual", SCHEDULE_CONTINUOUS, 0 },
    { " ongoing ", SCHEDULE_CONTINUOUS, 0 },
    { " regularly ", SCHEDULE_CONTINUOUS, 0 },
    { " until further notice ", SCHEDULE_CONTINUOUS, 0 },
    { " monthly ", SCHEDULE_CONTINUOUS, 0 },

    { " alkaen ", SCHEDULE_FROM, 0 },
    { " alk ", SCHEDULE_FROM, 0 },
    { " lähtien ", SCHEDULE_FROM, 0 },
    { " alkaa ", SCHEDULE_FROM, 0 },
    { " alkanut ", SCHEDULE_FROM, 0 },
    { " alusta ", SCHEDULE_FROM, 0 },
    { " aloit", SCHEDULE_FROM, 0 },
    { " käynnist", SCHEDULE_FROM, 0 },
    { " käyntiin ", SCHEDULE_FROM, 0 },
    { " käyttöön", SCHEDULE_FROM, 0 },
    { " fr o m ", SCHEDULE_FROM, 0 },
    { " from ", SCHEDULE_FROM, 0 },
    { " från ", SCHEDULE_FROM, 0 },
    { " sedan ", SCHEDULE_FROM, 0 },
    { " påbörja", SCHEDULE_FROM, 0 },
    { " börja", SCHEDULE_FROM, 0 },
    { " inleds ", SCHEDULE_FROM, 0 },
    { " framåt ", SCHEDULE_FROM, 0 },
    { " since ", SCHEDULE_FROM, 0 },
    { " starting ", SCHEDULE_FROM, 0 },
    { " starts ", SCHEDULE_FROM, 0 },
    { " started ", SCHEDULE_FROM, 0 },
    { " onward", SCHEDULE_FROM, 0 },

    { " loppuun ", SCHEDULE_UNTIL, 0 },
    { " mennessä ", SCHEDULE_UNTIL, 0 },
    { " asti ", SCHEDULE_UNTIL, 0 },
    { " saakka ", SCHEDULE_UNTIL, 0 },
    { " viimeistään ", SCHEDULE_UNTIL, 0 },
    { " vuoteen ", SCHEDULE_UNTIL, 0 },
    { " päätty", SCHEDULE_UNTIL, 0 },
    { " till slutet ", SCHEDULE_UNTIL, 0 },
    { " till utgången ", SCHEDULE_UNTIL, 0 },
    { " till och med ", SCHEDULE_UNTIL, 0 },
    { " t o m ", SCHEDULE_UNTIL, 0 },
    { " till 20", SCHEDULE_UNTIL, 0 },
    { " till år ", SCHEDULE_UNTIL, 0 },
    { " före utgången ", SCHEDULE_UNTIL, 0 },
    { " före slutet ", SCHEDULE_UNTIL, 0 },
    { " före 20", SCHEDULE_UNTIL, 0 },
    { " senast ", SCHEDULE_UNTIL, 0 },
    { " until ", SCHEDULE_UNTIL, 0 },
    { " till the end ", SCHEDULE_UNTIL, 0 },
    { " by the end ", SCHEDULE_UNTIL, 0 },
    { " by 20", SCHEDULE_UNTIL, 0 },
    { " before ", SCHEDULE_UNTIL, 0 },

    { " lukuvuo", SCHEDULE_SCHOOL_YEAR, 0 },
    { " läsår", SCHEDULE_SCHOOL_YEAR, 0 },
    { " school year ", SCHEDULE_SCHOOL_YEAR, 0 },

    { " vuosittai", SCHEDULE_EVERY, 1 },
    { " joka vuosi ", SCHEDULE_EVERY, 1 },
    { " vuodessa ", SCHEDULE_EVERY, 1 },
    { " joka kevät ", SCHEDULE_EVERY, 1 },
    { " joka syksy ", SCHEDULE_EVERY, 1 },
    { " joka toinen vuosi ", SCHEDULE_EVERY, 2 },
    { " joka 2 vuosi ", SCHEDULE_EVERY, 2 },
    { " kahden vuoden välein ", SCHEDULE_EVERY, 2 },
    { " 2 vuoden välein ", SCHEDULE_EVERY, 2 },
    { " joka kolmas vuosi ", SCHEDULE_EVERY, 3 },
    { " kolmen vuoden välein ", SCHEDULE_EVERY, 3 },
    { " 3 vuoden välein ", SCHEDULE_EVERY, 3 },
    { " joka neljäs vuosi ", SCHEDULE_EVERY, 4 },
    { " neljän vuoden välein ", SCHEDULE_EVERY, 4 },
    { " 4 vuoden välein ", SCHEDULE_EVERY, 4 },
    { " valtuustokausittain ", SCHEDULE_EVERY, 4 },
    { " kerran valtuustokaudessa ", SCHEDULE_EVERY, 4 },
    { " viiden vuoden välein ", SCHEDULE_EVERY, 5 },
    { " 5 vuoden välein ", SCHEDULE_EVERY, 5 },
    { " årlig", SCHEDULE_EVERY, 1 },
    { " varje år ", SCHEDULE_EVERY, 1 },
    { " per år ", SCHEDULE_EVERY, 1 },
    { " om året ", SCHEDULE_EVERY, 1 },
    { " varje höst ", SCHEDULE_EVERY, 1 },
    { " varje vår ", SCHEDULE_EVERY, 1 },
    { " vartannat år ", SCHEDULE_EVERY, 2 },
    { " vart tredje år ", SCHEDULE_EVERY, 3 },
    { " vart fjärde år ", SCHEDULE_EVERY, 4 },
    { " fullmäktigeperiod", SCHEDULE_EVERY, 4 },
    { " annual", SCHEDULE_EVERY, 1 },
    { " yearly ", SCHEDULE_EVERY, 1 },
    { " every year ", SCHEDULE_EVERY, 1 },
    { " a year ", SCHEDULE_EVERY, 1 },
    { " per year ", SCHEDULE_EVERY, 1 },
    { " every other year ", SCHEDULE_EVERY, 2 },
    { " every second year ", SCHEDULE_EVERY, 2 },
    { " every two years ", SCHEDULE_EVERY, 2 },
    { " every 2 years ", SCHEDULE_EVERY, 2 },
    { " biennial", SCHEDULE_EVERY, 2 },
    { " every third year ", SCHEDULE_EVERY, 3 },
    { " every three years ", SCHEDULE_EVERY, 3 },
    { " every 3 years ", SCHEDULE_EVERY, 3 },
    { " every four years ", SCHEDULE_EVERY, 4 },
    { " every 4 years ", SCHEDULE_EVERY, 4 },
    { " each council term ", SCHEDULE_EVERY, 4 },

    { " pilot", SCHEDULE_PILOT, 0 },
    { " kokeil", SCHEDULE_PILOT, 0 },
    { " försök", SCHEDULE_PILOT, 0 },
    { " trial", SCHEDULE_PILOT, 0 },

    { " hanke", SCHEDULE_PROJECT, 0 },
    { " hankke", SCHEDULE_PROJECT, 0 },
    { " projekt", SCHEDULE_PROJECT, 0 },
    { " project", SCHEDULE_PROJECT, 0 },
    { " rahoitus auki ", SCHEDULE_PROJECT, 0 },
    { " rahoitus avoin ", SCHEDULE_PROJECT, 0 },
    { " rahoitusta haetaan ", SCHEDULE_PROJECT, 0 },
    { " haetaan rahoitusta ", SCHEDULE_PROJECT, 0 },
    { " finansieringen öppen ", SCHEDULE_PROJECT, 0 },
    { " funding open ", SCHEDULE_PROJECT, 0 },

    { " kertaluon", SCHEDULE_ONCE, 0 },
    { " engångs", SCHEDULE_ONCE, 0 },
    { " one off ", SCHEDULE_ONCE, 0 },
    { " one time ", SCHEDULE_ONCE, 0 },
};

/* What was said first about how long, and first about the direction of a date. */
struct said {
    const struct cue *kind, *direction;
    bool direction_first;
};

static struct said listen(const char *words, bool dated)
{
    const char *kind_at = NULL, *direction_at = NULL;
    struct said said = { 0 };

    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        bool direction = cues[i].kind == SCHEDULE_FROM || cues[i].kind == SCHEDULE_UNTIL;
        const struct cue **best = direction ? &said.direction : &said.kind;
        const char **best_at = direction ? &direction_at : &kind_at;
        const char *at = direction && !dated ? NULL : strstr(words, cues[i].words);
        if (at && (!*best || at < *best_at)) {
            *best = &cues[i];
            *best_at = at;
        }
    }
    said.direction_first = direction_at && (!kind_at || direction_at < kind_at);
    return said;
}

static long order_of(struct moment m, int empty)
{
    return (m.year * 100L + (m.month ? m.month : empty)) * 100 + (m.day ? m.day : empty);
}

/* From the earliest beginning to the latest end of all dates. */
static struct span reach(const struct when *when)
{
    struct span s = when->at[0];

    for (size_t i = 1; i < when->n; i++) {
        if (order_of(when->at[i].first, 0) < order_of(s.first, 0))
            s.first = when->at[i].first;
        if (order_of(when->at[i].last, 99) > order_of(s.last, 99))
            s.last = when->at[i].last;
    }
    return s;
}

/* The kind that dates alone tell. */
static enum schedule_kind kind_of_dates(const struct when *when, enum schedule_kind direction)
{
    const struct span *one = &when->at[0];

    if (when->n > 1 || one->first.year < one->last.year - (one->first.month == 12))
        return SCHEDULE_RANGE;
    if (direction != SCHEDULE_WORDS)
        return direction;
    return one->first.month ? SCHEDULE_TIME : SCHEDULE_ONCE;
}

static bool lasts(enum schedule_kind kind)
{
    return kind == SCHEDULE_PERMANENT || kind == SCHEDULE_CONTINUOUS ||
           kind == SCHEDULE_SCHOOL_YEAR || kind == SCHEDULE_EVERY;
}

void schedule_parse(struct visit *v, struct detail *d)
{
    const char *words = text_length(d->words) > SCHEDULE_POINTS
                            ? text_cut(v->arena, d->words, SCHEDULE_POINTS)
                            : d->words;
    struct when when = when_find(v, words);
    struct said said = listen(text_words(v->arena, words), when.n > 0);
    enum schedule_kind direction = said.direction     ? said.direction->kind
                                   : when.open_after  ? SCHEDULE_FROM
                                   : when.open_before ? SCHEDULE_UNTIL
                                                      : SCHEDULE_WORDS;

    d->schedule = said.kind && !said.direction_first ? said.kind->kind : SCHEDULE_WORDS;
    d->every = said.kind ? said.kind->every : 0;
    d->starts = d->ends = NULL;
    if (!when.n)
        return;
    enum schedule_kind dates = kind_of_dates(&when, direction);
    if (d->schedule == SCHEDULE_WORDS)
        d->schedule = said.kind && dates != direction ? said.kind->kind : dates;
    struct span s = reach(&when);
    /* What lasts has no end where only one date is told: "pysyvää toimintaa 2021". */
    bool from = dates == SCHEDULE_FROM ||
                (dates != SCHEDULE_RANGE && direction == SCHEDULE_WORDS && lasts(d->schedule));
    if (dates != SCHEDULE_UNTIL)
        d->starts = moment_text(v, s.first);
    if (!from)
        d->ends = moment_text(v, s.last);
}

/* Where a piece that may be a schedule of its own begins; NULL: no more. A
 * sentence ends after a word of four letters or a year, so that "v. 2024", "fr.o.m."
 * and "1.1.2024" stay whole. */
static const char *next_piece(const char *start, const char *from)
{
    static const char *const parts[] = { "osa ", "dels ", "part ", "partly ", NULL };

    for (const char *p = from; *p; p++) {
        if (*p == '\n' || *p == ';')
            return p + 1;
        if (*p == '.' && p[1] == ' ' && p - start >= 4 && !memchr(p - 4, '.', 4) &&
            !memchr(p - 4, ' ', 4))
            return p + 2;
        for (const char *const *part = parts; *p == ',' && p[1] == ' ' && *part; part++)
            if (text_begins(p + 2, *part))
                return p + 2;
    }
    return NULL;
}

static bool tells_time(struct visit *v, const char *words)
{
    struct detail d = { .field = FIELD_SCHEDULE, .words = words };

    schedule_parse(v, &d);
    return d.schedule != SCHEDULE_WORDS;
}

static void add_piece(struct visit *v, struct marked *out, const char *at, const char *end)
{
    const char *words = text_squeeze(v->arena, arena_copy(v->arena, at, (size_t)(end - at)));

    if (*words)
        arena_push(v->arena, out)->text = words;
}

/* The end of a piece before the comma or semicolon that ended it. */
static const char *before_mark(const char *start, const char *end)
{
    while (end > start && strchr(" ,;\n", end[-1]))
        end--;
    return end;
}

void schedule_split(struct visit *v, const char *words, struct marked *out)
{
    const char *start = words, *end = words + strlen(words);
    bool told = false; /* whether the words from start on tell a time already */

    if (end - words > SPLIT_BYTES) {
        add_piece(v, out, words, end);
        return;
    }
    for (const char *at = words, *next; at; at = next) {
        next = next_piece(words, at);
        bool tells = tells_time(
            v, arena_copy(v->arena, at, (size_t)((next ? next : end) - at)));
        if (told && tells) {
            add_piece(v, out, start, before_mark(start, at));
            start = at;
        }
        told |= tells;
    }
    add_piece(v, out, start, end);
}
