/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as a .sql file: sqlgen ends with a message or makes C whose brackets
 * and quotes close. Uses the schema of the program. */
#define _GNU_SOURCE
#include "../fuzz_tool.h"
#include "../../tools/sqlgen.c"

#include <glob.h>

/* Quotes end on their line, comments end, brackets match. */
static void c_closes(const char *p)
{
    int open = 0;

    for (; *p; p++) {
        if (strncmp(p, "/*", 2) == 0) {
            p = strstr(p + 2, "*/");
            if (!p)
                abort();
            p++;
        } else if (*p == '"') {
            for (p++; *p != '"'; p++) {
                p += *p == '\\';
                if (!*p || *p == '\n')
                    abort();
            }
        }
        open += strchr("({", *p) ? 1 : strchr(")}", *p) ? -1 : 0;
        if (open < 0)
            abort();
    }
    if (open)
        abort();
}

static void run(const uint8_t *at, size_t n)
{
    char *s = arena_alloc(tool_arena, n + 2), *made = NULL;
    size_t n_made = 0;

    memcpy(s, at, n);
    sql_read(file_text(s, n));
    FILE *f = open_memstream(&made, &n_made);
    make_header(f, "x_sql");
    make_source(f, "x_sql");
    fclose(f);
    c_closes(made);
}

static void schema_begin(void)
{
    glob_t paths;

    file = "schema";
    if (!tool_begin() || sqlite3_open(":memory:", &db) != SQLITE_OK)
        abort();
    if (glob("schema/*.sql", 0, NULL, &paths) != 0)
        abort();
    for (size_t i = 0; i < paths.gl_pathc; i++)
        migrate_one(paths.gl_pathv[i]);
    globfree(&paths);
    schema_read();
    file = "x.sql";
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    if (!db)
        schema_begin();
    if (tool_begin())
        run(at, n);
    for (sqlite3_stmt *st; (st = sqlite3_next_stmt(db, NULL));)
        sqlite3_finalize(st);
    memset(statements, 0, (size_t)n_statements * sizeof *statements);
    n_statements = 0;
    return 0;
}
