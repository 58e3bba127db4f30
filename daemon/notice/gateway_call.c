/* Fills a gateway's fields with one message, and reads its answer. */
#include "notice/gateway_call.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "notice/plain.h"
#include "notice/segment.h"

#define VALUE_BYTES   (16u * 1024)
#define REQUEST_BYTES (64u * 1024)

/* ---- values ---- */

typedef void escape_fn(struct buf *out, struct sv value);

static void escape_none(struct buf *out, struct sv value)
{
    buf_sv(out, value);
}

/* Inside the quotes that the description writes. */
static void escape_json(struct buf *out, struct sv value)
{
    struct buf quoted;
    buf_init(&quoted, REQUEST_BYTES);
    json_quote(&quoted, value);
    if (quoted.n >= 2)
        buf_add(out, quoted.p + 1, quoted.n - 2);
    buf_free(&quoted);
}

/* XML 1.0 2.2 has no control characters but tab and the ends of lines. */
static void escape_xml(struct buf *out, struct sv value)
{
    struct buf plain;
    buf_init(&plain, REQUEST_BYTES);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        bool is_control = (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
        buf_char(&plain, is_control ? ' ' : c);
    }
    html_escape(out, buf_view(&plain));
    buf_free(&plain);
}

static void set_text(json_t *o, const char *name, struct sv value, escape_fn *escape)
{
    struct buf b;
    if (escape == escape_none) {
        (void)json_object_set_new(o, name, json_stringn(value.p, value.n));
        return;
    }
    buf_init(&b, REQUEST_BYTES);
    escape(&b, value);
    struct sv v = buf_view(&b);
    (void)json_object_set_new(o, name, json_stringn(v.p, v.n));
    buf_free(&b);
}

/* As people write it at home: 0901234567. */
static void set_local(json_t *o, struct sv digits, escape_fn *escape)
{
    char local[24] = "";
    if (sv_starts(digits, SV("84")) && digits.n < sizeof local)
        (void)snprintf(local, sizeof local, "0%.*s", (int)digits.n - 2, digits.p + 2);
    set_text(o, "local", sv_of(local), escape);
}

static void set_base64(json_t *o, struct sv text, escape_fn *escape)
{
    json_t *inner = json_object();
    struct buf b;
    buf_init(&b, REQUEST_BYTES);
    base64_put(&b, (const unsigned char *)text.p, text.n, false);
    set_text(inner, "text", buf_view(&b), escape);
    buf_free(&b);
    (void)json_object_set_new(o, "base64", inner);
}

/* What the templates of a description may name, escaped for where they stand. */
static json_t *values_of(const struct gateway *g, const struct gateway_facts *f, escape_fn *escape)
{
    const char *to = f->address ? f->address : "";
    struct sv digits = sv_of(to[0] == '+' ? to + 1 : to);
    int64_t minutes = f->deadline_s > 60 ? f->deadline_s / 60 : 1;
    json_t *o = json_object();
    set_text(o, "to", sv_of(to), escape);
    set_text(o, "digits", digits, escape);
    set_local(o, digits, escape);
    set_text(o, "text", f->text, escape);
    set_text(o, "token", sv_of(f->token), escape);
    set_text(o, "callback", sv_of(f->callback), escape);
    set_text(o, "id", sv_of(f->id), escape);
    set_text(o, "access", sv_of(f->access), escape);
    set_text(o, "refresh", sv_of(f->refresh), escape);
    set_text(o, "from", sv_of(g->from), escape);
    set_text(o, "user", sv_of(g->user), escape);
    set_text(o, "password", sv_of(g->password), escape);
    set_text(o, "secret", sv_of(g->secret), escape);
    set_base64(o, f->text, escape);
    (void)json_object_set_new(o, "ucs2", json_boolean(sms_size(f->text).ucs2));
    (void)json_object_set_new(o, "minutes", json_integer(minutes));
    return o;
}

static bool write_value(const struct template *t, const json_t *values, struct buf *out,
                        struct err *e)
{
    static const struct template_env env = {.escape = TEMPLATE_TEXT};
    return template_render(t, values, &env, out, e);
}

/* ---- the request ---- */

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

/* All fields in the form's format; one whose value is empty is not sent. */
static bool put_params(const struct gateway_form *form, const json_t *values, struct buf *out,
                       struct err *e)
{
    for (size_t i = 0; i < form->n_params; i++) {
        struct buf value;
        buf_init(&value, VALUE_BYTES);
        bool ok = write_value(form->params[i].value, values, &value, e);
        if (ok && value.n > 0)
            put_field(form->format, out, sv_of(form->params[i].name), buf_view(&value));
        buf_free(&value);
        if (!ok)
            return false;
    }
    return true;
}

static const char *type_of(enum gateway_format format)
{
    if (format == GATEWAY_JSON)
        return "Content-Type: application/json; charset=utf-8";
    return format == GATEWAY_XML ? "Content-Type: text/xml; charset=utf-8" : NULL;
}

static bool put_headers(struct arena *a, const struct gateway_form *form, const json_t *values,
                        const char **headers, struct err *e)
{
    const char *type = type_of(form->format);
    size_t n = 0;
    for (size_t i = 0; i < form->n_headers; i++) {
        struct buf value;
        buf_init(&value, VALUE_BYTES);
        bool ok = write_value(form->headers[i].value, values, &value, e);
        if (ok && value.n > 0)
            headers[n++] = arena_printf(a, "%s: %s", form->headers[i].name, value.p);
        buf_free(&value);
        if (!ok)
            return false;
        if (sv_eq_nocase(sv_of(form->headers[i].name), SV("Content-Type")))
            type = NULL;
    }
    if (type)
        headers[n++] = type;
    headers[n] = NULL;
    return true;
}

/* The description's body, its values escaped for what it is. */
static bool put_body(const struct gateway *g, const struct gateway_form *form,
                     const struct gateway_facts *facts, struct buf *out, struct err *e)
{
    json_t *values = values_of(g, facts, form->format == GATEWAY_XML ? escape_xml : escape_json);
    bool ok = write_value(form->body, values, out, e);
    json_decref(values);
    return ok;
}

static bool put_url(struct arena *a, const struct gateway *g, const struct gateway_form *form,
                    const struct gateway_facts *facts, const char **out, struct err *e)
{
    struct buf url;
    *out = form->url.text;
    if (!form->url.template)
        return true;
    json_t *values = values_of(g, facts, url_encode);
    buf_init(&url, VALUE_BYTES);
    bool ok = write_value(form->url.template, values, &url, e);
    *out = arena_dup(a, buf_view(&url));
    buf_free(&url);
    json_decref(values);
    return ok;
}

static void finish_request(struct arena *a, const struct gateway_form *form, struct sv content,
                           struct gateway_request *out)
{
    const char *text = arena_dup(a, content);
    if (form->format == GATEWAY_QUERY) {
        const char *join = content.n == 0 ? "" : strchr(out->url, '?') ? "&" : "?";
        out->method = "GET";
        out->url = arena_printf(a, "%s%s%s", out->url, join, text);
        return;
    }
    out->method = "POST";
    if (form->format == GATEWAY_JSON && !form->body)
        text = arena_printf(a, "{%s}", text);
    out->body = sv_of(text);
}

bool gateway_request(struct arena *a, const struct gateway *g, const struct gateway_form *form,
                     const struct gateway_facts *facts, struct gateway_request *out, struct err *e)
{
    const char **headers = arena_alloc(a, (GATEWAY_FIELDS_MAX + 2) * sizeof(*headers));
    struct buf content;

    if (!utf8_valid(facts->text))
        return err_set(e, ERR_INVALID, "the message is not UTF-8");
    json_t *values = values_of(g, facts, escape_none);
    *out = (struct gateway_request){.headers = headers,
                                    .user = form->has_login ? g->user : NULL,
                                    .password = form->has_login ? g->password : NULL};
    buf_init(&content, REQUEST_BYTES);
    bool ok = put_url(a, g, form, facts, &out->url, e) &&
              put_headers(a, form, values, headers, e) &&
              (form->body ? put_body(g, form, facts, &content, e)
                          : put_params(form, values, &content, e));
    if (ok && !buf_ok(&content))
        ok = err_set(e, ERR_TOO_LARGE, "request of more than %zu bytes", content.max);
    if (ok)
        finish_request(a, form, buf_view(&content), out);
    buf_free(&content);
    json_decref(values);
    return ok;
}

struct client_call gateway_client_call(const struct gateway_request *req)
{
    return (struct client_call){.url = req->url,
                                .method = req->method,
                                .headers = req->headers,
                                .body = req->body,
                                .user = req->user,
                                .password = req->password};
}

/* ---- the answer ---- */

bool gateway_has_code(struct sv list, const char *code)
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
    if (gateway_has_code(g->success, code))
        return OUTCOME_OK;
    if (gateway_has_code(g->temporary, code))
        return OUTCOME_TEMPFAIL;
    if (gateway_has_code(g->permanent, code))
        return OUTCOME_PERMFAIL;
    if (gateway_has_code(g->unknown, code))
        return OUTCOME_UNKNOWN;
    return outcome_of_status(status);
}

/* A failed request, or a page put in its place, may come from a proxy that knows nothing of the
 * gateway's codes: then the status alone speaks, and 200 is not yet success. */
static void judge_answer(const struct gateway *g, const struct client_result *r,
                         struct gateway_answer *out)
{
    bool is_answered = r->status / 100 == 2;
    struct gateway_said said = gateway_said(r->body, NULL, NULL);
    char proof[8] = "";

    plain_put(out->detail, sizeof(out->detail), sv_trim(r->body));
    if (is_answered) {
        gateway_said_at(&said, &g->code, out->code, sizeof(out->code));
        gateway_said_at(&said, &g->succeeded, proof, sizeof(proof));
    }
    bool has_own_code = out->code[0] != '\0';
    if (!has_own_code)
        (void)snprintf(out->code, sizeof(out->code), "%d", r->status);
    if (proof[0])
        out->outcome = OUTCOME_OK;
    else if (is_answered && !has_own_code && g->code.kind != PLACE_NONE)
        out->outcome = OUTCOME_UNKNOWN;
    else
        out->outcome = outcome_of_code(g, out->code, r->status);
    if (out->outcome == OUTCOME_OK)
        gateway_said_at(&said, &g->id, out->id, sizeof(out->id));
    out->is_access_refused =
        g->access.form.url.text && gateway_has_code(g->access.refused, out->code);
    if (out->is_access_refused)
        out->outcome = OUTCOME_TEMPFAIL;
    gateway_said_free(&said);
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
