/* One cell of a CSV file, safe to open in a spreadsheet. */
#include "web/csv.h"

#include <string.h>

void csv_text(struct buf *out, const char *text)
{
    buf_char(out, '"');
    if (text[0] && strchr("=+-@\t\r", text[0]))
        buf_char(out, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            buf_char(out, '"');
        buf_char(out, *p);
    }
    buf_char(out, '"');
}
