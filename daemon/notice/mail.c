/* Writes mail messages: headers as encoded words, the text in base64. */
#include "notice/mail.h"

#include <string.h>

#include "core/clock.h"
#include "core/str.h"
#include "notice/mail_part.h"

#define LINE_MAX_COLUMNS 76 /* RFC 2047 2: lines with encoded words */
#define WORD_OPEN        "=?UTF-8?B?"
#define WORD_CLOSE       "?="
#define WORD_FRAME       (sizeof(WORD_OPEN WORD_CLOSE) - 1)
#define WORD_COLUMNS     75  /* RFC 2047 2: the longest encoded word */
#define ADDRESS_MAX      254 /* RFC 5321 4.5.3.1.3, without the brackets */

/* ---- addresses ---- */

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Words of the given signs, and of other alphabets where those are allowed, with single dots
 * between them. */
static bool is_dotted(struct sv s, const char *signs, bool is_international)
{
    for (size_t i = 0; i < s.n; i++) {
        bool is_dot = s.p[i] == '.';
        if (is_international && (unsigned char)s.p[i] > 0x7F)
            continue;
        if (is_dot && (i == 0 || i + 1 == s.n || s.p[i - 1] == '.'))
            return false;
        if (!is_dot && !is_letter_or_digit(s.p[i]) && (!s.p[i] || !strchr(signs, s.p[i])))
            return false;
    }
    return s.n > 0;
}

bool mail_address_ok(const char *address)
{
    struct sv domain = sv_of(address);
    struct sv name;
    if (domain.n > ADDRESS_MAX || !strchr(address, '@') || !sv_cut(&domain, '@', &name))
        return false;
    return utf8_valid(name) && !sv_has_control(name) &&
           is_dotted(name, "!#$%&'*+-/=?^_`{|}~", true) && is_dotted(domain, "-", false);
}

/* ---- headers ---- */

static bool is_line(struct sv s)
{
    return utf8_valid(s) && !sv_has_control(s) &&
           (s.n == 0 || (!memchr(s.p, '\n', s.n) && !memchr(s.p, '\t', s.n)));
}

static bool is_link(const char *s)
{
    return !s || (is_line(sv_of(s)) && !strpbrk(s, "<> ,"));
}

static bool is_plain(struct sv s, size_t column)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < ' ' || s.p[i] > '~' || (s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '?'))
            return false;
    }
    return column + s.n <= LINE_MAX_COLUMNS;
}

/* The longest beginning of s, in whole characters, whose encoded word takes so many columns. */
static struct sv encodable(struct sv s, size_t columns)
{
    size_t room = (columns - WORD_FRAME) / 4 * 3;
    struct sv rest = s;
    size_t n = 0;
    while (rest.n > 0) {
        (void)utf8_next(&rest);
        if (s.n - rest.n > room)
            break;
        n = s.n - rest.n;
    }
    return (struct sv){s.p, n};
}

static void put_encoded(struct buf *out, struct sv s, size_t column)
{
    while (s.n > 0) {
        size_t left = LINE_MAX_COLUMNS - column;
        struct sv part = encodable(s, left < WORD_COLUMNS ? left : WORD_COLUMNS);
        buf_str(out, WORD_OPEN);
        base64_put(out, (const unsigned char *)part.p, part.n, false);
        buf_str(out, WORD_CLOSE);
        s = (struct sv){s.p + part.n, s.n - part.n};
        if (s.n > 0)
            buf_str(out, "\r\n ");
        column = 1;
    }
}

/* Plain text as it is, everything else as encoded words (RFC 2047). */
static void put_subject(struct buf *out, struct sv subject)
{
    static const char name[] = "Subject: ";
    size_t column = sizeof(name) - 1;

    buf_str(out, name);
    if (is_plain(subject, column))
        buf_sv(out, subject);
    else
        put_encoded(out, subject, column);
    buf_str(out, "\r\n");
}

/* The name is always encoded: a plain one could hold signs that mean something here. */
static void put_from(struct buf *out, const struct mail *m)
{
    static const char name[] = "From: ";

    buf_str(out, name);
    if (m->sender[0]) {
        put_encoded(out, sv_of(m->sender), sizeof(name) - 1);
        buf_str(out, "\r\n ");
    }
    buf_printf(out, "<%s>\r\n", m->from);
}

/* RFC 5322 3.3; the HTTP form differs in the name of the zone only. */
static void put_date(struct buf *out, int64_t now_s)
{
    char date[30];
    clock_http_date(now_s, date);
    struct sv s = sv_of(date);
    buf_printf(out, "Date: %.*s+0000\r\n", (int)(s.n - strlen("GMT")), s.p);
}

/* One click, by the reader's mail program, and no page to find one's way in (RFC 8058). */
static void put_unsubscribe(struct buf *out, const char *link)
{
    if (!link || !link[0])
        return;
    buf_printf(out, "List-Unsubscribe: <%s>\r\n", link);
    if (sv_starts(sv_of(link), SV("https://")))
        buf_str(out, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
}

static void put_headers(struct buf *out, const struct mail *m)
{
    put_date(out, m->now_s);
    put_from(out, m);
    buf_printf(out, "To: <%s>\r\n", m->to);
    put_subject(out, m->subject);
    buf_printf(out, "Message-ID: <%s%s>\r\n", m->id, strchr(m->from, '@'));
    put_unsubscribe(out, m->unsubscribe);
    buf_str(out, "Auto-Submitted: auto-generated\r\n" /* RFC 3834 5.1 */
                 "MIME-Version: 1.0\r\n");
}

bool mail_write(const struct mail *m, struct buf *out, struct err *e)
{
    if (!mail_address_ok(m->from) || !mail_address_ok(m->to))
        return err_field(e, "", "address", sv_of(m->to));
    if (!is_line(m->subject) || !is_line(sv_of(m->sender)) || !is_line(sv_of(m->id)) ||
        !is_link(m->unsubscribe))
        return err_field(e, "", "header", m->subject);
    put_headers(out, m);
    if (m->calendar.n > 0) {
        mail_put_calendar(out, m);
    } else {
        buf_str(out, "Content-Type: text/plain; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: base64\r\n\r\n");
        mail_put_text(out, m->text);
    }
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "more than %zu bytes", out->max);
}
