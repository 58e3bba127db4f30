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
#include "notice/gateway_report.h"

#define HEAD "[gateway]\nurl = http://gw.example/send\n"
#define TAIL "[param]\nto = {{to}}\ntext = {{text}}\n[answer]\nsuccess = 200\n"

static const struct gateway_facts hello = {.address = "+84901234567",
                                           .token = "t0ken",
                                           .callback = "http://us/gateway/K/gw",
                                           .access = "acc",
                                           .deadline_s = 7200,
                                           .text = {"a&b c", 5}};

static void refused(const char *text, const char *why)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = NULL;
    struct err e = {0};
    assert_false(gateway_parse(a, "gw", sv_of(text), &g, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    if (why)
        assert_string_equal(e.detail, why);
    arena_free(a);
}

static void test_a_wrong_line_is_named_with_its_file_and_number(void **state)
{
    (void)state;
    refused("[gateway]\nkind = pigeon\n", "gw.ini: line 2: kind is http");
    refused("[gateway]\n\n# x\nurl = ftp://x\n",
            "gw.ini: line 4: url begins with http:// or https://");
    refused(HEAD "format = yaml\n", "gw.ini: line 3: format is query, form, json or xml");
    refused(HEAD "text = maybe\n", "gw.ini: line 3: expected fold or keep");
    refused(HEAD "max_parts = 0\n", "gw.ini: line 3: expected a number from 1 to 255");
    refused(HEAD "colour = red\n", "gw.ini: line 3: there is no key colour in [gateway]");
    refused("[answer]\nsuccess = 200,,201\n",
            "gw.ini: line 2: expected codes with commas between them");
    refused("[answer]\ncode_from = json:\n",
            "gw.ini: line 2: expected status, body, word:N, json:PATH, xml:PATH, field:NAME or "
            "is:WORD");
    refused("[answer]\ncode_from = word:0\n", "gw.ini: line 2: word:N counts from 1");
    refused(HEAD "weight = 0\n", "gw.ini: line 3: expected a number from 1 to 1000");
    refused(HEAD "idempotent = maybe\n", "gw.ini: line 3: expected yes or no");
    refused("[calls]\naddresses = 10.0.0.0/99\n", NULL);
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
    refused(HEAD "format = xml\n" TAIL, "gw.ini: [body] is missing: format xml has no fields");
    refused(HEAD "format = form\n" TAIL "[body]\nx\n",
            "gw.ini: [body] goes with format json or xml");
    refused(HEAD "format = form\n" TAIL "[access]\nurl = http://x/\nformat = form\n",
            "gw.ini: [access] access_from is missing");
    refused(HEAD "format = form\n" TAIL "[status]\nurl = http://x/\nformat = query\n",
            "gw.ini: [status] fate_from is missing");
    refused(HEAD "format = form\n" TAIL "[receipt]\nfate_from = field:x\n",
            "gw.ini: [receipt] token_from or id_from is missing");
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

static void make(struct arena *a, const char *text, const struct gateway_facts *facts,
                 struct gateway_request *out)
{
    struct err e = {0};
    const struct gateway *g = parsed(a, text);
    if (!gateway_request(a, g, &g->send, facts, out, &e))
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
    struct gateway_facts m = hello;
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

static void test_a_body_escapes_what_stands_in_it_for_what_it_is(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    struct gateway_facts m = hello;
    (void)state;
    m.text = SV("\"A\" & <b>\n\\\x01");
    make(a,
         HEAD "format = json\n[answer]\nsuccess = 1\n[body]\n{\"to\": [\"{{local}}\"],\n \"t\": "
              "\"{{text}}\"}\n",
         &m, &r);
    assert_string_equal(r.body.p, "{\"to\": [\"0901234567\"],\n"
                                  " \"t\": \"\\\"A\\\" & <b>\\u000a\\\\\\u0001\"}");
    make(a, HEAD "format = xml\n[answer]\nsuccess = 1\n[body]\n<t k=\"{{token}}\">{{text}}</t>\n",
         &m, &r);
    assert_string_equal(r.body.p, "<t k=\"t0ken\">&quot;A&quot; &amp; &lt;b&gt;\n\\ </t>");
    assert_string_equal(r.headers[0], "Content-Type: text/xml; charset=utf-8");
    arena_free(a);
}

static void test_a_text_may_go_as_base64_and_a_secret_into_the_address(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_request r;
    (void)state;
    make(a,
         "[gateway]\nurl = http://gw.example/{{user}}/send\nformat = form\nuser = a b/c\n"
         "login = basic\n[header]\nContent-Type = x/y\nToken = {{access}}\n"
         "[param]\nm = {{#base64}}{{text}}{{/base64}}\n[answer]\nsuccess = 200\n",
         &hello, &r);
    assert_string_equal(r.url, "http://gw.example/a%20b%2Fc/send");
    assert_string_equal(r.body.p, "m=YSZiIGM%3D");
    assert_string_equal(r.user, "a b/c");
    assert_string_equal(r.headers[0], "Content-Type: x/y");
    assert_string_equal(r.headers[1], "Token: acc");
    arena_free(a);
}

static void test_the_longest_prefix_says_which_numbers_are_served(void **state)
{
    struct arena *a = arena_new(1 << 20);
    (void)state;
    const struct gateway *all = parsed(a, HEAD "format = form\n" TAIL);
    const struct gateway *some = parsed(a, HEAD "format = form\nprefixes = 8490, 84\n" TAIL);
    assert_int_equal(gateway_prefix(all, "+84901234567"), 0);
    assert_int_equal(gateway_prefix(some, "+84901234567"), 4);
    assert_int_equal(gateway_prefix(some, "+84321234567"), 2);
    assert_int_equal(gateway_prefix(some, "+85512345678"), -1);
    arena_free(a);
}

/* ---- answers ---- */

static void judged(const char *rules, int status, const char *body, enum outcome outcome,
                   const char *code, const char *id)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_answer got;
    const struct gateway *g =
        parsed(a, arena_printf(a, HEAD "format = form\n[param]\na = b\n[answer]\n%s", rules));
    const struct client_result r = {
        .end = CLIENT_ANSWERED, .status = status, .body = sv_of(body), .text = ""};
    gateway_judge(g, &r, &got);
    assert_int_equal(got.outcome, outcome);
    assert_string_equal(got.code, code);
    assert_string_equal(got.id, id);
    arena_free(a);
}

#define JSON_RULES "code_from = json:r.0.c\nid_from = json:r.0.id\nsuccess = 0\npermanent = -4\n"
#define XML_RULES                                                                                  \
    "code_from = xml:SendResponse.return.result\nid_from = xml:id\nsuccess = 1\ntemporary = 0\n"

static void test_200_is_not_yet_success(void **state)
{
    (void)state;
    judged(JSON_RULES, 200, "{\"r\":[{\"c\":0,\"id\":17}]}", OUTCOME_OK, "0", "17");
    judged(JSON_RULES, 200, "{\"r\":[{\"c\":\"-4\"}]}", OUTCOME_PERMFAIL, "-4", "");
    judged(JSON_RULES, 200, "{\"r\":[]}", OUTCOME_UNKNOWN, "200", "");
    judged(JSON_RULES, 200, "<html>Log in</html>", OUTCOME_UNKNOWN, "200", "");
    judged(JSON_RULES, 429, "{\"r\":[{\"c\":0}]}", OUTCOME_TEMPFAIL, "429", "");
    judged(JSON_RULES, 502, "", OUTCOME_UNKNOWN, "502", "");
}

static void test_an_answer_in_xml_is_read_whatever_its_prefixes(void **state)
{
    (void)state;
    judged(XML_RULES, 200,
           "<?xml version=\"1.0\"?><s:Envelope><s:Body><ns2:SendResponse xmlns:ns2=\"x\"><return>"
           "<message>a &lt;b&gt;</message><!-- <result>0</result> --><result>1</result>"
           "<id><![CDATA[<7>]]></id></return></ns2:SendResponse></s:Body></s:Envelope>",
           OUTCOME_OK, "1", "<7>");
    judged(XML_RULES, 200, "<SendResponse><return><result> 0 </result></return></SendResponse>",
           OUTCOME_TEMPFAIL, "0", "");
    judged(XML_RULES, 200, "<SendResponse><return><result/></return>", OUTCOME_UNKNOWN, "200", "");
    judged(XML_RULES, 200, "<result>1</result>", OUTCOME_UNKNOWN, "200", "");
    judged(XML_RULES, 200, "<SendResponse><return><result>1", OUTCOME_UNKNOWN, "200", "");
}

static void test_a_plain_answer_is_read_word_by_word(void **state)
{
    (void)state;
    judged("code_from = body\nid_from = word:3\nsuccess = OK\n", 200, "OK: queued 4711|x",
           OUTCOME_OK, "OK", "4711");
    judged("code_from = word:2\nsuccess = OK\n", 200, "one", OUTCOME_UNKNOWN, "200", "");
}

static void test_a_word_that_only_success_has_is_success(void **state)
{
    static const char rules[] =
        "code_from = json:error\nsuccess_from = json:MessageId\nid_from = json:MessageId\n"
        "permanent = 1002\n";
    (void)state;
    judged(rules, 200, "{\"MessageId\":\"77\"}", OUTCOME_OK, "200", "77");
    judged(rules, 200, "{\"error\":1002}", OUTCOME_PERMFAIL, "1002", "");
}

static void test_a_refused_access_token_sends_nothing_and_is_told_apart(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct gateway_answer got;
    const struct gateway *g =
        parsed(a, HEAD "format = form\n" TAIL
                       "code_from = json:error\n[access]\nurl = http://x/\nformat = form\n"
                       "access_from = json:a\nrefused = 401, -124\n");
    struct client_result r = {.end = CLIENT_ANSWERED, .status = 401, .body = SV(""), .text = ""};
    (void)state;
    gateway_judge(g, &r, &got);
    assert_true(got.is_access_refused);
    assert_int_equal(got.outcome, OUTCOME_TEMPFAIL);
    r = (struct client_result){
        .end = CLIENT_ANSWERED, .status = 200, .body = SV("{\"error\":-124}"), .text = ""};
    gateway_judge(g, &r, &got);
    assert_true(got.is_access_refused);
    r.body = SV("{\"error\":-1}");
    gateway_judge(g, &r, &got);
    assert_false(got.is_access_refused);
    arena_free(a);
}

/* ---- reports ---- */

static void fate(const char *rules, const char *body, const char *want)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g =
        parsed(a, arena_printf(a, HEAD "format = form\n" TAIL "[receipt]\ntoken_from = json:t\n%s",
                               rules));
    struct gateway_said said = gateway_said(sv_of(body), NULL, NULL);
    json_t *o = gateway_report_fate(&g->receipt, &said);
    const char *kind = json_string_value(json_object_get(o, "kind"));
    assert_string_equal(kind ? kind : "", want);
    json_decref(o);
    gateway_said_free(&said);
    arena_free(a);
}

static void test_a_fate_may_take_two_words_to_say(void **state)
{
    static const char one[] = "fate_from = json:s\ndelivered = 1, DELIVRD\nfailed = 2\n";
    static const char two[] = "fate_from = json:s\nfate_and_from = json:ok\n"
                              "delivered = 5/1\nfailed = 5/0\n";
    (void)state;
    fate(one, "{\"s\":1}", "delivered");
    fate(one, "{\"s\":\"DELIVRD\"}", "delivered");
    fate(one, "{\"s\":2}", "failed");
    fate(one, "{\"s\":3}", "");
    fate(one, "{}", "");
    fate(two, "{\"s\":5,\"ok\":1}", "delivered");
    fate(two, "{\"s\":5,\"ok\":0}", "failed");
    fate(two, "{\"s\":5}", "");
}

static size_t count_items(const char *body, const char *list)
{
    struct gateway_said said = gateway_said(sv_of(body), NULL, NULL);
    struct gateway_said item;
    struct gateway_place place;
    struct err e = {0};
    char word[8];
    size_t n = 0;
    assert_true(gateway_place_parse(sv_of(list), &place, &e));
    while (gateway_said_item(&said, &place, n, &item)) {
        struct gateway_place at;
        assert_true(gateway_place_parse(list[0] == 'x' ? SV("xml:n") : SV("json:n"), &at, &e));
        gateway_said_at(&item, &at, word, sizeof word);
        assert_int_equal(word[0], (char)('0' + n));
        n++;
    }
    gateway_said_free(&said);
    return n;
}

static void test_a_list_of_reports_is_read_one_by_one(void **state)
{
    (void)state;
    assert_int_equal(count_items("{\"r\":[{\"n\":0},{\"n\":1},{\"n\":2}]}", "json:r"), 3);
    assert_int_equal(count_items("[{\"n\":0},{\"n\":1}]", "json:."), 2);
    assert_int_equal(count_items("{\"r\":{}}", "json:r"), 0);
    assert_int_equal(count_items("not json", "json:r"), 0);
    assert_int_equal(count_items("<l><r><n>0</n></r><r><n>1</n></r></l>", "xml:r"), 2);
    assert_int_equal(count_items("", "xml:r"), 0);
}

/* ---- the shipped descriptions ---- */

/* Every file of config/gateways, with plain words in place of the files that hold secrets. */
static void test_every_shipped_description_is_complete(void **state)
{
    static const char *const names[] = {"epacific", "esms",     "fpt",     "infobip",
                                        "kannel",   "speedsms", "twilio",  "vietguys",
                                        "viettel",  "vnpt",     "zalo-zns"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct arena *a = arena_new(1 << 20);
        struct gateway_request r;
        struct sv text;
        struct err e = {0};
        assert_true(config_file(a, arena_printf(a, "config/gateways/%s.ini", names[i]), 1 << 16,
                                &text, &e));
        for (char *at; (at = strstr(text.p, "@/etc/")) != NULL;)
            at[0] = 'p';
        make(a, text.p, &hello, &r);
        assert_non_null(r.url);
        arena_free(a);
    }
}

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
    struct gateway_facts facts = hello;
    facts.text = text;
    facts.callback = callback;
    make(a, shipped(a), &facts, out);
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
    kannel(a, SV("x"), "http://10.0.0.1:8080/gateway/K/kannel", &r);
    assert_non_null(strstr(r.url,
                           "&dlr-mask=31&dlr-url=http%3A%2F%2F10.0.0.1%3A8080%2Fgateway%2FK%2F"
                           "kannel%2Freceipt%3Ftoken%3Dt0ken%26kind%3D%25d%26detail%3D%25A"));
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
        cmocka_unit_test(test_a_body_escapes_what_stands_in_it_for_what_it_is),
        cmocka_unit_test(test_a_text_may_go_as_base64_and_a_secret_into_the_address),
        cmocka_unit_test(test_the_longest_prefix_says_which_numbers_are_served),
        cmocka_unit_test(test_200_is_not_yet_success),
        cmocka_unit_test(test_an_answer_in_xml_is_read_whatever_its_prefixes),
        cmocka_unit_test(test_a_plain_answer_is_read_word_by_word),
        cmocka_unit_test(test_a_word_that_only_success_has_is_success),
        cmocka_unit_test(test_a_refused_access_token_sends_nothing_and_is_told_apart),
        cmocka_unit_test(test_a_fate_may_take_two_words_to_say),
        cmocka_unit_test(test_a_list_of_reports_is_read_one_by_one),
        cmocka_unit_test(test_every_shipped_description_is_complete),
        cmocka_unit_test(test_kannel_is_told_the_coding_of_vietnamese_letters),
        cmocka_unit_test(test_kannel_reports_to_us_only_when_it_can_reach_us),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
