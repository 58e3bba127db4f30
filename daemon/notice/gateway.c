/* Reads a gateway's description file. */
#include "notice/gateway.h"

#include <string.h>
#include <sys/stat.h>

#include "core/config.h"
#include "core/str.h"

#define FILE_BYTES_MAX (64u * 1024)
#define SECRET_MAX     4096

struct reading {
    struct arena *arena;
    struct gateway *gateway;
    bool has_format;
};

/* ---- values ---- */

static bool take_text(struct arena *a, struct sv value, const char **out, struct err *e)
{
    (void)e;
    *out = arena_dup(a, value);
    return true;
}

/* "@/path": the first line of a file that others may not read. Anything else is the value. */
static bool take_secret(struct arena *a, struct sv value, const char **out, struct err *e)
{
    struct stat st;
    struct sv text;
    struct sv line = SV("");

    if (!sv_starts(value, SV("@/")))
        return take_text(a, value, out, e);
    const char *path = arena_dup(a, (struct sv){value.p + 1, value.n - 1});
    if (stat(path, &st) == 0 && (st.st_mode & (S_IROTH | S_IWOTH)) != 0)
        return err_set(e, ERR_CONFIG, "%s is open to everybody (chmod o-rw)", path);
    if (!config_file(a, path, SECRET_MAX, &text, e))
        return false;
    (void)sv_cut(&text, '\n', &line);
    line = sv_trim(line);
    if (line.n == 0 || !utf8_valid(line) || sv_has_control(line))
        return err_set(e, ERR_CONFIG, "%s does not start with a line of text", path);
    return take_text(a, line, out, e);
}

static bool take_url(struct arena *a, struct sv value, const char **out, struct err *e)
{
    if (!sv_starts(value, SV("http://")) && !sv_starts(value, SV("https://")))
        return err_set(e, ERR_CONFIG, "url begins with http:// or https://");
    return take_text(a, value, out, e);
}

static bool take_kind(struct reading *r, struct sv value, struct err *e)
{
    (void)r;
    return sv_eq_str(value, "http") || err_set(e, ERR_CONFIG, "kind is http");
}

static bool take_format(struct reading *r, struct sv value, struct err *e)
{
    static const char *const names[] = {
        [GATEWAY_QUERY] = "query", [GATEWAY_FORM] = "form", [GATEWAY_JSON] = "json"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (sv_eq_str(value, names[i])) {
            r->gateway->format = (enum gateway_format)i;
            r->has_format = true;
            return true;
        }
    }
    return err_set(e, ERR_CONFIG, "format is query, form or json");
}

static bool take_place(struct reading *r, struct sv value, struct gateway_place *out, struct err *e)
{
    struct sv json = SV("json:");
    *out = (struct gateway_place){.kind = PLACE_NONE};
    if (sv_eq_str(value, "status"))
        return true;
    if (sv_eq_str(value, "body")) {
        out->kind = PLACE_BODY;
        return true;
    }
    if (!sv_starts(value, json) || value.n == json.n)
        return err_set(e, ERR_CONFIG, "expected status, body or json:PATH");
    out->kind = PLACE_JSON;
    out->path = (struct sv){value.p + json.n, value.n - json.n};
    out->path.p = arena_dup(r->arena, out->path);
    return true;
}

static bool take_codes(struct reading *r, struct sv value, struct sv *out, struct err *e)
{
    struct sv rest = value;
    struct sv code;
    while (sv_cut(&rest, ',', &code)) {
        if (sv_trim(code).n == 0)
            return err_set(e, ERR_CONFIG, "expected codes with commas between them");
    }
    *out = (struct sv){arena_dup(r->arena, value), value.n};
    return true;
}

static bool take_text_rule(struct reading *r, struct sv value, struct err *e)
{
    r->gateway->rule.folds_to_gsm = sv_eq_str(value, "fold");
    return r->gateway->rule.folds_to_gsm || sv_eq_str(value, "keep") ||
           err_set(e, ERR_CONFIG, "text is keep or fold");
}

static bool take_max_parts(struct reading *r, struct sv value, struct err *e)
{
    int64_t n;
    if (!sv_int(value, 1, 255, &n))
        return err_set(e, ERR_CONFIG, "max_parts is a number from 1 to 255");
    r->gateway->rule.max_parts = (int)n;
    return true;
}

/* ---- sections ---- */

static bool set_gateway(struct reading *r, struct sv key, struct sv value, struct err *e)
{
    struct gateway *g = r->gateway;
    if (sv_eq_str(key, "kind"))
        return take_kind(r, value, e);
    if (sv_eq_str(key, "url"))
        return take_url(r->arena, value, &g->url, e);
    if (sv_eq_str(key, "format"))
        return take_format(r, value, e);
    if (sv_eq_str(key, "from"))
        return take_text(r->arena, value, &g->from, e);
    if (sv_eq_str(key, "user"))
        return take_secret(r->arena, value, &g->user, e);
    if (sv_eq_str(key, "password"))
        return take_secret(r->arena, value, &g->password, e);
    if (sv_eq_str(key, "text"))
        return take_text_rule(r, value, e);
    if (sv_eq_str(key, "max_parts"))
        return take_max_parts(r, value, e);
    return err_set(e, ERR_CONFIG, "there is no key %.*s in [gateway]", (int)key.n, key.p);
}

static bool set_answer(struct reading *r, struct sv key, struct sv value, struct err *e)
{
    struct gateway *g = r->gateway;
    if (sv_eq_str(key, "code_from"))
        return take_place(r, value, &g->code, e);
    if (sv_eq_str(key, "id_from"))
        return take_place(r, value, &g->id, e);
    if (sv_eq_str(key, "success"))
        return take_codes(r, value, &g->success, e);
    if (sv_eq_str(key, "temporary"))
        return take_codes(r, value, &g->temporary, e);
    if (sv_eq_str(key, "permanent"))
        return take_codes(r, value, &g->permanent, e);
    if (sv_eq_str(key, "unknown"))
        return take_codes(r, value, &g->unknown, e);
    return err_set(e, ERR_CONFIG, "there is no key %.*s in [answer]", (int)key.n, key.p);
}

static bool add_field(struct reading *r, struct gateway_field *fields, size_t *n, struct sv key,
                      struct sv value, struct err *e)
{
    if (*n == GATEWAY_FIELDS_MAX)
        return err_set(e, ERR_CONFIG, "more than %d fields", GATEWAY_FIELDS_MAX);
    struct gateway_field *f = &fields[*n];
    struct sv source = {arena_dup(r->arena, value), value.n};
    f->name = arena_dup(r->arena, key);
    if (!template_compile(r->arena, source, &f->value, e))
        return false;
    ++*n;
    return true;
}

static bool set_key(struct reading *r, struct sv section, struct sv key, struct sv value,
                    struct err *e)
{
    struct gateway *g = r->gateway;
    if (sv_eq_str(section, "gateway"))
        return set_gateway(r, key, value, e);
    if (sv_eq_str(section, "answer"))
        return set_answer(r, key, value, e);
    if (sv_eq_str(section, "param"))
        return add_field(r, g->params, &g->n_params, key, value, e);
    if (sv_eq_str(section, "header"))
        return add_field(r, g->headers, &g->n_headers, key, value, e);
    return err_set(e, ERR_CONFIG, "there is no section [%.*s]", (int)section.n, section.p);
}

static bool set_from_line(void *ctx, struct sv section, struct sv key, struct sv value, int line,
                          struct err *e)
{
    struct err why = {0};
    return set_key(ctx, section, key, value, &why) ||
           err_set(e, ERR_CONFIG, "line %d: %s", line, why.detail);
}

/* ---- the file ---- */

static bool is_complete(const struct reading *r, struct err *e)
{
    const struct gateway *g = r->gateway;
    if (!g->url)
        return err_set(e, ERR_CONFIG, "[gateway] url is missing");
    if (!r->has_format)
        return err_set(e, ERR_CONFIG, "[gateway] format is missing");
    if (g->success.n == 0)
        return err_set(e, ERR_CONFIG, "[answer] success is missing");
    return g->n_params > 0 || err_set(e, ERR_CONFIG, "[param] is missing");
}

bool gateway_parse(struct arena *a, const char *name, struct sv text, const struct gateway **out,
                   struct err *e)
{
    struct reading r = {.arena = a, .gateway = arena_alloc(a, sizeof(struct gateway))};
    struct err why = {0};

    *r.gateway = (struct gateway){.name = arena_str(a, name),
                                  .from = "",
                                  .user = "",
                                  .password = "",
                                  .rule = {.max_parts = TEXT_PARTS_MAX}};
    if (!config_ini(text, set_from_line, &r, &why) || !is_complete(&r, &why))
        return err_set(e, ERR_CONFIG, "%s.ini: %s", name, why.detail);
    *out = r.gateway;
    return true;
}

bool gateway_read(struct arena *a, const char *dir, const char *name, const struct gateway **out,
                  struct err *e)
{
    struct sv text;
    struct err why = {0};

    if (name[0] == '\0' || name[0] == '.' || strchr(name, '/'))
        return err_set(e, ERR_CONFIG, "notice.sms_gateway is capture, null or the name of a file");
    if (!config_file(a, arena_printf(a, "%s/%s.ini", dir, name), FILE_BYTES_MAX, &text, &why))
        return err_set(e, ERR_CONFIG, "notice.sms_gateway: %s", why.detail);
    return gateway_parse(a, name, text, out, e);
}
