/* Reads the calls of gateways as their descriptions say. */
#include "notice/gateway_report.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "notice/gateway_call.h"

#define WORD_MAX   64
#define ID_MAX     129 /* the database takes 128 */
#define DETAIL_MAX 256
#define NUMBER_MAX 41
#define TEXT_MAX   2048

/* ---- fates ---- */

static void fate_word(const struct gateway_report *report, const struct gateway_said *said,
                      char out[WORD_MAX])
{
    char second[WORD_MAX / 2];
    gateway_said_at(said, &report->fate, out, WORD_MAX / 2);
    gateway_said_at(said, &report->fate_and, second, sizeof second);
    if (!out[0] || !second[0])
        return;
    size_t n = strlen(out);
    (void)snprintf(out + n, WORD_MAX - n, "/%s", second);
}

json_t *gateway_report_fate(const struct gateway_report *report, const struct gateway_said *said)
{
    char word[WORD_MAX], detail[DETAIL_MAX];
    fate_word(report, said, word);
    for (size_t i = 0; word[0] && i < FATE_COUNT; i++) {
        if (!gateway_has_code(report->words[i], word))
            continue;
        gateway_said_at(said, &report->detail, detail, sizeof detail);
        return json_pack("{s:s, s:s}", "kind", gateway_fate_str((enum gateway_fate)i), "detail",
                         detail[0] ? detail : word);
    }
    return NULL;
}

/* One report; NULL when it names no message or no fate we know. */
static json_t *report_one(const struct gateway_report *report, const struct gateway_said *said)
{
    char token[ID_MAX], id[ID_MAX];
    gateway_said_at(said, &report->token, token, sizeof token);
    gateway_said_at(said, &report->id, id, sizeof id);
    json_t *o = token[0] || id[0] ? gateway_report_fate(report, said) : NULL;
    if (o && token[0])
        (void)json_object_set_new(o, "token", json_string(token));
    else if (o)
        (void)json_object_set_new(o, "id", json_string(id));
    return o;
}

static void free_text(void *p)
{
    free(p);
}

/* As many as there are, those we do not understand left out: a gateway may know states that are no
 * fate yet. */
static const char *reports(struct arena *a, const struct gateway_report *report,
                           const struct gateway_said *said)
{
    json_t *items = json_array();
    struct gateway_said item;
    for (size_t i = 0; i < GATEWAY_REPORTS_MAX && gateway_said_item(said, &report->list, i, &item);
         i++) {
        json_t *one = report_one(report, &item);
        if (one)
            (void)json_array_append_new(items, one);
    }
    char *text = json_array_size(items) > 0 ? json_dumps(items, JSON_COMPACT) : NULL;
    json_decref(items);
    if (text)
        arena_on_free(a, free_text, text);
    return text;
}

/* ---- calls ---- */

static const char *field_of(void *ctx, const char *name)
{
    return http_field(ctx, name);
}

/* An empty list of callers is no bound: the address with its key is secret. */
static bool may_call(const struct gateway *g, const char *address)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (!g->callers)
        return true;
    if (inet_pton(AF_INET, address, &v4.sin_addr) == 1)
        return address_is_within(g->callers, (const struct sockaddr *)&v4);
    return inet_pton(AF_INET6, address, &v6.sin6_addr) == 1 &&
           address_is_within(g->callers, (const struct sockaddr *)&v6);
}

static const char *word_at(struct arena *a, const struct gateway_said *said,
                           const struct gateway_place *place, size_t max)
{
    char *out = arena_alloc(a, max);
    gateway_said_at(said, place, out, max);
    return out;
}

static bool hear_receipt(struct arena *a, const struct gateway *g, const struct gateway_said *said,
                         const char *params[GATEWAY_PARAMS_MAX], struct err *e)
{
    params[0] = g->name;
    params[1] = reports(a, &g->receipt, said);
    return params[1] || err_set(e, ERR_INVALID, "%s reports no fate we know", g->name);
}

static bool hear_incoming(struct arena *a, const struct gateway *g, const char *kind,
                          const struct gateway_said *said, const char *params[GATEWAY_PARAMS_MAX],
                          struct err *e)
{
    bool is_text = strcmp(kind, "text") == 0;
    const struct gateway_incoming *in = is_text ? &g->text : &g->call;
    params[0] = g->name;
    params[1] = kind;
    params[2] = word_at(a, said, &in->from, NUMBER_MAX);
    params[3] = word_at(a, said, &in->to, NUMBER_MAX);
    params[4] = word_at(a, said, &in->text, TEXT_MAX);
    params[5] = word_at(a, said, &in->id, ID_MAX);
    return params[2][0] || err_set(e, ERR_INVALID, "%s does not say whose %s it is", g->name, kind);
}

static bool is_kind(const struct gateway *g, const char *kind)
{
    if (strcmp(kind, "receipt") == 0)
        return g->receipt.fate.kind != PLACE_NONE;
    if (strcmp(kind, "text") == 0)
        return g->text.from.kind != PLACE_NONE;
    return strcmp(kind, "call") == 0 && g->call.from.kind != PLACE_NONE;
}

bool gateway_heard(const struct gateway_set *set, struct http_request *r, enum query *query,
                   const char *params[GATEWAY_PARAMS_MAX], struct err *e)
{
    const struct gateway *g = gateway_find(set, r->params[1]);
    const char *kind = r->params[2];
    if (!g || !is_kind(g, kind))
        return err_set(e, ERR_NOT_FOUND, "no gateway of that name calls so");
    if (!may_call(g, r->address))
        return err_set(e, ERR_NOT_FOUND, "%s does not call from %s", g->name, r->address);
    bool is_receipt = strcmp(kind, "receipt") == 0;
    struct gateway_said said = gateway_said(r->body, field_of, r);
    *query = is_receipt ? Q_GATEWAY_RECEIPT : Q_INCOMING_TAKE;
    bool ok = is_receipt ? hear_receipt(r->arena, g, &said, params, e)
                         : hear_incoming(r->arena, g, kind, &said, params, e);
    gateway_said_free(&said);
    return ok;
}
