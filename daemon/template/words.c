/* Ties the sentence and date tables of a language to the template engine. */
#include "template/words.h"

#include "i18n/date.h"

static bool sentence(void *ctx, const char *key, const char **out)
{
    const struct words *w = ctx;
    *out = tr_find(w->lang, key);
    return *out != NULL;
}

static bool format(void *ctx, struct sv name, struct sv text, struct buf *out)
{
    const struct words *w = ctx;
    return date_write(out, w->lang, name, text);
}

struct template_env words_env(const struct words *w, enum template_escape escape,
                              template_partial_fn *partial)
{
    /* The callbacks only read w; the interface is shared with callers that need to write. */
    return (struct template_env){.escape = escape,
                                 .partial = partial,
                                 .tr = sentence,
                                 .ctx = (void *)(uintptr_t)w,
                                 .format = format};
}
