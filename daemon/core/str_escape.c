/* The text forms of bytes: hex, base64, percent, HTML and JSON. */
#include "core/str.h"

static const char hex_digits[] = "0123456789abcdef";

void hex_put(struct buf *b, const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_char(b, hex_digits[p[i] >> 4]);
        buf_char(b, hex_digits[p[i] & 15]);
    }
}

void base64_put(struct buf *b, const unsigned char *p, size_t n, bool url)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *alphabet = url ? safe : plain;

    for (size_t i = 0; i < n; i += 3) {
        size_t have = n - i < 3 ? n - i : 3;
        uint32_t bits = (uint32_t)p[i] << 16;
        bits |= have > 1 ? (uint32_t)p[i + 1] << 8 : 0;
        bits |= have > 2 ? (uint32_t)p[i + 2] : 0;

        for (size_t digit = 0; digit <= have; digit++) {
            buf_char(b, alphabet[bits >> (18 - 6 * digit) & 63]);
        }
        if (!url) {
            buf_add(b, "==", 3 - have);
        }
    }
}

/* The value of a hex digit, or -1. */
static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

/* Takes one decoded byte from *s; -1 when the percent sign is not followed by two digits. */
static int url_next(struct sv *s, bool plus)
{
    char c = s->p[0];
    if (c != '%') {
        *s = (struct sv){s->p + 1, s->n - 1};
        return plus && c == '+' ? ' ' : (unsigned char)c;
    }
    int high = s->n >= 3 ? hex_value(s->p[1]) : -1;
    int low = s->n >= 3 ? hex_value(s->p[2]) : -1;
    if (high < 0 || low < 0) {
        return -1;
    }
    *s = (struct sv){s->p + 3, s->n - 3};
    return high * 16 + low;
}

char *url_decode(struct arena *a, struct sv s, bool plus)
{
    char *text = arena_alloc(a, s.n + 1);
    size_t n = 0;
    while (s.n > 0) {
        int c = url_next(&s, plus);
        if (c <= 0) {
            return NULL;
        }
        text[n++] = (char)c;
    }
    return utf8_valid((struct sv){text, n}) ? text : NULL;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void url_encode(struct buf *b, struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (is_unreserved(s.p[i])) {
            buf_char(b, s.p[i]);
        } else {
            buf_printf(b, "%%%02X", (unsigned)(unsigned char)s.p[i]);
        }
    }
}

void html_escape(struct buf *b, struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_str(b, "&amp;"); break;
        case '<': buf_str(b, "&lt;"); break;
        case '>': buf_str(b, "&gt;"); break;
        case '"': buf_str(b, "&quot;"); break;
        case '\'': buf_str(b, "&#39;"); break;
        default: buf_char(b, s.p[i]); break;
        }
    }
}

void json_quote(struct buf *b, struct sv s)
{
    buf_char(b, '"');
    while (s.n > 0) {
        uint32_t cp = utf8_next(&s);
        if (cp == '"' || cp == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)cp);
        } else if (cp < 0x20) {
            buf_printf(b, "\\u%04x", (unsigned)cp);
        } else {
            utf8_put(b, cp);
        }
    }
    buf_char(b, '"');
}
