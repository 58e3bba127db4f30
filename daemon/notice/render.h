/* From a template and what happened to the words one person reads. Pure but for its cache. */
#ifndef NOTICE_RENDER_H
#define NOTICE_RENDER_H

#include <jansson.h>

#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"
#include "i18n/i18n.h"

/* What a gateway makes of texts. */
struct text_rule {
    int max_parts;     /* of a text message (segment.h); 0: it is mail, without such a bound */
    bool folds_to_gsm; /* Vietnamese marks are dropped when nothing else is lost by it */
};

enum { TEXT_PARTS_MAX = 6 }; /* unless a gateway says otherwise */

struct render_cache; /* compiled templates by their text */

struct render_cache *render_cache_new(void);
void render_cache_free(struct render_cache *c);

struct render_in {
    struct sv subject, body; /* Mustache; subject is empty for text messages */
    enum lang lang;
    const json_t *data; /* the notice's params, with "url" */
};

/* Fills subject and text, which it initialises and the caller frees, also after a failure. The
 * text is composed (NFC); for a text message it is folded if the rule says so and every
 * character can be: what cannot is never replaced, the message then keeps its marks.
 * ERR_TOO_LARGE when it takes more parts than the rule allows: nothing is ever cut, for half a
 * notice misleads. ERR_INVALID when the template is malformed. */
MUST_CHECK bool notice_render(struct render_cache *c, const struct render_in *in,
                              const struct text_rule *rule, struct buf *subject, struct buf *text,
                              struct err *e);

#endif
