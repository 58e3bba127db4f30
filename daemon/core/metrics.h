/* Counters, gauges and histograms, exposed in the Prometheus text format 0.0.4.
 * The names are the table metrics.def; there are no free labels, so memory is bounded. */
#ifndef CORE_METRICS_H
#define CORE_METRICS_H

#include "core/base.h"
#include "core/buf.h"

enum metric {
#define M(name, kind, exposed, label, help) METRIC_##name,
#include "core/metrics.def"
#undef M
    METRIC_COUNT
};

void metric_add(enum metric m, int64_t n);     /* counter */
void metric_set(enum metric m, int64_t v);     /* gauge */
void metric_observe(enum metric m, int64_t v); /* histogram, milliseconds */
int64_t metric_get(enum metric m);
void metrics_write(struct buf *out);

#endif
