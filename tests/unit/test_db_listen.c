/* The listening connection: what it hears, and that every gap ends with on_start. */
#include "db/db_listen.h"

#include "db_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char *const channels[] = {"outbox", "roster", NULL};

static struct db_cluster cluster;

struct heard {
    int starts, losses, events;
    char text[256]; /* "channel=payload;" of each event */
};

static void on_event(void *ctx, const char *channel, const char *payload)
{
    struct heard *h = ctx;
    size_t n = strlen(h->text);
    h->events++;
    (void)snprintf(h->text + n, sizeof(h->text) - n, "%s=%s;", channel, payload);
}

static void on_start(void *ctx)
{
    struct heard *h = ctx;
    assert_int_equal(h->starts, h->losses);
    h->starts++;
}

static void on_lost(void *ctx)
{
    struct heard *h = ctx;
    h->losses++;
    assert_int_equal(h->starts, h->losses);
}

static bool has_started(void *ctx)
{
    const struct heard *h = ctx;
    return h->starts > h->losses;
}

static bool has_heard_two(void *ctx)
{
    const struct heard *h = ctx;
    return h->events >= 2;
}

static bool was_lost(void *ctx)
{
    const struct heard *h = ctx;
    return h->losses > 0;
}

static struct db_listen *listen_to(struct loop *l, struct heard *h)
{
    struct db_listen_handler handler = {on_event, on_start, on_lost, h};
    return db_listen_start(l, cluster.config, channels, &handler);
}

static void test_a_notification_arrives_with_its_channel_and_payload(void **state)
{
    (void)state;
    struct heard h = {0};
    struct loop *l = loop_new();
    struct db_listen *d = listen_to(l, &h);
    assert_int_equal(h.starts, 0);
    db_cluster_run(l, has_started, &h);
    (void)db_cluster_sql(&cluster, "select pg_notify('roster', '7'), pg_notify('unheard', 'x'),"
                                   " pg_notify('outbox', '')");
    db_cluster_run(l, has_heard_two, &h);
    assert_string_equal(h.text, "roster=7;outbox=;");
    assert_int_equal(h.losses, 0);
    db_listen_stop(d);
    loop_free(l);
}

static void test_after_a_lost_connection_the_subscriber_is_told_to_scan_again(void **state)
{
    (void)state;
    struct heard h = {0};
    struct loop *l = loop_new();
    struct db_listen *d = listen_to(l, &h);
    db_cluster_run(l, has_started, &h);
    (void)db_cluster_sql(&cluster, "select pg_terminate_backend(pid) from pg_stat_activity"
                                   " where application_name = 'dutyd-listen'");
    db_cluster_run(l, was_lost, &h);
    db_cluster_run(l, has_started, &h);
    assert_int_equal(h.starts, 2);
    (void)db_cluster_sql(&cluster, "select pg_notify('outbox', 'a'), pg_notify('outbox', 'b')");
    db_cluster_run(l, has_heard_two, &h);
    assert_string_equal(h.text, "outbox=a;outbox=b;");
    db_listen_stop(d);
    loop_free(l);
}

static int cluster_setup(void **state)
{
    (void)state;
    db_cluster_start(&cluster);
    db_cluster_migrate(&cluster);
    return 0;
}

static int cluster_teardown(void **state)
{
    (void)state;
    db_cluster_stop(&cluster);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_notification_arrives_with_its_channel_and_payload),
        cmocka_unit_test(test_after_a_lost_connection_the_subscriber_is_told_to_scan_again),
    };
    return cmocka_run_group_tests(tests, cluster_setup, cluster_teardown);
}
