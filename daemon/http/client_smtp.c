/* A mail's options, the relay's replies as they come in, and what they mean for it (RFC 5321). Runs
 * in a thread of client_mail.c: touches nothing but its transfer. */
#include "http/client_transfer.h"

#include "core/str.h"

#include <string.h>
#include <strings.h>

#define DATA_REPLY 354 /* RFC 5321 4.3.2: "start mail input" */

/* ---- libcurl's callbacks ---- */

static size_t on_body(char *p, size_t size, size_t n, void *ctx)
{
    struct transfer *t = ctx;
    size_t left = t->call.body.n - t->body_at;

    n = n * size < left ? n * size : left;
    if (n > 0) {
        memcpy(p, t->call.body.p + t->body_at, n);
    }
    t->body_at += n;
    return n;
}

/* About every second. */
static int on_progress(void *ctx, curl_off_t dl_total, curl_off_t dl, curl_off_t ul_total,
                       curl_off_t ul)
{
    (void)dl_total;
    (void)dl;
    (void)ul_total;
    (void)ul;
    const struct transfer *t = ctx;
    return atomic_load(t->is_stopping) || transfer_left_ms(t) == 0;
}

static bool needs_utf8(const struct transfer *t)
{
    for (const char *p = t->call.mail_to; *p != '\0'; p++) {
        if ((unsigned char)*p > '~') {
            return true;
        }
    }
    return false;
}

/* One line of the answer to EHLO: an extension. */
static void note_extension(struct transfer *t, struct sv word)
{
    t->smtp.has_utf8 = t->smtp.has_utf8 || sv_eq_nocase(word, SV("SMTPUTF8"));
    t->smtp.has_tls = t->smtp.has_tls || sv_eq_nocase(word, SV("STARTTLS"));
}

/* The answer to EHLO is complete. With TLS there is another one to come, and only that one counts.
 */
static bool may_go_on(struct transfer *t)
{
    bool is_last = !t->smtp.has_tls || t->call.tls == CLIENT_TLS_NONE;
    t->smtp.is_greeting = false;
    t->smtp.is_welcome = true;
    if (needs_utf8(t) && !t->smtp.has_utf8 && is_last) {
        t->result.fault = CLIENT_FAULT_ALPHABET; /* libcurl would send the address all the same */
        return false;
    }
    return true;
}

/* Every line of every reply. 220 opens a connection, and again its encrypted part: what was
 * announced before counts no more (RFC 3207 4.2). */
static size_t on_line(char *p, size_t size, size_t n, void *ctx)
{
    struct transfer *t = ctx;
    struct sv line = sv_trim((struct sv){p, n * size});
    bool is_last = line.n < 4 || line.p[3] == ' ';

    if (sv_starts(line, SV("220"))) {
        t->smtp.is_greeting = true;
        t->smtp.has_utf8 = t->smtp.has_tls = false;
    } else if (t->smtp.is_greeting && sv_starts(line, SV("250")) && line.n > 4) {
        note_extension(t, (struct sv){line.p + 4, line.n - 4});
    }
    if (is_last && !sv_starts(line, SV("221"))) { /* it ends the line, not a mail */
        t->reply.n = 0;
        buf_add(&t->reply, line.p, line.n < t->reply.max ? line.n : t->reply.max);
    }
    bool is_hello = is_last && t->smtp.is_greeting && sv_starts(line, SV("250"));
    return is_hello && !may_go_on(t) ? 0 : n * size;
}

/* ---- setting up ---- */

bool client_is_loopback(const char *url)
{
    CURLU *u = curl_url();
    char *host = NULL;
    bool is = u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
              (strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
               strcasecmp(host, "localhost") == 0);
    curl_free(host);
    curl_url_cleanup(u);
    return is;
}

/* Encrypted where the relay offers it, without asking who it is (RFC 7435): better than nothing.
 * With authorities of our own to believe, and where TLS is required, it has to be the one it says.
 */
static void setup_tls(struct transfer *t)
{
    static const long levels[] = {[CLIENT_TLS_NONE] = CURLUSESSL_NONE,
                                  [CLIENT_TLS_MAY] = CURLUSESSL_TRY,
                                  [CLIENT_TLS_REQUIRE] = CURLUSESSL_ALL};
    SET(t, CURLOPT_USE_SSL, levels[t->call.tls]);
    if (t->call.ca_file != NULL) {
        SET(t, CURLOPT_CAINFO, t->call.ca_file);
    } else if (t->call.tls == CLIENT_TLS_MAY && !sv_starts(sv_of(t->call.url), SV("smtps://"))) {
        SET(t, CURLOPT_SSL_VERIFYPEER, 0L);
        SET(t, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

void transfer_setup_mail(struct transfer *t)
{
    SET(t, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    SET(t, CURLOPT_MAIL_FROM, arena_printf(t->arena, "<%s>", t->call.mail_from));
    t->to = transfer_append(NULL, arena_printf(t->arena, "<%s>", t->call.mail_to));
    SET(t, CURLOPT_MAIL_RCPT, t->to);
    setup_tls(t);
    SET(t, CURLOPT_UPLOAD, 1L);
    SET(t, CURLOPT_READFUNCTION, on_body);
    SET(t, CURLOPT_READDATA, t);
    SET(t, CURLOPT_INFILESIZE_LARGE, (curl_off_t)t->call.body.n);
    SET(t, CURLOPT_HEADERFUNCTION, on_line);
    SET(t, CURLOPT_HEADERDATA, t);
    SET(t, CURLOPT_MAXAGE_CONN, MAIL_IDLE_S);
    SET(t, CURLOPT_FORBID_REUSE, t->is_last_mail || needs_utf8(t) ? 1L : 0L);
    SET(t, CURLOPT_FRESH_CONNECT, needs_utf8(t) ? 1L : 0L); /* to hear what it announces */
    SET(t, CURLOPT_TIMEOUT_MS, (long)(transfer_left_ms(t) > 0 ? transfer_left_ms(t) : 1));
    SET(t, CURLOPT_NOPROGRESS, 0L);
    SET(t, CURLOPT_XFERINFOFUNCTION, on_progress);
    SET(t, CURLOPT_XFERINFODATA, t);
}

/* ---- judging ---- */

/* A relay that sends us away before it has heard of the mail says nothing about the mail. */
static bool is_turned_away(const struct transfer *t)
{
    long opened = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_NUM_CONNECTS, &opened);
    return opened > 0 && !t->smtp.is_welcome;
}

/* Only the mail's own text commits the relay; before it, a lost line loses nothing. libcurl's
 * code says little, the last SMTP reply says it (P15). */
enum client_end transfer_end_of_mail(const struct transfer *t, CURLcode code)
{
    if (code != CURLE_OK && is_turned_away(t)) {
        return CLIENT_NOT_SENT;
    }
    if (code == CURLE_OK || t->result.status >= 400) {
        return CLIENT_ANSWERED;
    }
    return t->body_at > 0 || t->result.status == DATA_REPLY ? CLIENT_UNKNOWN : CLIENT_NOT_SENT;
}
