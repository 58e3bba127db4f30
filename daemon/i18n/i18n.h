/* Sentences in Vietnamese, Khmer and English, and dates as each language writes them (date.h).
 * The .po files are compiled to tables by i18n/po2c.py at build time: a key that lacks a language
 * fails the build. Keys are dotted names ("error.not_found"), msgid in all three files. */
#ifndef I18N_I18N_H
#define I18N_I18N_H

#include "core/base.h"

enum lang { LANG_VI, LANG_KM, LANG_EN, LANG_COUNT };

const char *lang_str(enum lang l); /* "vi", "km", "en" */
/* A tag ("vi", "km-KH") or an Accept-Language list: the known language with the highest q, the
 * first of equals (RFC 9110 12.5.4). False, *out untouched, when none is known. */
bool lang_parse(struct sv s, enum lang *out);
/* The sentence, or NULL for an unknown key. Placeholders are {name}. */
const char *tr_find(enum lang l, const char *key);
/* The sentence; an unknown key returns the key itself (and the unit tests fail on any such key). */
const char *tr(enum lang l, const char *key);

/* Walks a sentence: each call yields the text before the next {placeholder} and its name (empty
 * after the last one). A name is letters, digits, '_' and '.'; any other brace is text. False when
 * *rest is used up. */
bool tr_next(struct sv *rest, struct sv *text, struct sv *name);

#endif
