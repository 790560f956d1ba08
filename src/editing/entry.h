/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages show that change an entry, or propose to. */
#ifndef EDITING_ENTRY_H
#define EDITING_ENTRY_H

#include "editing/editing.sql.h"
#include "editing/entry_form.h"
#include "plan/plan_tree.h"

struct entry_edit {
    struct plan plan;            /* with this entry only */
    const struct entry *entry;   /* as it is in the plan */
    struct goal *goal;
    struct organisation *organisation;
    const char *goal_slug;
    struct entry_form form;
    bool proposes;               /* the visitor may propose, not save */
    bool clashes;                /* somebody else saved it since the form was made */
    struct entry_last_row *last; /* who saved it latest; NULL: not known */
    struct proposal_waiting_row *proposal; /* of this entry, that waits; NULL: none */
    bool shows_proposal;         /* the form has what was proposed */
    struct entry_changes changes; /* where the form and the plan differ, in a clash */
};

/* Of the visit's plan, where the visitor may edit or propose. Fails otherwise. */
bool entry_edit_load(struct visit *v, const char *goal, const char *organisation,
                     struct entry_edit *e);
/* Puts `wanted` in the place of the entry; by: who is named in the history. */
bool entry_store(struct visit *v, struct entry_edit *e, const struct entry *wanted,
                 const char *by);

struct proposal_item {
    const struct proposal_list_row *row;
    const char *address;
};

struct proposal_list {
    struct proposal_item *at;
    size_t n;
    bool decides; /* the coordinator sees all of them */
};

struct proposal_show {
    const struct proposal_of_row *row;
    struct entry_edit edit;      /* the entry as it is now */
    struct entry_changes changes; /* from it to what is proposed */
    bool decides;                 /* the visitor may accept or return it */
    bool own;                     /* … or take it back */
    bool moved;                   /* the entry was changed since it was proposed */
};

/* For the view. "Metric 2": a value among those of its field and its action. */
const char *value_called(struct visit *v, const struct entry_form *f, size_t at);
/* Whether something is wrong with an action's title in another language. */
bool title_faulty(struct visit *v, size_t action);
/* The goals that an entry may refer to: all but its own. */
bool may_refer_to(const struct entry_edit *e, size_t goal);

/* N_(): "Waits", "Accepted" …; decision NULL: none yet. */
const char *decision_name(const char *decision);
/* The end of the classes and icons of it. */
const char *decision_icon(const char *decision);

#endif
