/* Sentences in Vietnamese, Khmer and English, and dates as each language writes them.
 * The .po files are compiled to tables by i18n/po2c.py at build time: a key that lacks a language
 * fails the build. Keys are dotted names ("error.not_found"), msgid in all three files. */
#ifndef I18N_I18N_H
#define I18N_I18N_H

#include "core/base.h"

enum lang { LANG_VI, LANG_KM, LANG_EN, LANG_COUNT };

const char *lang_str(enum lang l);              /* "vi", "km", "en" */
bool lang_parse(struct sv s, enum lang *out);   /* exact, or the first known of an Accept-Language list */
/* The sentence, or NULL for an unknown key. Placeholders are {name}. */
const char *tr_find(enum lang l, const char *key);
/* The sentence; an unknown key returns the key itself (and the unit tests fail on any such key). */
const char *tr(enum lang l, const char *key);

#endif
