/* Randomness, digests and constant-time comparison, all from OpenSSL. */
#include "core/secret.h"

#include "core/err.h"
#include "core/str.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#define TOKEN_BYTES  32
#define DIGEST_BYTES (SECRET_HEX_LEN / 2)

void secret_random(void *p, size_t n)
{
    if (n > INT_MAX || RAND_bytes(p, (int)n) != 1) {
        fatal("no randomness");
    }
}

char *secret_token(struct arena *a)
{
    unsigned char bytes[TOKEN_BYTES];
    secret_random(bytes, sizeof(bytes));

    struct buf b;
    buf_init(&b, 64);
    base64_put(&b, bytes, sizeof(bytes), true);
    char *token = arena_dup(a, buf_view(&b));
    buf_free(&b);
    OPENSSL_cleanse(bytes, sizeof(bytes));
    return token;
}

static void to_hex(const unsigned char *digest, char out[SECRET_HEX_LEN + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[SECRET_HEX_LEN] = '\0';
}

void secret_sha256_hex(struct sv s, char out[SECRET_HEX_LEN + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    if (EVP_Digest(s.n > 0 ? s.p : "", s.n, digest, NULL, EVP_sha256(), NULL) != 1) {
        fatal("SHA-256 failed");
    }
    to_hex(digest, out);
}

struct secret_sum *secret_sum_new(void)
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    if (md == NULL || EVP_DigestInit_ex(md, EVP_sha256(), NULL) != 1) {
        fatal("SHA-256 failed");
    }
    return (struct secret_sum *)md;
}

void secret_sum_add(struct secret_sum *sum, struct sv part)
{
    if (EVP_DigestUpdate((EVP_MD_CTX *)sum, part.p, part.n) != 1) {
        fatal("SHA-256 failed");
    }
}

void secret_sum_hex(struct secret_sum *sum, char out[SECRET_HEX_LEN + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    if (EVP_DigestFinal_ex((EVP_MD_CTX *)sum, digest, NULL) != 1) {
        fatal("SHA-256 failed");
    }
    to_hex(digest, out);
}

void secret_sum_free(struct secret_sum *sum)
{
    EVP_MD_CTX_free((EVP_MD_CTX *)sum);
}

void secret_hmac_hex(struct sv key, struct sv s, char out[SECRET_HEX_LEN + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    const unsigned char *text = (const unsigned char *)(s.n > 0 ? s.p : "");
    const char *secret = key.n > 0 ? key.p : "";
    if (key.n > INT_MAX ||
        HMAC(EVP_sha256(), secret, (int)key.n, text, s.n, digest, NULL) == NULL) {
        fatal("HMAC failed");
    }
    to_hex(digest, out);
}

bool secret_equal(struct sv a, struct sv b)
{
    return a.n == b.n && (a.n == 0 || CRYPTO_memcmp(a.p, b.p, a.n) == 0);
}
