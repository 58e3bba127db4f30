/* Random tokens, digests and comparisons that give nothing away by their timing (OpenSSL). */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include "core/arena.h"
#include "core/base.h"

#define SECRET_HEX_LEN 64 /* SHA-256 in hex */

/* 256 random bits as 43 base64url characters. */
char *secret_token(struct arena *a);
/* SHA-256 of s as lower-case hex in out (NUL-terminated). */
void secret_sha256_hex(struct sv s, char out[SECRET_HEX_LEN + 1]);
/* The same in parts (core/digest.h). The caller frees what secret_sum_new returns; NULL is allowed.
 */
struct secret_sum;
struct secret_sum *secret_sum_new(void);
void secret_sum_add(struct secret_sum *sum, struct sv part);
void secret_sum_hex(struct secret_sum *sum, char out[SECRET_HEX_LEN + 1]);
void secret_sum_free(struct secret_sum *sum);
/* HMAC-SHA-256 of s under key, hex. */
void secret_hmac_hex(struct sv key, struct sv s, char out[SECRET_HEX_LEN + 1]);
bool secret_equal(struct sv a, struct sv b);
void secret_random(void *p, size_t n);

#endif
