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
 * Head: name(parameters) [-> [one|maybe] columns] [like NAME] : what it does.
 * A parameter or column has the type of the schema column of its name; any
 * other name is declared as "name type" with type int, text, double, bool or
 * bytes; "?" says it may be NULL (write it for outer-joined columns too).
 * "one": exactly one row, else the visit fails as absent; "maybe": none or one;
 * without: a list. "like": the same columns and row struct as another statement.
 * More than four parameters come in a struct NAME_args, so that their names count. */
#include <ctype.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    int line;
    enum shape shape;
    struct columns params, declared, columns;
};

static struct statement statements[STATEMENTS];
static int n_statements;
static struct column schema[SCHEMA_COLUMNS];
static int n_schema;
static const char *file;
static sqlite3 *db;

static void die(int line, const char *format, ...) __attribute__((format(printf, 2, 3), noreturn));
static void die(int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        exit(1);
    }
    size_t cap = 1 << 16, n = 0;
    char *s = malloc(cap);
    for (size_t got; s && (got = fread(s + n, 1, cap - n - 1, f)) > 0;)
        if ((n += got) + 1 == cap)
            s = realloc(s, cap *= 2);
    fclose(f);
    if (!s)
        abort();
    s[n] = '\0';
    return s;
}

/* ---- the schema ---- */

static int only_sql(const struct dirent *d)
{
    size_t n = strlen(d->d_name);
    return n > 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static void migrate(const char *dir)
{
    struct dirent **names;
    int n = scandir(dir, &names, only_sql, alphasort);

    for (int i = 0; i < n; i++) {
        char path[512], *error = NULL;
        snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
        char *sql = read_file(path), *at;
        while ((at = strstr(sql, "$id"))) { /* same length as what replaces it here */
            static const char as[] = "integer primary key";
            char *longer = malloc(strlen(sql) + sizeof as);
            if (!longer)
                abort();
            sprintf(longer, "%.*s%s%s", (int)(at - sql), sql, as, at + 3);
            free(sql);
            sql = longer;
        }
        if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
            fprintf(stderr, "%s: %s\n", path, error);
            exit(1);
        }
        free(sql);
        free(names[i]);
    }
    free(names);
}

static enum type schema_type(const char *declared)
{
    static const struct {
        const char *sql;
        enum type type;
    } map[] = { { "bigint", INT },  { "integer", INT },  { "text", TEXT }, { "double precision", DOUBLE },
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
    if (!c && n_schema < SCHEMA_COLUMNS) {
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

static bool word(const char **p, char out[NAME])
{
    int n = 0;
    skip_spaces(p);
    while ((isalnum((unsigned char)**p) || **p == '_') && n < NAME - 1)
        out[n++] = *(*p)++;
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

/* name [type] [?] */
static void column_head(const char **p, int line, struct columns *into)
{
    struct column *c = &into->at[into->n++];
    char type[NAME];

    if (into->n == MOST || !word(p, c->name))
        die(line, "a name is expected here: \"%.20s\"", *p);
    const struct column *known = schema_find(c->name);
    c->type = known ? known->type : UNKNOWN;
    if (word(p, type)) {
        c->type = UNKNOWN;
        for (int i = 0; i < UNKNOWN; i++)
            if (strcmp(types[i].word, type) == 0)
                c->type = i;
        if (c->type == UNKNOWN)
            die(line, "no such type: %s (int, text, double, bool, bytes)", type);
        if (known && known->type != c->type)
            die(line, "%s is %s in the schema", c->name, types[known->type].word);
    }
    c->nullable = sign(p, '?') || (known && known->nullable);
    if (c->type == UNKNOWN)
        die(line, "%s is no column of the schema: say its type, as in \"%s int\"", c->name, c->name);
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

static void head_results(const char **p, struct statement *st)
{
    static const struct {
        const char *word;
        enum shape shape;
    } shapes[] = { { "one", ONE }, { "maybe", MAYBE } };

    for (size_t i = 0; i < 2; i++) {
        const char *back = *p;
        char w[NAME];
        if (word(p, w) && strcmp(w, shapes[i].word) == 0) {
            st->shape = shapes[i].shape;
            break;
        }
        *p = back;
    }
    skip_spaces(p);
    if (**p == ':' || strncmp(*p, "like ", 5) == 0)
        return;
    do
        column_head(p, st->line, &st->declared);
    while (sign(p, ','));
}

static void head_read(const char *p, struct statement *st)
{
    p += 3;
    word(&p, st->name);
    sign(&p, '(');
    if (!sign(&p, ')')) {
        do
            column_head(&p, st->line, &st->params);
        while (sign(&p, ','));
        if (!sign(&p, ')'))
            die(st->line, "%s: \")\" is missing after the parameters", st->name);
    }
    skip_spaces(&p);
    if (strncmp(p, "->", 2) == 0) {
        p += 2;
        head_results(&p, st);
    }
    skip_spaces(&p);
    if (strncmp(p, "like ", 5) == 0) {
        p += 5;
        word(&p, st->like);
    }
    if (!sign(&p, ':'))
        die(st->line, "%s: say what it does after a colon", st->name);
    skip_spaces(&p);
    st->doc = strndup(p, strcspn(p, "\n"));
    if (!*st->doc)
        die(st->line, "%s: say what it does after the colon", st->name);
}

/* ---- the bodies ---- */

static int param_index(const struct statement *st, const char *name)
{
    for (int i = 0; i < st->params.n; i++)
        if (strcmp(st->params.at[i].name, name) == 0)
            return i + 1;
    return 0;
}

/* :name becomes $n outside quotes; comments and needless spaces go. */
static char *body_read(const char *s, struct statement *st)
{
    bool used[MOST] = { false };
    size_t n = 0, cap = strlen(s) + 1024;
    char *out = malloc(cap), quote = 0;
    int line = st->line + 1;

    if (!out)
        abort();
    for (const char *p = s; *p; p++) {
        line += *p == '\n';
        if (!quote && p[0] == '-' && p[1] == '-') {
            p += strcspn(p, "\n") - 1;
            continue;
        }
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? 0 : *p;
        if (!quote && *p == ':' && p[1] == ':')
            die(line, "\"::\" is PostgreSQL only: use cast(x as type)");
        if (!quote && *p == ':' && (isalpha((unsigned char)p[1]) || p[1] == '_')) {
            char name[NAME];
            p++;
            word(&p, name);
            p--;
            int i = param_index(st, name);
            if (!i)
                die(line, "%s has no parameter :%s", st->name, name);
            used[i - 1] = true;
            n += (size_t)snprintf(out + n, cap - n, "$%d", i);
            continue;
        }
        bool space = !quote && isspace((unsigned char)*p);
        if (space && (!n || out[n - 1] == ' '))
            continue;
        out[n++] = space ? ' ' : *p;
        if (n + 64 > cap && !(out = realloc(out, cap *= 2)))
            abort();
    }
    while (n && (out[n - 1] == ' ' || out[n - 1] == ';'))
        n--;
    out[n] = '\0';
    for (int i = 0; i < st->params.n; i++)
        if (!used[i])
            die(st->line, "%s: parameter %s is not used", st->name, st->params.at[i].name);
    return out;
}

/* The type of a result column: declared in the head, else the schema's. */
static void result_column(struct statement *st, sqlite3_stmt *prepared, int i)
{
    const char *name = sqlite3_column_name(prepared, i);
    const char *table = sqlite3_column_table_name(prepared, i);
    const char *origin = sqlite3_column_origin_name(prepared, i);
    struct column *c = &st->columns.at[st->columns.n++];
    const struct column *known = schema_find(name), *declared = NULL;

    for (int k = 0; k < st->declared.n; k++)
        if (strcmp(st->declared.at[k].name, name) == 0)
            declared = &st->declared.at[k];
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '_')
            die(st->line, "%s: column %d needs a name: \"… as name\" (it is: %s)", st->name, i + 1, name);
    if (!known && !declared)
        die(st->line, "%s: %s is no column of the schema: declare it as \"-> %s int\"", st->name, name, name);
    snprintf(c->name, sizeof c->name, "%s", name);
    c->type = declared ? declared->type : known->type;
    c->nullable = declared ? declared->nullable : known->nullable;
    if (table && origin && !(declared && declared->nullable)) {
        int notnull = 0, key = 0;
        sqlite3_table_column_metadata(db, NULL, table, origin, NULL, NULL, &notnull, &key, NULL);
        c->nullable = !notnull && !key;
    }
    for (int k = 0; k < i; k++)
        if (strcmp(st->columns.at[k].name, name) == 0)
            die(st->line, "%s: two columns are called %s", st->name, name);
}

static void check(struct statement *st)
{
    sqlite3_stmt *prepared;
    const char *rest;

    if (sqlite3_prepare_v2(db, st->sql, -1, &prepared, &rest) != SQLITE_OK)
        die(st->line, "%s: %s", st->name, sqlite3_errmsg(db));
    if (!prepared || *rest)
        die(st->line, "%s: one statement is expected", st->name);
    int n = sqlite3_column_count(prepared);
    if (n >= MOST)
        die(st->line, "%s: too many columns", st->name);
    for (int i = 0; i < n; i++)
        result_column(st, prepared, i);
    for (int k = 0; k < st->declared.n; k++) {
        bool found = false;
        for (int i = 0; i < n; i++)
            found |= strcmp(st->columns.at[i].name, st->declared.at[k].name) == 0;
        if (!found)
            die(st->line, "%s: no column is called %s", st->name, st->declared.at[k].name);
    }
    if (n && st->shape == NOTHING)
        st->shape = LIST;
    if (!n && st->shape != NOTHING)
        die(st->line, "%s: it gives no rows", st->name);
    sqlite3_finalize(prepared);
}

static const struct statement *find(const char *name)
{
    for (int i = 0; i < n_statements; i++)
        if (strcmp(statements[i].name, name) == 0)
            return &statements[i];
    return NULL;
}

static void check_like(const struct statement *st)
{
    const struct statement *other = find(st->like);

    if (!other || *other->like)
        die(st->line, "%s: like %s: no such statement here", st->name, st->like);
    if (other->columns.n != st->columns.n)
        die(st->line, "%s has %d columns, %s has %d", st->name, st->columns.n, other->name,
            other->columns.n);
    for (int i = 0; i < st->columns.n; i++) {
        const struct column *a = &st->columns.at[i], *b = &other->columns.at[i];
        if (strcmp(a->name, b->name) != 0 || a->type != b->type || a->nullable != b->nullable)
            die(st->line, "%s: column %d is %s%s, in %s it is %s%s", st->name, i + 1, a->name,
                a->nullable ? "?" : "", other->name, b->name, b->nullable ? "?" : "");
    }
}

static void sql_read(char *s)
{
    int line = 1;
    struct statement *st = NULL;
    char *body = NULL;

    for (char *p = s;; line++) {
        size_t n = strcspn(p, "\n");
        bool end = !p[n];
        if (is_head(p) || end) {
            char keep = *p;
            if (st) {
                if (!end)
                    *p = '\0';
                st->sql = body_read(body, st);
                check(st);
                *p = keep;
            }
            if (end)
                break;
            if (n_statements == STATEMENTS)
                die(line, "too many statements in one file");
            st = &statements[n_statements++];
            st->line = line;
            head_read(p, st);
            if (find(st->name) != st)
                die(line, "%s is here twice", st->name);
            body = p + n + 1;
        }
        p += n + 1;
    }
    for (int i = 0; i < n_statements; i++)
        if (*statements[i].like)
            check_like(&statements[i]);
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
    fprintf(f, "/* Made by tools/sqlgen from %s. */\n#ifndef %s_h\n#define %s_h\n#include \"db/db.h\"\n\n",
            file, guard, guard);
    for (int i = 0; i < n_statements; i++) {
        const struct statement *st = &statements[i];
        if (st->columns.n && !*st->like) {
            fprintf(f, "struct %s_row {\n", st->name);
            members(f, &st->columns);
            fprintf(f, "};\n\nstruct %s_rows {\n    struct %s_row *at;\n    size_t n, cap;\n};\n\n",
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

static void make_descriptor(FILE *f, const struct statement *st)
{
    column_table(f, st, &st->columns, "columns");
    column_table(f, st, &st->params, "params");
    fprintf(f, "static const struct db_statement %s_statement = {\n    .name = \"%s\", .file = \"%s\", .line = %d,\n    .sql = \"",
            st->name, st->name, file, st->line);
    for (const char *p = st->sql; *p; p++)
        fprintf(f, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
    fprintf(f, "\",\n");
    if (st->columns.n)
        fprintf(f, "    .columns = %s_columns, .n_columns = %d, .row_size = sizeof(struct %s_row),\n",
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

static FILE *out_file(const char *base, const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, "%s.%s", base, ending);
    FILE *f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
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
    sql_read(read_file(file));

    char id[NAME];
    id_of(file, id);
    FILE *h = out_file(argv[3], "h"), *c = out_file(argv[3], "c");
    make_header(h, id);
    fprintf(c, "/* Made by tools/sqlgen from %s. */\n#include \"%s.h\"\n\n#include <stddef.h>\n\n", file,
            strncmp(file, "src/", 4) == 0 ? file + 4 : file);
    for (int i = 0; i < n_statements; i++) {
        make_descriptor(c, &statements[i]);
        make_function(c, &statements[i]);
    }
    fprintf(c, "const struct db_statement *const %s[] = {\n", id);
    for (int i = 0; i < n_statements; i++)
        fprintf(c, "    &%s_statement,\n", statements[i].name);
    fprintf(c, "    NULL\n};\n");
    fprintf(h, "\n");
    return fclose(h) | fclose(c) ? 1 : 0;
}
