/* A mail that may answer an invitation, or report on a mail of ours, as JSON: whom it is from and
 * to, whether a program wrote it by itself, the answer, and the report. */
#include "intake/parse_mail.h"

#include "core/str.h"
#include "intake/parse_ics.h"

#include <stdio.h>
#include <string.h>

struct mail_head {
    struct sv from; /* empty unless there is exactly one */
    size_t n_from;
    struct sv to[MAIL_ADDRESSES_MAX];
    size_t n_to;
    struct sv automatic; /* Auto-Submitted (RFC 3834) */
};

struct mail_answer {
    struct sv uid, attendee, organizer, partstat, stamp;
    int64_t sequence;
    size_t n_attendees, n_events;
    bool is_occurrence;
};

/* ---- the head ---- */

static bool is_recipient(struct sv name)
{
    static const char *const names[] = {"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (sv_eq_nocase(name, sv_of(names[i]))) {
            return true;
        }
    }
    return false;
}

static void read_head(struct arena *a, struct sv message, struct mail_head *h)
{
    struct mail_field f;
    struct sv from[2];
    while (mail_field_next(a, &message, &f)) {
        if (is_recipient(f.name)) {
            h->n_to += mail_addresses(a, f.value, h->to + h->n_to, MAIL_ADDRESSES_MAX - h->n_to);
        } else if (sv_eq_nocase(f.name, SV("From"))) {
            size_t n = mail_addresses(a, f.value, from, ARRAY_LEN(from));
            h->n_from += n;
            h->from = h->n_from != 1 ? SV("") : n == 1 ? from[0] : h->from;
        } else if (sv_eq_nocase(f.name, SV("Auto-Submitted"))) {
            h->automatic = mail_word(f.value);
        }
    }
}

/* ---- the answer ---- */

/* "mailto:anh@example.vn" without its scheme; anything else is no address. */
static struct sv address_of(struct arena *a, struct sv value)
{
    struct sv out[2], rest = sv_trim(value);
    if (rest.n < 7 || !sv_eq_nocase((struct sv){rest.p, 7}, SV("mailto:"))) {
        return SV("");
    }
    rest = (struct sv){rest.p + 7, rest.n - 7};
    return mail_addresses(a, rest, out, ARRAY_LEN(out)) == 1 ? out[0] : SV("");
}

static void event_line(struct arena *a, const struct ics_line *l, struct mail_answer *r)
{
    struct sv value = sv_trim(l->value);
    if (sv_eq_nocase(l->name, SV("UID"))) {
        r->uid = value;
    } else if (sv_eq_nocase(l->name, SV("SEQUENCE"))) {
        if (!sv_int(value, 0, INT32_MAX, &r->sequence)) {
            r->sequence = -1;
        }
    } else if (sv_eq_nocase(l->name, SV("DTSTAMP"))) {
        r->stamp = value;
    } else if (sv_eq_nocase(l->name, SV("ORGANIZER"))) {
        r->organizer = address_of(a, value);
    } else if (sv_eq_nocase(l->name, SV("RECURRENCE-ID"))) {
        r->is_occurrence = true;
    } else if (sv_eq_nocase(l->name, SV("ATTENDEE"))) {
        r->n_attendees++;
        r->attendee = address_of(a, value);
        r->partstat = ics_param(l, "PARTSTAT");
    }
}

static void read_answer(struct arena *a, struct sv calendar, struct mail_answer *r)
{
    struct sv line;
    struct ics_line l;
    int inner = 0; /* components open within the event */
    bool is_event = false;
    while (sv_cut(&calendar, '\n', &line)) {
        if (!ics_split(line, &l)) {
            continue;
        }
        bool is_begin = sv_eq_nocase(l.name, SV("BEGIN")), is_end = sv_eq_nocase(l.name, SV("END"));
        if (!is_event && is_begin && sv_eq_nocase(sv_trim(l.value), SV("VEVENT"))) {
            is_event = true;
            r->n_events++;
        } else if (is_event && is_begin) {
            inner++;
        } else if (is_event && is_end) {
            is_event = inner > 0;
            inner -= inner > 0;
        } else if (is_event && inner == 0) {
            event_line(a, &l, r);
        }
    }
}

/* PARTSTAT in our words; empty for what is no answer, such as NEEDS-ACTION. */
static const char *answer_of(struct sv partstat)
{
    static const char *const words[][2] = {
        {"ACCEPTED", "accepted"}, {"DECLINED", "declined"}, {"TENTATIVE", "tentative"}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (sv_eq_nocase(partstat, sv_of(words[i][0]))) {
            return words[i][1];
        }
    }
    return "";
}

/* "20261201T073000Z" as "2026-12-01T07:30:00Z", when it is a moment that exists. */
static bool put_stamp(struct buf *out, struct sv s)
{
    static const char form[] = "dddddddd?dddddd?";
    char day[11];
    struct parse_day d;
    bool ok = s.n == 16 && s.p[8] == 'T' && s.p[15] == 'Z';
    for (size_t i = 0; ok && i < s.n; i++) {
        ok = form[i] == '?' || (s.p[i] >= '0' && s.p[i] <= '9');
    }
    if (!ok) {
        return false;
    }
    (void)snprintf(day, sizeof(day), "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
    ok = parse_day_iso(sv_of(day), &d) && d.year >= 1970 && s.p[9] <= '2' &&
         (s.p[9] < '2' || s.p[10] <= '3') && s.p[11] <= '5' && s.p[13] <= '5';
    if (ok) {
        buf_printf(out, "\"%sT%.2s:%.2s:%.2sZ\"", day, s.p + 9, s.p + 11, s.p + 13);
    }
    return ok;
}

static bool is_plain(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < ' ' || s.p[i] > '~') {
            return false;
        }
    }
    return s.n > 0 && s.n <= 200;
}

/* One event, one attendee, and an answer: anything else is not what we asked. */
static bool put_answer(struct buf *out, const struct mail_answer *r)
{
    struct buf b;
    buf_init(&b, 4096);
    bool ok = r->n_events == 1 && r->n_attendees == 1 && !r->is_occurrence && r->sequence >= 0 &&
              is_plain(r->uid) && r->attendee.n > 0 && answer_of(r->partstat)[0] != '\0';
    buf_str(&b, "{\"uid\":");
    json_quote(&b, r->uid);
    buf_printf(&b, ",\"sequence\":%lld,\"attendee\":", (long long)r->sequence);
    json_quote(&b, r->attendee);
    buf_printf(&b, ",\"answer\":\"%s\",\"stamped_at\":", answer_of(r->partstat));
    ok = put_stamp(&b, r->stamp) && ok && buf_ok(&b);
    buf_char(&b, '}');
    if (ok) {
        buf_sv(out, buf_view(&b));
    }
    buf_free(&b);
    return ok;
}

void parse_mail(struct sv message, struct buf *out)
{
    struct arena *a = arena_new(PARSE_ARENA_MAX);
    struct mail_head h = {.from = SV(""), .automatic = SV("")};
    struct mail_answer r = {.uid = SV("")};
    read_head(a, message, &h);
    struct sv calendar = mail_part_find(a, message, MAIL_REPLY);
    read_answer(a, calendar, &r);
    buf_str(out, "{\"format\":\"mail\",\"from\":");
    json_quote(out, h.from);
    buf_str(out, ",\"to\":[");
    if (h.n_to < MAIL_ADDRESSES_MAX && r.organizer.n > 0) {
        h.to[h.n_to++] = r.organizer;
    }
    for (size_t i = 0; i < h.n_to; i++) {
        buf_str(out, i > 0 ? "," : "");
        json_quote(out, h.to[i]);
    }
    buf_printf(out, "],\"is_automatic\":%s,\"reply\":",
               sv_eq_nocase(h.automatic, SV("auto-replied")) ? "true" : "false");
    if (!put_answer(out, &r)) {
        buf_str(out, "null");
    }
    buf_str(out, ",\"report\":");
    mail_put_report(a, message, out);
    buf_str(out, "}\n");
    arena_free(a);
}
