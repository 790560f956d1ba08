/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * langgen [--warn] SOURCE.mo FI.mo SV.mo EN.mo: prints the words of the program
 * as a C table (base/lang.c reads it). SOURCE.mo is what xgettext found in the
 * code; a text that a language lacks, or that no code uses, stops the build. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 4, LANGUAGES = 3 };

/* GNU .mo, little endian: texts sorted by source; a plural's source is
 * "one\0many", its translation "form 0\0form 1". */
struct mo {
    const char *name;
    char *bytes;
    size_t size;
    uint32_t n, sources, translations;
};

static uint32_t word(const struct mo *mo, size_t at)
{
    uint32_t w;
    if (at + 4 > mo->size) {
        fprintf(stderr, "%s: cut short\n", mo->name);
        exit(1);
    }
    memcpy(&w, mo->bytes + at, 4);
    return w;
}

/* A text lies inside the file, its NUL too. */
static void text_check(const struct mo *mo, size_t at)
{
    size_t size = word(mo, at), begins = word(mo, at + 4);
    if (begins + size >= mo->size || mo->bytes[begins + size]) {
        fprintf(stderr, "%s: cut short\n", mo->name);
        exit(1);
    }
}

static void mo_read(struct mo *mo, const char *path)
{
    FILE *f = fopen(path, "rb");
    mo->name = path;
    if (!f || fseek(f, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    mo->size = (size_t)ftell(f);
    rewind(f);
    mo->bytes = malloc(mo->size + 1);
    if (!mo->bytes || fread(mo->bytes, 1, mo->size, f) != mo->size || word(mo, 0) != 0x950412de) {
        fprintf(stderr, "%s: not a .mo file\n", path);
        exit(1);
    }
    fclose(f);
    mo->n = word(mo, 8);
    mo->sources = word(mo, 12);
    mo->translations = word(mo, 16);
    for (uint32_t i = 0; i < mo->n; i++) {
        text_check(mo, mo->sources + 8 * i);
        text_check(mo, mo->translations + 8 * i);
    }
}

static const char *source(const struct mo *mo, uint32_t i)
{
    return mo->bytes + word(mo, mo->sources + 8 * i + 4);
}

/* The translation of a source; NULL when there is none. */
static const char *translation(const struct mo *mo, const char *of, size_t *size)
{
    for (uint32_t i = 0; i < mo->n; i++)
        if (strcmp(source(mo, i), of) == 0) {
            *size = word(mo, mo->translations + 8 * i);
            return mo->bytes + word(mo, mo->translations + 8 * i + 4);
        }
    return NULL;
}

static bool plural(const struct mo *mo, uint32_t i)
{
    return word(mo, mo->sources + 8 * i) > strlen(source(mo, i));
}

static void quoted(const char *s)
{
    putchar('"');
    for (; *s; s++)
        if (*s == '\n')
            fputs("\\n", stdout);
        else
            printf(*s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
    putchar('"');
}

static bool warn;

static int complain(const struct mo *mo, const char *what, const char *text)
{
    if (!warn)
        fprintf(stderr, "%s: %s: \"%s\"\n", mo->name, what, text);
    return 1;
}

static int check(const struct mo *all)
{
    int faults = 0;
    size_t size;

    for (int l = 1; l < FILES; l++) {
        for (uint32_t i = 0; i < all[0].n; i++)
            if (!translation(&all[l], source(&all[0], i), &size) || !size)
                faults += complain(&all[l], "a text is missing", source(&all[0], i));
        for (uint32_t i = 0; i < all[l].n; i++)
            if (!translation(&all[0], source(&all[l], i), &size))
                faults += complain(&all[l], "no code uses", source(&all[l], i));
    }
    return faults;
}

/* The same in base/lang.c: FNV-1a. */
static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static void print_entry(const struct mo *all, uint32_t i)
{
    const char *of = source(&all[0], i);

    printf("    { ");
    quoted(of);
    printf(", {");
    for (int l = 1; l < FILES; l++) {
        size_t size = 0;
        const char *one = translation(&all[l], of, &size);
        if (!one || !size) { /* with --warn: the source stands in */
            one = of;
            size = strlen(of) + 1;
        }
        const char *many = plural(&all[0], i) && strlen(one) < size ? one + strlen(one) + 1 : one;
        printf("\n        { ");
        quoted(one);
        printf(", ");
        quoted(many);
        printf(" },");
    }
    printf("\n    } },\n");
}

int main(int argc, char **argv)
{
    struct mo all[FILES];

    warn = argc > 1 && strcmp(argv[1], "--warn") == 0;
    if (argc != FILES + 1 + warn) {
        fputs("usage: langgen [--warn] SOURCE.mo FI.mo SV.mo EN.mo\n", stderr);
        return 2;
    }
    for (int i = 0; i < FILES; i++)
        mo_read(&all[i], argv[i + 1 + warn]);
    int faults = check(all);
    if (faults)
        fprintf(stderr, "%d texts to mend in lang/: see docs/howto/language.md\n", faults);
    if (faults && !warn)
        return 1;

    uint32_t slots = 1;
    while (slots < all[0].n * 2)
        slots *= 2;
    int *slot = malloc(slots * sizeof *slot);
    if (!slot)
        return 1;
    for (uint32_t i = 0; i < slots; i++)
        slot[i] = -1;
    printf("/* Made by tools/langgen. */\n#include \"base/lang_table.h\"\n\n"
           "const struct lang_entry lang_entries[] = {\n");
    for (uint32_t i = 0; i < all[0].n; i++) {
        if (!*source(&all[0], i))
            continue; /* the header of the file */
        uint32_t at = hash(source(&all[0], i)) & (slots - 1);
        while (slot[at] >= 0)
            at = (at + 1) & (slots - 1);
        slot[at] = (int)i - (*source(&all[0], 0) ? 0 : 1);
        print_entry(all, i);
    }
    printf("};\n\nconst int lang_slots[] = {");
    for (uint32_t i = 0; i < slots; i++)
        printf("%s%d,", i % 16 ? " " : "\n    ", slot[i]);
    printf("\n};\n\nconst uint32_t lang_slots_n = %u;\n", slots);
    return 0;
}
