/* Times drawing up a roster, reading and writing left out. Processor time: the machine may be busy.
 *
 *     solve_time [--search] PROBLEM.json MS...
 *
 * For each MS: a roster with the budget that so many milliseconds buy (0: the first roster). Prints
 * a line "MS CPU_MS PENALTY BOUND MOVES UNCOVERED FIRST_MS" each; FIRST_MS is when the first roster
 * was reported. With --search each run ends half-way, before it turns from searching to proving. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/str.h"
#include "roster/roster.h"

static double cpu_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool read_all(const char *path, struct buf *text)
{
    FILE *f = fopen(path, "rb");
    char piece[65536];
    size_t n = 0;

    while (f != NULL && (n = fread(piece, 1, sizeof(piece), f)) > 0) {
        buf_add(text, piece, n);
    }
    return f != NULL && fclose(f) == 0;
}

static void note_first(void *to, const struct roster_summary *now)
{
    double *first_ms = to;

    (void)now;
    *first_ms = *first_ms < 0 ? cpu_ms() : *first_ms;
}

static bool time_one(struct sv text, int64_t ms, bool search)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    bool read = roster_problem_read(a, text, &m, &e);

    if (read) {
        double started_ms = cpu_ms(), first_ms = -1;
        int64_t budget = roster_budget(m, 1000) / 1000000 * ms;
        struct roster_options o = {.seed = 1,
                                   .budget = budget,
                                   .until = search ? budget / 2 : 0,
                                   .report = note_first,
                                   .report_to = &first_ms};
        struct roster_summary s = roster_summary_of(roster_solve(a, m, &o));
        double ended_ms = cpu_ms();
        (void)printf("%lld %.3f %lld %lld %lld %d %.3f\n", (long long)ms, ended_ms - started_ms,
                     (long long)s.penalty, (long long)s.bound, (long long)s.moves, s.uncovered,
                     (first_ms < 0 ? ended_ms : first_ms) - started_ms);
        (void)fflush(stdout);
    } else {
        (void)fprintf(stderr, "solve_time: %s %s\n", e.field, e.detail);
    }
    arena_free(a);
    return read;
}

int main(int argc, char **argv)
{
    struct buf text;
    bool search = argc > 1 && strcmp(argv[1], "--search") == 0, good = argc > 2 + search;

    buf_init(&text, ROSTER_INPUT_MAX);
    good = good && read_all(argv[1 + search], &text);
    for (int i = 2 + search; i < argc && good; i++) {
        int64_t ms = 0;
        good = sv_int(sv_of(argv[i]), 0, 86400000, &ms) && time_one(buf_view(&text), ms, search);
    }
    buf_free(&text);
    return good ? 0 : 1;
}
