/* The counters themselves and their Prometheus text. */
#include "core/metrics.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum kind { KIND_COUNTER, KIND_GAUGE, KIND_HISTOGRAM };

static const char *const kind_names[] = {"counter", "gauge", "histogram"};

static const struct {
    enum kind kind;
    const char *name;
    const char *label;
    const char *help;
} table[METRIC_COUNT] = {
#define M(name, kind, exposed, label, help) [METRIC_##name] = {KIND_##kind, exposed, label, help},
#include "core/metrics.def"
#undef M
};

/* Upper bounds in milliseconds; what is above the last falls into +Inf. */
static const int64_t bounds[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};

/* One process, one set of counters: the only state of this module. */
static struct {
    int64_t value; /* of a histogram: the number of observations */
    int64_t sum;
    int64_t buckets[ARRAY_LEN(bounds)]; /* observations in this bucket alone */
} state[METRIC_COUNT];

void metric_add(enum metric m, int64_t n)
{
    assert(table[m].kind != KIND_HISTOGRAM);
    state[m].value += n;
}

void metric_set(enum metric m, int64_t v)
{
    assert(table[m].kind == KIND_GAUGE);
    state[m].value = v;
}

void metric_observe(enum metric m, int64_t v)
{
    assert(table[m].kind == KIND_HISTOGRAM);
    state[m].value++;
    state[m].sum += v;
    for (size_t i = 0; i < ARRAY_LEN(bounds); i++) {
        if (v <= bounds[i]) {
            state[m].buckets[i]++;
            return;
        }
    }
}

int64_t metric_get(enum metric m)
{
    return state[m].value;
}

static void write_line(struct buf *out, size_t m, const char *suffix, int64_t v)
{
    const char *label = table[m].label;
    if (label[0] != '\0') {
        buf_printf(out, "%s%s{%s} %" PRId64 "\n", table[m].name, suffix, label, v);
    } else {
        buf_printf(out, "%s%s %" PRId64 "\n", table[m].name, suffix, v);
    }
}

static void write_histogram(struct buf *out, size_t m)
{
    const char *name = table[m].name;
    const char *label = table[m].label;
    const char *comma = label[0] != '\0' ? "," : "";
    int64_t below = 0;

    for (size_t i = 0; i < ARRAY_LEN(bounds); i++) {
        below += state[m].buckets[i];
        buf_printf(out, "%s_bucket{%s%sle=\"%" PRId64 "\"} %" PRId64 "\n", name, label, comma,
                   bounds[i], below);
    }
    buf_printf(out, "%s_bucket{%s%sle=\"+Inf\"} %" PRId64 "\n", name, label, comma, state[m].value);
    write_line(out, m, "_sum", state[m].sum);
    write_line(out, m, "_count", state[m].value);
}

static void write_one(struct buf *out, size_t m)
{
    if (table[m].kind == KIND_HISTOGRAM) {
        write_histogram(out, m);
    } else {
        write_line(out, m, "", state[m].value);
    }
}

/* The first metric of the same name: the format wants all of one name in one group. */
static size_t first_of_name(size_t m)
{
    size_t i = 0;
    while (strcmp(table[i].name, table[m].name) != 0) {
        i++;
    }
    return i;
}

void metrics_write(struct buf *out)
{
    for (size_t m = 0; m < METRIC_COUNT; m++) {
        if (first_of_name(m) != m) {
            continue;
        }
        buf_printf(out, "# HELP %s %s\n", table[m].name, table[m].help);
        buf_printf(out, "# TYPE %s %s\n", table[m].name, kind_names[table[m].kind]);
        for (size_t other = m; other < METRIC_COUNT; other++) {
            if (first_of_name(other) == m) {
                write_one(out, other);
            }
        }
    }
}
