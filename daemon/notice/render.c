/* Renders notices: compiles each template once, writes it in the reader's language, and fits the
 * result to what the gateway takes. */
#include "notice/render.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/str.h"
#include "i18n/fold.h"
#include "notice/segment.h"
#include "template/words.h"

#define TEMPLATES_MAX  128 /* more texts than the tables hold: subject and body, three languages */
#define TEMPLATE_BYTES (1024u * 1024)
#define SUBJECT_BYTES  1000
#define TEXT_BYTES     (64u * 1024)

struct entry {
    struct arena *arena; /* of the compiled template and its source */
    struct sv source;
    const struct template *template;
};

struct render_cache {
    struct entry entries[TEMPLATES_MAX];
    size_t n;
};

struct render_cache *render_cache_new(void)
{
    return heap_new(sizeof(struct render_cache));
}

static void forget_all(struct render_cache *c)
{
    while (c->n > 0)
        arena_free(c->entries[--c->n].arena);
}

void render_cache_free(struct render_cache *c)
{
    forget_all(c);
    free(c);
}

static const struct template *find(const struct render_cache *c, struct sv source)
{
    for (size_t i = 0; i < c->n; i++) {
        if (sv_eq(c->entries[i].source, source))
            return c->entries[i].template;
    }
    return NULL;
}

static bool compile(struct render_cache *c, struct sv source, const struct template **out,
                    struct err *e)
{
    *out = find(c, source);
    if (*out)
        return true;
    if (c->n == TEMPLATES_MAX)
        forget_all(c);
    struct entry *new = &c->entries[c->n];
    *new = (struct entry){.arena = arena_new(TEMPLATE_BYTES)};
    new->source = (struct sv){arena_dup(new->arena, source), source.n};
    if (!template_compile(new->arena, new->source, &new->template, e)) {
        arena_free(new->arena);
        return false;
    }
    c->n++;
    *out = new->template;
    return true;
}

/* One template, composed; white space at the ends is the template's layout, not the text's. */
static bool write(struct render_cache *c, struct sv source, const struct render_in *in,
                  struct buf *out, struct err *e)
{
    const struct words words = {.lang = in->lang};
    const struct template_env env = words_env(&words, TEMPLATE_TEXT, NULL);
    const struct template *t;
    struct buf raw;

    if (!compile(c, source, &t, e))
        return false;
    buf_init(&raw, out->max);
    bool ok = template_render(t, in->data, &env, &raw, e);
    if (ok)
        text_nfc_vi(out, sv_trim(buf_view(&raw)));
    buf_free(&raw);
    if (ok && !buf_ok(out))
        return err_set(e, ERR_TOO_LARGE, "more than %zu bytes", out->max);
    return ok;
}

static void fold(struct buf *text)
{
    struct buf plain;
    buf_init(&plain, text->max);
    if (vn_fold(&plain, buf_view(text)) && buf_ok(&plain)) {
        buf_reset(text);
        buf_sv(text, buf_view(&plain));
    }
    buf_free(&plain);
}

static bool fits(struct sv text, const struct text_rule *rule, struct err *e)
{
    int parts = sms_size(text).parts;
    return parts <= rule->max_parts ||
           err_set(e, ERR_TOO_LARGE, "%d parts, %d allowed", parts, rule->max_parts);
}

bool notice_render(struct render_cache *c, const struct render_in *in, const struct text_rule *rule,
                   struct buf *subject, struct buf *text, struct err *e)
{
    buf_init(subject, SUBJECT_BYTES);
    buf_init(text, TEXT_BYTES);
    if (!write(c, in->subject, in, subject, e) || !write(c, in->body, in, text, e))
        return false;
    if (rule->max_parts == 0)
        return true;
    if (rule->folds_to_gsm)
        fold(text);
    return fits(buf_view(text), rule, e);
}
