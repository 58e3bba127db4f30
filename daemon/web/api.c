/* The API for courts' programs: JSON in, JSON out, every error a problem (RFC 9457). The body is
 * only bounded here; PostgreSQL parses and judges it. */
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "template/embed.h"
#include "web/web.h"

#define BODY_DEPTH   8 /* ours is a list of hearings of texts: two */
#define SENTENCE_MAX 4096

extern const struct embed_file web_assets[];
extern const size_t web_assets_n;

/* ---- the body ---- */

/* PostgreSQL's parser recurses, and its stack is the server's. */
static bool is_flat(struct sv body)
{
    int depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < body.n; i++) {
        char c = body.p[i];
        if (in_text) {
            if (c == '\\')
                i++;
            in_text = c != '"';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '[' || c == '{') {
            if (++depth > BODY_DEPTH)
                return false;
        } else if (c == ']' || c == '}') {
            depth--;
        }
    }
    return true;
}

static bool check_body(struct http_request *r, struct err *e)
{
    struct sv type = sv_of(http_header(r, "Content-Type")), media = {0};
    if (r->method == HTTP_DELETE)
        return true;
    (void)sv_cut(&type, ';', &media);
    if (!sv_eq_nocase(sv_trim(media), SV("application/json")))
        return err_set(e, ERR_MEDIA, "body is not JSON");
    if (r->body.n == 0 || !utf8_valid(r->body) || memchr(r->body.p, '\0', r->body.n) ||
        !is_flat(r->body)) {
        err_field(e, "error.api.json", "body", SV(""));
        e->code = ERR_BAD_REQUEST;
        return false;
    }
    return true;
}

/* ---- the answer ---- */

/* Puts the sentence of each error of a list into it, for people who read logs. */
static void add_sentences(enum lang lang, json_t *errors)
{
    json_t *one;
    size_t i;
    json_array_foreach(errors, i, one)
    {
        struct err e = {0};
        struct buf out;
        const char *field = json_string_value(json_object_get(one, "field"));
        buf_init(&out, SENTENCE_MAX);
        err_field(&e, json_string_value(json_object_get(one, "key")), field ? field : "",
                  sv_of(json_string_value(json_object_get(one, "value"))));
        http_error_sentence(&out, lang, &e, json_object_get(one, "args"));
        json_object_set_new(one, "detail", json_string(buf_view(&out).p));
        json_object_del(one, "args");
        buf_free(&out);
    }
}

static void add_all_sentences(enum lang lang, json_t *body)
{
    json_t *one;
    size_t i;
    add_sentences(lang, json_object_get(body, "errors"));
    json_array_foreach(json_object_get(body, "results"), i, one)
    {
        add_sentences(lang, json_object_get(one, "errors"));
    }
}

static void reply_json(struct http_request *r, int status, const char *etag, const json_t *body)
{
    char *text = json_dumps(body, JSON_COMPACT);
    http_reply(r, &(struct http_body){.status = status,
                                      .type = "application/json",
                                      .bytes = sv_of(text),
                                      .etag = etag,
                                      .cache_control = "private, no-cache"});
    free(text);
}

/* args: {"errors" or "results": what else is wrong, "hearing": what stands}. */
static void refuse(struct http_request *r, struct err e, const char *args)
{
    json_t *more = args ? json_loads(args, 0, NULL) : NULL;
    if (e.code == ERR_SIGNED_OUT)
        (void)snprintf(e.key, sizeof e.key, "error.api.key");
    add_all_sentences(r->lang, more);
    http_reply_problem(r, &e, more);
    json_decref(more);
}

static void answered(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    if (res->err.code != ERR_NONE) {
        refuse(r, res->err, res->args);
        return;
    }
    json_t *answer = web_json(r, res);
    if (!answer)
        return;
    json_t *body = json_object_get(answer, "body");
    const char *etag = json_string_value(json_object_get(answer, "etag"));
    const char *problem = json_string_value(json_object_get(answer, "problem"));
    const char *location = json_string_value(json_object_get(answer, "location"));
    const char *next = json_string_value(json_object_get(answer, "next"));
    int status = (int)json_integer_value(json_object_get(answer, "status"));
    if (location)
        http_reply_header(r, "Location", location);
    if (next)
        http_reply_header(r, "Link", arena_printf(r->arena, "<%s>; rel=\"next\"", next));
    if (json_is_true(json_object_get(answer, "is_replayed")))
        http_reply_header(r, "Idempotency-Replayed", "true");
    add_all_sentences(r->lang, body);
    if (problem) {
        struct err e = {.code = ERR_CONFLICT, .where = __func__};
        (void)snprintf(e.key, sizeof e.key, "%s", problem);
        http_reply_problem(r, &e, body);
    } else {
        reply_json(r, status, etag ? arena_str(r->arena, etag) : NULL, body);
    }
    json_decref(answer);
}

/* ---- the calls ---- */

static const char *const list_args[] = {"from", "to", "limit", "after", NULL};
static const char *const id_args[] = {":0", NULL};
const struct web_page web_api_list = {"api", Q_API_LIST, DB_FAST, list_args, NULL};
const struct web_page web_api_hearing = {"api", Q_API_GET, DB_FAST, id_args, NULL};
const struct web_page web_api_appearances = {"api", Q_API_APPEARANCES, DB_FAST, id_args, NULL};

void web_api_read(struct http_request *r)
{
    const struct web_page *p = r->route->data;
    web_call(r, p->lane, p->query, web_params(r, p->args), answered, r);
}

static const char *header(const struct http_request *r, const char *name)
{
    const char *v = http_header(r, name);
    return v ? v : "";
}

void web_api_write(struct http_request *r)
{
    static const char *const methods[] = {
        [HTTP_POST] = "POST", [HTTP_PUT] = "PUT", [HTTP_DELETE] = "DELETE"};
    const char *reason = http_field(r, "reason");
    struct err e = {0};
    if (!check_body(r, &e)) {
        http_reply_error(r, &e, NULL);
        return;
    }
    const char *params[] = {methods[r->method],         r->params[0] ? r->params[0] : "",
                            r->body.n ? r->body.p : "", header(r, "Idempotency-Key"),
                            header(r, "If-Match"),      header(r, "If-None-Match"),
                            reason ? reason : "",       NULL};
    enum db_lane lane = r->method == HTTP_POST ? DB_SLOW : DB_FAST; /* a list takes its time */
    web_call(r, lane, Q_API_WRITE, params, answered, r);
}

/* ---- what explains it ---- */

void web_api_openapi(struct http_request *r)
{
    const struct embed_file *f = embed_find(web_assets, web_assets_n, SV("openapi.json"));
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "application/json",
                                      .bytes = {(const char *)f->data, f->size},
                                      .cache_control = "public, max-age=3600",
                                      .is_static = true});
}

/* A problem's type leads here: what it means and what to do, in the reader's language. */
void web_api_problem(struct http_request *r)
{
    const char *key = r->params[0];
    bool is_problem = strncmp(key, "error.", 6) == 0 || strncmp(key, "constraint.", 11) == 0 ||
                      strncmp(key, "intake.error.", 13) == 0;
    const char *sentence = is_problem ? tr_find(r->lang, key) : NULL;
    struct err e = {0};
    if (sentence) {
        http_reply(r,
                   &(struct http_body){.status = 200,
                                       .type = "text/plain; charset=utf-8",
                                       .bytes = sv_of(arena_printf(r->arena, "%s\n", sentence))});
        return;
    }
    err_set(&e, ERR_NOT_FOUND, "no such problem");
    http_reply_error(r, &e, NULL);
}
