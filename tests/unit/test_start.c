/* What a wrong value among the settings is told at the start, before anything runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include "core/log.h"
#include "start.h"

#define SAMPLE "config/dutyd.ini" /* from the top of the tree, where `make check` runs this */

/* The detail for one override, "" when the settings are good. */
static const char *complaint(struct arena *a, const char *override)
{
    const char *const overrides[] = {override};
    struct err e = {0};
    struct config *c;
    bool ok = start_config(a, SAMPLE, overrides, 1, &c, &e);
    ok = ok && start_check(c, &e);
    if (!ok)
        assert_int_equal(e.code, ERR_CONFIG);
    log_set_level(LOG_LEVEL_ERROR);
    return ok ? "" : arena_str(a, e.detail);
}

static void good(const char *override)
{
    struct arena *a = arena_new(4u << 20);
    const char *said = complaint(a, override);
    if (said[0])
        fail_msg("%s is refused: %s", override, said);
    arena_free(a);
}

static void bad(const char *override, const char *key, const char *value)
{
    struct arena *a = arena_new(4u << 20);
    const char *said = complaint(a, override);
    if (!strstr(said, key) || !strstr(said, value))
        fail_msg("%s: \"%s\" does not name %s and %s", override, said, key, value);
    arena_free(a);
}

static void test_the_log_level_is_one_of_four(void **state)
{
    (void)state;
    good("log.level=error");
    good("log.level=warn");
    good("log.level=info");
    good("log.level=debug");
    bad("log.level=loud", "log.level", "loud");
    bad("log.level=", "log.level", "\"\"");
    bad("log.level=INFO", "log.level", "INFO");
}

static void test_the_mail_gateway_is_one_of_three(void **state)
{
    (void)state;
    good("notice.mail_gateway=capture");
    good("notice.mail_gateway=null");
    good("notice.mail_gateway=smtp");
    bad("notice.mail_gateway=kannel", "notice.mail_gateway", "kannel");
    bad("notice.mail_gateway=", "notice.mail_gateway", "\"\"");
}

/* The sample with mail through a relay, and these settings. */
static bool relay(const char *url, const char *one, const char *two, struct err *e)
{
    char at[200];
    const char *const overrides[] = {"notice.mail_gateway=smtp", at, one, two};
    struct config *c = NULL;
    struct arena *a = arena_new(1u << 20);
    (void)snprintf(at, sizeof(at), "notice.smtp_url=%s", url);
    bool ok = start_config(a, SAMPLE, overrides, ARRAY_LEN(overrides), &c, e) && start_check(c, e);
    arena_free(a);
    return ok;
}

static void test_no_password_crosses_a_line_to_the_relay_in_the_clear(void **state)
{
    static const char here[] = "smtp://127.0.0.1:25/x", there[] = "smtp://mx.example.vn/x",
                      user[] = "notice.smtp_user=lich";
    struct err e = {0};
    (void)state;
    assert_true(relay(there, user, "notice.smtp_tls=auto", &e));
    assert_true(relay(there, user, "notice.smtp_tls=require", &e));
    assert_true(relay(here, user, "notice.smtp_tls=none", &e));
    assert_true(relay("smtps://mx.example.vn/x", user, "notice.smtp_tls=may", &e));
    assert_true(relay(there, "notice.smtp_user=", "notice.smtp_tls=may", &e));
    assert_false(relay(there, user, "notice.smtp_tls=may", &e));
    assert_non_null(strstr(e.detail, "notice.smtp_tls"));
    assert_false(relay(there, user, "notice.smtp_tls=none", &e));
    assert_false(relay("smtp://lich:mat@mx.example.vn/x", "notice.smtp_user=", user, &e));
    assert_non_null(strstr(e.detail, "smtp_user"));
    assert_false(relay(here, "notice.smtp_tls=maybe", "notice.smtp_user=", &e));
    assert_non_null(strstr(e.detail, "maybe"));
    assert_false(relay(here, "notice.bounce_from=a b@c", "notice.smtp_user=", &e));
    assert_false(relay(here, "notice.smtp_ca_file=/nowhere.pem", "notice.smtp_user=", &e));
}

static void test_a_text_gateway_needs_a_description_that_can_be_read(void **state)
{
    (void)state;
    good("notice.sms_gateway=capture");
    good("notice.sms_gateway=null");
    bad("notice.sms_gateway=nobody", "notice.sms_gateway", "nobody");
    bad("notice.sms_gateway=../kannel", "notice.sms_gateway", "../kannel");
    bad("notice.sms_gateway=", "notice.sms_gateway", "file");
    bad("notice.sms_gateways=nobody", "notice.sms_gateway", "nobody");
    bad("notice.sms_gateways=capture,null", "notice.sms_gateway", "capture");
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void test_a_mistake_in_a_gateways_description_is_named_with_its_line(void **state)
{
    char dir[] = "/tmp/duty-start-XXXXXX", path[64], dir_is[64];
    struct arena *a = arena_new(4u << 20);
    const char *const overrides[] = {"notice.sms_gateway=mine", dir_is};
    struct config *c;
    struct err e = {0};
    (void)state;
    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/mine.ini", dir);
    (void)snprintf(dir_is, sizeof dir_is, "notice.gateways_dir=%s", dir);
    write_file(path, "[gateway]\nurll = http://127.0.0.1/\n");
    assert_true(start_config(a, SAMPLE, overrides, 2, &c, &e));
    assert_false(start_check(c, &e));
    assert_non_null(strstr(e.detail, "notice.sms_gateway"));
    assert_non_null(strstr(e.detail, "mine.ini: line 2"));
    write_file(path, "[gateway]\nurl = http://127.0.0.1:1/\nformat = query\n[param]\nto = {{to}}\n"
                     "[answer]\nsuccess = 200\n");
    if (!start_check(c, &e))
        fail_msg("%s", e.detail);
    unlink(path);
    rmdir(dir);
    arena_free(a);
}

static void test_the_public_address_is_one_that_links_can_begin_with(void **state)
{
    char longer[300] = "http.public_url=https://";
    (void)state;
    good("http.public_url=");
    good("http.public_url=https://truc.example.vn");
    good("http.public_url=http://127.0.0.1:8080/duty/");
    bad("http.public_url=truc.example.vn", "http.public_url", "truc.example.vn");
    bad("http.public_url=ftp://x", "http.public_url", "ftp://x");
    bad("http.public_url=https://x/?a=1", "http.public_url", "?a=1");
    bad("http.public_url=https://x y", "http.public_url", "x y");
    memset(longer + strlen(longer), 'a', 250);
    bad(longer, "http.public_url", "aaa");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_log_level_is_one_of_four),
        cmocka_unit_test(test_the_mail_gateway_is_one_of_three),
        cmocka_unit_test(test_no_password_crosses_a_line_to_the_relay_in_the_clear),
        cmocka_unit_test(test_a_text_gateway_needs_a_description_that_can_be_read),
        cmocka_unit_test(test_a_mistake_in_a_gateways_description_is_named_with_its_line),
        cmocka_unit_test(test_the_public_address_is_one_that_links_can_begin_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
