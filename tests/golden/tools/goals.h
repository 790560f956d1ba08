/* Made by tools/viewgen. */
#ifndef VIEW_goals_H
#define VIEW_goals_H
#include "web/view.h"
#include "plan/plan.h"
#include "web/layout.view.h"
void goal_html(struct visit *v, const struct goal *g, bool open);
void goals_html(struct visit *v, const struct goals *g);
void goals_json(struct visit *v, const struct goals *g);

extern const struct view goals_view;
/* What the page shows; always true. */
static inline bool show_goals(struct visit *v, const struct goals *g)
{
    v->view = &goals_view;
    v->data = g;
    return true;
}
#endif
