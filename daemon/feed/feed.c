/* Calendars out: answers from memory, reads and renders what is old, and reports who fetched. */
#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "feed/ics.h"
#include "feed/store.h"

#define SCAN_MS    15000 /* the promise behind the NOTIFY hint (design 1.5) */
#define FEED_MAX   (8u << 20)
#define REPORT_MAX 500
/* The window of a feed moves with the days: read anew at least this often. */
#define FRESH_US (INT64_C(6) * 3600 * 1000000)

struct feed {
    struct loop *loop;
    struct db *db;
    const char *public_url;
    struct feed_store *store;
    struct loop_timer *scan;
    char since[40]; /* database time of the last scan, "" before the first of a connection */
    uint64_t scans; /* answers taken in */
    bool is_deaf;   /* the listener does not listen: nobody says when something changes */
    bool is_sure;   /* a scan was answered since the last hint: what it did not name is fresh */
    bool is_scanning, is_asked_again, is_stopped;
};

struct asking { /* one read on its way */
    struct feed *feed;
    uint64_t scans; /* of the feed when it was asked */
    char token_hash[SECRET_HEX_LEN + 1];
};

static void scan(void *ctx);

struct feed *feed_start(struct loop *l, struct db *db, const char *public_url)
{
    struct feed *f = heap_new(sizeof *f);
    *f = (struct feed){.loop = l, .db = db, .public_url = public_url, .is_deaf = true};
    f->store = feed_store_new();
    f->scan = loop_timer_new(l, scan, f);
    loop_timer_set(f->scan, SCAN_MS);
    return f;
}

static void call(struct feed *f, enum query query, const char *param, db_done *done, void *ctx)
{
    db_call(f->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = query,
                                     .params = &param,
                                     .n_params = 1,
                                     .done = done,
                                     .ctx = ctx});
}

static void release(void *p)
{
    struct feed *f = p;
    feed_store_free(f->store);
    free(f);
}

/* Answers everybody who waits for the entry. */
static void answer(struct feed_entry *e, const struct feed_reply *r)
{
    struct feed_waiter *w = e->waiters;
    e->waiters = NULL;
    while (w) {
        struct feed_waiter *next = w->next;
        w->done(w->ctx, r);
        free(w);
        w = next;
    }
}

static void answer_lost(struct feed_entry *e, void *ctx)
{
    struct feed_reply r = {0};
    (void)ctx;
    err_set(&r.err, ERR_DB_LOST, "stopping");
    answer(e, &r);
}

void feed_stop(struct feed *f)
{
    f->is_stopped = true;
    loop_timer_free(f->scan);
    feed_store_each(f->store, answer_lost, NULL);
    loop_retire(f->loop, release, f);
}

static struct feed_reply copy_of(const struct feed_entry *e, bool is_stale)
{
    return (struct feed_reply){.plain = {e->plain, e->plain_n},
                               .gzip = {e->gzip, e->gzip_n},
                               .etag = e->etag,
                               .modified_s = e->modified_s,
                               .is_stale = is_stale};
}

static void compress_entry(struct feed_entry *e)
{
    z_stream z = {0};
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return; /* the reply compresses it then */
    uLong bound = deflateBound(&z, e->plain_n);
    e->gzip = heap_new(bound);
    z.next_in = (unsigned char *)e->plain;
    z.avail_in = (uInt)e->plain_n;
    z.next_out = (unsigned char *)e->gzip;
    z.avail_out = (uInt)bound;
    bool ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
    e->gzip_n = ok ? z.total_out : 0;
    deflateEnd(&z);
}

static bool render(struct feed *f, struct feed_entry *e, const json_t *o, struct err *err)
{
    struct buf out;
    char hex[SECRET_HEX_LEN + 1];
    buf_init(&out, FEED_MAX);
    if (!ics_feed(&out, o, f->public_url, err)) {
        buf_free(&out);
        return false;
    }
    free(e->plain);
    free(e->gzip);
    e->plain = out.p; /* taken over from the buffer */
    e->plain_n = out.n;
    e->gzip = NULL;
    e->gzip_n = 0;
    compress_entry(e);
    secret_sha256_hex((struct sv){e->plain, e->plain_n}, hex);
    (void)snprintf(e->etag, sizeof e->etag, "\"%.32s\"", hex);
    e->center_id = json_integer_value(json_object_get(o, "center_id"));
    e->provider_id = json_integer_value(json_object_get(o, "provider_id"));
    e->version = json_integer_value(json_object_get(o, "version"));
    e->modified_s = json_integer_value(json_object_get(o, "modified"));
    metric_add(METRIC_FEED_RENDERS, 1);
    return true;
}

/* Renders what the database said into the entry; the old copy stays when that fails. */
static bool take(struct feed *f, struct feed_entry *e, const struct db_result *res, struct err *err)
{
    *err = res->err;
    if (err->code != ERR_NONE)
        return false;
    if (res->value.n == 0)
        return err_set(err, ERR_NOT_FOUND, "unknown token");
    json_t *o = json_loadb(res->value.p, res->value.n, 0, NULL);
    bool ok = false;
    if (json_is_true(json_object_get(o, "gone")))
        err_set(err, ERR_GONE, "revoked token");
    else if (o)
        ok = render(f, e, o, err);
    else
        err_set(err, ERR_INTERNAL, "feed_read returned no JSON");
    json_decref(o);
    return ok;
}

/* The good copy in memory serves also when there is no new one, except of a token that is none. */
static struct feed_reply reply_of(const struct feed_entry *e, const struct err *err)
{
    bool is_none = err->code == ERR_NOT_FOUND || err->code == ERR_GONE;
    if (!e->plain || is_none)
        return (struct feed_reply){.err = *err};
    if (err_http(err->code) == 500)
        log_error("feed.failed", LOG_S("detail", err->detail));
    return copy_of(e, err->code != ERR_NONE);
}

static void arrived(void *ctx, const struct db_result *res)
{
    struct asking *a = ctx;
    struct feed *f = a->feed;
    struct feed_entry *e = f->is_stopped ? NULL : feed_store_find(f->store, a->token_hash);
    bool heard = a->scans != f->scans; /* of changes meanwhile: perhaps of this one */
    struct err err;
    free(a);
    if (!e)
        return;
    e->is_asking = false;
    if (take(f, e, res, &err)) {
        e->is_old = heard;
        e->read_us = clock_mono_us();
    }
    struct feed_reply r = reply_of(e, &err);
    answer(e, &r);
    if (r.err.code != ERR_NONE)
        feed_store_drop(f->store, e);
}

static void ask(struct feed *f, struct feed_entry *e)
{
    struct asking *a = heap_new(sizeof *a);
    a->feed = f;
    a->scans = f->scans;
    memcpy(a->token_hash, e->token_hash, sizeof a->token_hash);
    e->is_asking = true;
    call(f, Q_FEED_READ, a->token_hash, arrived, a);
}

static void note_client(struct feed_entry *e, const char *client)
{
    size_t n = client ? strlen(client) : 0;
    if (n >= sizeof e->client)
        n = sizeof e->client - 1;
    for (size_t i = 0; i < n; i++)
        e->client[i] = (client[i] >= 0x20 && client[i] < 0x7f) ? client[i] : ' ';
    e->client[n] = '\0';
    e->is_fetched = true;
}

void feed_get(struct feed *f, const char *token_hash, const char *client, feed_done *done,
              void *ctx)
{
    int64_t now = clock_mono_us();
    struct feed_entry *e = feed_store_find(f->store, token_hash);
    if (!e)
        e = feed_store_add(f->store, token_hash);
    e->used_us = now;
    note_client(e, client);
    bool is_fresh = e->plain && f->is_sure && !e->is_old && now - e->read_us < FRESH_US;
    if (is_fresh) {
        struct feed_reply r = copy_of(e, false);
        metric_add(METRIC_FEED_HITS, 1);
        done(ctx, &r);
        return;
    }
    struct feed_waiter *w = heap_new(sizeof *w);
    *w = (struct feed_waiter){done, ctx, e->waiters};
    e->waiters = w;
    if (!e->is_asking)
        ask(f, e);
}

struct change {
    int64_t center_id, provider_id, version;
};

static void mark_old(struct feed_entry *e, void *ctx)
{
    const struct change *c = ctx;
    if (e->center_id == c->center_id && e->provider_id == c->provider_id &&
        e->version != c->version)
        e->is_old = true;
}

static void mark_all_old(struct feed_entry *e, void *ctx)
{
    (void)ctx;
    e->is_old = true;
}

/* {"now": "...", "versions": [[center, provider, version], ...]} */
static void take_changes(struct feed *f, const json_t *o)
{
    const char *now = json_string_value(json_object_get(o, "now"));
    const json_t *v, *versions = json_object_get(o, "versions");
    size_t i;
    if (!f->since[0]) {
        feed_store_each(f->store, mark_all_old, NULL);
        versions = NULL; /* all of them are here */
    }
    json_array_foreach(versions, i, v)
    {
        struct change c = {json_integer_value(json_array_get(v, 0)),
                           json_integer_value(json_array_get(v, 1)),
                           json_integer_value(json_array_get(v, 2))};
        feed_store_each(f->store, mark_old, &c);
    }
    if (now)
        (void)snprintf(f->since, sizeof f->since, "%s", now);
}

static void look(struct feed *f);

static void scanned(void *ctx, const struct db_result *res)
{
    struct feed *f = ctx;
    if (f->is_stopped)
        return;
    bool again = f->is_asked_again;
    f->is_scanning = f->is_asked_again = false;
    json_t *o = res->err.code == ERR_NONE ? json_loadb(res->value.p, res->value.n, 0, NULL) : NULL;
    f->is_sure = o && !again && !f->is_deaf;
    if (o && !f->is_deaf) {
        take_changes(f, o);
        f->scans++;
    }
    json_decref(o);
    if (o && again)
        look(f);
}

/* Asks what changed; what happens while an answer is on its way needs another question. */
static void look(struct feed *f)
{
    f->is_asked_again = f->is_scanning;
    if (f->is_scanning || f->is_stopped || f->is_deaf)
        return;
    f->is_scanning = true;
    call(f, Q_FEED_CHANGES, f->since, scanned, f);
}

void feed_changed(struct feed *f)
{
    f->is_deaf = f->is_sure = false;
    look(f);
}

/* After a failover or a restored backup, versions may have gone back: then everything is old. */
void feed_unsure(struct feed *f)
{
    f->is_deaf = true;
    f->is_sure = false;
    f->since[0] = '\0';
}

/* Seconds since 1970 of the last fetch. */
static int64_t fetched_at(const struct feed_entry *e)
{
    int64_t ago_ms = (clock_mono_us() - e->used_us) / 1000;
    return (clock_wall_ms() - ago_ms) / 1000;
}

static void add_fetch(struct feed_entry *e, void *ctx)
{
    json_t *list = ctx;
    if (!e->is_fetched || json_array_size(list) >= REPORT_MAX)
        return;
    e->is_fetched = false;
    json_array_append_new(list, json_pack("{s:s, s:s, s:I}", "token_hash", e->token_hash, "client",
                                          e->client, "at", (json_int_t)fetched_at(e)));
}

static void reported(void *ctx, const struct db_result *res)
{
    (void)ctx;
    if (res->err.code != ERR_NONE)
        log_warn("feed.report_failed", LOG_S("error", res->err.detail));
}

/* Tells the database who fetched what, at most once per scan: "Google, 14:02". */
static void report(struct feed *f)
{
    json_t *list = json_array();
    feed_store_each(f->store, add_fetch, list);
    if (json_array_size(list) > 0) {
        char *text = json_dumps(list, JSON_COMPACT);
        call(f, Q_FEED_FETCHED, text, reported, NULL);
        free(text);
    }
    json_decref(list);
}

static void scan(void *ctx)
{
    struct feed *f = ctx;
    report(f);
    look(f);
    loop_timer_set(f->scan, SCAN_MS);
}
