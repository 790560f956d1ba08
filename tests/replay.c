/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Runs a fuzz target over files instead of random bytes: its corpus and every
 * input that ever broke it (tests/fuzz/corpus/NAME, tests/fuzz/found/NAME). NAME
 * is the program's own. Does no fuzzing; prints TAP. */
#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);

/* The bytes in a block of their own size, so that reading past it is seen. */
static uint8_t *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        return NULL;
    *n = (size_t)ftell(f);
    rewind(f);
    uint8_t *at = malloc(*n ? *n : 1);
    bool ok = at && fread(at, 1, *n, f) == *n;
    fclose(f);
    return ok ? at : NULL;
}

static int visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static int run_folder(const char *kind, const char *name, int number)
{
    char folder[512];
    struct dirent **names;

    snprintf(folder, sizeof folder, "tests/fuzz/%s/%s", kind, name);
    int count = scandir(folder, &names, visible, alphasort);
    for (int i = 0; i < count; i++) {
        char path[1024];
        size_t n = 0;
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        uint8_t *at = read_all(path, &n);
        if (at)
            LLVMFuzzerTestOneInput(at, n);
        printf("%sok %d - %s\n", at ? "" : "not ", ++number, path);
        fflush(stdout);
        free(at);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return number;
}

int main(int argc, char **argv)
{
    (void)argc;
    const char *slash = strrchr(argv[0], '/'), *name = slash ? slash + 1 : argv[0];

    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("ok 1 - nothing at all\n");
    fflush(stdout);
    printf("1..%d\n", run_folder("found", name, run_folder("corpus", name, 1)));
    return 0;
}
