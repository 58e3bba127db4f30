/* Notices in words: every shipped text in every language and channel, folding, and the bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/config.h"
#include "core/str.h"
#include "notice/render.h"
#include "notice/segment.h"

/* As the functions of sql/functions/ that end in _tell, _warn and _mail write params, with what
 * notice_add and the daemon add. */
#define DUTY                                                                                       \
    "{\"date\":\"2026-12-03\",\"time\":\"07:30\",\"end_time\":\"11:30\","                          \
    "\"post\":\"Tòa án nhân dân khu vực 1\",\"role\":\"main\"}"
#define PERSON                                                                                     \
    "\"name\":\"Nguyễn Thị Ánh\",\"center_name\":\"Trung tâm TGPL Đồng Nai\","            \
    "\"url\":\"https://truc.example.vn\""
#define HEARING                                                                                    \
    "\"hearing_id\":42,\"code\":\"12/2026/HSST\",\"court\":\"Tòa án nhân dân khu vực 2\","   \
    "\"date\":\"2026-12-03\",\"time\":\"14:00\",\"end_time\":\"16:00\",\"room\":\"Phòng 3\","     \
    "\"mode\":\"online\""
#define OLD                                                                                        \
    "{\"hearing_id\":42,\"code\":\"12/2026/HSST\",\"court\":\"Tòa án nhân dân khu vực 1\","  \
    "\"date\":\"2026-12-01\",\"time\":\"08:00\",\"end_time\":\"10:00\",\"room\":\"\","             \
    "\"mode\":\"in_person\",\"state\":\"scheduled\"}"

#define STANDS                                                                                     \
    "{\"starts\":\"2026-12-03T07:30\",\"time\":\"07:30\",\"end_time\":\"11:30\","                  \
    "\"post\":\"Trực điều tra Cần Thơ\",\"role\":\"main\"}"
#define SWAP                                                                                       \
    "\"swap_id\":7,\"giver\":\"Trần Văn Hoa Sen\",\"taker\":\"Lê Văn Cây Đước\",\"duty\":" STANDS  \
    ",\"back\":" STANDS ",\"from\":\"2026-12-03T08:15\""
#define ABSENCE                                                                                    \
    "\"days\":{\"from\":\"2026-12-03\",\"to\":\"2026-12-05\"},"                                    \
    "\"hours\":{\"from\":\"2026-12-03T08:00\",\"to\":\"2026-12-03T10:00\"}"
#define LIST                                                                                       \
    "\"month\":\"2026-12\",\"version\":2,\"from\":\"2026-12-03\",\"link\":\"/list/abc\","          \
    "\"hotline\":\"+84900001233\""
#define ASKED                                                                                      \
    "\"kind\":\"hearing\",\"is_hearing\":true,\"starts\":\"2026-12-03T07:30\","                    \
    "\"ends\":\"2026-12-03T11:00\",\"code\":\"12/2026/HSST\",\"mode\":\"hybrid\","                 \
    "\"court\":\"Tòa án nhân dân khu vực 2\",\"room\":\"Phòng 3\",\"place\":\"Sóc Trăng\""
#define ASKED_BY_MAIL ASKED ",\"answer_url\":\"https://truc.example.vn/a/x\"," PERSON

#define OFF "\"unsubscribe_link\":\"/u/abc\""
#define HEARD                                                                                      \
    "{\"starts\":\"2026-12-03T14:00\",\"end_time\":\"16:00\",\"code\":\"12/2026/HSST\","           \
    "\"court\":\"Tòa án nhân dân khu vực 2\",\"room\":\"\"}"
#define DIGEST                                                                                     \
    "\"date\":\"2026-12-03\",\"until\":\"2026-12-04\",\"count\":2,\"first\":[" STANDS "," HEARD    \
    "],\"items\":[" STANDS "," HEARD "]"

/* is_mail: told by mail alone. */
static const struct {
    const char *template, *params;
    bool is_mail;
} samples[] = {
    {"roster.published",
     "{\"month\":\"2026-12\",\"version\":1,\"count\":2,\"first\":[" DUTY "," DUTY
     "],\"added\":[" DUTY "," DUTY "],\"removed\":[],\"has_added\":true,"
     "\"has_removed\":false," PERSON "}",
     false},
    {"roster.changed",
     "{\"month\":\"2026-12\",\"version\":2,\"count\":1,\"first\":[" DUTY "],\"added\":[" DUTY
     "],\"removed\":[" DUTY "],\"has_added\":true,"
     "\"has_removed\":true," PERSON "}",
     false},
    {"hearing.assigned", "{" HEARING ",\"state\":\"scheduled\"," PERSON "}", false},
    {"hearing.moved", "{" HEARING ",\"state\":\"scheduled\",\"old\":" OLD "," PERSON "}", false},
    {"hearing.released", "{" HEARING ",\"state\":\"scheduled\"," PERSON "}", false},
    {"hearing.cancelled", "{" HEARING ",\"state\":\"adjourned\"," PERSON "}", false},
    {"contact.code",
     "{\"code_sent\":\"482-913\",\"minutes\":10,\"wrong_link\":\"/c/abcdefghjk234567\"," PERSON "}",
     false},
    {"hearing.confirm", "{" HEARING ",\"state\":\"scheduled\"," PERSON "}", false},
    {"hearing.unconfirmed",
     "{" HEARING ",\"state\":\"adjourned\",\"provider\":\"Lâm Văn Sóc Nâu\"," PERSON "}", false},
    {"hearing.reminder", "{" HEARING "," OFF "," PERSON "}", false},
    {"duty.reminder",
     "{\"date\":\"2026-12-03\",\"time\":\"07:30\",\"end_time\":\"11:30\",\"role\":\"main\","
     "\"post\":\"Trực điều tra Cần Thơ\",\"place\":\"Ninh Kiều\"," OFF "," PERSON "}",
     false},
    {"digest.day", "{" DIGEST "," OFF "," PERSON "}", false},
    {"digest.week", "{" DIGEST "," OFF "," PERSON "}", false},
    {"credential.ending", "{\"kind\":\"contract\",\"days\":14,\"until\":\"2026-12-15\"," PERSON "}",
     false},
    {"credential.ending_office",
     "{\"kind\":\"officer_card\",\"days\":60,\"until\":\"2026-12-15\","
     "\"provider\":\"Lâm Văn Sóc Nâu\",\"provider_id\":9," PERSON "}",
     false},
    {"feed.unused",
     "{\"calendar\":\"Máy tính phòng trực tầng 2\",\"days\":76,\"until\":\"2026-12-15\","
     "\"path\":\"/me/calendars\"," PERSON "}",
     false},
    {"absence.approved", "{" ABSENCE "," PERSON "}", false},
    {"absence.refused", "{" ABSENCE "," PERSON "}", false},
    {"absence.cancelled", "{" ABSENCE "," PERSON "}", false},
    {"swap.asked", "{" SWAP "," PERSON "}", false},
    {"swap.taken", "{" SWAP "," PERSON "}", false},
    {"swap.ended", "{" SWAP ",\"step\":\"refused\"," PERSON "}", false},
    {"swap.open", "{" SWAP "," PERSON "}", true},
    {"swap.approve", "{" SWAP "," PERSON "}", true},
    {"list.issued", "{" LIST "," PERSON "}", true},
    {"list.changed", "{" LIST "," PERSON "}", true},
    {"invite.request", "{" ASKED_BY_MAIL "}", true},
    {"invite.update", "{" ASKED_BY_MAIL "}", true},
    {"invite.cancel", "{" ASKED_BY_MAIL "}", true},
    {"invite.elsewhere", "{" ASKED_BY_MAIL "}", true},
    {"invite.declined",
     "{" ASKED ",\"provider\":\"Lâm Văn Sóc Nâu\",\"path\":\"/answers\"," PERSON "}", false},
};

static const struct text_rule keep = {.max_parts = TEXT_PARTS_MAX};
static const struct text_rule folds = {.max_parts = TEXT_PARTS_MAX, .folds_to_gsm = true};
static const struct text_rule mail = {0};

struct words_out {
    struct buf subject, text;
};

static bool render(const char *subject, const char *body, const char *json, enum lang lang,
                   const struct text_rule *rule, struct words_out *out, struct err *e)
{
    struct render_cache *c = render_cache_new();
    json_t *data = json_loads(json, 0, NULL);
    assert_non_null(data);
    struct render_in in = {sv_of(subject), sv_of(body), lang, data};
    bool ok = notice_render(c, &in, rule, &out->subject, &out->text, e);
    json_decref(data);
    render_cache_free(c);
    return ok;
}

static void free_words(struct words_out *w)
{
    buf_free(&w->subject);
    buf_free(&w->text);
}

static void expect_text(const char *body, const char *json, const struct text_rule *rule,
                        const char *want)
{
    struct words_out out;
    struct err e = {0};
    if (!render("", body, json, LANG_VI, rule, &out, &e))
        fail_msg("%s", e.detail);
    assert_string_equal(buf_view(&out.text).p, want);
    free_words(&out);
}

/* ---- the shipped texts ---- */

/* One CSV record (RFC 4180) of five fields, cut out of *s in place. */
static bool next_record(char **s, char *fields[5])
{
    char *p = *s;
    if (*p == '\0')
        return false;
    for (size_t i = 0; i < 5; i++) {
        bool is_quoted = *p == '"';
        char *to = p += is_quoted;
        fields[i] = p;
        while (*p && (is_quoted ? *p != '"' || p[1] == '"' : *p != ',' && *p != '\n')) {
            p += is_quoted && *p == '"';
            *to++ = *p++;
        }
        p += is_quoted;
        assert_true(*p == (i < 4 ? ',' : '\n'));
        *to = '\0';
        p++;
    }
    *s = p;
    return true;
}

/* The loader turns the two characters \n into a line feed (sql/seed/reference.sql). */
static void unescape(char *s)
{
    char *to = s;
    for (; *s; s++) {
        bool is_line_feed = s[0] == '\\' && s[1] == 'n';
        *to++ = is_line_feed ? '\n' : *s;
        s += is_line_feed;
    }
    *to = '\0';
}

static const char *params_of(const char *template)
{
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        if (strcmp(samples[i].template, template) == 0)
            return samples[i].params;
    }
    fail_msg("no sample for %s", template);
    return NULL;
}

static void check_words(const char *what, struct sv s)
{
    static const char *const leftovers[] = {"{{",       "}}",       "duty_role.", "mode.",
                                            "hearing.", "date.",    "month.",     "T07:30",
                                            "T14:00",   "2026-12-", "weekday",    "undefined"};
    for (size_t i = 0; i < ARRAY_LEN(leftovers); i++) {
        if (strstr(s.p, leftovers[i]))
            fail_msg("%s holds %s: %s", what, leftovers[i], s.p);
    }
    assert_true(utf8_valid(s));
}

static void check_shipped(char *fields[5], const struct text_rule *rule)
{
    struct words_out out;
    struct err e = {0};
    enum lang lang;
    bool is_mail = strcmp(fields[1], "mail") == 0;

    assert_true(lang_parse(sv_of(fields[2]), &lang));
    if (!render(fields[3], fields[4], params_of(fields[0]), lang, is_mail ? &mail : rule, &out, &e))
        fail_msg("%s %s %s: %s", fields[0], fields[1], fields[2], e.detail);
    check_words(fields[0], buf_view(&out.subject));
    check_words(fields[0], buf_view(&out.text));
    assert_true(out.text.n > 0 && (out.subject.n > 0) == is_mail);
    if (!is_mail && (lang == LANG_VI || (lang == LANG_EN && rule == &folds)))
        assert_int_equal(sms_size(buf_view(&out.text)).ucs2, rule == &keep);
    free_words(&out);
}

static void test_every_shipped_text_reads_as_finished_words_in_every_language(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct sv csv;
    struct err e = {0};
    char *fields[5];
    size_t n = 0, expected = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        expected += (samples[i].is_mail ? 1 : 2) * (size_t)LANG_COUNT;
    assert_true(config_file(a, "sql/seed/notice_template.csv", 1 << 17, &csv, &e));
    char *at = arena_dup(a, csv);
    assert_true(next_record(&at, fields));
    while (next_record(&at, fields)) {
        unescape(fields[4]);
        check_shipped(fields, &keep);
        check_shipped(fields, &folds);
        n++;
    }
    assert_int_equal(n, expected);
    arena_free(a);
}

/* ---- rules of the channel ---- */

static void test_decomposed_letters_are_composed_before_they_are_counted(void **state)
{
    (void)state;
    expect_text("{{x}}", "{\"x\":\"e\\u0323\\u0302\"}", &keep, "ệ");
    expect_text("{{x}}", "{\"x\":\"e\\u0323\\u0302\"}", &mail, "ệ");
}

static void test_folding_keeps_the_words_in_plain_latin(void **state)
{
    (void)state;
    expect_text("Đổi lịch “phiên tòa” – {{x}}…", "{\"x\":\"Nguyễn Thị Ánh\"}", &folds,
                "Doi lich \"phien toa\" - Nguyen Thi Anh...");
}

static void
test_what_cannot_be_folded_keeps_all_its_marks_and_no_question_mark_appears(void **state)
{
    (void)state;
    expect_text("Tòa án {{x}}", "{\"x\":\"តុលាការ\"}", &folds, "Tòa án តុលាការ");
}

static void test_values_are_not_escaped_for_html(void **state)
{
    (void)state;
    expect_text("{{x}}", "{\"x\":\"A & B <c> \\\"d\\\"\"}", &mail, "A & B <c> \"d\"");
}

static void test_layout_around_a_text_is_not_part_of_it(void **state)
{
    (void)state;
    expect_text("\n {{x}}\n\n", "{\"x\":\"a\"}", &keep, "a");
}

/* n letters "ă" (UCS-2) or "a" (GSM). */
static void check_length(const char *letter, size_t n, bool fits)
{
    struct words_out out;
    struct err e = {0};
    size_t size = strlen(letter);
    char *body = calloc(n, size + 1);
    assert_non_null(body);
    for (size_t i = 0; i < n; i++)
        memcpy(body + i * size, letter, size);
    assert_int_equal(render("", body, "{}", LANG_VI, &keep, &out, &e), fits);
    if (fits)
        assert_int_equal(sms_size(buf_view(&out.text)).parts, TEXT_PARTS_MAX);
    else
        assert_int_equal(e.code, ERR_TOO_LARGE);
    free_words(&out);
    free(body);
}

static void test_a_text_of_more_parts_than_allowed_is_refused_and_never_cut(void **state)
{
    (void)state;
    check_length("a", 6 * 153, true);
    check_length("a", 6 * 153 + 1, false);
    check_length("ă", 6 * 67, true);
    check_length("ă", 6 * 67 + 1, false);
}

static void test_a_broken_template_is_an_error_and_leaves_no_trace_in_the_cache(void **state)
{
    struct render_cache *c = render_cache_new();
    json_t *data = json_object();
    (void)state;
    for (int i = 0; i < 300; i++) { /* more than the cache holds, if it kept them */
        struct words_out out;
        struct err e = {0};
        struct render_in in = {SV(""), SV("{{#open}}"), LANG_VI, data};
        assert_false(notice_render(c, &in, &keep, &out.subject, &out.text, &e));
        assert_int_equal(e.code, ERR_INVALID);
        free_words(&out);
    }
    json_decref(data);
    render_cache_free(c);
}

static void test_more_templates_than_the_cache_holds_still_render(void **state)
{
    struct render_cache *c = render_cache_new();
    json_t *data = json_pack("{s:s}", "x", "đ");
    char body[32];
    char want[32];
    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct words_out out;
        struct err e = {0};
        (void)snprintf(body, sizeof(body), "%d {{x}}", i % 300);
        (void)snprintf(want, sizeof(want), "%d d", i % 300);
        struct render_in in = {SV(""), sv_of(body), LANG_VI, data};
        assert_true(notice_render(c, &in, &folds, &out.subject, &out.text, &e));
        assert_string_equal(buf_view(&out.text).p, want);
        free_words(&out);
    }
    json_decref(data);
    render_cache_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_shipped_text_reads_as_finished_words_in_every_language),
        cmocka_unit_test(test_decomposed_letters_are_composed_before_they_are_counted),
        cmocka_unit_test(test_folding_keeps_the_words_in_plain_latin),
        cmocka_unit_test(
            test_what_cannot_be_folded_keeps_all_its_marks_and_no_question_mark_appears),
        cmocka_unit_test(test_values_are_not_escaped_for_html),
        cmocka_unit_test(test_layout_around_a_text_is_not_part_of_it),
        cmocka_unit_test(test_a_text_of_more_parts_than_allowed_is_refused_and_never_cut),
        cmocka_unit_test(test_a_broken_template_is_an_error_and_leaves_no_trace_in_the_cache),
        cmocka_unit_test(test_more_templates_than_the_cache_holds_still_render),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
