/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the tests of readers: a document written out as one text, so that a test
 * is a comparison of two texts a person can read. */
#ifndef TESTS_READERS_READING_H
#define TESTS_READERS_READING_H

#include "base/text.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#endif
