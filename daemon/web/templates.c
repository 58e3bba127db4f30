/* Compiles the embedded pages once and renders them with the sentences and dates of a language. */
#include "web/templates.h"

#include <string.h>

#include "core/str.h"
#include "template/embed.h"
#include "template/words.h"
#include "web/web.h"

extern const struct embed_file web_pages[];
extern const size_t web_pages_n;

struct web_templates {
    const struct template **compiled; /* in the order of web_pages */
};

static const struct template *find(const struct web_templates *t, struct sv name)
{
    for (size_t i = 0; i < web_pages_n; i++) {
        struct sv file = sv_of(web_pages[i].name);
        if (file.n == name.n + 5 && memcmp(file.p, name.p, name.n) == 0)
            return t->compiled[i];
    }
    return NULL;
}

static const struct template *partial(void *ctx, struct sv name)
{
    const struct words *w = ctx;
    return find(w->pages, name);
}

bool web_templates_load(struct arena *a, const struct web_templates **out, struct err *e)
{
    struct web_templates *t = arena_alloc(a, sizeof *t);
    t->compiled = arena_alloc(a, web_pages_n * sizeof *t->compiled);
    for (size_t i = 0; i < web_pages_n; i++) {
        struct sv source = {(const char *)web_pages[i].data, web_pages[i].size};
        if (!template_compile(a, source, &t->compiled[i], e))
            return false;
    }
    *out = t;
    return true;
}

bool web_template_render(const struct web_templates *t, const char *name, enum lang l,
                         const json_t *data, struct buf *out, struct err *e)
{
    const struct template *page = find(t, sv_of(name));
    if (!page)
        return err_set(e, ERR_INTERNAL, "no page %s", name);
    const struct words w = {l, t};
    const struct template_env env = words_env(&w, TEMPLATE_HTML, partial);
    return template_render(page, data, &env, out, e);
}
