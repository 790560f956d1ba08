/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files of the recogniser share. A document becomes a plan in steps:
 *   pieces.c       blocks and tables become pieces: lines of text and rows of plan tables
 *                  (tables.c: which tables; columns.c and headings.c: what columns hold;
 *                  sides.c: organisations beside each other, years.c: a column for each
 *                  year; banners.c: rows that are no data; values.c: what stands in a cell;
 *                  lines.c: what a line may be)
 *   sections.c     which lines name a goal or an organisation
 *   rows.c         rows cut by a page break are joined; whose each row is (goals.c,
 *                  organisations.c); entries.c makes entries of their cells
 *   resolve.c      "see above" (reference.c) becomes the entry that is meant
 *   title.c        the plan's own title, period, area and languages */
#ifndef INTAKE_RECOGNISE_PARTS_H
#define INTAKE_RECOGNISE_PARTS_H

#include "base/lookup.h"
#include "intake/recognise.h"

enum {
    GOAL_LEVELS = 5, /* goal columns beside each other, or goal headings under each other */
    HEADING_LONGEST = 120, /* code points; longer texts are not headings */
    SIDES = 64, /* organisations beside each other as columns; more are extra columns */
};

/* What a column of a plan table holds. */
enum column_kind {
    COLUMN_NONE,
    COLUMN_NUMBER,
    COLUMN_GOAL,
    COLUMN_ORGANISATION,
    COLUMN_ACTION,
    COLUMN_MEASURE, /* English: an action or a metric, its neighbours decide */
    COLUMN_METRIC,
    COLUMN_SCHEDULE,
    COLUMN_ACTOR,
    COLUMN_FOLLOWUP,
    COLUMN_EXTRA
};

/* How high a word for a goal stands: "päätavoite", "tavoite", "välitavoite". */
enum goal_rank { RANK_NONE, RANK_MAIN, RANK_ANY, RANK_SUB };

struct column {
    enum column_kind kind, other; /* other: the heading names a second thing too */
    enum goal_rank rank;          /* COLUMN_GOAL */
    bool weak;                    /* the word may stand for something else too */
    bool plain;                   /* most words of the heading are known */
    int level;                    /* COLUMN_GOAL and its COLUMN_NUMBER: from 0, left to right */
    const char *name;             /* the heading as written; NULL when there is none */
    const char *question;         /* COLUMN_GOAL: the guiding question under the heading */
    bool year;                    /* COLUMN_SCHEDULE: the name is the time, cells hold marks */
    int side;                     /* of which organisation, from 1; 0: of all */
};

struct columns {
    struct column *at;
    int n;
    int goals;     /* how many goal columns */
    int rows;      /* heading rows */
    const char *sides[SIDES]; /* organisations beside each other, each with its columns */
    int n_sides;
};

/* headings.c: what a heading says. False when no word of it is known. */
bool heading_read(struct visit *v, const char *text, struct column *out);
/* A question or an example, as written under headings for those who fill in the table. */
bool heading_is_hint(struct visit *v, const char *text);
/* The rank of the goal word that begins a line, and where the word ends. */
enum goal_rank heading_goal_word(struct visit *v, const char *line, const char **rest);
/* Words that name a part of a document ("Toimenpiteet", "Plan"), not a goal or an organisation. */
bool heading_is_plan_word(struct visit *v, const char *text);

/* A heading over what is not the plan: "Vuosikello", "Indikaattorit", "Bilagor". */
bool heading_is_other(struct visit *v, const char *text);
/* A heading over what became of the plan before: "Edellisen kauden arviointi". */
bool heading_is_past(struct visit *v, const char *text);

/* A text in a cell: a list item or a paragraph. */
struct value {
    const char *text;
    bool item;  /* a list item */
    int level;  /* of a list item in a list, from 0 */
};

struct values {
    struct value *at;
    size_t n, cap;
};

/* A cell of a row in its column. */
struct part {
    const struct column *column;
    struct values values;
    struct place place;
    bool above; /* merged: the same cell as in the row above */
};

/* A goal as printed in front of a row. */
struct printed {
    const char *number, *title; /* "" when missing */
    bool given;
    struct place place;
};

struct row {
    const struct columns *columns;
    struct printed goals[GOAL_LEVELS];
    const char *organisation; /* NULL when the cell is empty or there is no such column */
    struct part *parts;
    size_t n;
    struct place place;
    bool first; /* of its table, or after a repeated heading */
    int side;   /* where organisations stand beside each other: which of them, from 0 */
    bool gone;  /* joined to the row before */
};

enum piece_kind { PIECE_LINE, PIECE_TABLE, PIECE_ROW };
enum line_source { LINE_PARAGRAPH, LINE_STRONG, LINE_HEADING, LINE_BANNER, LINE_SHEET };
enum line_role { ROLE_NONE, ROLE_GOAL, ROLE_ORGANISATION, ROLE_CONTENTS, ROLE_USED };

/* A line of text, the beginning of a plan table, or one of its rows. */
struct piece {
    enum piece_kind kind;
    struct place place;
    struct row *row; /* PIECE_ROW */
    /* PIECE_LINE */
    enum line_source source;
    int level; /* of a heading, from 1 */
    const char *text;
    enum line_role role;
    enum goal_rank rank;        /* ROLE_GOAL */
    const char *number, *title; /* ROLE_GOAL; ROLE_ORGANISATION: title is the name */
    bool sure;                  /* the words themselves say the role */
};

struct pieces {
    struct piece *at;
    size_t n, cap;
};

/* One document on its way to a plan. */
struct finder {
    struct visit *v;
    const struct document *document;
    const char *organisation; /* given on the command line; NULL: none */
    struct recognised *out;
    struct pieces pieces;
    struct lookup doubted;     /* each doubt is said once */
    struct lookup words;       /* beginnings of words that the document writes in lower case */
    bool strict;               /* some table is a plan beyond doubt: others must be so too */
    bool row_per_action;
    int sampled;                 /* rows up to here tell what columns hold */
    int lines_split;             /* the last table whose lines were taken as list items */
    const struct table *skipped; /* the last table with rows that are not the plan's */
    struct lookup organisations, entries, goals, actions;
    struct goal_notes {
        struct goal_variant {
            const char *title, *plain;
            int times;
            struct place place;
            struct {
                struct row_place {
                    int table, row;
                } *at;
                size_t n, cap;
            } rows; /* that stood under it */
        } *at;
        size_t n, cap, last; /* last: as it was written last */
    } *notes; /* one for each goal */
    size_t notes_cap;
    struct asked {
        int entry, before; /* in the plan's entries; of the row before, -1: none */
        enum field_kind field; /* FIELD_KINDS: the whole row */
        bool whole;            /* the words are nothing but the reference */
        const char *words;
        struct place place;
    } *asked; /* references not yet resolved */
    size_t n_asked, cap_asked;
};

/* recognise.c; false: it was said before. */
bool finder_doubt(struct finder *f, enum doubt_kind kind, struct place place, const char *words,
                  const char *guess);

/* tables.c: what stands over a table, followed from block to block. */
struct over {
    int past, other; /* levels of open headings over what is not the plan; 0: none */
};
void over_read(struct finder *f, const struct block *b, struct over *over);
/* A sheet may hold all of a document: lines that stand alone, a table, lines, another
 * table. Its part from row `first` on: rows before `table` are lines. */
struct sheet_part {
    int first, table, end;
};
struct sheet_part sheet_part(struct finder *f, const struct table *t, int first);
/* The rows of a part's table as a table of its own; rows are counted from its first. */
struct table *sheet_table(struct finder *f, const struct table *t, const struct sheet_part *part);
/* Whether a table with these columns is the plan's, where strict. */
bool table_is_plan(struct finder *f, const struct columns *c, const struct over *over);
/* Tables that only lay out the text of a cell become lines of that cell. */
void tables_fill_cells(struct finder *f);
/* "Table3", "Taul1": names that programs give. */
bool table_name_is_given(struct visit *v, const char *name);
/* Sets f->strict. */
void tables_look(struct finder *f);
/* Labels in the first column and what they say beside them, as on a card for each
 * action: the rows from `from` on with rows and columns exchanged, up to where the first
 * label comes again (*end); NULL when it is none. */
struct table *table_turned(struct finder *f, const struct table *t, int from, int *end);

/* pieces.c: fills f->pieces. Fails with FAIL_DOCUMENT when there is no row of a plan. */
bool pieces_read(struct finder *f);
/* columns.c: the heading that begins on this row, as far as its words tell it. */
bool columns_look(struct finder *f, const struct table *t, int row, struct columns *out);
/* Reads it, with what stands under it. */
bool columns_read(struct finder *f, const struct table *t, int row, struct columns *out);
/* Whether most cells of a row are words that stand over columns of any table. */
bool columns_may_begin(struct finder *f, const struct table *t, int row);
/* The same for a row under a heading, where data may look like one. */
bool columns_read_again(struct finder *f, const struct table *t, int row,
                        const struct columns *before, struct columns *out);
struct cell *grid_cell(const struct table *t, int row, int column);
struct place grid_place(const struct table *t, int row, int column);
/* How many cells of a row have text, merged ones once; the last of them. */
int grid_filled(const struct table *t, int row, const struct cell **only);
/* A cell's text on one line; "" when there is none. */
const char *grid_line(struct finder *f, const struct cell *c);

/* sides.c: organisations beside each other as columns, in this row over headings or over
 * cells of actions, or in the row under a heading over them all. Fills out->sides. */
bool sides_read(struct finder *f, const struct table *t, int row, struct columns *out);

/* years.c: "2025", "kevät 2026" as the heading of a column. */
bool year_heading(struct visit *v, const char *text);
/* A row of nothing else but what is merged with the row above. */
bool year_row(struct finder *f, const struct table *t, int row);
/* Columns for years that hold marks or words are schedules, the others stay extra. */
void years_read(struct finder *f, const struct table *t, int from, struct columns *out);
/* What a cell of such a column says: "2025", or "2025: suunnittelu". */
const char *year_words(struct visit *v, const struct column *c, const char *words);
/* Years crossed one after another: "2025" and "2026" to "2025–2026", and "2028" to
 * "2025–2026, 2028"; NULL where words stand in one of them. */
const char *year_join(struct visit *v, const char *before, const char *year);

/* banners.c: rows that are not data. */
bool grid_hints(struct finder *f, const struct table *t, int row, struct columns *columns);
const char *grid_banner(struct finder *f, const struct table *t, int row,
                        const struct columns *columns);
bool banner_ends_plan(struct finder *f, const struct table *t, int row, const char *banner);
/* "3 | Vuosikello" and nothing else, between the tables of a sheet; NULL when it is not so. */
const char *grid_other(struct finder *f, const struct table *t, int row);
bool grid_is_form(struct finder *f, const struct table *t);
bool grid_is_layout(const struct table *t);

/* lines.c */
/* "1.", "I", "A)", "A1", "1.2": where the number ends; NULL when there is none. */
const char *number_end(const char *s);
bool number_only(const char *s);
/* "1.", "(I)" to "1", "I". */
const char *number_clean(struct visit *v, const char *s);
void number_and_title(struct visit *v, const char *text, const char **number, const char **title);
/* A goal heading: "Päätavoite I: …"; fills rank, number and title. */
bool line_goal(struct visit *v, const char *text, bool heading, struct piece *out);
/* The organisation that a heading names, NULL when none. sure: the words say so. */
const char *line_organisation(struct visit *v, const char *text, bool *sure);
/* "Kotkan kaupungin toimenpiteet" is about "Kotkan kaupunki"; NULL when it is
 * about none. */
const char *line_owner(struct visit *v, const char *text);
/* "2.1 | Name" to "Name". */
const char *line_without_number(struct visit *v, const char *text);

/* municipalities.c: the municipality or region that a text names, in its base form. */
const char *municipality_find(struct visit *v, const char *text, bool *region);

/* sections.c */
void sections_read(struct finder *f);
/* section_names.c */
void sections_name(struct finder *f);

/* organisations.c */
int organisation_get(struct finder *f, const char *name);
/* The plan's own organisation, where the rows name none. */
const char *organisation_default(struct finder *f);
/* Names for what is still unnamed, once all rows are read. */
void organisations_name(struct finder *f, bool named);
void organisations_finish(struct finder *f);

/* goals.c */
int goal_get(struct finder *f, int parent, const struct printed *printed, bool fresh);
/* A row stands under a goal and those above it, as they are written there. */
void goal_note_row(struct finder *f, int goal, const struct place *place);
/* Letters before titles that are their numbers; before references are resolved. */
void goals_letters(struct finder *f);
void goals_finish(struct finder *f);

/* values.c */
void values_of_cell(struct finder *f, const struct cell *c, struct values *out);
/* A list whose marks are lost: one item that may be several. */
bool values_are_lost(const struct finder *f, const struct part *p);
/* Lines that are items though nothing marks them: each begins with a capital and
 * none ends like a sentence. */
bool values_are_lines(const struct finder *f, const struct values *values);
void values_split_lost(struct finder *f, const struct part *p, struct values *out);
const char *values_text(struct visit *v, const struct values *values);
bool value_is_dash(const char *text);
bool value_not_ours(struct visit *v, const char *text);
/* "ta- voitteellista" to "tavoitteellista"; "koulu- ja" stays. */
const char *value_unbreak(struct visit *v, const char *text);
bool value_joins(const char *before, const char *after);

/* rows.c */
const struct part *row_action(const struct row *row); /* NULL: none */
void rows_join(struct finder *f);
void rows_build(struct finder *f);

/* entries.c: what an organisation's rows before have left. */
struct built {
    int entry, before; /* of its last row; of its last row of another goal; -1: none */
    size_t first;      /* the last row's first action in its entry */
    bool placed;       /* beside each other: what is said to all has found a place */
};
void entry_build(struct finder *f, struct built *b, const struct row *row, int goal,
                 int organisation);

/* reference.c */
/* What a text says of another place. */
struct pointer {
    bool found;
    bool whole;         /* nothing but the reference */
    enum { POINT_PREVIOUS, POINT_NEXT, POINT_CODE, POINT_NAME } to;
    const char *code;   /* POINT_CODE: "3", "I.5" */
    const char *name;   /* words after the reference that name what is meant; "" when none */
};
void reference_read(struct visit *v, const char *text, struct pointer *out);
void references_resolve(struct finder *f);

/* title.c */
void title_read(struct finder *f);

#endif
