/* The part of child.c that runs in the new process: nothing between fork and exec but calls that
 * are safe there (signal-safety(7)). */
#ifndef CORE_CHILD_EXEC_H
#define CORE_CHILD_EXEC_H

#include "core/child.h"

#include <sys/types.h>

/* Starts argv[0] in its own process group. fds receives our ends of its standard input, output and
 * error: close-on-exec and non-blocking, the caller's to close. -1 and *e filled on failure. */
MUST_CHECK pid_t child_exec(const char *const *argv, const struct child_limits *limits, int fds[3],
                            struct err *e);

#endif
