/* Draws a QR code with libqrencode: one path, a horizontal run of dark modules at a time. */
#include "template/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "core/str.h"

enum { QUIET = 4 };

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && (code->data[y * code->width + x] & 1);
}

static void add_row(struct buf *out, const QRcode *code, int y)
{
    for (int x = 0; x < code->width; x++) {
        int from = x;
        while (is_dark(code, x, y))
            x++;
        if (x > from)
            buf_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
    }
}

bool qr_svg(struct buf *out, const char *text, const char *title, struct err *e)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (!code)
        return err_set(e, ERR_INVALID, "no QR code for %zu bytes: %s", strlen(text),
                       strerrordesc_np(errno));
    int side = code->width + 2 * QUIET;
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"qr\" "
               "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><title>",
               side, side);
    html_escape(out, sv_of(title));
    buf_printf(out, "</title><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/><path d=\"", side,
               side);
    for (int y = 0; y < code->width; y++)
        add_row(out, code, y);
    buf_str(out, "\"/></svg>");
    QRcode_free(code);
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "QR code exceeds %zu bytes", out->max);
}
