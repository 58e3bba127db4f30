/* Writes one event as one logfmt line with one write to standard error; allocates nothing. */
#include "core/log.h"

#include "core/str.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES  2048
#define VALUE_MAX_BYTES 1024

/* Room is kept at the end for the mark of a cut line and the line feed. */
static const char cut_mark[] = " cut=1";

struct line {
    char p[LINE_MAX_BYTES];
    size_t n;
    bool is_full;
};

static enum log_level shown = LOG_LEVEL_INFO;

static void put(struct line *l, const char *p, size_t n)
{
    if (l->is_full || n > sizeof(l->p) - sizeof(cut_mark) - l->n) {
        l->is_full = true;
        return;
    }
    memcpy(l->p + l->n, p, n);
    l->n += n;
}

static bool is_bare(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c <= ' ' || c > '~' || c == '"' || c == '=' || c == '\\') {
            return false;
        }
    }
    return s.n > 0;
}

/* One letter of a quoted value. What could end the line, steer a terminal or break the encoding
 * is written as an escape. */
static void put_letter(struct line *l, struct sv letter, uint32_t cp)
{
    char escape[8];
    bool is_control = cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
    bool is_broken = cp == 0xFFFD && letter.n == 1;

    if (cp == '"' || cp == '\\') {
        put(l, "\\", 1);
        put(l, letter.p, 1);
    } else if (cp == '\n') {
        put(l, "\\n", 2);
    } else if (is_control || is_broken) {
        for (size_t i = 0; i < letter.n; i++) {
            int n = snprintf(escape, sizeof(escape), "\\x%02x", (unsigned char)letter.p[i]);
            put(l, escape, (size_t)n);
        }
    } else {
        put(l, letter.p, letter.n);
    }
}

static void put_value(struct line *l, struct sv s)
{
    bool is_long = s.n > VALUE_MAX_BYTES;
    if (!is_long && is_bare(s)) {
        put(l, s.p, s.n);
        return;
    }
    size_t beyond = is_long ? s.n - VALUE_MAX_BYTES : 0;
    put(l, "\"", 1);
    while (s.n > beyond) {
        struct sv rest = s;
        uint32_t cp = utf8_next(&rest);
        put_letter(l, (struct sv){s.p, s.n - rest.n}, cp);
        s = rest;
    }
    if (is_long) {
        put(l, "...", 3);
    }
    put(l, "\"", 1);
}

/* A pair that does not fit is left out whole, so that the line stays readable by machines. */
static void put_pair(struct line *l, const struct log_kv *kv)
{
    char digits[24];
    size_t before = l->n;
    bool was_full = l->is_full;

    put(l, " ", 1);
    put(l, kv->key, strlen(kv->key));
    put(l, "=", 1);
    switch (kv->type) {
    case LOG_KV_STR: put_value(l, sv_of(kv->s)); break;
    case LOG_KV_SV: put_value(l, kv->v); break;
    case LOG_KV_INT: {
        int n = snprintf(digits, sizeof(digits), "%" PRId64, kv->i);
        put(l, digits, (size_t)n);
        break;
    }
    }
    if (l->is_full && !was_full) {
        l->n = before;
    }
}

void log_write(enum log_level level, const char *event, const struct log_kv *kv, size_t n)
{
    if (level > shown) {
        return;
    }
    struct line l;
    l.n = 0;
    l.is_full = false;

    const char priority[] = {'<', (char)('0' + (int)level), '>'};
    put(&l, priority, sizeof(priority));
    put(&l, "event=", 6);
    put(&l, event, strlen(event));
    for (size_t i = 0; i < n; i++) {
        put_pair(&l, &kv[i]);
    }
    if (l.is_full) {
        memcpy(l.p + l.n, cut_mark, sizeof(cut_mark) - 1);
        l.n += sizeof(cut_mark) - 1;
    }
    l.p[l.n++] = '\n';

    ssize_t written;
    do {
        written = write(STDERR_FILENO, l.p, l.n);
    } while (written < 0 && errno == EINTR);
}

void log_set_level(enum log_level level)
{
    shown = level;
}
