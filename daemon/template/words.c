/* Ties the sentence and date tables of a language to the template engine. */
#include "template/words.h"

#include "core/str.h"
#include "i18n/date.h"

static bool sentence(void *ctx, const char *key, const char **out)
{
    const struct words *w = ctx;
    *out = tr_find(w->lang, key);
    return *out != NULL;
}

/* An E.164 number in threes from its end, +84 900 000 032: easier to read out and to dial. */
static bool write_phone(struct buf *out, struct sv text)
{
    if (text.n < 8 || text.p[0] != '+')
        return false;
    for (size_t i = 0; i < text.n; i++) {
        if (i > 1 && (text.n - i) % 3 == 0)
            buf_char(out, ' ');
        buf_char(out, text.p[i]);
    }
    return true;
}

static bool format(void *ctx, struct sv name, struct sv text, struct buf *out)
{
    const struct words *w = ctx;
    if (sv_eq_str(name, "phone"))
        return write_phone(out, text);
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
