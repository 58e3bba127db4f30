/* Reads single values of a gateway's description. */
#include "notice/gateway_value.h"

#include <string.h>
#include <sys/stat.h>

#include "core/config.h"
#include "core/str.h"

#define SECRET_MAX 4096

static struct sv copy(struct arena *a, struct sv s)
{
    return (struct sv){arena_dup(a, s), s.n};
}

/* "@/path": the first line of a file that others may not read. Anything else is the value. */
static bool take_secret(struct arena *a, struct sv value, const char **out, struct err *e)
{
    struct stat st;
    struct sv text;
    struct sv line = SV("");

    *out = arena_dup(a, value);
    if (!sv_starts(value, SV("@/")))
        return true;
    const char *path = *out + 1;
    if (stat(path, &st) == 0 && (st.st_mode & (S_IROTH | S_IWOTH)) != 0)
        return err_set(e, ERR_CONFIG, "%s is open to everybody (chmod o-rw)", path);
    if (!config_file(a, path, SECRET_MAX, &text, e))
        return false;
    (void)sv_cut(&text, '\n', &line);
    line = sv_trim(line);
    if (line.n == 0 || !utf8_valid(line) || sv_has_control(line))
        return err_set(e, ERR_CONFIG, "%s does not start with a line of text", path);
    *out = arena_dup(a, line);
    return true;
}

static bool take_url(struct arena *a, struct sv value, struct gateway_url *out, struct err *e)
{
    if (!sv_starts(value, SV("http://")) && !sv_starts(value, SV("https://")))
        return err_set(e, ERR_CONFIG, "url begins with http:// or https://");
    *out = (struct gateway_url){.text = arena_dup(a, value)};
    return !strstr(out->text, "{{") ||
           template_compile(a, (struct sv){out->text, value.n}, &out->template, e);
}

static bool take_format(struct sv value, enum gateway_format *out, struct err *e)
{
    static const char *const names[] = {[GATEWAY_QUERY] = "query",
                                        [GATEWAY_FORM] = "form",
                                        [GATEWAY_JSON] = "json",
                                        [GATEWAY_XML] = "xml"};
    for (size_t i = GATEWAY_QUERY; i < ARRAY_LEN(names); i++) {
        if (sv_eq_str(value, names[i])) {
            *out = (enum gateway_format)i;
            return true;
        }
    }
    return err_set(e, ERR_CONFIG, "format is query, form, json or xml");
}

static bool take_choice(struct sv value, const char *yes, const char *no, bool *out, struct err *e)
{
    *out = sv_eq_str(value, yes);
    return *out || sv_eq_str(value, no) || err_set(e, ERR_CONFIG, "expected %s or %s", yes, no);
}

static bool take_place(struct arena *a, struct sv value, struct gateway_place *out, struct err *e)
{
    return gateway_place_parse(copy(a, value), out, e);
}

static bool take_codes(struct arena *a, struct sv value, struct sv *out, struct err *e)
{
    struct sv rest = value;
    struct sv code;
    while (sv_cut(&rest, ',', &code)) {
        if (sv_trim(code).n == 0)
            return err_set(e, ERR_CONFIG, "expected codes with commas between them");
    }
    *out = copy(a, value);
    return true;
}

bool gateway_value(struct arena *a, enum gateway_value kind, int64_t max, struct sv value,
                   void *into, struct err *e)
{
    switch (kind) {
    case VALUE_KIND: return sv_eq_str(value, "http") || err_set(e, ERR_CONFIG, "kind is http");
    case VALUE_TEXT: *(const char **)into = arena_dup(a, value); return true;
    case VALUE_SECRET: return take_secret(a, value, into, e);
    case VALUE_URL: return take_url(a, value, into, e);
    case VALUE_FORMAT: return take_format(value, into, e);
    case VALUE_LOGIN: return take_choice(value, "basic", "none", into, e);
    case VALUE_FOLD: return take_choice(value, "fold", "keep", into, e);
    case VALUE_BOOL: return take_choice(value, "yes", "no", into, e);
    case VALUE_PLACE: return take_place(a, value, into, e);
    case VALUE_CODES: return take_codes(a, value, into, e);
    case VALUE_NUMBER:
        return sv_int(value, 1, max, into) ||
               err_set(e, ERR_CONFIG, "expected a number from 1 to %lld", (long long)max);
    case VALUE_RANGES: break;
    }
    return address_ranges_parse(a, copy(a, value), into, e);
}
