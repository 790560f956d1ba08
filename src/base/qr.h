/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A text as a picture that phones read (libqrencode, ISO/IEC 18004). It only makes
 * the shape; a view draws it. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "base/arena.h"

#include <stdint.h>

/* The dark squares as the path of an SVG (attribute d), each 1 × 1, with the light
 * margin of four around them that readers need; side: of the whole square. NULL: the text
 * is too long for one (2331 bytes). */
const char *qr_path(struct arena *a, const char *text, int64_t *side);

#endif
