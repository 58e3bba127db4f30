/* Finds words in what gateways say: plain text, JSON, XML and forms. The XML is only scanned for
 * element names, within the bytes given, so that nothing in it can cost more than its length. */
#include "notice/gateway_place.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "notice/plain.h"

#define XML_TEXT_MAX 4096
#define WORDS_MAX    100

/* ---- the description's side ---- */

bool gateway_place_parse(struct sv text, struct gateway_place *out, struct err *e)
{
    static const struct {
        struct sv prefix;
        enum gateway_place_kind kind;
    } kinds[] = {{{"json:", 5}, PLACE_JSON},
                 {{"xml:", 4}, PLACE_XML},
                 {{"field:", 6}, PLACE_FIELD},
                 {{"is:", 3}, PLACE_FIXED}};
    *out = (struct gateway_place){.kind = PLACE_NONE};
    if (sv_eq_str(text, "status"))
        return true;
    if (sv_eq_str(text, "body")) {
        *out = (struct gateway_place){.kind = PLACE_WORD, .n = 1};
        return true;
    }
    if (sv_starts(text, SV("word:"))) {
        out->kind = PLACE_WORD;
        return sv_int((struct sv){text.p + 5, text.n - 5}, 1, WORDS_MAX, &out->n) ||
               err_set(e, ERR_CONFIG, "word:N counts from 1");
    }
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct sv prefix = kinds[i].prefix;
        if (sv_starts(text, prefix) && text.n > prefix.n) {
            out->kind = kinds[i].kind;
            out->path = (struct sv){text.p + prefix.n, text.n - prefix.n};
            return true;
        }
    }
    return err_set(e, ERR_CONFIG,
                   "expected status, body, word:N, json:PATH, xml:PATH, field:NAME or is:WORD");
}

/* ---- JSON ---- */

static json_t *json_step(json_t *at, struct sv name)
{
    int64_t i;
    if (json_is_array(at))
        return sv_int(name, 0, INT32_MAX, &i) ? json_array_get(at, (size_t)i) : NULL;
    return json_object_getn(at, name.p, name.n);
}

static json_t *json_at(json_t *at, struct sv path)
{
    struct sv name;
    while (at && sv_cut(&path, '.', &name))
        at = json_step(at, name);
    return at;
}

/* Texts as they are, numbers in decimal; anything else is not there. */
static void put_json(const json_t *at, char *out, size_t size)
{
    if (json_is_string(at))
        plain_put(out, size, (struct sv){json_string_value(at), json_string_length(at)});
    else if (json_is_integer(at))
        (void)snprintf(out, size, "%lld", (long long)json_integer_value(at));
    else if (json_is_boolean(at))
        (void)snprintf(out, size, "%s", json_is_true(at) ? "true" : "false");
}

/* ---- XML ---- */

struct xml_tag {
    struct sv name; /* without prefix */
    const char *start, *end;
    bool is_close, is_empty;
};

static struct sv local_name(struct sv s)
{
    size_t n = 0;
    while (n < s.n && !strchr(" \t\r\n/>", s.p[n]))
        n++;
    const char *colon = memchr(s.p, ':', n);
    size_t skip = colon ? (size_t)(colon - s.p) + 1 : 0;
    return (struct sv){s.p + skip, n - skip};
}

/* Where a comment, a CDATA section or a declaration at p ends; NULL when p is an ordinary tag. */
static const char *skip_markup(const char *p, const char *end)
{
    static const struct {
        struct sv open, close;
    } skipped[] = {{{"<!--", 4}, {"-->", 3}},
                   {{"<![CDATA[", 9}, {"]]>", 3}},
                   {{"<?", 2}, {"?>", 2}},
                   {{"<!", 2}, {">", 1}}};
    struct sv rest = {p, (size_t)(end - p)};
    for (size_t i = 0; i < ARRAY_LEN(skipped); i++) {
        if (!sv_starts(rest, skipped[i].open))
            continue;
        const char *close = memmem(p, rest.n, skipped[i].close.p, skipped[i].close.n);
        return close ? close + skipped[i].close.n : end;
    }
    return NULL;
}

static bool next_tag(struct sv *s, struct xml_tag *tag)
{
    const char *end = s->p + s->n;
    const char *p = memchr(s->p, '<', s->n);
    while (p) {
        const char *after = skip_markup(p, end);
        if (!after)
            break;
        p = memchr(after, '<', (size_t)(end - after));
    }
    const char *close = p ? memchr(p, '>', (size_t)(end - p)) : NULL;
    if (!close)
        return false;
    bool is_close = p + 1 < close && p[1] == '/';
    const char *name = p + 1 + is_close;
    *tag = (struct xml_tag){.name = local_name((struct sv){name, (size_t)(close - name) + 1}),
                            .start = p,
                            .end = close + 1,
                            .is_close = is_close,
                            .is_empty = close > name && close[-1] == '/'};
    *s = (struct sv){close + 1, (size_t)(end - close) - 1};
    return true;
}

/* The inside of the first element of that name; *rest goes on behind it. */
static bool next_element(struct sv *rest, struct sv name, struct sv *inside)
{
    struct xml_tag tag;
    const char *start = NULL;
    int depth = 0;
    while (next_tag(rest, &tag)) {
        if (!sv_eq(tag.name, name))
            continue;
        if (!start && (tag.is_close || tag.is_empty)) {
            *inside = SV("");
            return !tag.is_close;
        }
        depth += tag.is_close ? -1 : !tag.is_empty;
        if (!start)
            start = tag.end;
        if (depth == 0) {
            *inside = (struct sv){start, (size_t)(tag.start - start)};
            return true;
        }
    }
    return false;
}

static bool xml_at(struct sv s, struct sv path, struct sv *inside)
{
    struct sv name;
    while (sv_cut(&path, '.', &name)) {
        if (!next_element(&s, name, inside))
            return false;
        s = *inside;
    }
    return true;
}

static void put_entity(struct buf *out, struct sv name)
{
    static const struct {
        const char *name, *text;
    } named[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
    int64_t cp;
    for (size_t i = 0; i < ARRAY_LEN(named); i++) {
        if (sv_eq_str(name, named[i].name))
            buf_str(out, named[i].text);
    }
    bool is_number = name.n > 1 && name.p[0] == '#';
    if (is_number && sv_int((struct sv){name.p + 1, name.n - 1}, 32, 0xD7FF, &cp))
        utf8_put(out, (uint32_t)cp);
}

/* An element's text: entities resolved, CDATA opened, tags inside it left out. */
static void put_xml(struct sv s, char *out, size_t size)
{
    static const struct sv open = {"<![CDATA[", 9};
    struct buf text;
    buf_init(&text, XML_TEXT_MAX);
    while (s.n > 0 && buf_ok(&text)) {
        const char *end = s.p + s.n, *at = s.p;
        if (sv_starts(s, open)) {
            const char *close = memmem(s.p, s.n, "]]>", 3);
            at = close ? close + 3 : end;
            buf_add(&text, s.p + open.n, (size_t)((close ? close : end) - s.p) - open.n);
        } else if (*s.p == '<') {
            const char *close = memchr(s.p, '>', s.n);
            at = close ? close + 1 : end;
        } else if (*s.p == '&') {
            const char *close = memchr(s.p, ';', s.n);
            at = close ? close + 1 : end;
            put_entity(&text, (struct sv){s.p + 1, close ? (size_t)(close - s.p) - 1 : 0});
        } else {
            buf_char(&text, *at++);
        }
        s = (struct sv){at, (size_t)(end - at)};
    }
    plain_put(out, size, sv_trim(buf_view(&text)));
    buf_free(&text);
}

/* ---- plain text ---- */

/* Words end at colons, commas, bars and white space. */
static struct sv word(struct sv body, int64_t n)
{
    static const char ends[] = ":,;| \t\r\n";
    struct sv s = sv_trim(body);
    struct sv found = {s.p, 0};
    for (int64_t i = 0; i < n && s.n > 0; i++) {
        size_t len = 0;
        while (len < s.n && s.p[len] != '\0' && !strchr(ends, s.p[len]))
            len++;
        found = (struct sv){s.p, i + 1 == n ? len : 0};
        while (len < s.n && s.p[len] != '\0' && strchr(ends, s.p[len]))
            len++;
        s = (struct sv){s.p + len, s.n - len};
    }
    return found;
}

/* ---- what was said ---- */

struct gateway_said gateway_said(struct sv body, gateway_field_fn *field, void *ctx)
{
    struct sv s = sv_trim(body);
    bool may_be_json = s.n > 0 && (s.p[0] == '{' || s.p[0] == '[');
    return (struct gateway_said){.body = body,
                                 .json = may_be_json ? json_loadb(s.p, s.n, 0, NULL) : NULL,
                                 .field = field,
                                 .ctx = ctx};
}

void gateway_said_free(struct gateway_said *s)
{
    json_decref(s->json);
    s->json = NULL;
}

void gateway_said_at(const struct gateway_said *s, const struct gateway_place *place, char *out,
                     size_t size)
{
    struct sv inside = {0};
    out[0] = '\0';
    switch (place->kind) {
    case PLACE_NONE: break;
    case PLACE_WORD: plain_put(out, size, word(s->body, place->n)); break;
    case PLACE_JSON: put_json(json_at(s->json, place->path), out, size); break;
    case PLACE_XML:
        if (xml_at(s->body, place->path, &inside))
            put_xml(inside, out, size);
        break;
    case PLACE_FIELD:
        if (s->field)
            plain_put(out, size, sv_of(s->field(s->ctx, place->path.p)));
        break;
    case PLACE_FIXED: plain_put(out, size, place->path); break;
    }
}

bool gateway_said_item(const struct gateway_said *s, const struct gateway_place *list, size_t i,
                       struct gateway_said *item)
{
    *item = *s;
    if (list->kind == PLACE_NONE)
        return i == 0;
    if (list->kind == PLACE_JSON) {
        json_t *all = sv_eq_str(list->path, ".") ? s->json : json_at(s->json, list->path);
        item->json = json_is_array(all) ? json_array_get(all, i) : NULL;
        return item->json != NULL;
    }
    struct sv rest = s->body;
    for (size_t at = 0; list->kind == PLACE_XML; at++) {
        if (!next_element(&rest, list->path, &item->body))
            return false;
        if (at == i)
            return true;
    }
    return false;
}
