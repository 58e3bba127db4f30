/* Times the answers about a published roster: who takes over when somebody drops out (every
 * provider, a hundred at most, from every eighth day, for 1, 3, 7 and 14 days), who could take a
 * shift, why it is as it is. The problem is read once. Prints one figure a line: NAME VALUE.
 *
 *     repair_time PROBLEM.json        (its "published" is the roster) */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/buf.h"
#include "core/str.h"
#include "roster/explain.h"
#include "roster/fill.h"
#include "roster/rank.h"
#include "roster/repair.h"

struct times {
    int64_t us[200000];
    int32_t n;
};

/* Processor time: the machine may be busy with something else. */
static int64_t cpu_us(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void print_times(const char *what, struct times *t)
{
    qsort(t->us, (size_t)t->n, sizeof(t->us[0]), by_time);
    if (t->n > 0) {
        (void)printf("%s_count %d\n%s_p50_us %lld\n%s_p99_us %lld\n%s_max_us %lld\n", what, t->n,
                     what, (long long)t->us[t->n / 2], what,
                     (long long)t->us[(int64_t)t->n * 99 / 100], what, (long long)t->us[t->n - 1]);
    }
}

static void note(struct times *t, int64_t started_us)
{
    if (t->n < (int32_t)(sizeof(t->us) / sizeof(t->us[0]))) {
        t->us[t->n++] = cpu_us() - started_us;
    }
}

struct repairs {
    struct repair *r;
    struct times times;
    int32_t proved, uncovered;
};

static void ask(struct repairs *x, int32_t provider, int32_t day, int32_t days)
{
    struct dropout out = {provider, day * DAY, (day + days) * DAY};
    int64_t started_us = cpu_us();
    const struct repair_answer *said = repair_ask(x->r, &out, 1);

    if (said->emptied_n > 0) {
        note(&x->times, started_us);
        x->proved += said->proved;
        x->uncovered += said->way[0].uncovered > 0;
    }
}

static void time_repairs(struct arena *a, const struct model *m)
{
    static const int32_t lengths[] = {1, 3, 7, 14};
    static struct repairs x;

    x.r = repair_new(a, m);
    for (int32_t p = 0; p < m->provider_n; p += 1 + m->provider_n / 100) {
        for (int32_t day = p % 8, n = 0; day < m->days; n++, day += n % 4 == 0 ? 8 : 0) {
            ask(&x, p, day, lengths[n % 4]);
        }
    }
    print_times("repair", &x.times);
    (void)printf("repair_proved %d\nrepair_uncovered %d\n", x.proved, x.uncovered);
}

static void time_ranks(struct arena *a, const struct model *m, struct buf *out)
{
    static struct times rank, why, person;
    struct rule_hit hit;
    struct draft *d = fill_published(a, m);

    for (int32_t s = 0; s < m->shift_n; s += 1 + m->shift_n / 2000) {
        int64_t started_us = cpu_us();
        struct ranking best;
        rank_shift(d, s, NONE, &best);
        note(&rank, started_us);
        started_us = cpu_us();
        struct reason reason;
        int32_t seat = m->shifts[s].first_seat;
        if (d->holder[seat] != NONE) {
            explain_seat(d, seat, false, &reason);
        }
        note(&why, started_us);
        started_us = cpu_us();
        for (int32_t p = 0; p < m->provider_n; p++) {
            (void)explain_person(d, seat, p, &hit);
        }
        note(&person, started_us);
    }
    print_times("rank", &rank);
    print_times("explain", &why);
    print_times("explain_everybody", &person);
    int64_t started_us = cpu_us();
    bool found = roster_rank(a, m, m->shifts[0].id, out);
    (void)printf("rank_json_us %lld\n", found ? (long long)(cpu_us() - started_us) : -1);
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf text;
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    char piece[65536];
    size_t n = 0;

    buf_init(&text, ROSTER_INPUT_MAX);
    while (f != NULL && (n = fread(piece, 1, sizeof(piece), f)) > 0) {
        buf_add(&text, piece, n);
    }
    if (f == NULL || fclose(f) != 0 || !roster_problem_read(a, buf_view(&text), &m, &e)) {
        (void)fprintf(stderr, "repair_time: cannot read the problem: %s %s\n", e.field, e.detail);
        return 1;
    }
    buf_reset(&text);
    time_repairs(a, m);
    time_ranks(a, m, &text);
    buf_free(&text);
    arena_free(a);
    return 0;
}
