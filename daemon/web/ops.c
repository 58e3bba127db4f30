/* What operators and machines ask: alive, ready, how much; and the files of the pages. */
#include <string.h>

#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "template/embed.h"
#include "web/web.h"

extern const struct embed_file web_assets[];
extern const size_t web_assets_n;

static void text(struct http_request *r, int status, const char *s)
{
    http_reply(r, &(struct http_body){
                      .status = status, .type = "text/plain; charset=utf-8", .bytes = sv_of(s)});
}

/* The process serves: a restart would not help anything that is wrong now. */
void web_health(struct http_request *r)
{
    text(r, 200, "ok\n");
}

/* The process can do its work: the database answers and nobody asked it to stop. */
void web_ready(struct http_request *r)
{
    const struct web *w = r->app;
    if (w->is_stopping)
        text(r, 503, "stopping\n");
    else if (!db_ready(w->db))
        text(r, 503, "no database\n");
    else
        text(r, 200, "ready\n");
}

void web_metrics(struct http_request *r)
{
    const struct web *w = r->app;
    struct buf out;
    buf_init(&out, 1u << 20);
    metric_set(METRIC_DB_QUEUED, (int64_t)db_waiting(w->db));
    metrics_write(&out);
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/plain; version=0.0.4; charset=utf-8",
                                      .bytes = buf_view(&out)});
    buf_free(&out);
}

static const char *asset_tag(struct arena *a, const struct embed_file *f)
{
    char hex[SECRET_HEX_LEN + 1];
    secret_sha256_hex((struct sv){(const char *)f->data, f->size}, hex);
    return arena_printf(a, "%.16s", hex);
}

const char *web_asset_url(struct arena *a, const char *name)
{
    const struct embed_file *f = embed_find(web_assets, web_assets_n, sv_of(name));
    return f ? arena_printf(a, "/assets/%s?v=%s", name, asset_tag(a, f)) : "";
}

static const char *asset_type(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot && strcmp(dot, ".css") == 0)
        return "text/css; charset=utf-8";
    if (dot && strcmp(dot, ".js") == 0)
        return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}

void web_asset(struct http_request *r)
{
    const struct embed_file *f = embed_find(web_assets, web_assets_n, sv_of(r->params[0]));
    const char *v = http_field(r, "v");
    struct err e = {0};
    if (!f) {
        err_set(&e, ERR_NOT_FOUND, "no asset");
        http_reply_error(r, &e, NULL);
        return;
    }
    const char *tag = asset_tag(r->arena, f);
    bool is_for_good = v && strcmp(v, tag) == 0; /* that address never has another content */
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = asset_type(f->name),
                                      .bytes = {(const char *)f->data, f->size},
                                      .etag = arena_printf(r->arena, "\"%s\"", tag),
                                      .cache_control = is_for_good
                                                           ? "public, max-age=31536000, immutable"
                                                           : "no-cache",
                                      .is_static = true});
}
