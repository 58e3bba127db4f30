/* Renders a compiled template over a JSON value. */
#include "template/template.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/str.h"
#include "i18n/i18n.h"
#include "template/template_int.h"

#define LANGUAGE_TEXT_MAX 4096 /* inner text of {{#t}} and {{#t.NAME}} */

/* The white space every line of a partial gets, that of the including partial first. */
struct indent {
    struct sv text;
    const struct indent *outer;
};

struct render {
    const struct template_env *env;
    enum template_escape escape;
    struct buf *out;
    const struct indent *indent; /* NULL: none */
    const json_t *stack[TEMPLATE_DEPTH + 1];
    size_t top; /* index of the innermost context */
    int depth;
    struct err *e;
};

static bool render_nodes(struct render *r, const struct node *nodes, size_t from, size_t to);

/* The dotted name, its first part from the innermost context that has it. NULL: not found. */
static const json_t *look_up(const struct render *r, struct sv name)
{
    struct sv part;
    const json_t *v = NULL;

    if (sv_eq(name, SV(".")))
        return r->stack[r->top];
    if (!sv_cut(&name, '.', &part))
        return NULL;
    for (size_t i = r->top + 1; i > 0 && !v; i--)
        v = json_object_getn(r->stack[i - 1], part.p, part.n);
    while (v && sv_cut(&name, '.', &part))
        v = json_object_getn(v, part.p, part.n);
    return v;
}

static bool is_shown(const json_t *v)
{
    if (json_is_array(v))
        return json_array_size(v) > 0;
    if (json_is_string(v))
        return json_string_length(v) > 0;
    return v && !json_is_null(v) && !json_is_false(v);
}

static void write_escaped(struct render *r, struct sv s)
{
    if (r->escape == TEMPLATE_HTML)
        html_escape(r->out, s);
    else
        buf_sv(r->out, s);
}

/* Whole numbers without an exponent, others with as few digits as read back the same. */
static void write_real(struct buf *out, double v)
{
    char text[40];

    if (v > -1e15 && v < 1e15 && (double)(int64_t)v == v) {
        buf_printf(out, "%" PRId64, (int64_t)v);
        return;
    }
    for (int digits = 1; digits <= 17; digits++) {
        (void)snprintf(text, sizeof(text), "%.*g", digits, v);
        if (strtod(text, NULL) == v)
            break;
    }
    buf_str(out, text);
}

static void write_value(struct render *r, const json_t *v, bool raw)
{
    struct sv s = {json_string_value(v), json_string_length(v)};

    if (json_is_string(v) && raw)
        buf_sv(r->out, s);
    else if (json_is_string(v))
        write_escaped(r, s);
    else if (json_is_integer(v))
        buf_printf(r->out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    else if (json_is_real(v))
        write_real(r->out, json_real_value(v));
    else if (json_is_boolean(v))
        buf_str(r->out, json_is_true(v) ? "true" : "false");
}

static void write_sentence(struct render *r, const char *key, bool raw)
{
    const char *sentence = key;
    struct sv text;
    struct sv name;

    (void)r->env->tr(r->env->ctx, key, &sentence);
    struct sv rest = sv_of(sentence);
    while (tr_next(&rest, &text, &name)) {
        if (raw)
            buf_sv(r->out, text);
        else
            write_escaped(r, text);
        if (name.n > 0)
            write_value(r, look_up(r, name), false);
    }
}

static void render_value(struct render *r, const struct node *nd)
{
    bool raw = nd->kind == NODE_RAW;

    if (r->env->tr && sv_starts(nd->text, SV("t.")))
        write_sentence(r, nd->text.p + 2, raw);
    else
        write_value(r, look_up(r, nd->text), raw);
}

static void write_indent(struct buf *out, const struct indent *in)
{
    if (!in)
        return;
    write_indent(out, in->outer);
    buf_sv(out, in->text);
}

static void render_text(struct render *r, const struct node *nd)
{
    struct sv rest = nd->text;

    if (!r->indent) {
        buf_sv(r->out, rest);
        return;
    }
    if (nd->line_start)
        write_indent(r->out, r->indent);
    for (size_t i = 0; i + 1 < rest.n;) {
        if (rest.p[i++] != '\n')
            continue;
        buf_add(r->out, rest.p, i);
        write_indent(r->out, r->indent);
        rest = (struct sv){rest.p + i, rest.n - i};
        i = 0;
    }
    buf_sv(r->out, rest);
}

static bool enter(struct render *r, struct sv name)
{
    if (r->depth == TEMPLATE_DEPTH)
        return err_set(r->e, ERR_INVALID, "template nested too deep at %.*s", (int)name.n, name.p);
    r->depth++;
    return true;
}

static bool render_partial(struct render *r, const struct node *nd)
{
    const struct template *t = r->env->partial ? r->env->partial(r->env->ctx, nd->text) : NULL;
    const struct indent *outer = r->indent;
    struct indent inner = {nd->indent, outer};

    if (!t)
        return true;
    if (!enter(r, nd->text))
        return false;
    r->indent = nd->alone ? &inner : NULL;
    bool ok = render_nodes(r, t->nodes, 0, t->n);
    r->indent = outer;
    r->depth--;
    return ok;
}

/* {{#t}}key{{/t}} and {{#t.NAME}}text{{/t.NAME}}: the inner text is rendered first. */
static bool render_language(struct render *r, const struct node *nodes, size_t at)
{
    const struct node *nd = &nodes[at];
    struct render inner = *r;
    struct buf text;
    struct buf formatted;

    buf_init(&text, LANGUAGE_TEXT_MAX);
    buf_init(&formatted, LANGUAGE_TEXT_MAX);
    inner.out = &text;
    inner.escape = TEMPLATE_TEXT;
    inner.indent = NULL;
    bool ok = render_nodes(&inner, nodes, at + 1, nd->end);
    struct sv name = {nd->text.p + 2, nd->text.n - 2};
    if (ok && nd->text.n == 1)
        write_sentence(r, buf_view(&text).p, false);
    else if (ok && r->env->format(r->env->ctx, name, buf_view(&text), &formatted))
        write_escaped(r, buf_view(&formatted));
    else if (ok)
        write_escaped(r, buf_view(&text));
    buf_free(&text);
    buf_free(&formatted);
    return ok;
}

static bool is_language(const struct render *r, struct sv name)
{
    if (!r->env->tr)
        return false;
    return sv_eq(name, SV("t")) || (r->env->format && sv_starts(name, SV("t.")));
}

static bool render_with(struct render *r, const struct node *nodes, size_t at, const json_t *v)
{
    r->stack[++r->top] = v;
    bool ok = render_nodes(r, nodes, at + 1, nodes[at].end);
    r->top--;
    return ok;
}

static bool render_section(struct render *r, const struct node *nodes, size_t at)
{
    const struct node *nd = &nodes[at];
    bool ok = true;

    if (!enter(r, nd->text))
        return false;
    const json_t *v = look_up(r, nd->text);
    if (nd->kind == NODE_INVERTED)
        ok = is_shown(v) || render_nodes(r, nodes, at + 1, nd->end);
    else if (is_language(r, nd->text))
        ok = render_language(r, nodes, at);
    else if (json_is_array(v))
        for (size_t i = 0; i < json_array_size(v) && ok; i++)
            ok = render_with(r, nodes, at, json_array_get(v, i));
    else if (is_shown(v))
        ok = render_with(r, nodes, at, v);
    r->depth--;
    return ok;
}

static bool render_nodes(struct render *r, const struct node *nodes, size_t from, size_t to)
{
    size_t i = from;

    while (i < to) {
        const struct node *nd = &nodes[i];
        bool ok = true;
        switch (nd->kind) {
        case NODE_TEXT: render_text(r, nd); break;
        case NODE_VALUE:
        case NODE_RAW: render_value(r, nd); break;
        case NODE_PARTIAL: ok = render_partial(r, nd); break;
        case NODE_SECTION:
        case NODE_INVERTED: ok = render_section(r, nodes, i); break;
        }
        if (!ok)
            return false;
        if (!buf_ok(r->out))
            return err_set(r->e, ERR_TOO_LARGE, "rendered text exceeds %zu bytes", r->out->max);
        i = nd->kind == NODE_SECTION || nd->kind == NODE_INVERTED ? nd->end : i + 1;
    }
    return true;
}

bool template_render(const struct template *t, const json_t *data, const struct template_env *env,
                     struct buf *out, struct err *e)
{
    struct render r = {.env = env, .escape = env->escape, .out = out, .e = e};

    r.stack[0] = data;
    return render_nodes(&r, t->nodes, 0, t->n);
}
