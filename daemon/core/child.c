/* A child process with its three pipes, watched by the loop from start to reaping. */
#include "core/child.h"

#include "core/arena.h"
#include "core/buf.h"
#include "core/child_exec.h"
#include "core/metrics.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK_BYTES  ((size_t)64 * 1024)
#define STDERR_BYTES 4096

/* A descriptor of ours and its event; fd is -1 once closed. */
struct watched {
    int fd;
    struct event *event;
};

struct child {
    struct loop *loop;
    pid_t pid; /* also its process group */
    bool has_exited;
    bool is_done;
    bool is_ending; /* was asked to end */
    int status;     /* from waitpid */

    struct watched in, out, errs, exit;
    char *input; /* owned copy */
    size_t input_n, input_at;
    struct buf output;
    char errs_tail[STDERR_BYTES];
    size_t errs_n;
    char line[CHILD_LINE_BYTES]; /* of standard error, as far as it has come */
    size_t line_n;

    struct loop_timer *deadline;
    struct err err; /* set: it was killed, and why */
    child_done *done;
    child_line *on_line; /* may be NULL */
    void *ctx;
};

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static void unwatch(struct watched *w)
{
    if (w->event != NULL) {
        (void)event_del(w->event);
    }
    close_fd(&w->fd);
}

static void watch(struct child *c, struct watched *w, short what, event_callback_fn fn)
{
    w->event = event_new(loop_base(c->loop), w->fd, (short)(what | EV_PERSIST), fn, c);
    if (w->event == NULL || event_add(w->event, NULL) != 0) {
        fatal("child: no event");
    }
}

/* Runs after the iteration: none of the events can be active any more. */
static void child_free(void *p)
{
    struct child *c = p;
    struct watched *all[] = {&c->in, &c->out, &c->errs, &c->exit};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (all[i]->event != NULL) {
            event_free(all[i]->event);
        }
    }
    buf_free(&c->output);
    free(c->input);
    free(c);
}

static void judge(struct child *c)
{
    if (c->err.code != ERR_NONE) {
        return;
    }
    if (WIFSIGNALED(c->status) && WTERMSIG(c->status) == SIGXCPU) {
        (void)err_set(&c->err, ERR_TIMEOUT, "CPU limit reached");
    } else if (WIFSIGNALED(c->status)) {
        (void)err_set(&c->err, ERR_CHILD, "killed by signal %d", WTERMSIG(c->status));
    } else if (WEXITSTATUS(c->status) != 0) {
        (void)err_set(&c->err, ERR_CHILD, "exit code %d", WEXITSTATUS(c->status));
    }
}

static void finish(struct child *c)
{
    c->is_done = true;
    unwatch(&c->in);
    unwatch(&c->out);
    unwatch(&c->errs);
    loop_timer_free(c->deadline);
    judge(c);

    struct child_result r = {
        .ok = c->err.code == ERR_NONE,
        .exit_code = WIFEXITED(c->status) ? WEXITSTATUS(c->status) : -1,
        .out = buf_view(&c->output),
        .printed = &c->output,
        .errs = {c->errs_tail, c->errs_n},
        .err = c->err,
    };
    if (!r.ok) {
        metric_add(METRIC_CHILD_FAILED, 1);
    }
    loop_retire(c->loop, child_free, c);
    c->done(c->ctx, &r);
}

static void finish_if_drained(struct child *c)
{
    if (!c->is_done && c->has_exited && c->out.fd < 0 && c->errs.fd < 0) {
        finish(c);
    }
}

/* Its first reason stays. The rest of the outputs is of no use to anybody. */
static void kill_because(struct child *c, const struct err *why)
{
    if (c->err.code == ERR_NONE) {
        c->err = *why;
    }
    if (!c->has_exited) {
        (void)kill(-c->pid, SIGKILL);
    }
    unwatch(&c->in);
    unwatch(&c->out);
    unwatch(&c->errs);
}

static void on_deadline(void *ctx)
{
    struct child *c = ctx;
    struct err e;
    (void)err_set(&e, ERR_TIMEOUT, "time limit reached");
    kill_because(c, &e);
    finish_if_drained(c);
}

static void on_exit_event(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct child *c = ctx;

    /* What it leaves behind dies before the pid is reaped and could name somebody else. */
    (void)kill(-c->pid, SIGKILL);
    if (waitpid(c->pid, &c->status, 0) != c->pid) {
        fatal("child: cannot reap %d: %s", (int)c->pid, strerror(errno));
    }
    c->has_exited = true;
    unwatch(&c->exit);
    finish_if_drained(c);
}

static void on_input(evutil_socket_t fd, short what, void *ctx)
{
    (void)what;
    struct child *c = ctx;
    ssize_t n = write((int)fd, c->input + c->input_at, c->input_n - c->input_at);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    c->input_at += n > 0 ? (size_t)n : 0;

    /* EPIPE: it does not want the rest. Its output and exit code say whether that was right. */
    if (n < 0 || c->input_at == c->input_n) {
        unwatch(&c->in);
    }
}

/* Reads once; the number of bytes in chunk, 0 when there is nothing now. Closes w at the end. */
static size_t read_chunk(struct watched *w, char chunk[CHUNK_BYTES])
{
    ssize_t n = read(w->fd, chunk, CHUNK_BYTES);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    if (n <= 0) {
        unwatch(w);
        return 0;
    }
    return (size_t)n;
}

static void on_output(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct child *c = ctx;
    char chunk[CHUNK_BYTES];
    buf_add(&c->output, chunk, read_chunk(&c->out, chunk));
    if (!buf_ok(&c->output)) {
        struct err e;
        (void)err_set(&e, ERR_CHILD, "output too large: more than %zu bytes", c->output.max);
        kill_because(c, &e);
    }
    finish_if_drained(c);
}

static void keep_tail(struct child *c, const char *chunk, size_t n)
{
    size_t take = n < STDERR_BYTES ? n : STDERR_BYTES;
    size_t room = STDERR_BYTES - c->errs_n;
    size_t drop = take > room ? take - room : 0;
    memmove(c->errs_tail, c->errs_tail + drop, c->errs_n - drop);
    c->errs_n -= drop;
    memcpy(c->errs_tail + c->errs_n, chunk + (n - take), take);
    c->errs_n += take;
}

/* Passes on the lines that are whole, until the listener has it killed. */
static void give_lines(struct child *c, const char *chunk, size_t n)
{
    for (size_t i = 0; i < n && c->errs.fd >= 0; i++) {
        if (chunk[i] == '\n') {
            size_t line_n = c->line_n;
            c->line_n = 0;
            c->on_line(c->ctx, (struct sv){c->line, line_n});
        } else if (c->line_n < sizeof(c->line)) {
            c->line[c->line_n++] = chunk[i];
        }
    }
}

static void on_errors(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct child *c = ctx;
    char chunk[CHUNK_BYTES];
    size_t n = read_chunk(&c->errs, chunk);
    keep_tail(c, chunk, n);
    if (c->on_line != NULL) {
        give_lines(c, chunk, n);
    }
    finish_if_drained(c);
}

static bool start(struct child *c, const char *const *argv, const struct child_limits *limits,
                  struct err *e)
{
    int fds[3];
    c->pid = child_exec(argv, limits, fds, e);
    if (c->pid < 0) {
        return false;
    }
    c->in.fd = fds[0];
    c->out.fd = fds[1];
    c->errs.fd = fds[2];
    c->exit.fd = pidfd_open(c->pid, 0);
    if (c->exit.fd < 0) {
        fatal("child: no pidfd: %s", strerror(errno));
    }
    return true;
}

struct child *child_run(struct loop *l, const struct child_job *job, struct err *e)
{
    struct child *c = heap_new(sizeof(*c));
    *c = (struct child){.loop = l, .done = job->done, .on_line = job->line, .ctx = job->ctx};
    buf_init(&c->output, job->limits->output_max);
    if (!start(c, job->argv, job->limits, e)) {
        child_free(c);
        return NULL;
    }
    metric_add(METRIC_CHILD_RUNS, 1);

    watch(c, &c->out, EV_READ, on_output);
    watch(c, &c->errs, EV_READ, on_errors);
    watch(c, &c->exit, EV_READ, on_exit_event);
    if (job->input.n > 0) {
        c->input = heap_new(job->input.n);
        memcpy(c->input, job->input.p, job->input.n);
        c->input_n = job->input.n;
        watch(c, &c->in, EV_WRITE, on_input);
    } else {
        close_fd(&c->in.fd);
    }
    c->deadline = loop_timer_new(l, on_deadline, c);
    loop_timer_set(c->deadline, job->limits->wall_ms);
    return c;
}

struct sv child_keep(struct arena *a, const struct child_result *r)
{
    struct sv out = buf_view(r->printed);
    if (r->printed->p != NULL) {
        arena_on_free(a, free, r->printed->p);
    }
    buf_init(r->printed, 0);
    return out;
}

void child_end(struct child *c, int64_t grace_ms)
{
    if (c->is_ending || c->err.code != ERR_NONE) {
        return;
    }
    c->is_ending = true;
    if (!c->has_exited) {
        (void)kill(c->pid, SIGTERM);
    }
    loop_timer_set(c->deadline, grace_ms);
}

void child_kill(struct child *c)
{
    struct err e;
    (void)err_set(&e, ERR_CHILD, "killed by the daemon");
    kill_because(c, &e);
    /* It may have exited already, with only its outputs open: then no event is left but this. */
    loop_timer_set(c->deadline, 0);
}
