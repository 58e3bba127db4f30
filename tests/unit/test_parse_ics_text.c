/* What courts write into an event's free texts, and what must never come out of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse_ics.h"

struct pair {
    const char *said, *want;
};

static void expect(struct sv got, const char *want, const char *said)
{
    if (!sv_eq_str(got, want))
        print_error("\"%s\" gave \"%.*s\"\n", said, (int)got.n, got.p);
    assert_true(sv_eq_str(got, want));
}

static void test_the_docket_number_is_found_among_other_words(void **state)
{
    static const struct pair pairs[] = {
        {"Xét xử sơ thẩm vụ 12/2026/TLST-HS, Nguyễn Văn A", "12/2026/TLST-HS"},
        {"QĐ 05/2026/QĐXXST-HS; thụ lý số 12/2026/TLPT-DS", "12/2026/TLPT-DS"},
        {"Theo QĐ 05/2026/QĐXXST-HS", "05/2026/QĐXXST-HS"},
        {"03/12/2026 7h30 vụ 7/TLST-HNGĐ", "7/TLST-HNGĐ"},
        {"12/2026/TLST-HS-", "12/2026/TLST-HS"},
        {"13/2027/TLST - HS, phòng 2", "13/2027/TLST - HS"},
        {"14/2027/TLST\xE2\x80\x93HS", "14/2027/TLST\xE2\x80\x93HS"},
        {"14/2027/TLST \xE2\x80\x93 HNGĐ Lê Thị B", "14/2027/TLST \xE2\x80\x93 HNGĐ"},
        {"15/2027/HS - ST", "15/2027/HS - ST"},
        {"7/tlst - hs (QĐ 05/2027/QĐXXST-HS)", "05/2027/QĐXXST-HS"},
        {"16/2027/TLST-HS - TAND khu vực 1", "16/2027/TLST-HS"},
        {"17/2027/HSST \xE2\x80\x93 Nguyễn Văn A", "17/2027/HSST"},
        {"12/2027/tlst-hs thay 05/2027/qđxxst-hs", "12/2027/tlst-hs"},
        {"05/2027/qđxxst-hs, thụ lý 12/2027/tlst-hs", "12/2027/tlst-hs"},
        {"Số thụ lý: 45", "45"},
        {"Case no. AB-12, room 3", "AB-12"},
        {"Thụ lý số 99\nmật khẩu 1", "99"},
        {"Họp giao ban ngày 03/12/2026", ""},
        {"1234567/2026/TLST-HS", ""},
        {"phòng 2/tầng 3", ""},
        {"12/2026", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        expect(ics_case_code(sv_of(pairs[i].said)), pairs[i].want, pairs[i].said);
}

static void test_links_and_passwords_are_left_out_however_they_are_written(void **state)
{
    static const struct pair pairs[] = {
        {"Xét xử https://zoom.us/j/123?pwd=abc phòng 2", "Xét xử phòng 2"},
        {"Xét xử zoom.us/j/123?pwd=abc", "Xét xử"},
        {"Xét xử HTTPS://EXAMPLE.ORG/x", "Xét xử"},
        {"Họp: meet.google.com/abc-defg-hij", "Họp"},
        {"Phiên xử (mật khẩu: 123456)", "Phiên xử"},
        {"Phiên xử MẬT KHẨU 123456", "Phiên xử"},
        {"Phiên xử ma\xCC\xA3\xCC\x82t kha\xCC\x82\xCC\x89u 123456", "Phiên xử"},
        {"Meeting ID: 812 3456 7890 Passcode: 42", ""},
        {"Dòng một\nID: 812 3456\nDòng ba", "Dòng một; Dòng ba"},
        {"gọi tel:+84123456789 hoặc sip:a@b", "gọi hoặc"},
        {"P1 zoom 861.234.5678 pass 12", "P1 zoom"},
        {"webex: 2345 678 9012 / pw 12ab", "webex"},
        {"P2 pw 12ab", "P2"},
        {"P2 / PW: 12", "P2"},
        {"Xét xử Mật mã 4455 ID861234", "Xét xử"},
        {"P3 ID861234", "P3"},
        {"P3 mật-khẩu 12", "P3"},
        {"P5 Google Meet abc-defg-hij", "P5 Google Meet"},
        {"P5 abc-defg-hijk", "P5 abc-defg-hijk"},
        {"P5 m.khẩu 123", "P5"},
        {"P5 MKhau 4411", "P5"},
        {"P5 Mã: XK29", "P5"},
        {"P3 mã 4455 66", "P3"},
        {"P4 (861) 234 5678", "P4"},
        {"P4 Passcode4455", "P4"},
        {"P5 mã truy cập x", "P5"},
        {"Phòng A4 លេខសម្ងាត់ 12", "Phòng A4"},
        {"Phòng ID", "Phòng ID"},
        {"Tội làm mất mạng, mà truy tố", "Tội làm mất mạng, mà truy tố"},
        {"Xử ngày 10.03.2027 07:30 phòng 12", "Xử ngày 10.03.2027 07:30 phòng 12"},
        {"10.03.2027 - 12.03.2027", "10.03.2027 - 12.03.2027"},
        {"Vụ 12345/2027/TLST-HS 2027", "Vụ 12345/2027/TLST-HS 2027"},
        {"Phòng Compass: tầng 2", "Phòng Compass: tầng 2"},
        {"\x07TAND\xE2\x80\xAE", "TAND"},
        {"", ""},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        expect(ics_clean(a, sv_of(pairs[i].said)), pairs[i].want, pairs[i].said);
    arena_free(a);
}

static void test_the_court_is_told_from_the_room(void **state)
{
    static const struct {
        const char *said, *court, *rest;
    } places[] = {
        {"Phòng xử 2, Tòa án nhân dân khu vực 3 - Hà Nội", "Tòa án nhân dân khu vực 3 - Hà Nội",
         "Phòng xử 2"},
        {"TAND khu vực 1; Hội trường A", "TAND khu vực 1", "Hội trường A"},
        {"Lịch xét xử TAND khu vực 3", "TAND khu vực 3", "Lịch xét xử"},
        {"Hội trường B - Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", "Hội trường B"},
        {"TANDTC", "TANDTC", ""},
        {"Room 5, Regional Court 2", "Regional Court 2", "Room 5"},
        {"Standard room", "", "Standard room"},
        {"Phòng 1, tầng 2", "", "Phòng 1, tầng 2"},
        {"", "", ""},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct sv rest;
        struct sv court = ics_court(a, sv_of(places[i].said), &rest);
        expect(court, places[i].court, places[i].said);
        expect(rest, places[i].rest, places[i].said);
    }
    arena_free(a);
}

static void test_how_one_attends_is_read_from_the_words(void **state)
{
    (void)state;
    assert_string_equal(ics_mode(SV("Xét xử trực tuyến")), "online");
    assert_string_equal(ics_mode(SV("Trực tiếp kết hợp trực tuyến")), "hybrid");
    assert_null(ics_mode(SV("Phòng xử 2")));
    assert_true(ics_meeting(SV("x https://teams.microsoft.com/l/meetup-join/1")));
    assert_true(ics_meeting(SV("zoom.us/j/1")));
    assert_false(ics_meeting(SV("https://tand.gov.vn/")));
}

static void test_a_line_is_taken_apart_at_the_right_colon(void **state)
{
    static const struct {
        const char *line, *name, *param, *value;
    } lines[] = {
        {"DTSTART;TZID=Asia/Bangkok:20261203T073000", "DTSTART", "Asia/Bangkok", "20261203T073000"},
        {"DTSTART;TZID=\"(UTC+07:00) A; B\":2026", "DTSTART", "(UTC+07:00) A; B", "2026"},
        {"dtstart ; tzid = X : 1", "dtstart", "X", " 1"},
        {"A;TZID=\"open:1", "A", "\"open", "1"},
        {"SUMMARY:a:b;c", "SUMMARY", "", "a:b;c"},
        {"X;VALUE=DATE;TZID=Y:", "X", "Y", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct ics_line l;
        assert_true(ics_split(sv_of(lines[i].line), &l));
        expect(l.name, lines[i].name, lines[i].line);
        expect(ics_param(&l, "TZID"), lines[i].param, lines[i].line);
        expect(l.value, lines[i].value, lines[i].line);
    }
    struct ics_line none;
    assert_false(ics_split(SV("no colon here"), &none));
    assert_false(ics_split(SV(":value"), &none));
    assert_false(ics_split(SV(""), &none));
}

static void test_folded_lines_are_joined_and_keep_their_numbers(void **state)
{
    static const struct pair pairs[] = {
        {"A:1\r\n 2\r\n\t3\r\nB:4\r\n", "A:123\n\n\nB:4\n"},
        {"A:\xE1\xBA\r\n \xA1\nB:", "A:\xE1\xBA\xA1\n\nB:\n"},
        {" A:1\n B:2", " A:1B:2\n\n"},
        {"A:1", "A:1\n"},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        expect(ics_unfold(a, sv_of(pairs[i].said)), pairs[i].want, pairs[i].said);
    expect(ics_unescaped(a, SV("a\\, b\\; c\\\\d\\ne\\"), 100), "a, b; c\\d\ne\\", "escapes");
    expect(ics_unescaped(a, SV("abcdef"), 3), "abc", "cut");
    arena_free(a);
}

static void test_only_whole_dates_and_times_are_read(void **state)
{
    static const char *const wrong[] = {"",         "2026",           "20261301",
                                        "20260229", "20261203T25",    "20261203T073000+07",
                                        "INVALID",  "2026120 3",      "20261203T0730000",
                                        "99991231", "20261203TT0730", "-20261203"};
    int64_t wall = 0;
    bool is_day = false, is_utc = false;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        if (ics_clock(sv_of(wrong[i]), &wall, &is_day, &is_utc))
            print_error("%s was read\n", wrong[i]);
        assert_false(ics_clock(sv_of(wrong[i]), &wall, &is_day, &is_utc));
    }
    assert_true(ics_clock(SV(" 20261203T073000Z "), &wall, &is_day, &is_utc));
    assert_int_equal(wall, 1796283000);
    assert_true(is_utc && !is_day);
    assert_true(ics_clock(SV("2026-12-03T07:30"), &wall, &is_day, &is_utc));
    assert_int_equal(wall, 1796283000);
    assert_true(!is_utc && !is_day);
    assert_true(ics_clock(SV("20280229"), &wall, &is_day, &is_utc));
    assert_true(is_day);
}

static void test_a_duration_is_read_in_seconds(void **state)
{
    static const struct {
        const char *said;
        int64_t want; /* -1: refused */
    } durations[] = {{"PT1H30M", 5400},
                     {"P1D", 86400},
                     {"P1W", 604800},
                     {"+PT90S", 90},
                     {"P1DT2H", 93600},
                     {"PT", -1},
                     {"P", -1},
                     {"PT1", -1},
                     {"P1H", -1},
                     {"-PT1H", -1},
                     {"1H", -1},
                     {"PT1HT1M", -1},
                     {"P999999999999999999W", -1}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(durations); i++) {
        int64_t seconds = 0;
        bool ok = ics_duration(sv_of(durations[i].said), &seconds);
        assert_int_equal(ok ? seconds : -1, durations[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_docket_number_is_found_among_other_words),
        cmocka_unit_test(test_links_and_passwords_are_left_out_however_they_are_written),
        cmocka_unit_test(test_the_court_is_told_from_the_room),
        cmocka_unit_test(test_how_one_attends_is_read_from_the_words),
        cmocka_unit_test(test_a_line_is_taken_apart_at_the_right_colon),
        cmocka_unit_test(test_folded_lines_are_joined_and_keep_their_numbers),
        cmocka_unit_test(test_only_whole_dates_and_times_are_read),
        cmocka_unit_test(test_a_duration_is_read_in_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
