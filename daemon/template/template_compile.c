/* Compiles Mustache source into a flat list of nodes, in one pass from left to right. */
#include "template/template.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "template/template_int.h"

struct compiler {
    struct arena *a;
    struct sv src;
    size_t pos;            /* everything before it is compiled */
    struct sv open, close; /* the present delimiters */
    struct node *nodes;
    size_t n, cap;
    size_t sections[TEMPLATE_DEPTH]; /* node indexes of the open sections */
    size_t depth;
    bool line_start; /* nothing has been emitted yet for the present source line */
    struct err *e;
};

struct tag {
    char kind; /* one of # ^ / > ! = & { or 'v' for a plain value */
    struct sv name;
    size_t from, to; /* the whole tag in the source */
    bool alone;      /* it has its line to itself: the line is not part of the output */
    size_t line_from, line_to;
};

static bool fail(struct compiler *c, size_t at, const char *what, struct sv name)
{
    int line = 1;

    for (size_t i = 0; i < at; i++)
        line += c->src.p[i] == '\n';
    return err_set(c->e, ERR_INVALID, "line %d: %s %.*s", line, what,
                   (int)(name.n < 60 ? name.n : 60), name.p);
}

/* The position of what at or after from, or src.n. */
static size_t find(struct sv src, size_t from, struct sv what)
{
    const char *hit = from < src.n ? memmem(src.p + from, src.n - from, what.p, what.n) : NULL;

    return hit ? (size_t)(hit - src.p) : src.n;
}

static struct node *add_node(struct compiler *c, enum node_kind kind)
{
    if (c->n == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 32;
        struct node *bigger = arena_alloc(c->a, cap * sizeof(*bigger));
        if (c->n)
            memcpy(bigger, c->nodes, c->n * sizeof(*bigger));
        c->nodes = bigger;
        c->cap = cap;
    }
    struct node *nd = &c->nodes[c->n++];
    *nd = (struct node){.kind = kind};
    return nd;
}

static struct node *add_named(struct compiler *c, enum node_kind kind, struct sv name)
{
    struct node *nd = add_node(c, kind);

    nd->text = (struct sv){arena_dup(c->a, name), name.n};
    return nd;
}

static void add_text(struct compiler *c, size_t to)
{
    struct sv text = {c->src.p + c->pos, to - c->pos};

    if (text.n == 0)
        return;
    struct node *nd = add_node(c, NODE_TEXT);
    nd->text = text;
    nd->line_start = c->line_start;
    c->line_start = text.p[text.n - 1] == '\n';
}

/* A tag that begins a line without having it to itself: an indent goes before the tag. */
static void add_line_start(struct compiler *c)
{
    if (!c->line_start)
        return;
    add_node(c, NODE_TEXT)->line_start = true;
    c->line_start = false;
}

/* Tags that write nothing by themselves vanish with their line when nothing else is on it. */
static void find_line(const struct compiler *c, struct tag *tag)
{
    struct sv s = c->src;
    size_t from = tag->from;
    size_t to = tag->to;

    if (tag->kind == 'v' || tag->kind == '&' || tag->kind == '{')
        return;
    while (from > 0 && (s.p[from - 1] == ' ' || s.p[from - 1] == '\t'))
        from--;
    while (to < s.n && (s.p[to] == ' ' || s.p[to] == '\t'))
        to++;
    if (from > 0 && s.p[from - 1] != '\n')
        return;
    if (to < s.n && s.p[to] == '\r')
        to++;
    if (to < s.n && s.p[to] != '\n')
        return;
    tag->alone = true;
    tag->line_from = from;
    tag->line_to = to < s.n ? to + 1 : to;
}

static bool read_tag(struct compiler *c, size_t from, struct tag *tag)
{
    size_t at = from + c->open.n;
    char kind = at < c->src.n ? c->src.p[at] : '\0';
    char end[34];
    struct sv closing = c->close;

    *tag = (struct tag){.kind = 'v', .from = from};
    if (kind != '\0' && strchr("#^/>!=&{", kind)) {
        tag->kind = kind;
        at++;
    }
    if (tag->kind == '=' || tag->kind == '{') { /* these close with =}} and }}} */
        int n = snprintf(end, sizeof(end), "%c%.*s", kind == '{' ? '}' : '=', (int)c->close.n,
                         c->close.p);
        closing = (struct sv){end, (size_t)n};
    }
    size_t stop = find(c->src, at, closing);
    if (stop == c->src.n)
        return fail(c, from, "this tag is never closed", SV(""));
    tag->name = sv_trim((struct sv){c->src.p + at, stop - at});
    tag->to = stop + closing.n;
    find_line(c, tag);
    return true;
}

static bool has_space(struct sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r'))
            return true;
    return false;
}

static bool set_delimiters(struct compiler *c, const struct tag *tag)
{
    struct sv rest = tag->name;
    size_t n = 0;

    while (n < rest.n && !has_space((struct sv){rest.p + n, 1}))
        n++;
    struct sv open = {rest.p, n};
    struct sv close = sv_trim((struct sv){rest.p + n, rest.n - n});
    if (open.n == 0 || close.n == 0 || open.n > 32 || close.n > 32 || has_space(close) ||
        memchr(tag->name.p, '=', tag->name.n))
        return fail(c, tag->from, "wanted two delimiters, found", tag->name);
    c->open = open;
    c->close = close;
    return true;
}

static bool open_section(struct compiler *c, const struct tag *tag)
{
    if (c->depth == TEMPLATE_DEPTH)
        return fail(c, tag->from, "sections nested too deep at", tag->name);
    c->sections[c->depth++] = c->n;
    add_named(c, tag->kind == '#' ? NODE_SECTION : NODE_INVERTED, tag->name);
    return true;
}

static bool close_section(struct compiler *c, const struct tag *tag)
{
    if (c->depth == 0)
        return fail(c, tag->from, "no section is open for", tag->name);
    struct node *nd = &c->nodes[c->sections[--c->depth]];
    nd->end = c->n;
    if (!sv_eq(nd->text, tag->name))
        return fail(c, tag->from, "this closes another section than the open one:", tag->name);
    return true;
}

static bool apply_tag(struct compiler *c, const struct tag *tag)
{
    if (tag->kind == '!')
        return true;
    if (tag->kind == '=')
        return set_delimiters(c, tag);
    if (tag->name.n == 0 || has_space(tag->name))
        return fail(c, tag->from, "wanted one name, found", tag->name);
    switch (tag->kind) {
    case '#':
    case '^': return open_section(c, tag);
    case '/': return close_section(c, tag);
    case '>': {
        struct node *nd = add_named(c, NODE_PARTIAL, tag->name);
        nd->alone = tag->alone;
        if (tag->alone)
            nd->indent = (struct sv){c->src.p + tag->line_from, tag->from - tag->line_from};
        return true;
    }
    case 'v': add_named(c, NODE_VALUE, tag->name); return true;
    default: add_named(c, NODE_RAW, tag->name); return true;
    }
}

bool template_compile(struct arena *a, struct sv source, const struct template **out, struct err *e)
{
    struct compiler c = {
        .a = a, .src = source, .open = SV("{{"), .close = SV("}}"), .line_start = true, .e = e};

    while (c.pos < source.n) {
        size_t at = find(source, c.pos, c.open);
        struct tag tag;
        if (at == source.n) {
            add_text(&c, at);
            break;
        }
        if (!read_tag(&c, at, &tag))
            return false;
        add_text(&c, tag.alone ? tag.line_from : tag.from);
        if (!tag.alone)
            add_line_start(&c);
        c.pos = tag.alone ? tag.line_to : tag.to;
        if (!apply_tag(&c, &tag))
            return false;
    }
    if (c.depth > 0)
        return fail(&c, source.n,
                    "this section is never closed:", c.nodes[c.sections[c.depth - 1]].text);
    struct template *t = arena_alloc(a, sizeof(*t));
    *t = (struct template){c.nodes, c.n};
    *out = t;
    return true;
}
