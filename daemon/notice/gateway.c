/* Reads a gateway's description file: its keys in one table, its templates, its body. */
#include "notice/gateway.h"

#include <stddef.h>
#include <string.h>

#include "core/str.h"
#include "notice/gateway_value.h"

#define FILE_BYTES_MAX (64u * 1024)
#define HOUR_S         3600

struct reading {
    struct arena *arena;
    struct gateway *gateway;
    int64_t max_parts;
};

/* ---- keys ---- */

#define AT(member) offsetof(struct gateway, member)

static const struct key {
    const char *section, *name;
    enum gateway_value kind;
    size_t at;
    int64_t max;
} keys[] = {
    {"gateway", "kind", VALUE_KIND, 0, 0},
    {"gateway", "url", VALUE_URL, AT(send.url), 0},
    {"gateway", "format", VALUE_FORMAT, AT(send.format), 0},
    {"gateway", "login", VALUE_LOGIN, AT(send.has_login), 0},
    {"gateway", "from", VALUE_TEXT, AT(from), 0},
    {"gateway", "user", VALUE_SECRET, AT(user), 0},
    {"gateway", "password", VALUE_SECRET, AT(password), 0},
    {"gateway", "secret", VALUE_SECRET, AT(secret), 0},
    {"gateway", "text", VALUE_FOLD, AT(rule.folds_to_gsm), 0},
    {"gateway", "prefixes", VALUE_CODES, AT(prefixes), 0},
    {"gateway", "weight", VALUE_NUMBER, AT(weight), 1000},
    {"gateway", "rate_per_s", VALUE_NUMBER, AT(rate_per_s), 100000},
    {"gateway", "in_flight", VALUE_NUMBER, AT(in_flight), 10000},
    {"gateway", "idempotent", VALUE_BOOL, AT(is_idempotent), 0},
    {"gateway", "confirmed", VALUE_BOOL, AT(is_confirmed), 0},
    {"answer", "code_from", VALUE_PLACE, AT(code), 0},
    {"answer", "id_from", VALUE_PLACE, AT(id), 0},
    {"answer", "success_from", VALUE_PLACE, AT(succeeded), 0},
    {"answer", "success", VALUE_CODES, AT(success), 0},
    {"answer", "temporary", VALUE_CODES, AT(temporary), 0},
    {"answer", "permanent", VALUE_CODES, AT(permanent), 0},
    {"answer", "unknown", VALUE_CODES, AT(unknown), 0},
    {"access", "url", VALUE_URL, AT(access.form.url), 0},
    {"access", "format", VALUE_FORMAT, AT(access.form.format), 0},
    {"access", "login", VALUE_LOGIN, AT(access.form.has_login), 0},
    {"access", "access_from", VALUE_PLACE, AT(access.access), 0},
    {"access", "refresh_from", VALUE_PLACE, AT(access.refresh), 0},
    {"access", "seconds_from", VALUE_PLACE, AT(access.seconds), 0},
    {"access", "seconds", VALUE_NUMBER, AT(access.default_s), 366 * 24 * HOUR_S},
    {"access", "refused", VALUE_CODES, AT(access.refused), 0},
    {"receipt", "list_from", VALUE_PLACE, AT(receipt.list), 0},
    {"receipt", "token_from", VALUE_PLACE, AT(receipt.token), 0},
    {"receipt", "id_from", VALUE_PLACE, AT(receipt.id), 0},
    {"receipt", "fate_from", VALUE_PLACE, AT(receipt.fate), 0},
    {"receipt", "fate_and_from", VALUE_PLACE, AT(receipt.fate_and), 0},
    {"receipt", "detail_from", VALUE_PLACE, AT(receipt.detail), 0},
    {"receipt", "accepted", VALUE_CODES, AT(receipt.words[FATE_ACCEPTED]), 0},
    {"receipt", "queued", VALUE_CODES, AT(receipt.words[FATE_QUEUED]), 0},
    {"receipt", "delivered", VALUE_CODES, AT(receipt.words[FATE_DELIVERED]), 0},
    {"receipt", "failed", VALUE_CODES, AT(receipt.words[FATE_FAILED]), 0},
    {"receipt", "refused", VALUE_CODES, AT(receipt.words[FATE_REFUSED]), 0},
    {"calls", "addresses", VALUE_RANGES, AT(callers), 0},
    {"text", "from", VALUE_PLACE, AT(text.from), 0},
    {"text", "to", VALUE_PLACE, AT(text.to), 0},
    {"text", "text", VALUE_PLACE, AT(text.text), 0},
    {"text", "id", VALUE_PLACE, AT(text.id), 0},
    {"call", "from", VALUE_PLACE, AT(call.from), 0},
    {"call", "to", VALUE_PLACE, AT(call.to), 0},
    {"call", "id", VALUE_PLACE, AT(call.id), 0},
    {"status", "url", VALUE_URL, AT(status.form.url), 0},
    {"status", "format", VALUE_FORMAT, AT(status.form.format), 0},
    {"status", "login", VALUE_LOGIN, AT(status.form.has_login), 0},
    {"status", "needs_id", VALUE_BOOL, AT(status.needs_id), 0},
    {"status", "first_seconds", VALUE_NUMBER, AT(status.first_s), 24 * HOUR_S},
    {"status", "every_seconds", VALUE_NUMBER, AT(status.every_s), 24 * HOUR_S},
    {"status", "until_seconds", VALUE_NUMBER, AT(status.until_s), 31 * 24 * HOUR_S},
    {"status", "fate_from", VALUE_PLACE, AT(status.report.fate), 0},
    {"status", "fate_and_from", VALUE_PLACE, AT(status.report.fate_and), 0},
    {"status", "detail_from", VALUE_PLACE, AT(status.report.detail), 0},
    {"status", "accepted", VALUE_CODES, AT(status.report.words[FATE_ACCEPTED]), 0},
    {"status", "queued", VALUE_CODES, AT(status.report.words[FATE_QUEUED]), 0},
    {"status", "delivered", VALUE_CODES, AT(status.report.words[FATE_DELIVERED]), 0},
    {"status", "failed", VALUE_CODES, AT(status.report.words[FATE_FAILED]), 0},
    {"status", "refused", VALUE_CODES, AT(status.report.words[FATE_REFUSED]), 0},
};

static bool set_key(struct reading *r, const char *section, struct sv key, struct sv value,
                    struct err *e)
{
    if (strcmp(section, "gateway") == 0 && sv_eq_str(key, "max_parts"))
        return gateway_value(r->arena, VALUE_NUMBER, 255, value, &r->max_parts, e);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct key *k = &keys[i];
        if (strcmp(k->section, section) == 0 && sv_eq_str(key, k->name))
            return gateway_value(r->arena, k->kind, k->max, value, (char *)r->gateway + k->at, e);
    }
    return err_set(e, ERR_CONFIG, "there is no key %.*s in [%s]", (int)key.n, key.p, section);
}

/* ---- fields ---- */

static bool add_field(struct arena *a, struct gateway_field *fields, size_t *n, struct sv key,
                      struct sv value, struct err *e)
{
    if (*n == GATEWAY_FIELDS_MAX)
        return err_set(e, ERR_CONFIG, "more than %d fields", GATEWAY_FIELDS_MAX);
    struct gateway_field *f = &fields[*n];
    struct sv source = {arena_dup(a, value), value.n};
    f->name = arena_dup(a, key);
    if (!template_compile(a, source, &f->value, e))
        return false;
    ++*n;
    return true;
}

static bool add_param(struct reading *r, struct gateway_form *form, struct sv key, struct sv value,
                      struct err *e)
{
    return add_field(r->arena, form->params, &form->n_params, key, value, e);
}

static bool add_header(struct reading *r, struct gateway_form *form, struct sv key, struct sv value,
                       struct err *e)
{
    return add_field(r->arena, form->headers, &form->n_headers, key, value, e);
}

/* ---- sections ---- */

static bool set_line(struct reading *r, struct sv section, struct sv key, struct sv value,
                     struct err *e)
{
    struct gateway *g = r->gateway;
    const struct {
        const char *name;
        struct gateway_form *form;
        bool (*add)(struct reading *, struct gateway_form *, struct sv, struct sv, struct err *);
    } lists[] = {{"param", &g->send, add_param},
                 {"header", &g->send, add_header},
                 {"access.param", &g->access.form, add_param},
                 {"access.header", &g->access.form, add_header},
                 {"status.param", &g->status.form, add_param},
                 {"status.header", &g->status.form, add_header}};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        if (sv_eq_str(section, lists[i].name))
            return lists[i].add(r, lists[i].form, key, value, e);
    }
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        if (sv_eq_str(section, keys[i].section))
            return set_key(r, keys[i].section, key, value, e);
    }
    return err_set(e, ERR_CONFIG, "there is no section [%.*s]", (int)section.n, section.p);
}

static bool set_from_line(void *ctx, struct sv section, struct sv key, struct sv value, int line,
                          struct err *e)
{
    struct err why = {0};
    return set_line(ctx, section, key, value, &why) ||
           err_set(e, ERR_CONFIG, "line %d: %s", line, why.detail);
}

/* ---- the file ---- */

/* "[body]" is the last section: all that follows it is the body, as it stands. */
static bool cut_body(struct reading *r, struct sv *text, struct err *e)
{
    static const struct sv mark = {"\n[body]\n", 8};
    const char *at = memmem(text->p, text->n, mark.p, mark.n);
    struct err why = {0};
    if (!at)
        return true;
    const char *start = at + mark.n;
    struct sv body = sv_trim((struct sv){start, (size_t)(text->p + text->n - start)});
    text->n = (size_t)(at - text->p) + 1;
    body.p = arena_dup(r->arena, body);
    return template_compile(r->arena, body, &r->gateway->send.body, &why) ||
           err_set(e, ERR_CONFIG, "[body] %s", why.detail);
}

static bool is_form_complete(const char *section, const struct gateway_form *f, struct err *e)
{
    bool has_own_body = f->format == GATEWAY_JSON || f->format == GATEWAY_XML;
    if (!f->url.text)
        return err_set(e, ERR_CONFIG, "[%s] url is missing", section);
    if (f->format == GATEWAY_UNSET)
        return err_set(e, ERR_CONFIG, "[%s] format is missing", section);
    if (f->body && !has_own_body)
        return err_set(e, ERR_CONFIG, "[body] goes with format json or xml");
    return f->body || f->format != GATEWAY_XML ||
           err_set(e, ERR_CONFIG, "[body] is missing: format xml has no fields");
}

static bool is_complete(const struct gateway *g, struct err *e)
{
    if (!is_form_complete("gateway", &g->send, e))
        return false;
    if (g->success.n == 0 && g->succeeded.kind == PLACE_NONE)
        return err_set(e, ERR_CONFIG, "[answer] success is missing");
    if (g->send.n_params == 0 && !g->send.body)
        return err_set(e, ERR_CONFIG, "[param] is missing");
    if (g->access.form.url.text && g->access.access.kind == PLACE_NONE)
        return err_set(e, ERR_CONFIG, "[access] access_from is missing");
    if (g->status.form.url.text && g->status.report.fate.kind == PLACE_NONE)
        return err_set(e, ERR_CONFIG, "[status] fate_from is missing");
    bool can_match = g->receipt.token.kind != PLACE_NONE || g->receipt.id.kind != PLACE_NONE;
    if (g->receipt.fate.kind != PLACE_NONE && !can_match)
        return err_set(e, ERR_CONFIG, "[receipt] token_from or id_from is missing");
    return (!g->access.form.url.text || is_form_complete("access", &g->access.form, e)) &&
           (!g->status.form.url.text || is_form_complete("status", &g->status.form, e));
}

bool gateway_parse(struct arena *a, const char *name, struct sv text, const struct gateway **out,
                   struct err *e)
{
    struct reading r = {
        .arena = a, .gateway = arena_alloc(a, sizeof(struct gateway)), .max_parts = TEXT_PARTS_MAX};
    struct err why = {0};

    *r.gateway =
        (struct gateway){.name = arena_str(a, name),
                         .from = "",
                         .user = "",
                         .password = "",
                         .secret = "",
                         .weight = 1,
                         .access = {.default_s = HOUR_S},
                         .status = {.first_s = 60, .every_s = 300, .until_s = 24 * HOUR_S}};
    if (!cut_body(&r, &text, &why) || !config_ini(text, set_from_line, &r, &why) ||
        !is_complete(r.gateway, &why))
        return err_set(e, ERR_CONFIG, "%s.ini: %s", name, why.detail);
    r.gateway->rule.max_parts = (int)r.max_parts;
    *out = r.gateway;
    return true;
}

bool gateway_read(struct arena *a, const char *dir, const char *name, const struct gateway **out,
                  struct err *e)
{
    struct sv text;
    struct err why = {0};
    bool is_name = name[0] != '\0' && name[0] != '.' && strlen(name) <= GATEWAY_NAME_MAX &&
                   strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-_.") == strlen(name);
    if (!is_name)
        return err_set(e, ERR_CONFIG, "notice.sms_gateway is capture, null or the name of a file");
    if (!config_file(a, arena_printf(a, "%s/%s.ini", dir, name), FILE_BYTES_MAX, &text, &why))
        return err_set(e, ERR_CONFIG, "notice.sms_gateway: %s", why.detail);
    return gateway_parse(a, name, text, out, e);
}

/* ---- the set ---- */

static bool is_kept_here(const char *name)
{
    return strcmp(name, "capture") == 0 || strcmp(name, "null") == 0;
}

static bool add_gateway(struct arena *a, const struct config *c, const char *name,
                        struct gateway_set *set, struct err *e)
{
    struct err why = {0};
    if (set->n == GATEWAYS_MAX || gateway_find(set, name))
        return err_set(e, ERR_CONFIG, "notice.sms_gateways names %s twice, or more than %d", name,
                       GATEWAYS_MAX);
    if (!gateway_read(a, c->gateways_dir, name, &set->all[set->n], &why))
        return err_set(e, ERR_CONFIG, "notice.sms_gateway = %s: %s", name, why.detail);
    set->n++;
    return true;
}

bool gateway_set_read(struct arena *a, const struct config *c, const struct gateway_set **out,
                      struct err *e)
{
    struct gateway_set *set = arena_alloc(a, sizeof *set);
    struct sv rest = sv_of(c->sms_gateways);
    struct sv part;

    *out = set;
    if (rest.n == 0)
        return is_kept_here(c->sms_gateway) || add_gateway(a, c, c->sms_gateway, set, e);
    while (sv_cut(&rest, ',', &part)) {
        if (!add_gateway(a, c, arena_dup(a, sv_trim(part)), set, e))
            return false;
    }
    return true;
}

const struct gateway *gateway_find(const struct gateway_set *set, const char *name)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->all[i]->name, name) == 0)
            return set->all[i];
    }
    return NULL;
}

int gateway_prefix(const struct gateway *g, const char *address)
{
    struct sv digits = sv_of(address[0] == '+' ? address + 1 : address);
    struct sv rest = g->prefixes;
    struct sv part;
    int longest = rest.n > 0 ? -1 : 0;

    while (sv_cut(&rest, ',', &part)) {
        part = sv_trim(part);
        if (sv_starts(digits, part) && (int)part.n > longest)
            longest = (int)part.n;
    }
    return longest;
}

const char *gateway_fate_str(enum gateway_fate fate)
{
    static const char *const names[FATE_COUNT] = {[FATE_ACCEPTED] = "accepted",
                                                  [FATE_QUEUED] = "queued",
                                                  [FATE_DELIVERED] = "delivered",
                                                  [FATE_FAILED] = "failed",
                                                  [FATE_REFUSED] = "refused"};
    return names[fate];
}
