/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/qr.h"

#include "base/buf.h"

#include <qrencode.h>

enum { MARGIN = 4, PATH_MOST = 1 << 20 };

/* One line of squares: runs of dark ones. */
static void put_row(struct buf *out, const unsigned char *row, int width, int y)
{
    for (int x = 0; x < width; x++) {
        int from = x;
        while (x < width && (row[x] & 1))
            x++;
        if (x > from)
            buf_printf(out, "M%d %dh%dv1h-%dz", from + MARGIN, y + MARGIN, x - from, x - from);
    }
}

const char *qr_path(struct arena *a, const char *text, int64_t *side)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    struct buf out = buf_new(PATH_MOST);

    if (!code)
        return NULL;
    for (int y = 0; y < code->width; y++)
        put_row(&out, code->data + y * code->width, code->width, y);
    *side = code->width + 2 * MARGIN;
    const char *path = arena_copy(a, out.at, out.n);
    QRcode_free(code);
    buf_free(&out);
    return path;
}
