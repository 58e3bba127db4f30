/* A report on a mail of ours: what became of it (RFC 3464; RFC 6533 for addresses of other
 * alphabets). */
#include "intake/parse_mail.h"

#include "core/str.h"

#define DIAGNOSTIC_MAX 300

struct report {
    struct sv action, status, diagnostic;
};

/* One of the words of RFC 3464 2.3.3, else empty. */
static const char *action_of(struct sv value)
{
    static const char *const words[] = {"failed", "delayed", "delivered", "relayed", "expanded"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (sv_eq_nocase(value, sv_of(words[i]))) {
            return words[i];
        }
    }
    return "";
}

/* "5.1.1" (RFC 3463 2), else empty. */
static struct sv status_of(struct sv value)
{
    struct sv rest = value, part;
    for (int i = 0; i < 3; i++) {
        int64_t n;
        if (!sv_cut(&rest, '.', &part) || part.n > 3 || !sv_int(part, i == 0 ? 2 : 0, 999, &n) ||
            (i == 0 && n > 5)) {
            return SV("");
        }
    }
    return rest.n == 0 ? value : SV("");
}

/* The fields of one group, up to the blank line after it; false when there is no more. */
static bool read_group(struct arena *a, struct sv *rest, struct report *out)
{
    struct mail_field f;
    *out = (struct report){.action = SV(""), .status = SV(""), .diagnostic = SV("")};
    if (rest->n == 0) {
        return false;
    }
    while (mail_field_next(a, rest, &f)) {
        if (sv_eq_nocase(f.name, SV("Action"))) {
            out->action = sv_of(action_of(mail_word(f.value)));
        } else if (sv_eq_nocase(f.name, SV("Status"))) {
            out->status = status_of(mail_word(f.value));
        } else if (sv_eq_nocase(f.name, SV("Diagnostic-Code"))) {
            out->diagnostic = f.value;
        }
    }
    return true;
}

/* The relay's words as far as they are plain; they may come from anywhere. */
static void put_diagnostic(struct buf *out, struct sv s)
{
    struct buf plain;
    buf_init(&plain, DIAGNOSTIC_MAX);
    for (size_t i = 0; i < s.n && i < DIAGNOSTIC_MAX; i++) {
        buf_char(&plain, s.p[i] >= ' ' && s.p[i] <= '~' ? s.p[i] : ' ');
    }
    json_quote(out, buf_view(&plain));
    buf_free(&plain);
}

/* Of several recipients, as when an address stands for more than one, a failure counts. */
void mail_put_report(struct arena *a, struct sv message, struct buf *out)
{
    struct sv rest = mail_part_find(a, message, MAIL_REPORT);
    struct report r, found = {.action = SV("")};
    while (read_group(a, &rest, &r)) {
        if (r.action.n > 0 && (found.action.n == 0 || sv_eq(r.action, SV("failed")))) {
            found = r;
        }
    }
    if (found.action.n == 0) {
        buf_str(out, "null");
        return;
    }
    buf_printf(out, "{\"action\":\"%s\",\"status\":", found.action.p);
    json_quote(out, found.status);
    buf_str(out, ",\"diagnostic\":");
    put_diagnostic(out, found.diagnostic);
    buf_char(out, '}');
}
