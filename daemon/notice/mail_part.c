/* Writes the parts of mails. */
#include "notice/mail_part.h"

#include "core/str.h"

#define BASE64_LINE_BYTES 57 /* 76 columns (RFC 2045 6.8) */

static void put_base64_lines(struct buf *out, struct sv s)
{
    while (s.n > 0) {
        size_t n = s.n < BASE64_LINE_BYTES ? s.n : BASE64_LINE_BYTES;
        base64_put(out, (const unsigned char *)s.p, n, false);
        buf_str(out, "\r\n");
        s = (struct sv){s.p + n, s.n - n};
    }
}

void mail_put_text(struct buf *out, struct sv text)
{
    struct buf lines;
    struct sv line;

    buf_init(&lines, out->max);
    while (sv_cut(&text, '\n', &line)) {
        buf_sv(&lines, line);
        buf_str(&lines, "\r\n");
    }
    if (!buf_ok(&lines))
        out->failed = true;
    put_base64_lines(out, buf_view(&lines));
    buf_free(&lines);
}

/* ---- HTML ---- */

static size_t link_at(struct sv s)
{
    size_t n = 0;
    if (!sv_starts(s, SV("http://")) && !sv_starts(s, SV("https://")))
        return 0;
    while (n < s.n && (unsigned char)s.p[n] > ' ')
        n++;
    return n;
}

/* One line of the text: what is an address becomes a link. */
static void put_html_line(struct buf *out, struct sv line)
{
    size_t i = 0, from = 0;
    while (i < line.n) {
        struct sv link = {line.p + i, line.n - i};
        link.n = link_at(link);
        if (link.n == 0) {
            i++;
            continue;
        }
        html_escape(out, (struct sv){line.p + from, i - from});
        buf_str(out, "<a href=\"");
        html_escape(out, link);
        buf_str(out, "\">");
        html_escape(out, link);
        buf_str(out, "</a>");
        i += link.n;
        from = i;
    }
    html_escape(out, (struct sv){line.p + from, line.n - from});
    buf_str(out, "<br>\n");
}

static void put_html(struct buf *out, struct sv text)
{
    struct buf html;
    struct sv line;

    buf_init(&html, out->max);
    buf_str(&html, "<!doctype html><html><body><p>\n");
    while (sv_cut(&text, '\n', &line))
        put_html_line(&html, line);
    buf_str(&html, "</p></body></html>\n");
    if (!buf_ok(&html))
        out->failed = true;
    mail_put_text(out, buf_view(&html));
    buf_free(&html);
}

/* ---- parts ---- */

/* The headers of the next part of the level a or b; base64 never holds a line that begins with two
 * hyphens, so no part can end early. */
static void begin_part(struct buf *out, const struct mail *m, char level, const char *type)
{
    buf_printf(out, "--%s.%c\r\nContent-Transfer-Encoding: base64\r\nContent-Type: %s", m->id,
               level, type);
}

static void put_alternatives(struct buf *out, const struct mail *m)
{
    buf_printf(out,
               "--%s.a\r\nContent-Type: multipart/alternative;\r\n boundary=\"%s.b\"\r\n"
               "\r\n",
               m->id, m->id);
    begin_part(out, m, 'b', "text/plain; charset=utf-8\r\n\r\n");
    mail_put_text(out, m->text);
    begin_part(out, m, 'b', "text/html; charset=utf-8\r\n\r\n");
    put_html(out, m->text);
    begin_part(out, m, 'b', "text/calendar; charset=UTF-8;\r\n");
    buf_printf(out, " method=%s; component=VEVENT\r\n\r\n", m->method);
    put_base64_lines(out, m->calendar);
    buf_printf(out, "--%s.b--\r\n", m->id);
}

void mail_put_calendar(struct buf *out, const struct mail *m)
{
    buf_printf(out, "Content-Type: multipart/mixed;\r\n boundary=\"%s.a\"\r\n\r\n", m->id);
    put_alternatives(out, m);
    begin_part(out, m, 'a', "application/ics; name=\"invite.ics\"\r\n");
    buf_str(out, "Content-Disposition: attachment; filename=\"invite.ics\"\r\n\r\n");
    put_base64_lines(out, m->calendar);
    buf_printf(out, "--%s.a--\r\n", m->id);
}
