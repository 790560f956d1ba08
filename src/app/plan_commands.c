/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/plan_commands.h"

#include "app/rooms.h"
#include "base/put.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/exchange.h"
#include "intake/import.h"
#include "intake/import.sql.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool slug_sound(struct visit *v, const char *slug)
{
    if (!slug)
        return true;
    if (strcmp(text_slug(v->arena, slug), slug) != 0)
        return fail(v, FAIL_USAGE, tr(v, "The plan's name in addresses has only letters a-z, "
                                         "numbers and hyphens: try --plan %s"),
                    text_slug(v->arena, slug));
    if (page_reserves(&app_house, text(v, "/%s", slug)))
        return fail(v, FAIL_USAGE, tr(v, "The name %s belongs to a page. Choose another --plan."),
                    slug);
    return true;
}

static bool colour_sound(struct visit *v, const char *colour)
{
    if (!colour)
        return true;
    const char *hex = colour + (*colour == '#');
    return (strlen(hex) == 6 && strspn(hex, "0123456789abcdefABCDEF") == 6) ||
           fail(v, FAIL_USAGE, "%s", tr(v, "A colour is written so: 1f5f7a."));
}

/* Browsers send a host name in small letters, and a name of another alphabet as xn--…. */
static bool host_sound(struct visit *v, const char **host)
{
    if (!*host)
        return true;
    *host = text_lower(v->arena, *host);
    size_t n = strlen(*host);
    return (n < 254 && strspn(*host, "abcdefghijklmnopqrstuvwxyz0123456789.-") == n) ||
           fail(v, FAIL_USAGE, "%s", tr(v, "A host name is written so: plan.example.fi."));
}

bool run_import(struct visit *v, const struct command_line *line)
{
    struct import_request r = {
        .slug = option(line, "plan"),
        .title = option(line, "title"),
        .area = option(line, "area"),
        .period = option(line, "period"),
        .vision = option(line, "vision"),
        .colour = option(line, "colour"),
        .host = option(line, "host"),
        .dry_run = option(line, "dry-run") != NULL,
        .is_default = option(line, "default") != NULL,
    };
    struct import_read read;
    struct import_report report;
    struct buf bytes;
    const char *path = line->words[0];

    v->name = "import";
    bool ok = slug_sound(v, r.slug) && colour_sound(v, r.colour) && host_sound(v, &r.host) &&
              document_load(v, path, &bytes);
    if (!ok)
        return false;
    ok = import_read(v, path, bytes.at ? bytes.at : "", bytes.n, option(line, "organisation"),
                     &read) &&
         cli_database(v, line) && import_store(v, &r, &read, &report);
    buf_free(&bytes);
    if (ok)
        report_import(v, &report, r.dry_run);
    return ok;
}

bool run_export(struct visit *v, const struct command_line *line)
{
    const char *format = option(line, "format"), *slug = option(line, "plan");
    struct buf out = buf_new((size_t)256 << 20);

    if (!slug)
        return fail(v, FAIL_USAGE, "%s", tr(v, "Say which plan: --plan NAME. "
                                               "“vointi plans” lists them."));
    format = format ? format : "csv";
    if (strcmp(format, "xlsx") == 0 && isatty(STDOUT_FILENO))
        return fail(v, FAIL_USAGE, "%s",
                    tr(v, "A workbook is not for the screen: add > plan.xlsx to the command."));
    bool ok = export_plan(v, slug, format, &out);
    if (ok)
        fwrite(out.at, 1, out.n, stdout); /* cli_run() sees whether all came through */
    buf_free(&out);
    return ok;
}

/* Those that were not taken back, and why. */
static void tell_reports(const struct report_news *reports)
{
    for (size_t i = 0; i < reports->n; i++) {
        const struct report_row *r = &reports->at[i];
        if (r->kept)
            printf("%s, %s: %s\n", r->organisation, r->code, r->why);
    }
}

bool run_undo(struct visit *v, const struct command_line *line)
{
    const char *slug = option(line, "plan");
    struct import_report report;

    v->name = "undo";
    v->house = &app_house;
    if (!slug)
        return fail(v, FAIL_USAGE, "%s", tr(v, "Say which plan: --plan NAME. "
                                               "“vointi plans” lists them."));
    if (!import_undo(v, slug, &report))
        return false;
    puts(tr(v, "The latest import was taken back."));
    tell_reports(&report.reports);
    if (report.plan.id)
        report_import(v, &report, false);
    else
        printf(tr(v, "It had made the plan %s, which is gone with it.\n"), slug);
    return true;
}

bool run_plans(struct visit *v, const struct command_line *line)
{
    struct plan_list_rows plans;

    (void)line;
    if (!plan_list(v, &plans))
        return false;
    for (size_t i = 0; i < plans.n; i++) {
        const struct plan_list_row *p = &plans.at[i];
        printf(tr(v, "%s%s: %s (%s organisations, %s sub-goals, %s actions)\n"), p->slug,
               p->is_default ? " *" : "", p->title, say(v, p->organisations), say(v, p->goals),
               say(v, p->actions));
    }
    if (!plans.n)
        puts(tr(v, "There are no plans yet."));
    return true;
}
