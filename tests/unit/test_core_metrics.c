/* The Prometheus text: values, labels under one heading, cumulative buckets. */
#include "core/metrics.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)) != NULL; p++) {
        n++;
    }
    return n;
}

static void test_counters_add_and_gauges_set(void **state)
{
    (void)state;
    metric_add(METRIC_HTTP_REQUESTS, 2);
    metric_add(METRIC_HTTP_REQUESTS, 3);
    metric_set(METRIC_HTTP_CONNECTIONS, 9);
    metric_set(METRIC_HTTP_CONNECTIONS, 4);
    assert_int_equal(metric_get(METRIC_HTTP_REQUESTS), 5);

    struct buf b;
    buf_init(&b, 100000);
    metrics_write(&b);
    assert_non_null(strstr(b.p, "# HELP dutyd_http_requests_total Requests answered\n"
                                "# TYPE dutyd_http_requests_total counter\n"
                                "dutyd_http_requests_total 5\n"));
    assert_non_null(strstr(b.p, "# TYPE dutyd_http_connections gauge\n"
                                "dutyd_http_connections 4\n"));
    buf_free(&b);
}

static void test_labels_of_one_name_stand_under_one_heading(void **state)
{
    (void)state;
    metric_add(METRIC_NOTICE_UNKNOWN, 1);
    struct buf b;
    buf_init(&b, 100000);
    metrics_write(&b);
    assert_int_equal(count(b.p, "# HELP dutyd_notice_attempts_total "), 1);
    assert_int_equal(count(b.p, "# TYPE dutyd_notice_attempts_total "), 1);
    assert_non_null(strstr(b.p, "# TYPE dutyd_notice_attempts_total counter\n"
                                "dutyd_notice_attempts_total{outcome=\"ok\"} 0\n"
                                "dutyd_notice_attempts_total{outcome=\"tempfail\"} 0\n"
                                "dutyd_notice_attempts_total{outcome=\"permfail\"} 0\n"
                                "dutyd_notice_attempts_total{outcome=\"unknown\"} 1\n"));
    buf_free(&b);
}

static void test_histogram_buckets_are_cumulative_with_inclusive_bounds(void **state)
{
    (void)state;
    static const int64_t seen[] = {0, 1, 2, 3, 10000, 10001};
    for (size_t i = 0; i < ARRAY_LEN(seen); i++) {
        metric_observe(METRIC_HTTP_MS, seen[i]);
    }
    struct buf b;
    buf_init(&b, 100000);
    metrics_write(&b);
    assert_non_null(strstr(b.p, "# TYPE dutyd_http_request_ms histogram\n"
                                "dutyd_http_request_ms_bucket{le=\"1\"} 2\n"
                                "dutyd_http_request_ms_bucket{le=\"2\"} 3\n"
                                "dutyd_http_request_ms_bucket{le=\"5\"} 4\n"));
    assert_non_null(strstr(b.p, "dutyd_http_request_ms_bucket{le=\"5000\"} 4\n"
                                "dutyd_http_request_ms_bucket{le=\"10000\"} 5\n"
                                "dutyd_http_request_ms_bucket{le=\"+Inf\"} 6\n"
                                "dutyd_http_request_ms_sum 20007\n"
                                "dutyd_http_request_ms_count 6\n"));
    assert_int_equal(metric_get(METRIC_HTTP_MS), 6);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counters_add_and_gauges_set),
        cmocka_unit_test(test_labels_of_one_name_stand_under_one_heading),
        cmocka_unit_test(test_histogram_buckets_are_cumulative_with_inclusive_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
