/* The table po2c.py writes, shared inside i18n/ only. */
#ifndef I18N_I18N_INT_H
#define I18N_I18N_INT_H

#include "i18n/i18n.h"

struct i18n_entry {
    const char *key;
    const char *sentence[LANG_COUNT];
};

/* All entries, sorted by key (bytewise); *n is how many. */
const struct i18n_entry *i18n_table(size_t *n);

#endif
