/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Everything is told through the pages, as people would: what the demonstration
 * shows is what the program does. */
#include "app/demo_year.h"

#include "app/rooms.h"
#include "base/date.h"
#include "base/put.h"
#include "base/text.h"
#include "db/db.h"
#include "followup/desk.h"
#include "followup/rating.h"
#include "people/people.h"
#include "plan/site.h"

#include <stdlib.h>
#include <string.h>

enum {
    PEOPLE_COLUMNS = 4,
    TOLD_COLUMNS = 11,
    OPEN_DAYS = 30, /* of this year's round until now */
    LEFT_DAYS = 14, /* to answer in */
    YEAR_ENDS_DAYS = 60, /* a year is told about until so long after it */
    DAY_SECONDS = 24 * 3600
};

struct told {
    struct visit *v;
    struct table *people;
    const char *coordinator;
    const char *now;  /* the time when all this is done */
    int64_t year;     /* of the round in hand */
    const char *slug; /* of the organisation in hand */
};

static const char *at(struct visit *v, const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];
    return c ? cell_text(v, c) : "";
}

static bool table_of(struct visit *v, struct document *d, int columns, struct table **t)
{
    *t = d->n ? d->at[0].table : NULL;
    return (*t && (*t)->columns == columns) ||
           fail(v, FAIL_OURS, "demo/%s: %d columns are expected", d->name, columns);
}

void demo_go_to_day(struct visit *v, const char *now, int days)
{
    setenv("VOINTI_NOW", date_after(v, now, (int64_t)days * DAY_SECONDS), 1);
}

/* ---- people ---- */

static bool organisation_of(struct visit *v, const char *slug, int64_t *id)
{
    struct overview_organisations_rows rows;

    if (!overview_organisations(v, &rows, v->plan, "fi"))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(rows.at[i].slug, slug) == 0) {
            *id = rows.at[i].id;
            return true;
        }
    return fail(v, FAIL_OURS, "demo/people.csv: no such organisation: %s", slug);
}

static bool invite(struct visit *v, const struct table *t, int row)
{
    struct grant g = { .role = (enum role)role_of(at(v, t, row, 2)) };
    const char *slug = at(v, t, row, 3);
    int64_t person;

    g.plan = g.role == ROLE_ADMIN ? 0 : v->plan;
    return (!*slug || organisation_of(v, slug, &g.organisation)) &&
           person_invite(v, at(v, t, row, 0), at(v, t, row, 1), &g, &person, NULL);
}

static bool invite_all(struct visit *v, const struct table *t)
{
    bool ok = db_begin_write(v) && plan_site(v, NULL);

    for (int i = 1; ok && i < t->rows; i++)
        ok = invite(v, t, i);
    return ok && db_commit(v);
}

/* Who has a role, in an organisation or ("") in none. */
static const char *who(const struct told *x, const char *role, const char *slug)
{
    for (int i = 1; i < x->people->rows; i++)
        if (strcmp(at(x->v, x->people, i, 2), role) == 0 &&
            strcmp(at(x->v, x->people, i, 3), slug) == 0)
            return at(x->v, x->people, i, 0);
    return "";
}

/* ---- visits ---- */

static struct visit visit_of(const struct told *x)
{
    struct visit w = visit_new();

    w.db = x->v->db;
    w.lang = LANG_FI;
    return w;
}

/* form NULL: looks at the page. */
static bool step(const struct told *x, const char *email, const char *address, const char *form)
{
    struct visit w = visit_of(x);

    w.method = form ? METHOD_POST : METHOD_GET;
    bool ok = person_become(&w, email) && visit_address(&w, address) &&
              (!form || visit_posted(&w, form, strlen(form)));
    visit_walk(&w, &app_house);
    visit_afterwards(&w);
    ok = (ok && !failed(&w) && w.status < 400) ||
         fail(x->v, FAIL_OURS, "demo: %s %s: %d %s", email, address, w.status,
              failed(&w) ? w.fail.text : "");
    visit_end(&w);
    return ok;
}

/* The desk as the coordinator reads it. */
static bool read_desk(const struct told *x, struct visit *w, struct desk *d)
{
    *w = visit_of(x);
    w->name = x->coordinator;
    w->roles = ROLE_BIT(ROLE_COORDINATOR);
    w->house = &app_house;
    return (db_begin_read(w) && plan_site(w, NULL) &&
            desk_load(w, text(w, "%lld", (long long)x->year), x->slug, d) && db_commit(w)) ||
           fail(x->v, FAIL_OURS, "demo: %s: %s", x->slug, w->fail.text);
}

/* ---- a year ---- */

static void add_field(struct buf *form, const char *name, const char *value)
{
    buf_printf(form, "%s%s=", form->n ? "&" : "", name);
    escape_url(form, value);
}

/* The values of its metrics stand on lines of one cell. */
static void add_values(struct visit *v, struct buf *form, const struct desk_entry *e,
                       const char *lines)
{
    for (size_t i = 0; i < e->n_metrics && *lines; i++) {
        size_t n = strcspn(lines, "\n");
        add_field(form, e->metrics[i].field, arena_copy(v->arena, lines, n));
        lines += n + (lines[n] != '\0');
    }
}

static void add_row(struct visit *v, struct buf *form, const struct desk_entry *e,
                    const struct table *t, int row)
{
    static const char *const fields[] = { "status", "reason", "done", "learnt" };

    add_field(form, desk_field(v, "rev", e), "");
    for (int i = 0; i < 4; i++)
        add_field(form, desk_field(v, fields[i], e), at(v, t, row, 3 + i));
    add_values(v, form, e, at(v, t, row, 9));
    add_field(form, desk_field(v, "evidence", e), at(v, t, row, 10));
}

static void add_rating(struct visit *v, struct buf *rates, const struct goal_item *g,
                       const struct table *t, int row)
{
    if (!*at(v, t, row, 7))
        return;
    add_field(rates, rate_field(v, "helppous", g), at(v, t, row, 7));
    add_field(rates, rate_field(v, "vaikutus", g), at(v, t, row, 8));
}

/* What the organisation tells in rows from first to the one that ends it. */
static bool fill_form(const struct told *x, const struct table *t, int first, struct buf *form,
                      struct buf *rates)
{
    struct visit w;
    struct desk d = { 0 };
    bool ok = read_desk(x, &w, &d);

    for (int row = first; ok && *at(x->v, t, row, 2); row++) {
        size_t i = 0;
        while (i < d.n && strcmp(d.at[i].entry->goal->row->code, at(x->v, t, row, 2)) != 0)
            i++;
        if (i < d.n) {
            add_row(x->v, form, &d.at[i], t, row);
            add_rating(x->v, rates, d.at[i].entry->goal, t, row);
        } else {
            ok = fail(x->v, FAIL_OURS, "demo/year.csv: no such goal: %s", at(x->v, t, row, 2));
        }
    }
    visit_end(&w);
    return ok;
}

static bool review_answer(const struct told *x, const char *kind, const char *words)
{
    struct visit w;
    struct desk d = { 0 };
    struct buf form = buf_new(1 << 16);
    bool ok = read_desk(x, &w, &d);

    if (ok) {
        add_field(&form, "review_kind", kind);
        add_field(&form, "words", words);
        add_field(&form, "seen", text(x->v, "%lld", (long long)d.seen));
        ok = step(x, x->coordinator, text(x->v, "/seuranta/%lld/%s", (long long)x->year, x->slug),
                  form.at);
    }
    buf_free(&form);
    visit_end(&w);
    return ok;
}

/* As far as the word says: opened, begun, sent, returned, accepted. */
static bool answer(const struct told *x, const struct table *t, int first, int last)
{
    const char *far = at(x->v, t, last, 3), *contact = who(x, "contact", x->slug);
    const char *desk = text(x->v, "/paivitys/%lld/%s", (long long)x->year, x->slug);
    const char *rate = text(x->v, "/arviot/%lld/%s", (long long)x->year, x->slug);
    struct buf form = buf_new(1 << 20), rates = buf_new(1 << 16);
    bool reviewed = strcmp(far, "accepted") == 0 || strcmp(far, "returned") == 0;
    bool ok = step(x, contact, desk, NULL) && fill_form(x, t, first, &form, &rates) &&
              (!form.n || step(x, contact, desk, form.at)) &&
              (!rates.n || step(x, contact, rate, rates.at)) &&
              ((!reviewed && strcmp(far, "sent") != 0) ||
               step(x, contact, desk, "laheta=silti")) &&
              (!reviewed || review_answer(x, far, at(x->v, t, last, 5)));

    buf_free(&form);
    buf_free(&rates);
    return ok;
}

/* The rows of the table that belong to a round, an organisation at a time, each some days
 * after the other. */
static bool answers(struct told *x, const struct table *t, const char *round, int first_day)
{
    bool ok = true;

    for (int row = 1, first = 1, day = first_day; ok && row < t->rows; row++) {
        if (*at(x->v, t, row, 2))
            continue;
        x->slug = at(x->v, t, row, 1);
        if (strcmp(at(x->v, t, row, 0), round) == 0) {
            demo_go_to_day(x->v, x->now, day += 2);
            ok = answer(x, t, first, row);
        }
        first = row + 1;
    }
    return ok;
}

/* A round that opened so many days ago. */
static bool year(struct told *x, const struct table *t, const char *round, int days,
                 const char **due)
{
    demo_go_to_day(x->v, x->now, -days);
    *due = date_after(x->v, date_now(x->v), (OPEN_DAYS + LEFT_DAYS) * DAY_SECONDS);
    const char *form = text(x->v, "year=%lld&due_on=%.10s", (long long)x->year, *due);
    return step(x, x->coordinator, "/seuranta", form) && answers(x, t, round, -days);
}

static bool both_years(struct told *x, const struct table *t)
{
    int64_t now = strtoll(date_after(x->v, x->now, -YEAR_ENDS_DAYS * DAY_SECONDS), NULL, 10);
    const char *due;

    x->year = now - 1;
    if (!year(x, t, "-1", OPEN_DAYS + 365, &due) ||
        !step(x, x->coordinator, text(x->v, "/seuranta/%lld", (long long)x->year),
              text(x->v, "round_state=locked&due_on=%.10s", due)))
        return false;
    x->year = now;
    return year(x, t, "0", OPEN_DAYS, &due);
}

bool demo_years(struct visit *v, const char *now, struct document *people, struct document *told)
{
    struct told x = { .v = v, .now = now };
    struct table *t;

    if (!table_of(v, people, PEOPLE_COLUMNS, &x.people) || !table_of(v, told, TOLD_COLUMNS, &t) ||
        !invite_all(v, x.people))
        return false;
    x.coordinator = who(&x, "coordinator", "");
    return both_years(&x, t);
}
