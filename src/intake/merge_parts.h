/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files of the merge share; private to them. Goals and organisations of
 * the three plans are brought together first, then entries, then actions. */
#ifndef INTAKE_MERGE_PARTS_H
#define INTAKE_MERGE_PARTS_H

#include "base/lookup.h"
#include "intake/merge.h"

enum side { BASE, CURRENT, WANTED, SIDES };

/* One organisation or goal of out, and where it is in the three plans; -1: not there. */
struct kin {
    int at[SIDES];
};

struct family {
    struct kin *at;
    size_t n, cap;
    int *out[SIDES]; /* index in a plan to index in out, -1: not in out */
};

struct merging {
    struct visit *v;
    const struct plan *plan[SIDES];
    bool known; /* there is a base */
    bool whole;
    bool first; /* the current plan was empty: only counts are told */
    struct plan *out;
    struct merge_report *report;
    struct family organisations, goals;
};

/* ---- merge.c ---- */

void merging_tell(struct merging *m, struct merge_row row);
/* Both NULL, or the same text. */
bool merging_same(const char *a, const char *b);
/* Whose value the merged plan takes; tells it as row where it is not the same, and
 * raises *worst to what it told. */
enum side merging_three(struct merging *m, struct merge_row row, const char *const value[SIDES],
                        enum merge_kind *worst);
/* The order of n things that stand in some of the plans, as indexes: of current where
 * the document did not change the order of what base had, else of wanted. What the
 * other one has besides comes after what it stood after; parent, when not NULL, says
 * between which of them order means anything. */
int *merging_order(struct merging *m, const struct kin *at, size_t n, const int *parent);
/* Merges texts in other languages; the field of the rows is "title:sv". */
void merging_translations(struct merging *m, struct merge_row row,
                          const struct translations *const value[SIDES], struct translations *out,
                          enum merge_kind *worst);

/* ---- merge_match.c: which of one plan is which of another ---- */

void match_organisations(struct merging *m);
void match_goals(struct merging *m);

/* ---- merge_goals.c ---- */

void merge_organisations(struct merging *m);
void merge_goals(struct merging *m);
/* When entries are merged: goals that wanted lacks and nothing stands on go. */
void merge_goals_drop(struct merging *m);

/* ---- merge_entries.c ---- */

/* The entry of out's goal and organisation in one of the plans; never NULL: an
 * empty one where there is none. */
const struct entry *merging_entry(const struct merging *m, enum side side, int goal,
                                  int organisation);
/* Whether wanted has a say about an organisation of out. */
bool merging_spoken(const struct merging *m, int organisation);
/* told in an entry of out: it stays only because it was reported on. */
void merge_entries(struct merging *m);
void merging_details(struct merging *m, struct merge_row row,
                     const struct details *const value[SIDES], struct details *out,
                     enum merge_kind *worst);
/* Details of one plan as out's: actors are indexes of organisations. */
void merging_copy_details(struct merging *m, enum side side, const struct details *from,
                          struct details *out);
/* Two lists have the same words in each field, and their metrics the same aims. */
bool merging_same_details(const struct details *a, const struct details *b);

/* ---- merge_actions.c: fills the actions of out's entries, which stand in order ---- */

void merge_actions(struct merging *m);

#endif
