/* IMAP by libcurl's easy interface: one connection per call. */
#include "notice/inbox_imap.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "http/client.h"

#define URL_MAX      600
#define COMMAND_MAX  1000
#define SEARCH_BYTES (64 << 10)
#define TIMEOUT_S    60L
#define CONNECT_S    10L
#define UID_MAX      INT64_C(4294967295)
#define SET_OR_DIE(easy, option, value)                                                            \
    do {                                                                                           \
        if (curl_easy_setopt((easy), (option), (value)) != CURLE_OK)                               \
            fatal("libcurl does not take %s", #option);                                            \
    } while (0)

/* What goes beyond the bound is dropped: the rest waits for the next visit, or is not looked at. */
static size_t on_data(char *p, size_t size, size_t n, void *ctx)
{
    struct buf *b = ctx;
    size_t room = b->max - b->n;
    buf_add(b, p, size * n < room ? size * n : room);
    return size * n;
}

static int on_progress(void *ctx, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)a, (void)b, (void)c, (void)d;
    return atomic_load((atomic_bool *)ctx) ? 1 : 0;
}

static CURL *open_box(const struct inbox_visit *v)
{
    CURL *easy = curl_easy_init();
    if (!easy)
        fatal("out of memory");
    SET_OR_DIE(easy, CURLOPT_NOSIGNAL, 1L);
    SET_OR_DIE(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    SET_OR_DIE(easy, CURLOPT_PROXY, "");
    /* Only on this host a password may go over a line without TLS. */
    SET_OR_DIE(easy, CURLOPT_USE_SSL,
               client_is_loopback(v->url) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
    SET_OR_DIE(easy, CURLOPT_QUICK_EXIT, 1L); /* curl#9999 */
    SET_OR_DIE(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
    SET_OR_DIE(easy, CURLOPT_TIMEOUT, TIMEOUT_S);
    SET_OR_DIE(easy, CURLOPT_USERNAME, v->user);
    SET_OR_DIE(easy, CURLOPT_PASSWORD, v->password);
    SET_OR_DIE(easy, CURLOPT_WRITEFUNCTION, on_data);
    SET_OR_DIE(easy, CURLOPT_NOPROGRESS, 0L);
    SET_OR_DIE(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    SET_OR_DIE(easy, CURLOPT_XFERINFODATA, v->is_stopping);
    return easy;
}

static bool ask(CURL *easy, const char *url, const char *command, struct buf *out, struct err *e)
{
    SET_OR_DIE(easy, CURLOPT_URL, url);
    SET_OR_DIE(easy, CURLOPT_CUSTOMREQUEST, command);
    SET_OR_DIE(easy, CURLOPT_WRITEDATA, out);
    CURLcode code = curl_easy_perform(easy);
    return code == CURLE_OK || err_set(e, ERR_IO, "%s", curl_easy_strerror(code));
}

/* "* SEARCH 4 7 12" */
static void read_found(struct inbox_visit *v, struct sv answer)
{
    struct sv line, word;
    while (sv_cut(&answer, '\n', &line)) {
        line = sv_trim(line);
        if (!sv_starts(line, SV("* SEARCH")))
            continue;
        line = (struct sv){line.p + 8, line.n - 8};
        while (sv_cut(&line, ' ', &word)) {
            int64_t uid;
            if (!sv_int(word, 1, UID_MAX, &uid) || uid <= v->after)
                continue; /* "9:*" finds the last mail, whatever its number (RFC 9051 9) */
            if (v->n == INBOX_BATCH)
                v->has_more = true;
            else
                v->mails[v->n++].uid = uid;
        }
    }
}

/* False: the server cannot give it, now or ever; it is passed over in this visit. */
static bool fetch_one(CURL *easy, const struct inbox_visit *v, struct inbox_mail *m)
{
    char url[URL_MAX];
    struct err e = {0};
    int n = snprintf(url, sizeof url, "%s;UID=%" PRId64 "/;PARTIAL=0.%d", v->url, m->uid,
                     (int)INBOX_MAIL_BYTES);
    if (n >= (int)sizeof url)
        return false;
    buf_init(&m->bytes, INBOX_MAIL_BYTES);
    return ask(easy, url, NULL, &m->bytes, &e) && m->bytes.n > 0;
}

void inbox_fetch(struct inbox_visit *v)
{
    struct buf found;
    char command[80];
    CURL *easy = open_box(v);
    buf_init(&found, SEARCH_BYTES);
    (void)snprintf(command, sizeof command, "UID SEARCH UID %" PRId64 ":* UNANSWERED UNDELETED",
                   v->after + 1);
    v->ok = ask(easy, v->url, command, &found, &v->err);
    if (v->ok)
        read_found(v, buf_view(&found));
    for (size_t i = 0; v->ok && i < v->n && !atomic_load(v->is_stopping); i++)
        v->mails[i].is_here = fetch_one(easy, v, &v->mails[i]);
    curl_easy_cleanup(easy);
    buf_free(&found);
}

void inbox_flag(struct inbox_visit *v)
{
    struct buf command, answer;
    bool is_first = true;
    buf_init(&command, COMMAND_MAX);
    buf_init(&answer, SEARCH_BYTES);
    for (size_t i = 0; i < v->n; i++) {
        if (!v->mails[i].is_settled)
            continue;
        buf_printf(&command, "%s%" PRId64, is_first ? "UID STORE " : ",", v->mails[i].uid);
        is_first = false;
    }
    buf_str(&command, " +FLAGS.SILENT (\\Seen \\Answered)");
    v->ok = true;
    if (!is_first) {
        CURL *easy = open_box(v);
        v->ok = ask(easy, v->url, buf_view(&command).p, &answer, &v->err);
        curl_easy_cleanup(easy);
    }
    buf_free(&command);
    buf_free(&answer);
}

void inbox_visit_free(struct inbox_visit *v)
{
    for (size_t i = 0; v && i < v->n; i++)
        buf_free(&v->mails[i].bytes);
    free(v);
}
