/* A QR code as inline SVG, for posters and confirmation links. */
#ifndef TEMPLATE_QR_H
#define TEMPLATE_QR_H

#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"

/* Appends one <svg role="img"> with title as its name for screen readers. Error correction level
 * M, a quiet zone of 4 modules (ISO/IEC 18004), black on white whatever the page's colours.
 * ERR_INVALID when text is empty or too long for a code (2331 bytes), ERR_TOO_LARGE past out->max.
 */
MUST_CHECK bool qr_svg(struct buf *out, const char *text, const char *title, struct err *e);

#endif
