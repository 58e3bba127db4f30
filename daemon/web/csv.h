/* Comma-separated values as spreadsheets read them (RFC 4180), in UTF-8. */
#ifndef WEB_CSV_H
#define WEB_CSV_H

#include "core/buf.h"

/* What a file begins with: spreadsheets know UTF-8 by it. */
#define CSV_MARK "\xEF\xBB\xBF"
#define CSV_END  "\r\n"

/* Appends a text in quotes. Spreadsheets run what begins like a formula (= + - @): such a text gets
 * an apostrophe before it. */
void csv_text(struct buf *out, const char *text);

#endif
