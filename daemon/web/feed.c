/* GET /feed/TOKEN.ics: the token is the key; the calendar comes from the feed's memory. And
 * /robots.txt, without whose leave Google reads no calendar. */
#include "feed/feed.h"

#include <string.h>

#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/web.h"

static void hold(void *copy)
{
    (void)feed_copy_hold(copy);
}

static void drop(void *copy)
{
    feed_copy_drop(copy);
}

static void have(void *ctx, const struct feed_reply *f)
{
    struct http_request *r = ctx;
    if (f->err.code != ERR_NONE) {
        http_reply_error(r, &f->err, NULL);
        return;
    }
    if (f->is_stale)
        http_reply_header(r, "Warning", "110 - \"Response is Stale\"");
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/calendar; charset=utf-8",
                                      .bytes = f->copy->plain,
                                      .gzip = f->copy->gzip,
                                      .hold = hold,
                                      .drop = drop,
                                      .owner = f->copy,
                                      .etag = f->copy->etag,
                                      .modified_s = f->modified_s,
                                      .cache_control = "private, no-cache",
                                      .disposition = "inline; filename=\"lich-truc.ics\""});
    metric_add(METRIC_FEED_UNCHANGED, r->status == 304);
}

void web_feed(struct http_request *r)
{
    struct web *w = r->app;
    char hash[SECRET_HEX_LEN + 1];
    struct sv token = sv_of(r->params[0]);
    struct err e = {0};
    if (token.n < 5 || memcmp(token.p + token.n - 4, ".ics", 4) != 0) {
        err_set(&e, ERR_NOT_FOUND, "not a feed address");
        http_reply_error(r, &e, NULL);
        return;
    }
    token.n -= 4;
    secret_sha256_hex(token, hash);
    feed_get(w->feed, hash, http_header(r, "User-Agent"), have, r);
}

/* RFC 9309: the longer rule wins. */
void web_robots(struct http_request *r)
{
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/plain; charset=utf-8",
                                      .bytes = SV("User-agent: *\nAllow: /feed/\nDisallow: /\n"),
                                      .cache_control = "public, max-age=86400",
                                      .is_static = true});
}
