/* The settings table, filled from defaults, a file and overrides, and written back as ini. */
#include "core/config.h"

#include "core/str.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_BYTES   ((size_t)256 * 1024)
#define SECRET_MAX_BYTES 4096

enum type { TYPE_STR, TYPE_INT, TYPE_BOOL };

static const struct setting {
    const char *section;
    const char *key;
    enum type type;
    size_t offset; /* of the value in struct config */
    const char *def;
    bool is_reloadable;
    const char *help;
} settings[CONFIG_KEYS] = {
#define C(section, key, type, field, def, reload, help)                                            \
    {#section, #key, TYPE_##type, offsetof(struct config, field), def, reload, help},
#include "core/config.def"
#undef C
};

struct reading {
    struct arena *arena;
    struct config *config;
};

/* A secret that everybody may read is refused: it is not one. */
static bool read_secret(struct arena *a, const char *path, const char **out, struct err *e)
{
    struct stat st;
    if (stat(path, &st) == 0 && (st.st_mode & (S_IROTH | S_IWOTH)) != 0) {
        return err_set(e, ERR_CONFIG, "%s is open to everybody (chmod o-rw)", path);
    }
    struct sv text;
    if (!config_file(a, path, SECRET_MAX_BYTES, &text, e)) {
        return false;
    }
    struct sv line = SV("");
    (void)sv_cut(&text, '\n', &line);
    line = sv_trim(line);
    if (line.n == 0 || !utf8_valid(line) || sv_has_control(line)) {
        return err_set(e, ERR_CONFIG, "%s does not start with a line of text", path);
    }
    *out = arena_dup(a, line);
    return true;
}

static bool set_str(struct reading *r, size_t i, struct sv value, struct err *e)
{
    const char **field = (void *)((char *)r->config + settings[i].offset);

    *field = arena_dup(r->arena, value);
    r->config->secret_from[i] = NULL;
    if (!sv_starts(value, SV("@/"))) {
        return true;
    }
    r->config->secret_from[i] = *field;
    return read_secret(r->arena, *field + 1, field, e);
}

static bool set_int(struct reading *r, size_t i, struct sv value, struct err *e)
{
    bool is_port = strcmp(settings[i].key, "port") == 0;
    int64_t min = is_port ? 0 : 1;
    int64_t max = is_port ? UINT16_MAX : INT32_MAX;
    int64_t *field = (void *)((char *)r->config + settings[i].offset);

    if (!sv_int(value, min, max, field)) {
        return err_set(e, ERR_CONFIG, "%s.%s is a number from %" PRId64 " to %" PRId64,
                       settings[i].section, settings[i].key, min, max);
    }
    return true;
}

static bool set_bool(struct reading *r, size_t i, struct sv value, struct err *e)
{
    bool *field = (void *)((char *)r->config + settings[i].offset);

    *field = sv_eq_str(value, "true");
    if (!*field && !sv_eq_str(value, "false")) {
        return err_set(e, ERR_CONFIG, "%s.%s is true or false", settings[i].section,
                       settings[i].key);
    }
    return true;
}

static bool set_value(struct reading *r, size_t i, struct sv value, struct err *e)
{
    switch (settings[i].type) {
    case TYPE_INT: return set_int(r, i, value, e);
    case TYPE_BOOL: return set_bool(r, i, value, e);
    case TYPE_STR: break;
    }
    return set_str(r, i, value, e);
}

static bool set_named(struct reading *r, struct sv section, struct sv key, struct sv value,
                      struct err *e)
{
    for (size_t i = 0; i < CONFIG_KEYS; i++) {
        if (sv_eq_str(section, settings[i].section) && sv_eq_str(key, settings[i].key)) {
            return set_value(r, i, value, e);
        }
    }
    return err_set(e, ERR_CONFIG, "there is no setting %.*s.%.*s", (int)section.n, section.p,
                   (int)key.n, key.p);
}

static bool set_from_line(void *ctx, struct sv section, struct sv key, struct sv value, int line,
                          struct err *e)
{
    struct err why;
    if (!set_named(ctx, section, key, value, &why)) {
        return err_set(e, ERR_CONFIG, "line %d: %s", line, why.detail);
    }
    return true;
}

static bool set_from_file(struct reading *r, const char *file, struct err *e)
{
    struct sv text;
    struct err why;
    if (!config_file(r->arena, file, FILE_MAX_BYTES, &text, &why)) {
        return err_set(e, ERR_CONFIG, "%s", why.detail);
    }
    if (!config_ini(text, set_from_line, r, &why)) {
        return err_set(e, ERR_CONFIG, "%s: %s", file, why.detail);
    }
    return true;
}

static bool set_from_override(struct reading *r, const char *override, struct err *e)
{
    struct sv rest = sv_of(override);
    struct sv section, key;
    if (strchr(override, '=') == NULL || !sv_cut(&rest, '.', &section) ||
        !sv_cut(&rest, '=', &key)) {
        return err_set(e, ERR_CONFIG, "%s: expected section.key=value", override);
    }
    return set_named(r, section, key, sv_trim(rest), e);
}

bool config_read(struct arena *a, const char *file, const char *const *overrides, size_t n,
                 const struct config **out, struct err *e)
{
    struct reading r = {a, arena_alloc(a, sizeof(struct config))};
    for (size_t i = 0; i < CONFIG_KEYS; i++) {
        if (!set_value(&r, i, sv_of(settings[i].def), e)) {
            return false;
        }
    }
    if (file != NULL && !set_from_file(&r, file, e)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!set_from_override(&r, overrides[i], e)) {
            return false;
        }
    }
    *out = r.config;
    return true;
}

static void dump_value(const struct config *c, size_t i, struct buf *out)
{
    const void *field = (const char *)c + settings[i].offset;
    switch (settings[i].type) {
    case TYPE_INT: buf_printf(out, "%" PRId64, *(const int64_t *)field); break;
    case TYPE_BOOL: buf_str(out, *(const bool *)field ? "true" : "false"); break;
    case TYPE_STR:
        buf_str(out, c->secret_from[i] != NULL ? c->secret_from[i] : *(const char *const *)field);
        break;
    }
}

void config_dump(const struct config *c, struct buf *out)
{
    const char *section = "";
    for (size_t i = 0; i < CONFIG_KEYS; i++) {
        const struct setting *s = &settings[i];
        if (strcmp(section, s->section) != 0) {
            buf_printf(out, "%s[%s]\n", i > 0 ? "\n" : "", s->section);
            section = s->section;
        }
        buf_printf(out, "# %s\n# Default: %s.%s\n", s->help, s->def[0] != '\0' ? s->def : "empty",
                   s->is_reloadable ? "" : " A change needs a restart.");
        buf_printf(out, "%s = ", s->key);
        dump_value(c, i, out);
        buf_char(out, '\n');
    }
}
