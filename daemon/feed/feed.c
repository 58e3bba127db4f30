/* Calendars out: answers from memory, reads and renders what is old, and reports who fetched. */
#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "feed/store.h"

#define SCAN_MS    15000 /* the promise behind the NOTIFY hint (design 1.5) */
#define REPORT_MAX 500
#define SECOND_US  INT64_C(1000000)

struct feed {
    struct loop *loop;
    struct db *db;
    const char *public_url;
    struct feed_store *store;
    struct feed_render *render;
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
    int64_t asked_us;
    char token_hash[SECRET_HEX_LEN + 1];
};

static void scan(void *ctx);

struct feed *feed_start(struct loop *l, struct db *db, const char *public_url, size_t max_bytes)
{
    struct feed *f = heap_new(sizeof *f);
    *f = (struct feed){.loop = l, .db = db, .public_url = public_url, .is_deaf = true};
    f->store = feed_store_new(max_bytes);
    f->render = feed_render_new();
    f->scan = loop_timer_new(l, scan, f);
    loop_timer_set(f->scan, SCAN_MS);
    return f;
}

static void release(void *p)
{
    struct feed *f = p;
    feed_store_free(f->store);
    feed_render_free(f->render);
    free(f);
}

/* Answers everybody who waits for the address. */
static void answer(struct feed_address *a, const struct feed_reply *r)
{
    struct feed_waiter *w = a->waiters;
    a->waiters = NULL;
    while (w) {
        struct feed_waiter *next = w->next;
        w->done(w->ctx, r);
        free(w);
        w = next;
    }
}

static void answer_lost(struct feed_address *a, void *ctx)
{
    struct feed_reply r = {0};
    (void)ctx;
    err_set(&r.err, ERR_DB_LOST, "stopping");
    answer(a, &r);
}

void feed_stop(struct feed *f)
{
    f->is_stopped = true;
    loop_timer_free(f->scan);
    feed_store_each(f->store, answer_lost, NULL);
    loop_retire(f->loop, release, f);
}

/* ---- reading ---- */

static int64_t int_of(const json_t *o, const char *key)
{
    return json_integer_value(json_object_get(o, key));
}

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* Renders what the database said, unless it said that memory is right; the old copy stays when that
 * fails. */
static bool take_events(struct feed *f, const struct asking *asked, const json_t *o, struct err *e)
{
    const char *key = text_of(o, "copy"), *stamp = text_of(o, "stamp");
    struct feed_calendar *c = feed_store_calendar(f->store, key);
    if (key[0] == '\0' || strlen(key) >= STORE_KEY || strlen(stamp) >= STORE_STAMP)
        return err_set(e, ERR_INTERNAL, "feed_read named no calendar");
    if (json_is_array(json_object_get(o, "events")) && (!c || strcmp(c->stamp, stamp) != 0)) {
        struct feed_copy *copy = feed_render(f->render, o, f->public_url, e);
        if (!copy)
            return false;
        c = feed_store_put(f->store, key, int_of(o, "center_id"), int_of(o, "feed_id"), copy);
        (void)snprintf(c->stamp, sizeof c->stamp, "%s", stamp);
        c->version = int_of(o, "version");
        c->modified_s = int_of(o, "modified");
        c->until_us = asked->asked_us + int_of(o, "fresh_s") * SECOND_US;
        metric_add(METRIC_FEED_RENDERS, 1);
    }
    if (!c) /* made room for others meanwhile */
        return err_set(e, ERR_BUSY, "calendar left memory");
    if (strcmp(c->stamp, stamp) == 0)
        c->is_old = asked->scans != f->scans; /* heard of changes meanwhile: perhaps of this one */
    return true;
}

/* Takes in what the database said of an address. */
static bool take(struct feed *f, struct feed_address *a, const struct asking *asked,
                 const struct db_result *res, struct err *e)
{
    *e = res->err;
    if (e->code != ERR_NONE)
        return false;
    if (res->value.n == 0)
        return err_set(e, ERR_NOT_FOUND, "unknown token");
    json_t *o = json_loadb(res->value.p, res->value.n, 0, NULL);
    bool ok = false;
    if (json_is_true(json_object_get(o, "gone")))
        err_set(e, ERR_GONE, "revoked token");
    else if (o)
        ok = take_events(f, asked, o, e);
    else
        err_set(e, ERR_INTERNAL, "feed_read returned no JSON");
    if (ok) {
        const json_t *closes = json_object_get(o, "closes_s");
        int64_t heard_us = asked->scans != f->scans && a->closes_us ? a->closes_us : INT64_MAX;
        feed_store_link(a, feed_store_calendar(f->store, text_of(o, "copy")));
        a->version = int_of(o, "version");
        a->closes_us = json_is_integer(closes)
                           ? asked->asked_us + json_integer_value(closes) * SECOND_US
                           : INT64_MAX;
        if (heard_us < a->closes_us)
            a->closes_us = heard_us; /* shut while we asked */
    }
    json_decref(o);
    return ok;
}

/* The good copy in memory serves also when there is no new one, except at an address that is none.
 */
static struct feed_reply reply_of(const struct feed_address *a, const struct err *err)
{
    bool is_none = err->code == ERR_NOT_FOUND || err->code == ERR_GONE ||
                   (a->closes_us && a->closes_us <= clock_mono_us());
    bool is_stale = err->code != ERR_NONE;
    if (!a->calendar || (is_none && is_stale))
        return (struct feed_reply){.err = *err};
    if (err_http(err->code) == 500)
        log_error("feed.failed", LOG_S("detail", err->detail));
    metric_add(METRIC_FEED_STALE, is_stale);
    return (struct feed_reply){.copy = feed_copy_hold(a->calendar->copy),
                               .modified_s = a->calendar->modified_s,
                               .is_stale = is_stale};
}

/* Answers who waits; an address without a copy leaves memory, unless it was asked for again. */
static void tell(struct feed *f, struct feed_address *a, const struct err *err)
{
    struct feed_reply r = reply_of(a, err);
    answer(a, &r);
    feed_copy_drop(r.copy);
    if (!r.copy && !a->waiters && !a->is_asking)
        feed_store_drop(f->store, a);
}

static void ask(struct feed *f, struct feed_address *a, int64_t now);

/* A calendar that left memory while the database was told of it is asked for once more, in full. */
static void arrived(void *ctx, const struct db_result *res)
{
    struct asking *asked = ctx;
    struct feed *f = asked->feed;
    struct feed_address *a = f->is_stopped ? NULL : feed_store_find(f->store, asked->token_hash);
    struct err err = {0};
    if (a) {
        a->is_asking = false;
        (void)take(f, a, asked, res, &err);
        if (err.code == ERR_BUSY && !a->calendar)
            ask(f, a, clock_mono_us());
        else
            tell(f, a, &err);
        feed_store_trim(f->store);
    }
    free(asked);
}

/* What memory has is told, so that the database need not say it again. */
static void ask(struct feed *f, struct feed_address *a, int64_t now)
{
    const struct feed_calendar *c = a->calendar;
    struct asking *asked = heap_new(sizeof *asked);
    char have[STORE_KEY + STORE_STAMP + 2] = "";
    asked->feed = f;
    asked->scans = f->scans;
    asked->asked_us = now;
    memcpy(asked->token_hash, a->token_hash, sizeof asked->token_hash);
    if (c)
        (void)snprintf(have, sizeof have, "%s %s", c->key, c->stamp);
    a->is_asking = true;
    db_call(f->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = Q_FEED_READ,
                                     .params = (const char *const[]){asked->token_hash, have},
                                     .n_params = 2,
                                     .done = arrived,
                                     .ctx = asked});
}

/* An address is looked up again with every change of its calendar: it may have been that one that
 * shut it. */
static bool is_fresh(const struct feed *f, const struct feed_address *a, int64_t now)
{
    const struct feed_calendar *c = a->calendar;
    return c && f->is_sure && !c->is_old && a->version == c->version && now < c->until_us &&
           now < a->closes_us;
}

void feed_get(struct feed *f, const char *token_hash, const char *client, feed_done *done,
              void *ctx)
{
    int64_t now = clock_mono_us();
    struct feed_address *a = feed_store_find(f->store, token_hash);
    if (!a)
        a = feed_store_add(f->store, token_hash);
    a->used_us = now;
    feed_store_fetched(f->store, a, client);
    if (a->calendar)
        feed_store_used(f->store, a->calendar);
    if (is_fresh(f, a, now)) {
        metric_add(METRIC_FEED_HITS, 1);
        done(ctx, &(struct feed_reply){.copy = a->calendar->copy,
                                       .modified_s = a->calendar->modified_s});
        return;
    }
    struct feed_waiter *w = heap_new(sizeof *w);
    *w = (struct feed_waiter){done, ctx, a->waiters};
    a->waiters = w;
    if (!a->is_asking)
        ask(f, a, now);
}

/* ---- hearing of changes ---- */

/* {hash: seconds left}: known at once, since nobody may ask again before the database is away. */
static void take_shut(struct feed *f, json_t *shut)
{
    int64_t now = clock_mono_us();
    const char *token_hash;
    const json_t *seconds;
    json_object_foreach(shut, token_hash, seconds)
    {
        struct feed_address *a = feed_store_find(f->store, token_hash);
        if (a)
            a->closes_us = now + json_integer_value(seconds) * SECOND_US;
    }
}

/* {"now": "...", "versions": [[center, feed, version], ...], "shut": {hash: seconds left}} */
static void take_changes(struct feed *f, const json_t *o)
{
    const char *now = json_string_value(json_object_get(o, "now"));
    const json_t *v, *versions = json_object_get(o, "versions");
    size_t i;
    take_shut(f, json_object_get(o, "shut"));
    if (!f->since[0]) { /* all of them are here */
        feed_store_all_old(f->store);
        versions = NULL;
    }
    json_array_foreach(versions, i, v)
    {
        feed_store_changed(f->store, json_integer_value(json_array_get(v, 0)),
                           json_integer_value(json_array_get(v, 1)),
                           json_integer_value(json_array_get(v, 2)));
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

static void call(struct feed *f, enum query query, const char *param, db_done *done)
{
    db_call(f->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = query,
                                     .params = &param,
                                     .n_params = 1,
                                     .done = done,
                                     .ctx = f});
}

/* Asks what changed; what happens while an answer is on its way needs another question. */
static void look(struct feed *f)
{
    f->is_asked_again = f->is_scanning;
    if (f->is_scanning || f->is_stopped || f->is_deaf)
        return;
    f->is_scanning = true;
    call(f, Q_FEED_CHANGES, f->since, scanned);
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

/* ---- who fetched ---- */

/* Seconds since 1970 of the last fetch. */
static int64_t fetched_at(const struct feed_address *a)
{
    int64_t ago_ms = (clock_mono_us() - a->used_us) / 1000;
    return (clock_wall_ms() - ago_ms) / 1000;
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
    const struct feed_address *a;
    json_t *list = json_array();
    while (json_array_size(list) < REPORT_MAX && (a = feed_store_report(f->store)) != NULL)
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:I}", "token_hash", a->token_hash, "client",
                                        a->client, "at", (json_int_t)fetched_at(a)));
    if (json_array_size(list) > 0) {
        char *text = json_dumps(list, JSON_COMPACT);
        call(f, Q_FEED_FETCHED, text, reported);
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
