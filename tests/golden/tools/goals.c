/* Made by tools/viewgen. */
#include "plan/goals.h"

#line 3 "goals.html"
void goal_html(struct visit *v, const struct goal *g, bool open)
{
    (void)v;
    buf_put(&v->body, "<li", 3);
#line 4 "goals.html"
    if (open) {
    buf_put(&v->body, " class=\"open\"", 13);
    }
    buf_put(&v->body, "><a href=\"/tavoitteet/", 22);
#line 4 "goals.html"
    put(v, PUT_URL_PART, g->goal_slug);
    buf_put(&v->body, "\">", 2);
#line 4 "goals.html"
    put(v, PUT_TEXT, g->title);
    buf_put(&v->body, "</a></li>\n", 10);
}

#line 6 "goals.html"
void goals_html(struct visit *v, const struct goals *g)
{
    (void)v;
#line 7 "goals.html"
    layout_begin_html(v, tr(v, "Goals"));
    buf_put(&v->body, "\n<h1>", 5);
#line 8 "goals.html"
    put_text(v, PUT_TEXT, tr(v, "Goals"));
    buf_put(&v->body, "</h1>\n", 6);
#line 9 "goals.html"
    if (!g->n) {
    buf_put(&v->body, "<p>", 3);
#line 10 "goals.html"
    put_text(v, PUT_TEXT, tr(v, "None yet."));
    buf_put(&v->body, "</p>\n", 5);
#line 11 "goals.html"
    } else if (g->n > 100) {
    buf_put(&v->body, "<p>", 3);
#line 12 "goals.html"
    put_text(v, PUT_TEXT, text(v, tr_plural(v, "%s goal", "%s goals", (int64_t)(g->n)), say(v, g->n)));
    buf_put(&v->body, "</p>\n", 5);
    } else {
    buf_put(&v->body, "<ul>\n", 5);
#line 15 "goals.html"
    for (size_t i = 0; i < g->n; i++) {
#line 16 "goals.html"
    goal_html(v, &g->at[i], i == 0);
    buf_put(&v->body, "\n", 1);
    }
    buf_put(&v->body, "</ul>\n", 6);
    }
#line 20 "goals.html"
    layout_end_html(v);
    buf_put(&v->body, "\n", 1);
}

#line 2 "goals.json"
void goals_json(struct visit *v, const struct goals *g)
{
    (void)v;
    buf_put(&v->body, "{ \"goals\": [", 12);
#line 4 "goals.json"
    for (size_t i = 0; i < g->n; i++) {
#line 5 "goals.json"
    if (i) {
    buf_put(&v->body, ", ", 2);
    }
    buf_put(&v->body, "{ \"title\": ", 11);
#line 5 "goals.json"
    put(v, PUT_JSON, g->at[i].title);
    buf_put(&v->body, ", \"address\": \"/tavoitteet/", 26);
#line 5 "goals.json"
    put(v, PUT_JSON_STRING, g->at[i].goal_slug);
    buf_put(&v->body, "\" }", 3);
    }
    buf_put(&v->body, "] }", 3);
}

static void dress_html(struct visit *v, const void *data)
{
    (void)data;
    goals_html(v, data);
}

static void dress_json(struct visit *v, const void *data)
{
    (void)data;
    goals_json(v, data);
}

const struct view goals_view = {
    .name = "goals",
    .dress = {
        [FORMAT_HTML] = dress_html,
        [FORMAT_JSON] = dress_json,
    },
};
