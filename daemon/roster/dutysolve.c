/* dutysolve: the roster engine as a command. Reads a problem, writes a roster, prints its figures.
 * The only file of this folder that reads files, the clock and signals. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/str.h"
#include "roster/roster.h"

enum { EXIT_OK = 0, EXIT_IO = 1, EXIT_REFUSED = 2 };

static const char USAGE[] =
    "usage: dutysolve [--seconds S | --budget MOVES] [--seed N] [--problem FILE] [--out FILE]\n"
    "FILE may be - (the default): standard input, standard output\n";

struct command {
    int64_t seconds, budget, seed; /* budget < 0: from seconds */
    const char *problem, *out;
};

static volatile sig_atomic_t stop_asked;

static void ask_stop(int sig)
{
    (void)sig;
    stop_asked = 1;
}

static int complain(const char *path, const char *what)
{
    (void)fprintf(stderr, "error: %s: %s\n", path, what);
    return EXIT_REFUSED;
}

static bool parse_option(const char *name, const char *value, struct command *c)
{
    if (strcmp(name, "--seconds") == 0) {
        return sv_int(sv_of(value), 0, 86400, &c->seconds);
    }
    if (strcmp(name, "--budget") == 0) {
        return sv_int(sv_of(value), 0, ROSTER_BUDGET_MAX, &c->budget);
    }
    if (strcmp(name, "--seed") == 0) {
        return sv_int(sv_of(value), 0, INT64_MAX, &c->seed);
    }
    if (strcmp(name, "--problem") == 0) {
        c->problem = value;
        return value[0] != '\0';
    }
    c->out = value;
    return strcmp(name, "--out") == 0 && value[0] != '\0';
}

static bool parse_command(int argc, char **argv, struct command *c)
{
    *c = (struct command){.seconds = 5, .budget = -1, .seed = 1, .problem = "-", .out = "-"};
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc || !parse_option(argv[i], argv[i + 1], c)) {
            return false;
        }
    }
    return true;
}

static bool read_file(const char *path, struct buf *b)
{
    char piece[65536];
    ssize_t n = 0;
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return false;
    }
    do {
        n = read(fd, piece, sizeof(piece));
        if (n > 0) {
            buf_add(b, piece, (size_t)n);
        }
    } while (n > 0 && buf_ok(b));
    if (fd != STDIN_FILENO) {
        (void)close(fd);
    }
    return n >= 0;
}

static bool write_file(const char *path, struct sv text)
{
    int fd = strcmp(path, "-") == 0 ? STDOUT_FILENO
                                    : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    while (fd >= 0 && text.n > 0) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR) {
            break;
        }
        text.p += n > 0 ? n : 0;
        text.n -= n > 0 ? (size_t)n : 0;
    }
    return fd >= 0 && (fd == STDOUT_FILENO || close(fd) == 0) && text.n == 0;
}

static void print_figures(const struct command *c, const struct roster *r, int64_t us)
{
    struct roster_summary s = roster_summary_of(r);
    FILE *to = strcmp(c->out, "-") == 0 ? stderr : stdout;

    (void)fprintf(to, "penalty %lld\nbound %lld\nseconds %lld.%03lld\n", (long long)s.penalty,
                  (long long)s.bound, (long long)(us / 1000000), (long long)(us / 1000 % 1000));
}

static int solve(struct arena *a, const struct command *c, struct buf *in, struct buf *out)
{
    int64_t started_us = clock_mono_us();
    const struct model *m = NULL;
    struct err e = {0};
    struct sigaction act = {.sa_handler = ask_stop};

    if (!read_file(c->problem, in)) {
        (void)complain(c->problem, strerror(errno));
        return EXIT_IO;
    }
    if (!buf_ok(in)) {
        return complain("problem", "is larger than 64 MiB");
    }
    if (!roster_problem_read(a, buf_view(in), &m, &e)) {
        return complain(e.field, e.detail);
    }
    struct roster_options o = {.seed = (uint64_t)c->seed,
                               .budget = c->budget >= 0 ? c->budget : roster_budget(m, c->seconds),
                               .stop = &stop_asked};
    (void)sigaction(SIGTERM, &act, NULL); /* before there is a problem, SIGTERM just ends us */
    const struct roster *r = roster_solve(a, m, &o);
    roster_write(r, out);
    if (!buf_ok(out) || !write_file(c->out, buf_view(out))) {
        (void)complain(c->out, buf_ok(out) ? strerror(errno) : "the roster is too large to write");
        return EXIT_IO;
    }
    print_figures(c, r, clock_mono_us() - started_us);
    return EXIT_OK;
}

int main(int argc, char **argv)
{
    struct command c;
    struct buf in, out;

    if (!parse_command(argc, argv, &c)) {
        (void)fputs(USAGE, stderr);
        return EXIT_REFUSED;
    }
    buf_init(&in, ROSTER_INPUT_MAX);
    buf_init(&out, ROSTER_OUTPUT_MAX);
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    int code = solve(a, &c, &in, &out);
    arena_free(a);
    buf_free(&in);
    buf_free(&out);
    return code;
}
