/* Gateway descriptions: what is refused and where, and the requests they make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/config.h"
#include "core/str.h"
#include "notice/gateway_call.h"

#define HEAD "[gateway]\nurl = http://gw.example/send\n"
#define TAIL "[param]\nto = {{to}}\ntext = {{text}}\n[answer]\nsuccess = 200\n"

static const struct message hello = {.channel = "sms",
                                     .token = "t0ken",
                                     .address = "+84901234567",
                                     .deadline_s = 7200,
                                     .text = {"a&b c", 5}};

static void refused(const char *text, const char *why)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = NULL;
    struct err e = {0};
    assert_false(gateway_parse(a, "gw", sv_of(text), &g, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    assert_string_equal(e.detail, why);
    arena_free(a);
}

static void test_a_wrong_line_is_named_with_its_file_and_number(void **state)
{
    (void)state;
    refused("[gateway]\nkind = pigeon\n", "gw.ini: line 2: kind is http");
    refused("[gateway]\n\n# x\nurl = ftp://x\n",
            "gw.ini: line 4: url begins with http:// or https://");
    refused(HEAD "format = xml\n", "gw.ini: line 3: format is query, form or json");
    refused(HEAD "text = maybe\n", "gw.ini: line 3: text is keep or fold");
    refused(HEAD "max_parts = 0\n", "gw.ini: line 3: max_parts is a number from 1 to 255");
    refused(HEAD "colour = red\n", "gw.ini: line 3: there is no key colour in [gateway]");
    refused("[answer]\nsuccess = 200,,201\n",
            "gw.ini: line 2: expected codes with commas between them");
    refused("[answer]\ncode_from = json:\n", "gw.ini: line 2: expected status, body or json:PATH");
    refused("[answer]\nfailure = 1\n", "gw.ini: line 2: there is no key failure in [answer]");
    refused("[parameters]\na = b\n", "gw.ini: line 2: there is no section [parameters]");
    refused("[param]\njust words\n", "gw.ini: line 2: expected key = value");
}

static void test_a_template_left_open_is_named_with_its_line(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = NULL;
    struct err e = {0};
    (void)state;
    assert_false(gateway_parse(a, "gw", SV("[param]\nto = {{to}}\ntext = {{#text}}\n"), &g, &e));
    assert_non_null(strstr(e.detail, "gw.ini: line 3: "));
    arena_free(a);
}

static void test_a_description_without_its_necessary_parts_is_refused(void **state)
{
    (void)state;
    refused("[gateway]\nformat = form\n" TAIL, "gw.ini: [gateway] url is missing");
    refused(HEAD TAIL, "gw.ini: [gateway] format is missing");
    refused(HEAD "format = form\n[answer]\nsuccess = 200\n", "gw.ini: [param] is missing");
    refused(HEAD "format = form\n[param]\nto = x\n", "gw.ini: [answer] success is missing");
}

static void test_a_gateways_name_never_leads_out_of_the_folder(void **state)
{
    static const char *const names[] = {"", "../kannel", "a/b", ".kannel"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct arena *a = arena_new(1 << 20);
        const struct gateway *g = NULL;
        struct err e = {0};
        assert_false(gateway_read(a, "config/gateways", names[i], &g, &e));
        assert_int_equal(e.code, ERR_CONFIG);
        arena_free(a);
    }
}

static const struct gateway *parsed(struct arena *a, const char *text)
{
    const struct gateway *g = NULL;
    struct err e = {0};
    if (!gateway_parse(a, "gw", sv_of(text), &g, &e))
        fail_msg("%s", e.detail);
    return g;
}

static void write_file(const char *path, const char *text, mode_t mode)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void test_a_password_may_stand_in_a_file_that_others_cannot_read(void **state)
{
    struct arena *a = arena_new(1 << 20);
    char path[] = "/tmp/test_notice_gateway.XXXXXX";
    char why[160];
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(close(fd), 0);
    const char *text = arena_printf(a, HEAD "format = form\npassword = @%s\n" TAIL, path);

    write_file(path, "s3cret\nmore\n", 0600);
    assert_string_equal(parsed(a, text)->password, "s3cret");
    write_file(path, "s3cret\n", 0644);
    (void)snprintf(why, sizeof(why), "gw.ini: line 4: %s is open to everybody (chmod o-rw)", path);
    refused(text, why);
    write_file(path, "\n", 0600);
    (void)snprintf(why, sizeof(why), "gw.ini: line 4: %s does not start with a line of text", path);
    refused(text, why);
    assert_int_equal(unlink(path), 0);
    arena_free(a);
}

/* ---- requests ---- */

static void make(struct arena *a, const char *text, const struct message *m,
                 struct gateway_request *out)
{
    struct err e = {0};
    if (!gateway_request(a, parsed(a, text), m, "http://us/gateway/K", out, &e))
        fail_msg("%s", e.detail);
}

static void test_a_query_goes_into_the_address_percent_encoded(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    (void)state;
    make(a, HEAD "format = query\n" TAIL, &hello, &r);
    assert_string_equal(r.method, "GET");
    assert_string_equal(r.url, "http://gw.example/send?to=%2B84901234567&text=a%26b%20c");
    assert_null(r.headers[0]);
    make(a, "[gateway]\nurl = http://gw.example/send?v=2\nformat = query\n" TAIL, &hello, &r);
    assert_string_equal(r.url, "http://gw.example/send?v=2&to=%2B84901234567&text=a%26b%20c");
    arena_free(a);
}

static void test_a_form_goes_into_the_body(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    (void)state;
    make(a, HEAD "format = form\n" TAIL, &hello, &r);
    assert_string_equal(r.method, "POST");
    assert_string_equal(r.url, "http://gw.example/send");
    assert_string_equal(r.body.p, "to=%2B84901234567&text=a%26b%20c");
    arena_free(a);
}

static void test_json_goes_into_the_body_with_its_type_and_the_secret_into_a_header(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    struct message m = hello;
    (void)state;
    m.text = SV("Phòng \"3\"\n\\");
    make(a,
         HEAD "format = json\nfrom = TGPL\npassword = k3y\n"
              "[header]\nAuthorization = App {{password}}\nX-None = {{nothing}}\n"
              "[param]\nPhone = {{digits}}\nContent = {{text}}\nBrandname = {{from}}\n"
              "IsUnicode = {{#ucs2}}1{{/ucs2}}{{^ucs2}}0{{/ucs2}}\nRequestId = {{token}}\n"
              "[answer]\nsuccess = 100\n",
         &m, &r);
    assert_string_equal(r.body.p,
                        "{\"Phone\":\"84901234567\",\"Content\":\"Phòng \\\"3\\\"\\u000a\\\\\","
                        "\"Brandname\":\"TGPL\",\"IsUnicode\":\"0\","
                        "\"RequestId\":\"t0ken\"}");
    assert_string_equal(r.headers[0], "Authorization: App k3y");
    assert_string_equal(r.headers[1], "Content-Type: application/json; charset=utf-8");
    assert_null(r.headers[2]);
    arena_free(a);
}

/* ---- the shipped description ---- */

static const char *shipped(struct arena *a)
{
    struct sv text;
    struct err e = {0};
    static const char secret[] = "@/etc/dutyd/kannel.password";
    if (!config_file(a, "config/gateways/kannel.ini", 1 << 16, &text, &e))
        fail_msg("%s", e.detail);
    char *at = strstr(text.p, secret);
    assert_non_null(at);
    memset(at, 'p', sizeof(secret) - 1); /* a plain password, as no such file is here */
    return text.p;
}

static void kannel(struct arena *a, struct sv text, const char *callback,
                   struct gateway_request *out)
{
    struct message m = hello;
    struct err e = {0};
    m.text = text;
    if (!gateway_request(a, parsed(a, shipped(a)), &m, callback, out, &e))
        fail_msg("%s", e.detail);
}

static void test_kannel_is_told_the_coding_of_vietnamese_letters(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    (void)state;
    kannel(a, SV("Phiên tòa"), "", &r);
    assert_non_null(strstr(r.url, "&text=Phi%C3%AAn%20t%C3%B2a&coding=2&charset=UTF-8&"));
    kannel(a, SV("Phien toa"), "", &r);
    assert_non_null(strstr(r.url, "&text=Phien%20toa&coding=0&charset=UTF-8&validity=120"));
    arena_free(a);
}

static void test_kannel_reports_to_us_only_when_it_can_reach_us(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    (void)state;
    kannel(a, SV("x"), "", &r);
    assert_null(strstr(r.url, "dlr-"));
    kannel(a, SV("x"), "http://10.0.0.1:8080/gateway/K", &r);
    assert_non_null(strstr(r.url,
                           "&dlr-mask=31&dlr-url=http%3A%2F%2F10.0.0.1%3A8080%2Fgateway%2FK%2F"
                           "receipt%3Ftoken%3Dt0ken%26kind%3D%25d%26detail%3D%25A"));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_wrong_line_is_named_with_its_file_and_number),
        cmocka_unit_test(test_a_template_left_open_is_named_with_its_line),
        cmocka_unit_test(test_a_description_without_its_necessary_parts_is_refused),
        cmocka_unit_test(test_a_gateways_name_never_leads_out_of_the_folder),
        cmocka_unit_test(test_a_password_may_stand_in_a_file_that_others_cannot_read),
        cmocka_unit_test(test_a_query_goes_into_the_address_percent_encoded),
        cmocka_unit_test(test_a_form_goes_into_the_body),
        cmocka_unit_test(test_json_goes_into_the_body_with_its_type_and_the_secret_into_a_header),
        cmocka_unit_test(test_kannel_is_told_the_coding_of_vietnamese_letters),
        cmocka_unit_test(test_kannel_reports_to_us_only_when_it_can_reach_us),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
