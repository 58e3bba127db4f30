/* Runs a program with a document on its standard input and collects what it prints.
 * The child gets no descriptors but 0, 1 and 2, an empty environment, resource limits, and dies
 * with the daemon. The callback runs exactly once, from the loop: after the program has exited and
 * both its outputs are read to the end. Processes it leaves behind are killed when it exits. A
 * program that was killed, or whose outputs stay open past the wall limit, is not waited for
 * longer: what was read so far is the output. A program need not read its input.
 * What it writes to its standard error can be followed line by line while it runs. */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/loop.h"

struct child_limits {
    int64_t wall_ms;   /* killed after this */
    int64_t cpu_s;     /* RLIMIT_CPU; 0: unlimited */
    int64_t memory_mb; /* RLIMIT_AS; 0: unlimited (a program built with ASan needs that) */
    size_t output_max; /* bytes of standard output; more kills it */
};

struct child_result {
    bool ok;             /* exited with 0 within its limits */
    int exit_code;       /* -1 when killed */
    struct sv out;       /* standard output, borrowed until the callback returns */
    struct buf *printed; /* the same, for child_keep */
    struct sv errs;      /* the last 4 KiB of standard error */
    struct err err;      /* when not ok: ERR_TIMEOUT past the wall or CPU limit, else ERR_CHILD */
};

#define CHILD_LINE_BYTES 256

typedef void child_done(void *ctx, const struct child_result *r);
/* A line of standard error without its newline, cut at CHILD_LINE_BYTES; borrowed. Never after
 * done. What the last newline does not end is in errs only. May call child_end and child_kill. */
typedef void child_line(void *ctx, struct sv line);
struct child;

struct child_job {
    const char *const *argv; /* argv[0] is the path; ends with NULL */
    struct sv input;         /* copied */
    const struct child_limits *limits;
    child_done *done;
    child_line *line; /* may be NULL */
    void *ctx;
};

/* NULL and *e filled (ERR_CHILD) when it cannot start; done is not called then. The child owns
 * itself and is gone after done. */
struct child *child_run(struct loop *l, const struct child_job *job, struct err *e);
/* Its standard output without copying it: the arena owns it from now on, beside its limit. Once, in
 * the callback. */
struct sv child_keep(struct arena *a, const struct child_result *r);
/* Asks it to end (SIGTERM): its result is then as it leaves it, with exit code
 * 0 an ordinary one. Past grace_ms it is killed as past its wall limit. Asking again changes
 * nothing. */
void child_end(struct child *c, int64_t grace_ms);
/* Kills it; the callback then runs with ok = false. */
void child_kill(struct child *c);

#endif
