/* The compiled pages and how one is rendered in a language. */
#ifndef WEB_TEMPLATES_H
#define WEB_TEMPLATES_H

#include <jansson.h>

#include "core/buf.h"
#include "core/err.h"
#include "i18n/i18n.h"

struct web_templates;

MUST_CHECK bool web_template_render(const struct web_templates *t, const char *name, enum lang l,
                                    const json_t *data, struct buf *out, struct err *e);

#endif
