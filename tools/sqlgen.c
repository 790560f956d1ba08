/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * sqlgen SCHEMA_DIR FILE.sql OUT_BASE: makes OUT_BASE.h and OUT_BASE.c, a typed
 * C function and row struct for each statement of FILE.sql. Every statement is
 * prepared against the migrated schema, so a wrong name stops the build with
 * the line of the .sql file.
 *
 *   -- goal_list(plan) : the goals of a plan in their order
 *   select id, title from goal where plan = :plan order by position;
 *
 * Head: name(parameters) [-> [one|maybe] [columns] [like NAME]] : what it does.
 * It goes on over lines that begin with "--" and two spaces or more.
 * A parameter or column has the type of the schema column of its name; any
 * other name is declared as "name type" with type int, text, double, bool or
 * bytes; "?" says it may be NULL. A column of a left-joined table is declared
 * too, with "?" unless the statement makes sure that there is a row.
 * "one": exactly one row, else the visit fails as absent; "maybe": none or one;
 * without: a list. "like": the columns, their types and the row struct of a
 * statement above.
 * More than four parameters come in a struct NAME_args, so that their names count. */
#define _GNU_SOURCE /* strcasestr */
#include "tool.h"

#include <ctype.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdbool.h>

enum { MOST = 64, NAME = 64, STATEMENTS = 400, SCHEMA_COLUMNS = 1000, STRUCT_FROM = 5 };

enum type { INT, TEXT, DOUBLE, BOOL, BYTES, UNKNOWN };

static const struct {
    const char *word, *constant, *c, *member;
} types[] = {
    [INT] = { "int", "DB_INT", "int64_t ", "i" },
    [TEXT] = { "text", "DB_TEXT", "const char *", "s" },
    [DOUBLE] = { "double", "DB_DOUBLE", "double ", "d" },
    [BOOL] = { "bool", "DB_BOOL", "bool ", "i" },
    [BYTES] = { "bytes", "DB_BYTES", "struct bytes ", "b" },
};

struct column {
    char name[NAME];
    enum type type;
    bool nullable;
};

struct columns {
    struct column at[MOST];
    int n;
};

enum shape { NOTHING, LIST, ONE, MAYBE };

struct statement {
    char name[NAME], like[NAME];
    char *doc, *sql;
    int line, body_line;
    enum shape shape;
    struct columns params, declared, columns;
};

static struct statement statements[STATEMENTS];
static int n_statements;
static struct column schema[SCHEMA_COLUMNS];
static int n_schema;
static const char *file;
static sqlite3 *db;

#define die(line, ...) die_at(file, line, __VA_ARGS__)

/* ---- the schema ---- */

static int only_sql(const struct dirent *d)
{
    size_t n = strlen(d->d_name);
    return n > 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static void migrate_one(const char *path)
{
    char *sql = file_read(path), *rest = sql, *migration = NULL, *error = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&migration, &n);

    if (!f)
        abort();
    for (char *at; (at = strstr(rest, "$id")); rest = at + 3)
        fprintf(f, "%.*sinteger primary key", (int)(at - rest), rest);
    fputs(rest, f);
    fclose(f);
    if (sqlite3_exec(db, migration, NULL, NULL, &error) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, error);
        exit(1);
    }
    free(migration);
    free(sql);
}

static void migrate(const char *dir)
{
    struct dirent **names;
    int n = scandir(dir, &names, only_sql, alphasort);

    if (n < 0) {
        perror(dir);
        exit(1);
    }
    for (int i = 0; i < n; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
        migrate_one(path);
        free(names[i]);
    }
    free(names);
}

static enum type schema_type(const char *declared)
{
    static const struct {
        const char *sql;
        enum type type;
    } map[] = { { "bigint", INT },   { "integer", INT },
                { "text", TEXT },    { "double precision", DOUBLE },
                { "boolean", BOOL }, { "bytea", BYTES } };
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (strcasecmp(map[i].sql, declared) == 0)
            return map[i].type;
    return UNKNOWN;
}

static struct column *schema_find(const char *name)
{
    for (int i = 0; i < n_schema; i++)
        if (strcmp(schema[i].name, name) == 0)
            return &schema[i];
    return NULL;
}

/* One name has one type everywhere; it is nullable when it is in any table. */
static void schema_add(const char *table, const char *name, const char *declared, bool nullable)
{
    enum type type = schema_type(declared);
    struct column *c = schema_find(name);

    if (type == UNKNOWN || (c && c->type != type)) {
        fprintf(stderr, "schema: %s.%s is %s: %s\n", table, name, declared,
                c ? "the same name has another type elsewhere" : "not a type both engines share");
        exit(1);
    }
    if (!c && n_schema == SCHEMA_COLUMNS) {
        fprintf(stderr, "schema: over %d names of columns\n", SCHEMA_COLUMNS);
        exit(1);
    }
    if (!c) {
        c = &schema[n_schema++];
        snprintf(c->name, sizeof c->name, "%s", name);
        c->type = type;
    }
    c->nullable |= nullable;
}

static void schema_read(void)
{
    sqlite3_stmt *st;
    if (sqlite3_prepare_v2(db,
                           "select m.name, t.name, t.type, t.\"notnull\" = 0 and t.pk = 0"
                           " from sqlite_schema m, pragma_table_info(m.name) t"
                           " where m.type = 'table' order by m.name, t.cid",
                           -1, &st, NULL) != SQLITE_OK)
        die(0, "%s", sqlite3_errmsg(db));
    while (sqlite3_step(st) == SQLITE_ROW)
        schema_add((const char *)sqlite3_column_text(st, 0),
                   (const char *)sqlite3_column_text(st, 1),
                   (const char *)sqlite3_column_text(st, 2), sqlite3_column_int(st, 3));
    sqlite3_finalize(st);
}

/* ---- the heads ---- */

static void skip_spaces(const char **p)
{
    while (**p == ' ' || **p == '\t')
        (*p)++;
}

static bool word(const char **p, int line, char out[NAME])
{
    int n = 0;
    skip_spaces(p);
    while (isalnum((unsigned char)**p) || **p == '_') {
        if (n == NAME - 1)
            die(line, "a name is too long: %.*s…", n, out);
        out[n++] = *(*p)++;
    }
    out[n] = '\0';
    return n > 0;
}

static bool sign(const char **p, char c)
{
    skip_spaces(p);
    if (**p != c)
        return false;
    (*p)++;
    return true;
}

/* A name that C can't have, here or as the parameter of a generated function. */
static void name_check(const char *name, int line, bool parameter)
{
    static const char *const c_words[] = {
        "asm",    "auto",   "bool",     "break",    "case",     "char",   "const",   "continue",
        "default", "do",    "double",   "else",     "enum",     "extern", "false",   "float",
        "for",    "goto",   "if",       "inline",   "int",      "long",   "register", "restrict",
        "return", "short",  "signed",   "sizeof",   "static",   "struct", "switch",  "true",
        "typedef", "typeof", "union",   "unsigned", "void",     "volatile", "while", NULL };
    static const char *const ours[] = { "v",      "row",  "rows", "in", "values",
                                        "list",   "ok",   "at",   NULL };

    if (isdigit((unsigned char)*name))
        die(line, "a name begins with a letter: %s", name);
    for (int i = 0; c_words[i]; i++)
        if (strcmp(c_words[i], name) == 0)
            die(line, "%s is a word of C: choose another name", name);
    for (int i = 0; parameter && ours[i]; i++)
        if (strcmp(ours[i], name) == 0)
            die(line, "the generated function uses the name %s: choose another", name);
}

static enum type type_of(const char *type, int line)
{
    for (int i = 0; i < UNKNOWN; i++)
        if (strcmp(types[i].word, type) == 0)
            return i;
    die(line, "no such type: %s (int, text, double, bool, bytes)", type);
}

/* name [type] [?] */
static void column_head(const char **p, int line, struct columns *into)
{
    struct column *c = &into->at[into->n];
    char type[NAME];

    if (++into->n == MOST)
        die(line, "over %d names", MOST - 1);
    if (!word(p, line, c->name))
        die(line, "a name is expected here: \"%.20s\"", *p);
    const struct column *known = schema_find(c->name);
    c->type = known ? known->type : UNKNOWN;
    if (word(p, line, type)) {
        c->type = type_of(type, line);
        if (known && known->type != c->type)
            die(line, "%s is %s in the schema", c->name, types[known->type].word);
    }
    c->nullable = sign(p, '?') || (known && known->nullable);
    if (c->type == UNKNOWN)
        die(line, "%s is no column of the schema: say its type, as in \"%s int\"", c->name,
            c->name);
    for (int i = 0; i < into->n - 1; i++)
        if (strcmp(into->at[i].name, c->name) == 0)
            die(line, "%s is here twice", c->name);
}

static bool is_head(const char *s)
{
    if (strncmp(s, "-- ", 3) != 0)
        return false;
    const char *p = s + 3;
    while (isalnum((unsigned char)*p) || *p == '_')
        p++;
    return p > s + 3 && *p == '(';
}

/* A head goes on over "--  …" lines: joins them in place and returns its end. */
static char *head_join(char *s, int *line)
{
    char *end = s + strcspn(s, "\n");

    for (; strncmp(end, "\n--  ", 5) == 0; ++*line) {
        memset(end, ' ', 3);
        end += strcspn(end, "\n");
    }
    return end;
}

static bool is_like(const char *p)
{
    return strncmp(p, "like ", 5) == 0;
}

static void head_results(const char **p, struct statement *st)
{
    static const struct {
        const char *word;
        enum shape shape;
    } shapes[] = { { "one", ONE }, { "maybe", MAYBE } };

    st->shape = LIST;
    for (size_t i = 0; i < 2; i++) {
        const char *back = *p;
        char w[NAME];
        if (word(p, st->line, w) && strcmp(w, shapes[i].word) == 0) {
            st->shape = shapes[i].shape;
            break;
        }
        *p = back;
    }
    skip_spaces(p);
    if (**p != ':' && !is_like(*p))
        do
            column_head(p, st->line, &st->declared);
        while (sign(p, ','));
    skip_spaces(p);
    if (is_like(*p)) {
        *p += strlen("like");
        word(p, st->line, st->like);
    }
}

static void head_parameters(const char **p, struct statement *st)
{
    if (sign(p, ')'))
        return;
    do
        column_head(p, st->line, &st->params);
    while (sign(p, ','));
    if (!sign(p, ')'))
        die(st->line, "%s: \")\" is missing after the parameters", st->name);
    for (int i = 0; i < st->params.n; i++)
        name_check(st->params.at[i].name, st->line, st->params.n < STRUCT_FROM);
}

/* A copy with single spaces between words and none at the ends. */
static char *squeezed(const char *p)
{
    char *copy = calloc(1, strlen(p) + 1), *to = copy;

    if (!copy)
        abort();
    for (skip_spaces(&p); *p; skip_spaces(&p)) {
        size_t n = strcspn(p, " \t");
        if (to > copy)
            *to++ = ' ';
        memcpy(to, p, n);
        to += n;
        p += n;
    }
    return copy;
}

static void head_read(const char *p, struct statement *st)
{
    p += 3;
    word(&p, st->line, st->name);
    name_check(st->name, st->line, false);
    sign(&p, '(');
    head_parameters(&p, st);
    skip_spaces(&p);
    if (strncmp(p, "->", 2) == 0) {
        p += 2;
        head_results(&p, st);
    }
    if (!sign(&p, ':'))
        die(st->line, "%s: say what it does after a colon (here: \"%.20s\")", st->name, p);
    st->doc = squeezed(p);
    if (!*st->doc)
        die(st->line, "%s: say what it does after the colon", st->name);
    if (strstr(st->doc, "*/"))
        die(st->line, "%s: \"*/\" would end the comment in C", st->name);
}

/* ---- the bodies ---- */

static int param_index(const struct statement *st, const char *name)
{
    for (int i = 0; i < st->params.n; i++)
        if (strcmp(st->params.at[i].name, name) == 0)
            return i + 1;
    return 0;
}

/* Where a comment at p ends; p when there is none. Its newlines are kept. */
static const char *comment_end(const char *p, int line, FILE *out)
{
    if (p[0] == '-' && p[1] == '-')
        return p + strcspn(p, "\n");
    if (p[0] != '/' || p[1] != '*')
        return p;
    const char *end = strstr(p + 2, "*/");
    if (!end)
        die(line, "a comment does not end");
    fputc(' ', out);
    for (; p < end; p++)
        if (*p == '\n')
            fputc('\n', out);
    return end + 2;
}

static void parameter(const char **p, int line, const struct statement *st, bool used[MOST],
                      FILE *out)
{
    char name[NAME];

    (*p)++;
    word(p, line, name);
    int i = param_index(st, name);
    if (!i)
        die(line, "%s has no parameter :%s", st->name, name);
    used[i - 1] = true;
    fprintf(out, "$%d", i);
}

/* What stands outside quotes: false when it was written already. */
static bool body_sign(const char **p, int line, const struct statement *st, bool used[MOST],
                      FILE *out)
{
    char c = **p, next = (*p)[1];

    if (c == ':' && (isalpha((unsigned char)next) || next == '_')) {
        parameter(p, line, st, used, out);
        return false;
    }
    if (c == ':' && next == ':')
        die(line, "\"::\" is PostgreSQL only: use cast(x as type)");
    if (strchr("?$@", c))
        die(line, "a parameter is written :name, not %c", c);
    return true;
}

/* :name becomes $n outside quotes and comments go; the lines stay, so that what
 * SQLite says of a place can be told as a line of the file. */
static char *body_read(const char *p, const struct statement *st)
{
    bool used[MOST] = { false };
    size_t n;
    char *sql = NULL, quote = 0;
    int line = st->body_line;
    FILE *out = open_memstream(&sql, &n);

    if (!out)
        abort();
    while (*p) {
        const char *after = quote ? p : comment_end(p, line, out);
        for (; p < after; p++)
            line += *p == '\n';
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? 0 : *p;
        else if (!*p || (!quote && !body_sign(&p, line, st, used, out)))
            continue;
        line += *p == '\n';
        fputc(*p++, out);
    }
    fclose(out);
    for (int i = 0; i < st->params.n; i++)
        if (!used[i])
            die(st->line, "%s: parameter %s is not used", st->name, st->params.at[i].name);
    while (n && strchr("; \t\n", sql[n - 1]))
        sql[--n] = '\0';
    return sql;
}

/* The line of the file where SQLite found a fault. */
static int fault_line(const struct statement *st)
{
    int line = st->body_line, offset = sqlite3_error_offset(db);

    if (offset < 0)
        return st->line;
    for (int i = 0; i < offset && st->sql[i]; i++)
        line += st->sql[i] == '\n';
    return line;
}

static const struct statement *find(const char *name)
{
    for (int i = 0; i < n_statements; i++)
        if (strcmp(statements[i].name, name) == 0)
            return &statements[i];
    return NULL;
}

static const struct column *column_find(const struct columns *in, const char *name)
{
    for (int i = 0; i < in->n; i++)
        if (strcmp(in->at[i].name, name) == 0)
            return &in->at[i];
    return NULL;
}

/* A table whose rows may be missing: the one after "left [outer] join". */
static bool left_joined(const char *sql, const char *table)
{
    for (const char *p = sql; (p = strcasestr(p, "left")); p++) {
        const char *q = p + 4;
        char w[NAME];
        do {
            q += strspn(q, " \t\n");
            size_t n = strcspn(q, " \t\n(,;");
            snprintf(w, sizeof w, "%.*s", (int)n, q);
            q += n;
        } while (strcasecmp(w, "outer") == 0 || strcasecmp(w, "join") == 0);
        if (strcasecmp(w, table) == 0)
            return true;
    }
    return false;
}

/* Its type and whether it may be NULL: as declared in the head or by the
 * statement it is like, else as in the schema. */
static void result_type(const struct statement *st, struct column *c, const char *table,
                        const char *origin)
{
    const struct statement *like = find(st->like);
    const struct column *declared = column_find(&st->declared, c->name), *known;
    int notnull = 0, key = 0;

    if (!declared && like)
        declared = column_find(&like->columns, c->name);
    known = declared ? declared : schema_find(c->name);
    if (!known)
        die(st->line, "%s: %s is no column of the schema: declare it as \"-> %s int\"", st->name,
            c->name, c->name);
    c->type = known->type;
    c->nullable = known->nullable;
    if (!table || !origin || (declared && declared->nullable))
        return;
    if (!declared && left_joined(st->sql, table))
        die(st->line, "%s: %s comes by a left join: declare it as \"-> %s %s?\"", st->name, c->name,
            c->name, types[c->type].word);
    sqlite3_table_column_metadata(db, NULL, table, origin, NULL, NULL, &notnull, &key, NULL);
    c->nullable = !notnull && !key;
}

static void result_column(struct statement *st, sqlite3_stmt *prepared, int i)
{
    const char *name = sqlite3_column_name(prepared, i);
    struct column *c = &st->columns.at[i];

    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '_')
            die(st->line, "%s: column %d needs a name: \"(…) as name\" (it is: %s)", st->name,
                i + 1, name);
    if (!*name || strlen(name) >= NAME)
        die(st->line, "%s: the name of column %d is too long", st->name, i + 1);
    name_check(name, st->line, false);
    if (column_find(&st->columns, name))
        die(st->line, "%s: two columns are called %s", st->name, name);
    snprintf(c->name, sizeof c->name, "%s", name);
    result_type(st, c, sqlite3_column_table_name(prepared, i),
                sqlite3_column_origin_name(prepared, i));
    st->columns.n++;
}

static void check_like(const struct statement *st)
{
    const struct statement *other = find(st->like);

    if (other->columns.n != st->columns.n)
        die(st->line, "%s has %d columns, %s has %d", st->name, st->columns.n, other->name,
            other->columns.n);
    for (int i = 0; i < st->columns.n; i++) {
        const struct column *a = &st->columns.at[i], *b = &other->columns.at[i];
        if (strcmp(a->name, b->name) != 0 || a->type != b->type || (a->nullable && !b->nullable))
            die(st->line, "%s: column %d is %s%s, in %s it is %s%s", st->name, i + 1, a->name,
                a->nullable ? "?" : "", other->name, b->name, b->nullable ? "?" : "");
    }
}

static void check_columns(struct statement *st, sqlite3_stmt *prepared)
{
    int n = sqlite3_column_count(prepared);

    if (n >= MOST)
        die(st->line, "%s: over %d columns", st->name, MOST - 1);
    for (int i = 0; i < n; i++)
        result_column(st, prepared, i);
    for (int i = 0; i < st->declared.n; i++)
        if (!column_find(&st->columns, st->declared.at[i].name))
            die(st->line, "%s: no column is called %s", st->name, st->declared.at[i].name);
    if (n && st->shape == NOTHING)
        st->shape = LIST;
    if (!n && st->shape != NOTHING)
        die(st->line, "%s: it gives no rows", st->name);
}

/* The schema is changed in schema/, the engines are set up in db/. */
static bool is_statement(const char *sql)
{
    static const char *const begins[] = { "select", "insert", "update", "delete", "with" };

    sql += strspn(sql, " \t\n");
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (strncasecmp(sql, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static void check(struct statement *st)
{
    const struct statement *like = *st->like ? find(st->like) : NULL;
    sqlite3_stmt *prepared;
    const char *rest;

    if (*st->like && (!like || like == st || *like->like))
        die(st->line, "%s: like %s: no statement above has that name and columns of its own",
            st->name, st->like);
    if (!is_statement(st->sql))
        die(st->body_line, "%s: select, insert, update, delete or with is expected", st->name);
    if (sqlite3_prepare_v2(db, st->sql, -1, &prepared, &rest) != SQLITE_OK)
        die(fault_line(st), "%s: %s", st->name, sqlite3_errmsg(db));
    if (!prepared || *rest)
        die(st->line, "%s: one statement is expected", st->name);
    check_columns(st, prepared);
    if (like)
        check_like(st);
    sqlite3_finalize(prepared);
}

/* Between two heads stands one statement. */
static void body_end(const char *body, char *end, struct statement *st)
{
    char keep = *end;

    *end = '\0';
    st->sql = body_read(body, st);
    check(st);
    *end = keep;
}

/* Reads the head at p, which begins on the line; returns where its body begins. */
static char *statement_begin(char *p, int *line)
{
    if (n_statements == STATEMENTS)
        die(*line, "over %d statements in one file", STATEMENTS);
    struct statement *st = &statements[n_statements++];
    st->line = *line;
    char *end = head_join(p, line);
    st->body_line = *line + 1;
    *end = '\0';
    head_read(p, st);
    if (find(st->name) != st)
        die(st->line, "%s is here twice", st->name);
    return end + 1;
}

static void sql_read(char *s)
{
    char *body = NULL, *next;
    int line = 1;

    for (char *p = s; *p; p = next, line++) {
        next = p + strcspn(p, "\n") + 1;
        if (is_head(p)) {
            if (body)
                body_end(body, p, &statements[n_statements - 1]);
            next = body = statement_begin(p, &line);
        } else if (!body && strncmp(p, "--", 2) != 0 && p[strspn(p, " \t")] != '\n') {
            die(line, "no head above this: \"-- name(parameters) : what it does\"");
        }
    }
    if (body)
        body_end(body, body + strlen(body), &statements[n_statements - 1]);
}

/* ---- the C code ---- */

static const char *row_name(const struct statement *st)
{
    return *st->like ? st->like : st->name;
}

static void members(FILE *f, const struct columns *c)
{
    for (int i = 0; i < c->n; i++)
        fprintf(f, "    %s%s;%s\n", types[c->at[i].type].c, c->at[i].name,
                c->at[i].nullable ? " /* may be NULL */" : "");
}

static void signature(FILE *f, const struct statement *st)
{
    fprintf(f, "bool %s(struct visit *v", st->name);
    if (st->shape == LIST)
        fprintf(f, ", struct %s_rows *rows", row_name(st));
    if (st->shape == ONE || st->shape == MAYBE)
        fprintf(f, ", struct %s_row **row", row_name(st));
    if (st->params.n >= STRUCT_FROM)
        fprintf(f, ", const struct %s_args *in", st->name);
    else
        for (int i = 0; i < st->params.n; i++)
            fprintf(f, ", %s%s", types[st->params.at[i].type].c, st->params.at[i].name);
    fprintf(f, ")");
}

static void make_header(FILE *f, const char *guard)
{
    fprintf(f, "/* Made by tools/sqlgen from %s. */\n", file);
    fprintf(f, "#ifndef %s_h\n#define %s_h\n#include \"db/db.h\"\n\n", guard, guard);
    for (int i = 0; i < n_statements; i++) {
        const struct statement *st = &statements[i];
        if (st->columns.n && !*st->like) {
            fprintf(f, "struct %s_row {\n", st->name);
            members(f, &st->columns);
            fprintf(f,
                    "};\n\nstruct %s_rows {\n    struct %s_row *at;\n    size_t n, cap;\n};\n\n",
                    st->name, st->name);
        }
    }
    for (int i = 0; i < n_statements; i++) {
        const struct statement *st = &statements[i];
        if (st->params.n >= STRUCT_FROM) {
            fprintf(f, "struct %s_args {\n", st->name);
            members(f, &st->params);
            fprintf(f, "};\n\n");
        }
        fprintf(f, "/* %s. */\n", st->doc);
        signature(f, st);
        fprintf(f, ";\n\n");
    }
    fprintf(f, "#endif\n");
}

static void column_table(FILE *f, const struct statement *st, const struct columns *c,
                         const char *what)
{
    if (!c->n)
        return;
    fprintf(f, "static const struct db_column %s_%s[] = {\n", st->name, what);
    for (int i = 0; i < c->n; i++) {
        fprintf(f, "    { \"%s\", %s, %s, ", c->at[i].name, types[c->at[i].type].constant,
                c->at[i].nullable ? "true" : "false");
        if (c == &st->params)
            fprintf(f, "0 },\n");
        else
            fprintf(f, "offsetof(struct %s_row, %s) },\n", row_name(st), c->at[i].name);
    }
    fprintf(f, "};\n");
}

/* Inside a C string; a run of white space outside quotes becomes one space. */
static void sql_string(FILE *f, const char *s)
{
    char quote = 0, last = ' ';

    for (; *s; last = *s++) {
        unsigned char c = (unsigned char)*s;
        if (quote ? *s == quote : c == '\'' || c == '"')
            quote = quote ? 0 : *s;
        if (!quote && isspace(c)) {
            if (!isspace((unsigned char)last))
                fputc(' ', f);
        } else {
            c_byte(f, *s);
        }
    }
}

static void make_descriptor(FILE *f, const struct statement *st)
{
    column_table(f, st, &st->columns, "columns");
    column_table(f, st, &st->params, "params");
    fprintf(f,
            "static const struct db_statement %s_statement = {\n    .name = \"%s\",\n"
            "    .file = \"%s\",\n    .line = %d,\n    .sql = \"",
            st->name, st->name, file, st->line);
    sql_string(f, st->sql);
    fprintf(f, "\",\n");
    if (st->columns.n)
        fprintf(f,
                "    .columns = %s_columns,\n    .n_columns = %d,\n"
                "    .row_size = sizeof(struct %s_row),\n",
                st->name, st->columns.n, row_name(st));
    if (st->params.n)
        fprintf(f, "    .params = %s_params, .n_params = %d,\n", st->name, st->params.n);
    fprintf(f, "};\n");
}

static void make_function(FILE *f, const struct statement *st)
{
    const char *from = st->params.n >= STRUCT_FROM ? "in->" : "";
    const char *in = st->params.n ? "values" : "NULL";

    signature(f, st);
    fprintf(f, "\n{\n");
    if (st->params.n)
        fprintf(f, "    const union db_value values[] = {\n");
    for (int i = 0; i < st->params.n; i++)
        fprintf(f, "        { .%s = %s%s },\n", types[st->params.at[i].type].member, from,
                st->params.at[i].name);
    if (st->params.n)
        fprintf(f, "    };\n");
    switch (st->shape) {
    case NOTHING:
        fprintf(f, "    return db_run(v, &%s_statement, %s, NULL);\n", st->name, in);
        break;
    case LIST:
        fprintf(f,
                "    struct db_rows list = { 0 };\n"
                "    bool ok = db_run(v, &%s_statement, %s, &list);\n"
                "    *rows = (struct %s_rows){ list.at, list.n, list.cap };\n    return ok;\n",
                st->name, in, row_name(st));
        break;
    case ONE:
    case MAYBE:
        fprintf(f,
                "    void *at = NULL;\n    bool ok = %s(v, &%s_statement, %s, &at);\n"
                "    *row = at;\n    return ok;\n",
                st->shape == ONE ? "db_one" : "db_maybe", st->name, in);
        break;
    }
    fprintf(f, "}\n\n");
}

/* src/plan/plan.sql is included as "plan/plan.sql.h"; its list is plan_plan_sql. */
static void id_of(const char *path, char out[NAME])
{
    size_t n = 0;
    if (strncmp(path, "src/", 4) == 0)
        path += 4;
    for (; *path && n < NAME - 1; path++)
        out[n++] = isalnum((unsigned char)*path) ? *path : '_';
    out[n] = '\0';
}

static void make_source(FILE *f, const char *id)
{
    fprintf(f, "/* Made by tools/sqlgen from %s. */\n", file);
    fprintf(f, "#include \"%s.h\"\n\n#include <stddef.h>\n\n",
            strncmp(file, "src/", 4) == 0 ? file + 4 : file);
    for (int i = 0; i < n_statements; i++) {
        make_descriptor(f, &statements[i]);
        make_function(f, &statements[i]);
    }
    fprintf(f, "const struct db_statement *const %s[] = {\n", id);
    for (int i = 0; i < n_statements; i++)
        fprintf(f, "    &%s_statement,\n", statements[i].name);
    fprintf(f, "    NULL\n};\n");
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: sqlgen SCHEMA_DIR FILE.sql OUT_BASE\n", stderr);
        return 2;
    }
    file = argv[2];
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        die(0, "%s", sqlite3_errmsg(db));
    migrate(argv[1]);
    schema_read();
    sql_read(file_read(file));

    char id[NAME];
    id_of(file, id);
    FILE *h = file_make(argv[3], "h"), *c = file_make(argv[3], "c");
    make_header(h, id);
    make_source(c, id);
    return fclose(h) | fclose(c) ? 1 : 0;
}
