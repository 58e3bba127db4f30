/* The parser's text: encodings, composition, folding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

static void expect_clean(const char *in, const char *want)
{
    struct arena *a = arena_new(1 << 20);
    bool is_cut = true;
    struct sv got = parse_text_clean(a, sv_of(in), &is_cut);
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.n > 0 ? got.p : "", want, got.n);
    assert_false(is_cut);
    arena_free(a);
}

static void expect_decoded(struct sv bytes, const char *encoding, const char *want)
{
    struct arena *a = arena_new(1 << 20);
    const char *found = NULL;
    struct sv got = {NULL, 0};
    struct err e = {0};
    assert_true(parse_text_decode(a, bytes, &got, &found, &e));
    assert_string_equal(found, encoding);
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p, want, got.n);
    arena_free(a);
}

static void expect_refused(struct sv bytes, const char *key, const char *value)
{
    struct arena *a = arena_new(1 << 20);
    const char *found = NULL;
    struct sv got = {NULL, 0};
    struct err e = {0};
    assert_false(parse_text_decode(a, bytes, &got, &found, &e));
    assert_string_equal(e.key, key);
    assert_string_equal(e.value, value);
    arena_free(a);
}

static void test_every_vietnamese_letter_is_composed(void **state)
{
    (void)state;
    static const char *const bases[] = {"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y",
                                        "A", "Ă", "Â", "E", "Ê", "I", "O", "Ô", "Ơ", "U", "Ư", "Y"};
    static const char *const plain[] = {"a", "a\u0306", "a\u0302", "e", "e\u0302", "i",
                                        "o", "o\u0302", "o\u031B", "u", "u\u031B", "y",
                                        "A", "A\u0306", "A\u0302", "E", "E\u0302", "I",
                                        "O", "O\u0302", "O\u031B", "U", "U\u031B", "Y"};
    static const char *const tones[] = {"\u0300", "\u0301", "\u0309", "\u0303", "\u0323"};
    static const char *const want[] = {"àáảãạ", "ằắẳẵặ", "ầấẩẫậ", "èéẻẽẹ", "ềếểễệ", "ìíỉĩị",
                                       "òóỏõọ", "ồốổỗộ", "ờớởỡợ", "ùúủũụ", "ừứửữự", "ỳýỷỹỵ",
                                       "ÀÁẢÃẠ", "ẰẮẲẴẶ", "ẦẤẨẪẬ", "ÈÉẺẼẸ", "ỀẾỂỄỆ", "ÌÍỈĨỊ",
                                       "ÒÓỎÕỌ", "ỒỐỔỖỘ", "ỜỚỞỠỢ", "ÙÚỦŨỤ", "ỪỨỬỮỰ", "ỲÝỶỸỴ"};
    for (size_t b = 0; b < ARRAY_LEN(bases); b++) {
        char shaped[64] = "", split[64] = "", swapped[64] = "";
        for (size_t t = 0; t < ARRAY_LEN(tones); t++) {
            snprintf(shaped + strlen(shaped), 16, "%s%s", bases[b], tones[t]);
            snprintf(split + strlen(split), 16, "%s%s", plain[b], tones[t]);
            snprintf(swapped + strlen(swapped), 16, "%c%s%s", plain[b][0], tones[t], plain[b] + 1);
        }
        expect_clean(shaped, want[b]);
        expect_clean(split, want[b]);
        expect_clean(swapped, want[b]);
        expect_clean(want[b], want[b]);
    }
}

static void test_marks_that_make_no_vietnamese_letter_are_kept(void **state)
{
    (void)state;
    expect_clean("n\u0303", "n\u0303");
    expect_clean("a\u0301\u0301", "á\u0301");
    expect_clean("\u0301x", "\u0301x");
    expect_clean("ភាសាខ្មែរ", "ភាសាខ្មែរ");
}

static void test_controls_and_invisible_characters_are_dropped(void **state)
{
    (void)state;
    expect_clean("  Phòng\u00A0\u00A0xử\r\n A\t", "Phòng xử A");
    expect_clean("a\x01\x7F\u200B\u202E\uFEFF\u00ADb", "ab");
    expect_clean("\x1B[31m", "[31m");
    expect_clean(" \n ", "");
}

static void test_a_long_cell_is_cut_at_a_whole_letter(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 << 20);
    char text[3 * 900 + 1] = "";
    bool is_cut = false;
    for (size_t i = 0; i < 900; i++)
        memcpy(text + 3 * i, "ệ", 4);
    struct sv got = parse_text_clean(a, sv_of(text), &is_cut);
    assert_true(is_cut);
    assert_true(got.n <= PARSE_CELL_MAX && got.n > PARSE_CELL_MAX - 4);
    assert_true(utf8_valid(got));
    arena_free(a);
}

static void test_folding_leaves_plain_latin(void **state)
{
    (void)state;
    char out[64];
    parse_text_fold(SV("ĐẶNG Thị Huệ – 7h30’ ©"), out, sizeof(out));
    assert_string_equal(out, "dang thi hue - 7h30'  ");
    assert_int_equal(parse_text_fold(SV("abcdef"), out, 4), 3);
    assert_string_equal(out, "abc");
}

static void test_each_encoding_is_recognised(void **state)
{
    (void)state;
    expect_decoded(SV("Ngày"), "utf-8", "Ngày");
    expect_decoded(SV("\xEF\xBB\xBFNgày"), "utf-8-bom", "Ngày");
    expect_decoded(SV("\xFF\xFEN\0g\0\xE0\0y\0"), "utf-16le", "Ngày");
    expect_decoded(SV("\xFE\xFF\0N\0g\0\xE0\0y"), "utf-16be", "Ngày");
    expect_decoded(SV("N\0g\0\xE0\0y\0,\0a\0"), "utf-16le", "Ngày,a");
    expect_decoded(SV("\0N\0g\0\xE0\0y\0,\0a"), "utf-16be", "Ngày,a");
    expect_decoded(SV("\xFF\xFE\x3D\xD8\x00\xDE\x00\xDC"), "utf-16le", "😀\uFFFD");
    expect_decoded(SV("Ng\xE0y, Ph\xF2ng"), "windows-1258", "Ngày, Ph\u0323ng");
}

static void test_windows_1258_agrees_with_glibc(void **state)
{
    (void)state;
    iconv_t cd = iconv_open("UTF-8", "CP1258");
    assert_true(cd != (iconv_t)-1);
    for (int c = 0x80; c < 0x100; c++) {
        /* glibc composes a letter with the mark after it, so each byte stands between spaces */
        char in[4] = {' ', (char)c, ' ', '\0'}, want[16] = "", *from = in, *to = want;
        size_t n_in = 3, n_out = sizeof(want);
        size_t got = iconv(cd, &from, &n_in, &to, &n_out);
        iconv(cd, NULL, NULL, &to, &n_out);
        *to = '\0';
        if (got == (size_t)-1)
            expect_refused((struct sv){in, 3}, "intake.error.encoding", "unknown");
        else
            expect_decoded((struct sv){in, 3}, "windows-1258", want);
        iconv(cd, NULL, NULL, NULL, NULL);
    }
    iconv_close(cd);
}

static void test_old_fonts_are_refused_by_name(void **state)
{
    (void)state;
    expect_refused(SV("T\xDF"
                      "a \xB8n nh\xA9n d\xA9n;Ng\xB5y x\xD0t x\xF6"),
                   "intake.error.encoding", "TCVN3");
    expect_refused(SV("To\xF8"
                      "a a\xF9n nha\xE2n da\xE2n;Nga\xF8y"),
                   "intake.error.encoding", "VNI");
    expect_refused(SV("Tßa ¸n nh©n d©n;Ngµy xÐt xö"), "intake.error.encoding", "TCVN3");
    expect_refused(SV("TOØA AÙN NHAÂN DAÂN;NGAØY XEÙT XÖÛ"), "intake.error.encoding", "VNI");
}

static void test_what_is_no_text_is_refused(void **state)
{
    (void)state;
    expect_refused(SV("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "intake.error.format", "binary");
    expect_refused(SV(""), "intake.error.empty", "");
    expect_refused(SV("\xEF\xBB\xBF \r\n"), "intake.error.empty", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_vietnamese_letter_is_composed),
        cmocka_unit_test(test_marks_that_make_no_vietnamese_letter_are_kept),
        cmocka_unit_test(test_controls_and_invisible_characters_are_dropped),
        cmocka_unit_test(test_a_long_cell_is_cut_at_a_whole_letter),
        cmocka_unit_test(test_folding_leaves_plain_latin),
        cmocka_unit_test(test_each_encoding_is_recognised),
        cmocka_unit_test(test_windows_1258_agrees_with_glibc),
        cmocka_unit_test(test_old_fonts_are_refused_by_name),
        cmocka_unit_test(test_what_is_no_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
