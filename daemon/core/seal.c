/* Sealing by AES-256-GCM: a fresh 96-bit nonce per text, the binding as additional data. */
#include "core/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/secret.h"
#include "core/str.h"

#define NONCE    12
#define TAG      16
#define TEXT_MAX 8192 /* of a sealed text, decoded */
#define HEX      (2 * SEAL_KEY_BYTES)

/* ---- the key's file ---- */

static bool parse_key(const char *hex, struct seal_key *out)
{
    char digest[SECRET_HEX_LEN + 1];
    for (size_t i = 0; i < SEAL_KEY_BYTES; i++) {
        int high = OPENSSL_hexchar2int((unsigned char)hex[2 * i]);
        int low = OPENSSL_hexchar2int((unsigned char)hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out->bytes[i] = (unsigned char)(high << 4 | low);
    }
    secret_sha256_hex((struct sv){(const char *)out->bytes, SEAL_KEY_BYTES}, digest);
    memcpy(out->name, digest, SEAL_NAME_LEN);
    out->name[SEAL_NAME_LEN] = '\0';
    return true;
}

static bool read_key(int fd, const char *path, struct seal_key *out, struct err *e)
{
    struct stat st;
    char text[HEX + 1];
    if (fstat(fd, &st) != 0)
        return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode) || (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return err_set(e, ERR_CONFIG, "%s: must be a file only its owner can read", path);
    bool is_key = read(fd, text, sizeof text) == HEX + 1 && text[HEX] == '\n' &&
                  st.st_size == HEX + 1 && parse_key(text, out);
    OPENSSL_cleanse(text, sizeof text);
    return is_key ? true : err_set(e, ERR_CONFIG, "%s: holds no key", path);
}

static bool write_key(int fd)
{
    unsigned char bytes[SEAL_KEY_BYTES];
    char text[HEX + 2];
    secret_random(bytes, sizeof bytes);
    for (size_t i = 0; i < SEAL_KEY_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    text[HEX] = '\n';
    bool ok = write(fd, text, HEX + 1) == HEX + 1 && fsync(fd) == 0;
    OPENSSL_cleanse(bytes, sizeof bytes);
    OPENSSL_cleanse(text, sizeof text);
    return ok;
}

/* Written beside its place and linked there whole: of two daemons that start at once both use the
 * key of the first. */
static bool make_key(const char *path, struct err *e)
{
    char beside[PATH_MAX];
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid()) >= (int)sizeof beside)
        return err_set(e, ERR_CONFIG, "%s: too long a path", path);
    if (slash && slash > path) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        (void)mkdir(folder, S_IRWXU); /* when it cannot be made, the file cannot either */
    }
    (void)unlink(beside);
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return err_set(e, ERR_IO, "%s: %s", beside, strerror(errno));
    bool ok = write_key(fd);
    ok = close(fd) == 0 && ok;
    ok = ok && (link(beside, path) == 0 || errno == EEXIST);
    if (!ok)
        err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    (void)unlink(beside);
    return ok;
}

bool seal_key_load(const char *path, struct seal_key *out, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) {
        if (!make_key(path, e))
            return false;
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (fd < 0)
        return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    bool ok = read_key(fd, path, out, e);
    close(fd);
    return ok;
}

/* ---- texts ---- */

static void must(int ok)
{
    if (ok != 1)
        fatal("AES-256-GCM failed");
}

char *seal_text(struct arena *a, const struct seal_key *k, struct sv bound, struct sv plain)
{
    unsigned char *out = arena_alloc(a, NONCE + plain.n + TAG);
    int n = 0, rest = 0;
    struct buf text;
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    secret_random(out, NONCE);
    must(c && EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), NULL, k->bytes, out));
    must(EVP_EncryptUpdate(c, NULL, &n, (const unsigned char *)bound.p, (int)bound.n));
    must(EVP_EncryptUpdate(c, out + NONCE, &n, (const unsigned char *)plain.p, (int)plain.n));
    must(EVP_EncryptFinal_ex(c, out + NONCE + n, &rest));
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, TAG, out + NONCE + plain.n));
    EVP_CIPHER_CTX_free(c);
    buf_init(&text, (size_t)4 * TEXT_MAX);
    buf_printf(&text, "%s:", k->name);
    base64_put(&text, out, NONCE + plain.n + TAG, false);
    char *sealed = arena_dup(a, buf_view(&text));
    buf_free(&text);
    return sealed;
}

/* Base64 with padding to bytes in out, which has room; their number, 0 when it is none or not
 * written as we write it (the last letter has bits to spare, which OpenSSL lets be anything). */
static size_t decode(struct arena *a, unsigned char *out, struct sv text)
{
    int n = EVP_DecodeBlock(out, (const unsigned char *)text.p, (int)text.n);
    for (size_t i = text.n; n > 0 && i > 0 && i + 2 > text.n && text.p[i - 1] == '='; i--)
        n--;
    if (n <= 0)
        return 0;
    unsigned char *again = arena_alloc(a, text.n + 4);
    int m = EVP_EncodeBlock(again, out, n);
    return (size_t)m == text.n && memcmp(again, text.p, text.n) == 0 ? (size_t)n : 0;
}

static bool decrypt(unsigned char *out, const struct seal_key *k, struct sv bound,
                    unsigned char *bytes, size_t n)
{
    int got = 0, rest = 0;
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    bool ok = c && EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, k->bytes, bytes) == 1 &&
              EVP_DecryptUpdate(c, NULL, &got, (const unsigned char *)bound.p, (int)bound.n) == 1 &&
              EVP_DecryptUpdate(c, out, &got, bytes + NONCE, (int)(n - NONCE - TAG)) == 1 &&
              EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, TAG, bytes + n - TAG) == 1 &&
              EVP_DecryptFinal_ex(c, out + got, &rest) == 1;
    EVP_CIPHER_CTX_free(c);
    return ok;
}

bool seal_open(struct arena *a, const struct seal_key *k, struct sv bound, struct sv sealed,
               struct sv *plain, struct err *e)
{
    size_t head = SEAL_NAME_LEN + 1;
    if (sealed.n < head || sealed.n > (size_t)2 * TEXT_MAX || sealed.p[SEAL_NAME_LEN] != ':')
        return err_set(e, ERR_INTERNAL, "not a sealed text");
    if (memcmp(sealed.p, k->name, SEAL_NAME_LEN) != 0)
        return err_set(e, ERR_CONFIG, "sealed with key %.16s, this daemon has %s", sealed.p,
                       k->name);
    struct sv text = {sealed.p + head, sealed.n - head};
    unsigned char *bytes = arena_alloc(a, text.n + 1);
    size_t n = decode(a, bytes, text);
    if (n < NONCE + TAG)
        return err_set(e, ERR_INTERNAL, "a sealed text is damaged");
    unsigned char *out = arena_alloc(a, n);
    if (!decrypt(out, k, bound, bytes, n))
        return err_set(e, ERR_INTERNAL, "a sealed text was changed or moved");
    *plain = (struct sv){(const char *)out, n - NONCE - TAG};
    return true;
}
