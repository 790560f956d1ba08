/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The coordinator changes what the plan is made of: its goals and organisations. */
#ifndef EDITING_STRUCTURE_H
#define EDITING_STRUCTURE_H

#include "editing/structure.sql.h"
#include "plan/plan_tree.h"
#include "plan/reshape.h"
#include "web/page.h"

enum { TITLE_MOST = 1000, NUMBER_MOST = 40, QUESTION_MOST = 4000, CALLED_MOST = 200 };

/* The plan twice: as it is kept, and to be changed. */
struct structure {
    struct plan kept, changed;
};
bool structure_load(struct visit *v, struct structure *s);
/* Settles what was changed and saves it, with its history and roll-ups. */
bool structure_save(struct visit *v, struct structure *s);

/* Index of the goal, of the organisation with a slug in addresses; -1: none. */
int structure_goal(struct visit *v, const struct plan *p, const char *slug);
int structure_organisation(const struct plan *p, const char *slug);

/* For the view: whether the plan has texts in this language besides its own. */
bool is_other_language(const struct plan *p, enum lang lang);
bool has_other_languages(const struct plan *p);

struct structure_goals {
    struct plan plan;
    const struct loss *loss; /* of each goal */
};

struct structure_organisations {
    struct plan plan;
    const struct loss *loss; /* of each organisation */
};

struct goal_edit {
    struct plan plan;
    int at;
    const struct goal *goal;
    bool leaf;
    struct loss loss;
    int64_t reports;  /* told in rounds of what goes with it */
    int64_t ratings;  /* of its ease and impact */
    bool asks;        /* whether to remove it */
    bool clashes;
    int64_t seen;     /* of the loss and the reports: nobody removes what they did not see */
};

struct organisation_edit {
    struct plan plan;
    int at;
    const struct organisation *organisation;
    struct loss loss;
    int64_t reports, others; /* others: other plans where it takes part */
    bool asks;
    bool clashes;
    const char *seen; /* what the form was made of */
};

#endif
