/* Signed names: HMAC-SHA-256, of which 128 bits are shown. */
#include "core/sign.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/secret.h"
#include "core/str.h"

#define SHOWN 32 /* hex digits of the hash */

void sign_name(const struct seal_key *k, const char *purpose, const int64_t *numbers, size_t n,
               char out[SIGN_MAX])
{
    char text[SIGN_MAX + 40];
    char hash[SECRET_HEX_LEN + 1];
    size_t used = 0;

    assert(n <= SIGN_NUMBERS_MAX && strlen(purpose) < 30);
    for (size_t i = 0; i < n; i++)
        used += (size_t)snprintf(out + used, SIGN_MAX - used, "%" PRId64 "-", numbers[i]);
    (void)snprintf(text, sizeof text, "%s %s", purpose, out);
    secret_hmac_hex((struct sv){(const char *)k->bytes, SEAL_KEY_BYTES}, sv_of(text), hash);
    (void)snprintf(out + used, SIGN_MAX - used, "%.*s", SHOWN, hash);
}

bool sign_open(const struct seal_key *k, const char *purpose, struct sv name, int64_t *numbers,
               size_t n)
{
    char again[SIGN_MAX];
    struct sv rest = name, part;

    for (size_t i = 0; i < n; i++) {
        if (!sv_cut(&rest, '-', &part) || !sv_int(part, 0, INT64_MAX, &numbers[i]))
            return false;
    }
    sign_name(k, purpose, numbers, n, again);
    return secret_equal(name, sv_of(again));
}
