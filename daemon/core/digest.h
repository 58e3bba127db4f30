/* The SHA-256 of a long document, a slice in each turn of the loop. */
#ifndef CORE_DIGEST_H
#define CORE_DIGEST_H

#include "core/flow.h"
#include "core/secret.h"

/* The last act of a step: writes the digest of s as hex into out, then resumes f. s and out live as
 * long as f's arena. */
enum step digest_step(struct flow *f, struct sv s, char out[SECRET_HEX_LEN + 1]);

#endif
