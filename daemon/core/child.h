/* Runs a program with a document on its standard input and collects what it prints.
 * The child gets no descriptors but 0, 1 and 2, an empty environment, resource limits, and dies
 * with the daemon. The callback runs exactly once, from the loop: after the program has exited and
 * both its outputs are read to the end. Processes it leaves behind are killed when it exits. A
 * program that was killed, or whose outputs stay open past the wall limit, is not waited for
 * longer: what was read so far is the output. A program need not read its input. */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H

#include "core/base.h"
#include "core/err.h"
#include "core/loop.h"

struct child_limits {
    int64_t wall_ms;   /* killed after this */
    int64_t cpu_s;     /* RLIMIT_CPU; 0: unlimited */
    int64_t memory_mb; /* RLIMIT_AS; 0: unlimited (a program built with ASan needs that) */
    size_t output_max; /* bytes of standard output; more kills it */
};

struct child_result {
    bool ok;        /* exited with 0 within its limits */
    int exit_code;  /* -1 when killed */
    struct sv out;  /* standard output, borrowed until the callback returns */
    struct sv errs; /* the last 4 KiB of standard error */
    struct err err; /* when not ok: ERR_TIMEOUT past the wall or CPU limit, else ERR_CHILD */
};

typedef void child_done(void *ctx, const struct child_result *r);
struct child;

struct child_job {
    const char *const *argv; /* argv[0] is the path; ends with NULL */
    struct sv input;         /* copied */
    const struct child_limits *limits;
    child_done *done;
    void *ctx;
};

/* NULL and *e filled (ERR_CHILD) when it cannot start; done is not called then. The child owns
 * itself and is gone after done. */
struct child *child_run(struct loop *l, const struct child_job *job, struct err *e);
/* Kills it; the callback then runs with ok = false. */
void child_kill(struct child *c);

#endif
