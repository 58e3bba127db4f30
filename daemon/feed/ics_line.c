/* Folds and escapes the content lines of iCalendar. */
#include "feed/ics_line.h"

#include "core/str.h"

#define LINE_OCTETS 75 /* RFC 5545 3.1, without the line break */

struct line { /* one content line on its way out */
    struct buf *out;
    size_t column;
};

/* Octets that stay together: a letter, or a sign with its backslash. */
static void put(struct line *l, const char *p, size_t n)
{
    if (l->column + n > LINE_OCTETS) {
        buf_str(l->out, "\r\n ");
        l->column = 1;
    }
    buf_add(l->out, p, n);
    l->column += n;
}

static bool is_control(uint32_t letter)
{
    return letter < 0x20 || (letter >= 0x7f && letter < 0xa0);
}

static void put_letters(struct line *l, struct sv s, bool is_text)
{
    while (s.n > 0) {
        const char *from = s.p;
        uint32_t letter = utf8_next(&s);
        size_t n = (size_t)(s.p - from);
        if (letter == '\t')
            put(l, " ", 1);
        else if (letter == '\n' && is_text)
            put(l, "\\n", 2);
        else if (is_text && (letter == '\\' || letter == ';' || letter == ','))
            put(l, (const char[]){'\\', (char)letter}, 2);
        else if (!is_control(letter))
            put(l, from, n);
    }
}

static void put_line(struct buf *out, const char *name, struct sv value, bool is_text)
{
    struct line l = {out, 0};
    put_letters(&l, sv_of(name), false);
    put(&l, ":", 1);
    put_letters(&l, value, is_text);
    buf_str(out, "\r\n");
}

void ics_line(struct buf *out, const char *name, struct sv value)
{
    put_line(out, name, value, false);
}

void ics_text(struct buf *out, const char *name, struct sv value)
{
    put_line(out, name, value, true);
}
