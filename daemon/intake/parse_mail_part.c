/* The parts of a message, down to the one that is looked for. */
#include "intake/parse_mail.h"

#include "core/str.h"
#include "intake/parse_ics.h"

#include <string.h>

struct walk {
    struct arena *arena;
    enum mail_wanted wanted;
    int parts; /* looked at so far */
    struct sv found;
};

struct part {
    struct sv type, boundary, encoding, body;
};

static struct part read_part(struct walk *w, struct sv bytes)
{
    struct part p = {.type = SV("text/plain"), .encoding = SV("7bit")};
    struct mail_field f;
    while (mail_field_next(w->arena, &bytes, &f)) {
        if (sv_eq_nocase(f.name, SV("Content-Type"))) {
            p.type = mail_word(f.value);
            p.boundary = mail_param(f.value, "boundary");
        } else if (sv_eq_nocase(f.name, SV("Content-Transfer-Encoding"))) {
            p.encoding = mail_word(f.value);
        }
    }
    p.body = bytes;
    return p;
}

/* ---- decoding ---- */

static int sextet(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* What is no digit is passed over (RFC 2045 6.8). */
static struct sv from_base64(struct arena *a, struct sv s)
{
    char *out = arena_alloc(a, s.n / 4 * 3 + 4);
    unsigned bits = 0;
    size_t n = 0, held = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int digit = sextet(s.p[i]);
        if (digit < 0) {
            continue;
        }
        bits = (bits << 6 | (unsigned)digit) & 0xFFFFu;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[n++] = (char)(bits >> held);
        }
    }
    return (struct sv){out, n};
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A "=" at a line's end joins the next line to it (RFC 2045 6.7). */
static struct sv from_quoted(struct arena *a, struct sv s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0, i = 0;
    while (i < s.n) {
        bool is_sign = s.p[i] == '=' && i + 2 < s.n;
        int high = is_sign ? hex_digit(s.p[i + 1]) : -1;
        int low = is_sign ? hex_digit(s.p[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            out[n++] = (char)(high << 4 | low);
            i += 3;
        } else if (is_sign && s.p[i + 1] == '\r' && s.p[i + 2] == '\n') {
            i += 3;
        } else if (s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '\n') {
            i += 2;
        } else {
            out[n++] = s.p[i++];
        }
    }
    return (struct sv){out, n};
}

static struct sv decoded(struct arena *a, const struct part *p)
{
    if (sv_eq_nocase(p->encoding, SV("base64"))) {
        return from_base64(a, p->body);
    }
    return sv_eq_nocase(p->encoding, SV("quoted-printable")) ? from_quoted(a, p->body) : p->body;
}

/* ---- the tree ---- */

static bool is_reply(struct sv calendar)
{
    struct sv line;
    struct ics_line l;
    while (sv_cut(&calendar, '\n', &line)) {
        if (ics_split(line, &l) && sv_eq_nocase(l.name, SV("METHOD"))) {
            return sv_eq_nocase(sv_trim(l.value), SV("REPLY"));
        }
    }
    return false;
}

static void take_reply(struct walk *w, const struct part *p)
{
    if (sv_eq_nocase(p->type, SV("text/calendar")) ||
        sv_eq_nocase(p->type, SV("application/ics"))) {
        struct sv calendar = ics_unfold(w->arena, decoded(w->arena, p));
        w->found = is_reply(calendar) ? calendar : SV("");
    }
}

static void look(struct walk *w, struct sv bytes, int depth);

/* 0: an ordinary line; 1: a part begins after it; 2: the last one has ended. */
static int delimiter(struct sv line, struct sv boundary)
{
    line = sv_trim(line);
    if (line.n < boundary.n + 2 || !sv_starts(line, SV("--")) ||
        memcmp(line.p + 2, boundary.p, boundary.n) != 0) {
        return 0;
    }
    struct sv rest = {line.p + 2 + boundary.n, line.n - 2 - boundary.n};
    if (rest.n == 0) {
        return 1;
    }
    return sv_eq(rest, SV("--")) ? 2 : 0;
}

static void look_into(struct walk *w, const struct part *p, int depth)
{
    struct sv rest = p->body, line;
    const char *from = NULL;
    int kind = 0;
    while (kind != 2 && w->found.n == 0 && sv_cut(&rest, '\n', &line)) {
        kind = delimiter(line, p->boundary);
        if (kind == 0) {
            continue;
        }
        if (from != NULL) {
            look(w, (struct sv){from, (size_t)(line.p - from)}, depth + 1);
        }
        from = rest.n > 0 ? rest.p : NULL;
    }
    if (kind != 2 && from != NULL && w->found.n == 0) { /* it was cut off */
        look(w, (struct sv){from, (size_t)(p->body.p + p->body.n - from)}, depth + 1);
    }
}

static void look(struct walk *w, struct sv bytes, int depth)
{
    if (depth > MAIL_DEPTH_MAX || w->parts++ > MAIL_PARTS_MAX) {
        return;
    }
    struct part p = read_part(w, bytes);
    if (p.type.n > 10 && sv_eq_nocase((struct sv){p.type.p, 10}, SV("multipart/"))) {
        if (p.boundary.n > 0) {
            look_into(w, &p, depth);
        }
    } else if (w->wanted == MAIL_REPLY) {
        take_reply(w, &p);
    } else if (sv_eq_nocase(p.type, SV("message/delivery-status")) ||
               sv_eq_nocase(p.type, SV("message/global-delivery-status"))) {
        w->found = decoded(w->arena, &p);
    }
}

struct sv mail_part_find(struct arena *a, struct sv message, enum mail_wanted wanted)
{
    struct walk w = {.arena = a, .wanted = wanted, .found = SV("")};
    look(&w, message, 0);
    return w.found;
}
