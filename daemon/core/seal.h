/* Texts that only this daemon can read: AES-256-GCM (OpenSSL) under a key in a file, bound to what
 * they belong to, so that a sealed text copied to another place does not open there. */
#ifndef CORE_SEAL_H
#define CORE_SEAL_H

#include "core/arena.h"
#include "core/base.h"
#include "core/err.h"

#define SEAL_KEY_BYTES 32
#define SEAL_NAME_LEN  16 /* hex */

struct seal_key {
    unsigned char bytes[SEAL_KEY_BYTES];
    char name[SEAL_NAME_LEN + 1]; /* tells keys apart, gives nothing of them away */
};

/* Reads the key from the file; makes file (mode 0600) and folder when they are not there. A file
 * that others may read, or that holds anything else, is refused with ERR_CONFIG. */
bool seal_key_load(const char *path, struct seal_key *out, struct err *e);
/* "NAME:BASE64" of nonce, plain and tag, in a. bound: what it belongs to, needed to open it. */
char *seal_text(struct arena *a, const struct seal_key *k, struct sv bound, struct sv plain);
/* The text that was sealed, in a. ERR_CONFIG: with another key; ERR_INTERNAL: changed since, or
 * bound to something else. */
bool seal_open(struct arena *a, const struct seal_key *k, struct sv bound, struct sv sealed,
               struct sv *plain, struct err *e);

#endif
