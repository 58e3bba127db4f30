/* Runs a program with a document on its standard input and collects what it prints.
 * The child gets no descriptors but 0, 1 and 2, an empty environment, resource limits, and dies
 * with the daemon. The callback runs exactly once. */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H

#include "core/base.h"
#include "core/err.h"
#include "core/loop.h"

struct child_limits {
    int64_t wall_ms;   /* killed after this */
    int64_t cpu_s;     /* RLIMIT_CPU */
    int64_t memory_mb; /* RLIMIT_AS; 0: unlimited */
    size_t output_max; /* bytes of standard output */
};

struct child_result {
    bool ok;        /* exited with 0 within its limits */
    int exit_code;  /* -1 when killed */
    struct sv out;  /* standard output, borrowed until the callback returns */
    struct sv errs; /* the last 4 KiB of standard error */
    struct err err; /* ERR_CHILD or ERR_TIMEOUT when not ok */
};

typedef void child_done(void *ctx, const struct child_result *r);
struct child;

/* argv[0] is the path; input is copied. NULL and *e filled when it cannot start. */
struct child *child_run(struct loop *l, const char *const *argv, struct sv input,
                        const struct child_limits *limits, child_done *done, void *ctx,
                        struct err *e);
/* Kills it; the callback then runs with ok = false. */
void child_kill(struct child *c);

#endif
