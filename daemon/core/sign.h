/* Names that only this daemon, or one with the same key, can have made: a few numbers and a keyed
 * hash over them, "1-57-3-9f86d081884c7d65…". Nothing of them is stored; whoever is shown one can
 * make no other. What a name is good for, and until when, the database says. */
#ifndef CORE_SIGN_H
#define CORE_SIGN_H

#include "core/base.h"
#include "core/seal.h"

#define SIGN_NUMBERS_MAX 3
#define SIGN_MAX         100 /* bytes of a name, with its NUL */

/* The name of n numbers, none negative. purpose: a word of ours; a name for one purpose is none for
 * another. */
void sign_name(const struct seal_key *k, const char *purpose, const int64_t *numbers, size_t n,
               char out[SIGN_MAX]);
/* False unless name was made by sign_name with this key, purpose and count of numbers. Compared in
 * constant time. */
MUST_CHECK bool sign_open(const struct seal_key *k, const char *purpose, struct sv name,
                          int64_t *numbers, size_t n);

#endif
