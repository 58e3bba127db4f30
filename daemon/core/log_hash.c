/* Names people in the log without naming them; apart from log.c, which needs no OpenSSL. */
#include "core/log.h"

#include "core/secret.h"

#define HASH_DIGITS 12

const char *log_hash(struct sv address)
{
    static char salt[32];
    static bool is_salted;
    static char hex[SECRET_HEX_LEN + 1];

    if (!is_salted) {
        secret_random(salt, sizeof(salt));
        is_salted = true;
    }
    secret_hmac_hex((struct sv){salt, sizeof(salt)}, address, hex);
    hex[HASH_DIGITS] = '\0';
    return hex;
}
