/* Fills a gateway's fields with one message, and reads its answer. */
#include "notice/gateway_call.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "notice/plain.h"
#include "notice/segment.h"

#define VALUE_BYTES   (16u * 1024)
#define REQUEST_BYTES (64u * 1024)

/* ---- the request ---- */

/* What the templates of a description may name. */
static json_t *values_of(const struct gateway *g, const struct message *m, const char *callback)
{
    const char *digits = m->address[0] == '+' ? m->address + 1 : m->address;
    int64_t minutes = m->deadline_s > 60 ? m->deadline_s / 60 : 1;
    return json_pack("{s:s, s:s, s:s%, s:b, s:s, s:s, s:s, s:s, s:s, s:I}", "to", m->address,
                     "digits", digits, "text", m->text.p, m->text.n, "ucs2",
                     (int)sms_size(m->text).ucs2, "token", m->token, "callback", callback, "from",
                     g->from, "user", g->user, "password", g->password, "minutes",
                     (json_int_t)minutes);
}

static bool write_value(const struct template *t, const json_t *values, struct buf *out,
                        struct err *e)
{
    static const struct template_env env = {.escape = TEMPLATE_TEXT};
    buf_init(out, VALUE_BYTES);
    return template_render(t, values, &env, out, e);
}

static void put_field(enum gateway_format format, struct buf *out, struct sv name, struct sv value)
{
    bool is_json = format == GATEWAY_JSON;
    if (out->n > 0)
        buf_char(out, is_json ? ',' : '&');
    if (is_json) {
        json_quote(out, name);
        buf_char(out, ':');
        json_quote(out, value);
    } else {
        url_encode(out, name);
        buf_char(out, '=');
        url_encode(out, value);
    }
}

/* All fields in the gateway's form; one whose value is empty is not sent. */
static bool put_params(const struct gateway *g, const json_t *values, struct buf *out,
                       struct err *e)
{
    for (size_t i = 0; i < g->n_params; i++) {
        struct buf value;
        bool ok = write_value(g->params[i].value, values, &value, e);
        if (ok && value.n > 0)
            put_field(g->format, out, sv_of(g->params[i].name), buf_view(&value));
        buf_free(&value);
        if (!ok)
            return false;
    }
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "request of more than %zu bytes", out->max);
}

static bool put_headers(struct arena *a, const struct gateway *g, const json_t *values,
                        const char **headers, struct err *e)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n_headers; i++) {
        struct buf value;
        bool ok = write_value(g->headers[i].value, values, &value, e);
        if (ok && value.n > 0)
            headers[n++] = arena_printf(a, "%s: %s", g->headers[i].name, value.p);
        buf_free(&value);
        if (!ok)
            return false;
    }
    if (g->format == GATEWAY_JSON)
        headers[n++] = "Content-Type: application/json; charset=utf-8";
    headers[n] = NULL;
    return true;
}

static void finish_request(struct arena *a, const struct gateway *g, struct sv params,
                           struct gateway_request *out)
{
    const char *text = arena_dup(a, params);
    if (g->format == GATEWAY_QUERY) {
        out->method = "GET";
        out->url = arena_printf(a, "%s%c%s", g->url, strchr(g->url, '?') ? '&' : '?', text);
        return;
    }
    out->method = "POST";
    out->url = g->url;
    if (g->format == GATEWAY_JSON)
        text = arena_printf(a, "{%s}", text);
    out->body = sv_of(text);
}

bool gateway_request(struct arena *a, const struct gateway *g, const struct message *m,
                     const char *callback, struct gateway_request *out, struct err *e)
{
    const char **headers = arena_alloc(a, (GATEWAY_FIELDS_MAX + 2) * sizeof(*headers));
    struct buf params;

    json_t *values = values_of(g, m, callback);
    if (!values)
        return err_set(e, ERR_INVALID, "the message is not UTF-8");
    *out = (struct gateway_request){.headers = headers};
    buf_init(&params, REQUEST_BYTES);
    bool ok = put_headers(a, g, values, headers, e) && put_params(g, values, &params, e);
    if (ok)
        finish_request(a, g, buf_view(&params), out);
    buf_free(&params);
    json_decref(values);
    return ok;
}

/* ---- the answer ---- */

static const json_t *step(const json_t *at, struct sv name)
{
    int64_t i;
    if (json_is_array(at))
        return sv_int(name, 0, INT32_MAX, &i) ? json_array_get(at, (size_t)i) : NULL;
    return json_object_getn(at, name.p, name.n);
}

/* Texts as they are, numbers in decimal; anything else is not there. */
static void read_json(struct sv body, struct sv path, char *out, size_t size)
{
    json_t *root = json_loadb(body.p, body.n, JSON_DECODE_ANY, NULL);
    const json_t *at = root;
    struct sv name;

    while (at && sv_cut(&path, '.', &name))
        at = step(at, name);
    if (json_is_string(at))
        plain_put(out, size, (struct sv){json_string_value(at), json_string_length(at)});
    else if (json_is_integer(at))
        (void)snprintf(out, size, "%lld", (long long)json_integer_value(at));
    json_decref(root);
}

/* The answer's first word: up to a colon, a comma or white space. */
static struct sv first_word(struct sv body)
{
    struct sv s = sv_trim(body);
    size_t n = 0;
    while (n < s.n && !strchr(":,; \t\r\n", s.p[n]))
        n++;
    return (struct sv){s.p, n};
}

static void read_place(const struct gateway_place *place, struct sv body, char *out, size_t size)
{
    out[0] = '\0';
    if (place->kind == PLACE_BODY)
        plain_put(out, size, first_word(body));
    else if (place->kind == PLACE_JSON)
        read_json(body, place->path, out, size);
}

static bool has_code(struct sv list, const char *code)
{
    struct sv one;
    while (sv_cut(&list, ',', &one)) {
        if (sv_eq_str(sv_trim(one), code))
            return true;
    }
    return false;
}

static enum outcome outcome_of_code(const struct gateway *g, const char *code, int status)
{
    if (has_code(g->success, code))
        return OUTCOME_OK;
    if (has_code(g->temporary, code))
        return OUTCOME_TEMPFAIL;
    if (has_code(g->permanent, code))
        return OUTCOME_PERMFAIL;
    if (has_code(g->unknown, code))
        return OUTCOME_UNKNOWN;
    return outcome_of_status(status);
}

/* A failed request, or a page put in its place, may come from a proxy that knows nothing of the
 * gateway's codes: then the status alone speaks, and 200 is not yet success. */
static void judge_answer(const struct gateway *g, const struct client_result *r,
                         struct gateway_answer *out)
{
    bool is_answered = r->status / 100 == 2;

    plain_put(out->detail, sizeof(out->detail), sv_trim(r->body));
    if (is_answered)
        read_place(&g->code, r->body, out->code, sizeof(out->code));
    bool has_own_code = out->code[0] != '\0';
    if (!has_own_code)
        (void)snprintf(out->code, sizeof(out->code), "%d", r->status);
    if (is_answered && !has_own_code && g->code.kind != PLACE_NONE)
        out->outcome = OUTCOME_UNKNOWN;
    else
        out->outcome = outcome_of_code(g, out->code, r->status);
    if (out->outcome == OUTCOME_OK)
        read_place(&g->id, r->body, out->id, sizeof(out->id));
}

void gateway_judge(const struct gateway *g, const struct client_result *r,
                   struct gateway_answer *out)
{
    *out = (struct gateway_answer){.outcome = OUTCOME_TEMPFAIL};
    if (r->end == CLIENT_ANSWERED) {
        judge_answer(g, r, out);
        return;
    }
    bool is_unsent = r->end == CLIENT_NOT_SENT;
    out->outcome = is_unsent ? OUTCOME_TEMPFAIL : OUTCOME_UNKNOWN;
    plain_put(out->code, sizeof(out->code), is_unsent ? SV("not_sent") : SV("no_answer"));
    plain_put(out->detail, sizeof(out->detail), sv_of(r->text));
}
