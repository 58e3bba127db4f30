/* Foreign words made fit to be kept: valid UTF-8, one line, bounded. */
#ifndef NOTICE_PLAIN_H
#define NOTICE_PLAIN_H

#include "core/base.h"

/* Writes s into out with a NUL: control characters become spaces, broken bytes U+FFFD, and it ends
 * at a whole character before size bytes. */
void plain_put(char *out, size_t size, struct sv s);

#endif
