/* dutysolve: the roster engine as a command. Reads a problem, writes an answer, prints its figures.
 * The only file of this folder that reads files, the clock and signals. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/str.h"
#include "roster/model.h"
#include "roster/roster.h"
#include "roster/shifts_text.h"

enum { EXIT_OK = 0, EXIT_IO = 1, EXIT_REFUSED = 2 };

enum {
    MEASURED_SECONDS = 5,    /* from here the rate of this machine is measured first, */
    MEASURED_CELLS = 200000, /* up to here: people * days * types */
    TRIAL_PART = 3,          /* of a second's budget */
    SPARE_PART = 25          /* of the time left is kept for reading, writing and bad luck */
};

static const char USAGE[] =
    "usage: dutysolve [--mode draft|fill] [--seconds S] [--budget MOVES] [--until MOVES]\n"
    "                 [--seed N] [--threads 1|2] [--progress] [--problem FILE | --shifts FILE]\n"
    "                 [--out FILE]\n"
    "       dutysolve --mode repair [--problem FILE] [--out FILE]\n"
    "       dutysolve --mode rank|explain --shift ID [--problem FILE] [--out FILE]\n"
    "FILE may be - (the default): standard input, standard output\n";

enum mode { MODE_DRAFT, MODE_FILL, MODE_REPAIR, MODE_RANK, MODE_EXPLAIN, MODE_COUNT };

struct command {
    enum mode mode;
    int64_t seconds, budget; /* below 0: not given */
    int64_t until, seed, threads, shift;
    const char *problem, *out;
    bool shifts; /* the problem is in the public shift-scheduling format */
    bool progress;
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

static bool parse_mode(const char *value, enum mode *mode)
{
    static const char *const names[MODE_COUNT] = {"draft", "fill", "repair", "rank", "explain"};

    for (int32_t i = 0; i < MODE_COUNT; i++) {
        if (strcmp(value, names[i]) == 0) {
            *mode = (enum mode)i;
            return true;
        }
    }
    return false;
}

struct number {
    const char *name;
    int64_t min, max;
    int64_t *to;
};

static bool parse_number(const char *name, const char *value, struct command *c, bool *known)
{
    const struct number numbers[] = {
        {"--seconds", 0, 86400, &c->seconds},
        {"--budget", 0, ROSTER_BUDGET_MAX, &c->budget},
        {"--until", 1, ROSTER_BUDGET_MAX, &c->until},
        {"--seed", 0, INT64_MAX, &c->seed},
        {"--threads", 1, 2, &c->threads},
        {"--shift", 1, INT64_MAX, &c->shift},
    };

    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        if (strcmp(name, numbers[i].name) == 0) {
            *known = true;
            return sv_int(sv_of(value), numbers[i].min, numbers[i].max, numbers[i].to);
        }
    }
    return false;
}

static bool parse_option(const char *name, const char *value, struct command *c)
{
    bool known = false, good = parse_number(name, value, c, &known);

    if (known) {
        return good;
    }
    if (strcmp(name, "--mode") == 0) {
        return parse_mode(value, &c->mode);
    }
    if (strcmp(name, "--problem") == 0 || strcmp(name, "--shifts") == 0) {
        c->problem = value;
        c->shifts = name[2] == 's';
        return value[0] != '\0';
    }
    c->out = value;
    return strcmp(name, "--out") == 0 && value[0] != '\0';
}

static bool parse_command(int argc, char **argv, struct command *c)
{
    int i = 1;

    *c = (struct command){
        .seconds = -1, .budget = -1, .seed = 1, .threads = 1, .problem = "-", .out = "-"};
    while (i < argc) {
        if (strcmp(argv[i], "--progress") == 0) {
            c->progress = true;
            i++;
        } else if (i + 1 == argc || !parse_option(argv[i], argv[i + 1], c)) {
            return false;
        } else {
            i += 2;
        }
    }
    if (c->seconds < 0 && c->budget < 0) {
        c->seconds = 5;
    }
    bool asks_shift = c->mode == MODE_RANK || c->mode == MODE_EXPLAIN;
    return asks_shift == (c->shift > 0) && (!c->shifts || c->mode == MODE_DRAFT);
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
    } while ((n > 0 || (n < 0 && errno == EINTR)) && buf_ok(b));
    if (fd != STDIN_FILENO) {
        (void)close(fd);
    }
    return n >= 0;
}

static bool write_all(int fd, struct sv text)
{
    while (text.n > 0) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        text.p += n > 0 ? n : 0;
        text.n -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* Whether something is there that is no file: a pipe or a device, never to be replaced by one. */
static bool is_special(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* Beside the file first, then in its place: what was there before stays until all is written. */
static bool write_file(struct arena *a, const char *path, struct sv text)
{
    if (strcmp(path, "-") == 0) {
        return write_all(STDOUT_FILENO, text);
    }
    bool special = is_special(path);
    const char *part = special ? path : arena_printf(a, "%s.part", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool written = fd >= 0 && write_all(fd, text);
    bool closed = fd >= 0 && close(fd) == 0;
    return written && closed && (special || rename(part, path) == 0);
}

static void print_figures(const struct command *c, const struct roster *r, int64_t us)
{
    struct roster_summary s = roster_summary_of(r);
    FILE *to = strcmp(c->out, "-") == 0 ? stderr : stdout;

    (void)fprintf(to, "penalty %lld\nbound %lld\nbudget %lld\nmoves %lld\nseconds %lld.%03lld\n",
                  (long long)s.penalty, (long long)s.bound, (long long)s.budget, (long long)s.moves,
                  (long long)(us / 1000000), (long long)(us / 1000 % 1000));
}

struct progress {
    int64_t last_us;
};

static void print_progress(const struct roster_summary *now)
{
    (void)fprintf(stderr, "progress cost %lld bound %lld uncovered %d moves %lld\n",
                  (long long)now->penalty, (long long)now->bound, now->uncovered,
                  (long long)now->moves);
}

/* At most four lines a second; what is left out is overtaken by the next. */
static void report(void *to, const struct roster_summary *now)
{
    struct progress *p = to;
    int64_t us = clock_mono_us();

    if (us - p->last_us >= 250000) {
        p->last_us = us;
        print_progress(now);
    }
}

/* The budget that the seconds left buy on this machine, now: the rate of a short run, measured. The
 * formula of roster_budget knows only the machine it was measured on. */
static int64_t measured_budget(const struct command *c, const struct model *m)
{
    int64_t formula = roster_budget(m, c->seconds), trial = formula / c->seconds / TRIAL_PART;
    int64_t started_us = clock_mono_us();
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct roster_options o = {.seed = (uint64_t)c->seed, .budget = trial, .stop = &stop_asked};
    struct roster_summary done = roster_summary_of(roster_solve(a, m, &o));

    arena_free(a);
    int64_t spent_us = clock_mono_us() - started_us + 1, left_us = c->seconds * 1000000 - spent_us;
    if (done.moves < trial || left_us <= 0) { /* proved already, or asked to stop */
        return formula;
    }
    left_us -= left_us / SPARE_PART;
    int64_t budget = left_us / 1000 * (done.moves * 1000 / spent_us);
    return budget < ROSTER_BUDGET_MAX ? budget : ROSTER_BUDGET_MAX;
}

static int64_t budget_of(const struct command *c, const struct model *m)
{
    if (c->budget >= 0) {
        return c->budget;
    }
    bool small = (int64_t)m->provider_n * m->days * m->type_n <= MEASURED_CELLS;
    return c->shifts && small && c->seconds >= MEASURED_SECONDS ? measured_budget(c, m)
                                                                : roster_budget(m, c->seconds);
}

static const struct roster *solve(struct arena *a, const struct command *c, const struct model *m)
{
    struct progress progress = {0};
    struct roster_options o = {.seed = (uint64_t)c->seed,
                               .budget = budget_of(c, m),
                               .until = c->until,
                               .mode = c->mode == MODE_FILL ? ROSTER_FILL : ROSTER_DRAFT,
                               .threads = (int)c->threads,
                               .stop = &stop_asked,
                               .report = c->progress ? report : NULL,
                               .report_to = &progress};

    const struct roster *r = roster_solve(a, m, &o);
    struct roster_summary end = roster_summary_of(r);
    if (c->progress) {
        print_progress(&end);
    }
    return r;
}

static bool read_problem(struct arena *a, const struct command *c, struct sv text,
                         const struct model **m, struct err *e)
{
    return c->shifts ? roster_shifts_read(a, text, m, e) : roster_problem_read(a, text, m, e);
}

/* Fills out; *r is the roster drawn up, if the mode draws one. */
static int answer(struct arena *a, const struct command *c, const struct model *m,
                  const struct roster **r, struct buf *out)
{
    bool found = true;

    if (c->mode == MODE_REPAIR) {
        roster_repair(a, m, out);
    } else if (c->mode == MODE_RANK) {
        found = roster_rank(a, m, c->shift, out);
    } else if (c->mode == MODE_EXPLAIN) {
        found = roster_explain(a, m, c->shift, out);
    } else {
        *r = solve(a, c, m);
        if (c->shifts) {
            roster_shifts_write(*r, out);
        } else {
            roster_write(*r, out);
        }
    }
    return found ? EXIT_OK : complain("--shift", "is no shift of this problem");
}

/* The clock only guards: should the budget take longer than planned, the best so far is written,
 * with the number of moves that gives the same roster again. */
static void listen_to(int sig)
{
    struct sigaction act = {.sa_handler = ask_stop};

    (void)sigaction(sig, &act, NULL);
}

static int run(struct arena *a, const struct command *c, struct buf *in, struct buf *out)
{
    int64_t started_us = clock_mono_us();
    const struct model *m = NULL;
    const struct roster *r = NULL;
    struct err e = {0};

    listen_to(SIGALRM);
    (void)alarm(c->seconds > 0 ? (unsigned)c->seconds : 0);
    if (!read_file(c->problem, in)) {
        (void)complain(c->problem, strerror(errno));
        return EXIT_IO;
    }
    if (!buf_ok(in)) {
        return complain("problem", "is larger than 64 MiB");
    }
    if (!read_problem(a, c, buf_view(in), &m, &e)) {
        return complain(e.field, e.detail);
    }
    listen_to(SIGTERM); /* before there is a problem, it just ends us */
    int code = answer(a, c, m, &r, out);
    if (code != EXIT_OK) {
        return code;
    }
    if (!buf_ok(out) || !write_file(a, c->out, buf_view(out))) {
        (void)complain(c->out, buf_ok(out) ? strerror(errno) : "the roster is too large to write");
        return EXIT_IO;
    }
    if (r != NULL) {
        print_figures(c, r, clock_mono_us() - started_us);
    }
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
    int code = run(a, &c, &in, &out);
    arena_free(a);
    buf_free(&in);
    buf_free(&out);
    return code;
}
