/* How many parts dutyd counts: one text a line on standard input, "PARTS UCS2 TEXT" a line on
 * standard output; the text composed (NFC), as every text is before it is counted. */
#include <stdio.h>
#include <stdlib.h>

#include "core/str.h"
#include "i18n/fold.h"
#include "notice/segment.h"

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t n;
    while ((n = getline(&line, &size, stdin)) > 0) {
        struct buf text;
        buf_init(&text, 1u << 20);
        text_nfc_vi(&text, sv_trim((struct sv){line, (size_t)n}));
        struct sms_size parts = sms_size(buf_view(&text));
        printf("%d %d %s\n", parts.parts, parts.ucs2, buf_view(&text).p);
        buf_free(&text);
    }
    free(line);
    return 0;
}
