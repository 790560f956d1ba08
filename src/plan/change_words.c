/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * History in words: what was changed, by whom, and values as pages call them. */
#include "plan/changes.h"

#include "db/db.h"
#include "plan/said.h"
#include "web/address.h"
#include "web/layout.h"

#include <string.h>

static const struct {
    const char *field, *name;
} fields[] = {
    { "title", N_("Title") },
    { "name", N_("Name") },
    { "short_name", N_("Short name") },
    { "organisation_kind", N_("Kind of organisation") },
    { "code", N_("Number") },
    { "question", N_("Guiding question") },
    { "vision", N_("Vision") },
    { "area", N_("Area") },
    { "starts", N_("First year") },
    { "ends", N_("Last year") },
    { "languages", N_("Languages") },
    { "state", N_("State of the plan") },
    { "decided_body", N_("Deciding body") },
    { "decided_on", N_("Day of the decision") },
    { "case_number", N_("Case number") },
    { "entry", N_("Goal") },
    { "entry_kind", N_("How it stands") },
    { "status", N_("How it stands") },
    { "reason", N_("Reason") },
    { "refers_to", N_("Refers to") },
};

/* "title:sv" is the Swedish title. */
const char *change_field_said(struct visit *v, const char *field)
{
    size_t n = strcspn(field, ":");
    enum field_kind kind = field_kind_of(field);
    enum lang lang = field[n] ? lang_of(field + n + 1) : LANGS;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i].field) == n && strncmp(fields[i].field, field, n) == 0)
            return lang < LANGS ? text(v, "%s (%s)", tr(v, fields[i].name), language_name(lang))
                                : tr(v, fields[i].name);
    return kind < FIELD_KINDS ? field_said(v, kind) : field;
}

static const char *state_said(struct visit *v, const char *state)
{
    return strcmp(state, "draft") == 0        ? tr(v, "Draft")
           : strcmp(state, "in_force") == 0   ? tr(v, "In force")
           : strcmp(state, "superseded") == 0 ? tr(v, "No longer in force")
                                              : state;
}

const char *change_value_said(struct visit *v, const char *field, const char *value)
{
    if (!value)
        return NULL;
    if (strcmp(field, "status") == 0 && status_of_code(value) < STATUSES)
        return tr(v, status_name(status_of_code(value)));
    if (strcmp(field, "entry_kind") == 0 && entry_kind_of(value) < ENTRY_KINDS)
        return tr(v, status_name(status_of_entry(entry_kind_of(value), NULL)));
    if (strcmp(field, "organisation_kind") == 0 &&
        organisation_kind_of(value) < ORGANISATION_KINDS)
        return tr(v, organisation_kind_name(organisation_kind_of(value)));
    return strcmp(field, "state") == 0 ? state_said(v, value) : value;
}

struct differences change_words(struct visit *v, const struct change_field *f)
{
    return difference_words(v, change_value_said(v, f->field, f->before),
                            change_value_said(v, f->field, f->after));
}

static bool is(const struct change_item *c, const char *row_kind)
{
    return strcmp(c->row_kind, row_kind) == 0;
}

const char *change_item_said(struct visit *v, const struct change_item *c)
{
    const char *title = c->title ? c->title : "";

    if (is(c, "action"))
        return text(v, tr(v, "Action %s: %s"), text(v, "%lld", (long long)c->row_id), title);
    if (is(c, "entry"))
        return text(v, tr(v, "Entry: %s, %s"), c->organisation_name ? c->organisation_name : "–",
                    c->goal_code ? c->goal_code : "–");
    if (is(c, "goal"))
        return text(v, tr(v, "Goal: %s"), title);
    if (is(c, "organisation"))
        return text(v, tr(v, "Organisation: %s"), title);
    return text(v, tr(v, "Plan: %s"), *title ? title : v->site->title);
}

const char *change_who(struct visit *v, const char *by_name, int64_t import, const char *file_name)
{
    bool undo = strcmp(by_name, "undo") == 0;

    if (import != DB_NULL && file_name)
        return undo ? text(v, tr(v, "Import taken back: %s"), file_name)
                    : text(v, tr(v, "Import: %s"), file_name);
    if (import != DB_NULL)
        return undo ? tr(v, "Import taken back") : tr(v, "Import");
    return strchr(by_name, '@') ? tr(v, "A signed-in user") : by_name;
}

const char *change_address(struct visit *v, const struct change_item *c)
{
    if (is(c, "action"))
        return to(v, "/toimenpiteet/%lld", (long long)c->row_id); /* also of one that is gone */
    if (c->kind == CHANGE_DROPPED)
        return NULL;
    if (is(c, "organisation") && c->organisation_slug)
        return to(v, "/organisaatiot/%s", c->organisation_slug);
    return (is(c, "goal") || is(c, "entry")) && c->goal_slug
               ? to(v, "/tavoitteet/%s", c->goal_slug)
               : NULL;
}
