/* Sealed texts: they come back whole, open nowhere else, and the key's file is for its owner alone.
 */
#include "core/seal.h"
#include "core/str.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct place {
    struct arena *a;
    char folder[32];
    const char *path;
    struct seal_key key;
};

static int setup(void **state)
{
    static struct place p;
    struct err e = {0};
    p = (struct place){.a = arena_new(1 << 20), .folder = "/tmp/duty-seal-XXXXXX"};
    assert_non_null(mkdtemp(p.folder));
    p.path = arena_printf(p.a, "%s/state/secret.key", p.folder);
    assert_true(seal_key_load(p.path, &p.key, &e));
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    struct place *p = *state;
    unlink(p->path);
    rmdir(arena_printf(p->a, "%s/state", p->folder));
    rmdir(p->folder);
    arena_free(p->a);
    return 0;
}

static void test_a_sealed_text_comes_back_and_shows_nothing_of_itself(void **state)
{
    struct place *p = *state;
    static const char *const texts[] = {"", "x", "mật khẩu 7788", "{\"link\":\"https://a.b/c\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sv plain;
        struct err e = {0};
        const char *sealed = seal_text(p->a, &p->key, SV("hearing/1/2"), sv_of(texts[i]));
        assert_true(strlen(texts[i]) < 4 || strstr(sealed, texts[i]) == NULL);
        assert_true(seal_open(p->a, &p->key, SV("hearing/1/2"), sv_of(sealed), &plain, &e));
        assert_int_equal(plain.n, strlen(texts[i]));
        assert_memory_equal(plain.p, texts[i], plain.n);
    }
}

static void test_the_same_text_is_never_sealed_alike_twice(void **state)
{
    struct place *p = *state;
    const char *one = seal_text(p->a, &p->key, SV("h"), SV("7788"));
    assert_string_not_equal(one, seal_text(p->a, &p->key, SV("h"), SV("7788")));
}

static void test_it_does_not_open_at_another_hearing_or_once_changed(void **state)
{
    struct place *p = *state;
    struct sv plain;
    struct err e = {0};
    char *sealed = seal_text(p->a, &p->key, SV("hearing/1/2"), SV("7788"));
    assert_false(seal_open(p->a, &p->key, SV("hearing/1/3"), sv_of(sealed), &plain, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    for (size_t i = SEAL_NAME_LEN + 1; i < strlen(sealed); i++) {
        char was = sealed[i];
        sealed[i] = was == 'A' ? 'B' : 'A';
        assert_false(seal_open(p->a, &p->key, SV("hearing/1/2"), sv_of(sealed), &plain, &e));
        sealed[i] = was;
    }
    for (size_t n = 0; n < strlen(sealed); n++)
        assert_false(
            seal_open(p->a, &p->key, SV("hearing/1/2"), (struct sv){sealed, n}, &plain, &e));
}

static void test_another_key_says_so(void **state)
{
    struct place *p = *state;
    struct seal_key other;
    struct sv plain;
    struct err e = {0};
    char *path = arena_printf(p->a, "%s/other.key", p->folder);
    assert_true(seal_key_load(path, &other, &e));
    const char *sealed = seal_text(p->a, &other, SV("h"), SV("7788"));
    assert_false(seal_open(p->a, &p->key, SV("h"), sv_of(sealed), &plain, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    unlink(path);
}

static void test_the_key_is_made_once_for_its_owner_alone(void **state)
{
    struct place *p = *state;
    struct seal_key again;
    struct stat st;
    struct err e = {0};
    assert_int_equal(stat(p->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(seal_key_load(p->path, &again, &e));
    assert_memory_equal(again.bytes, p->key.bytes, SEAL_KEY_BYTES);
    assert_int_equal(chmod(p->path, 0640), 0);
    assert_false(seal_key_load(p->path, &again, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    assert_int_equal(chmod(p->path, 0600), 0);
}

static void test_a_damaged_key_is_refused_and_not_replaced(void **state)
{
    struct place *p = *state;
    struct seal_key key;
    struct err e = {0};
    char *path = arena_printf(p->a, "%s/short.key", p->folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_int_equal(write(fd, "abc\n", 4), 4);
    close(fd);
    assert_false(seal_key_load(path, &key, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, 4);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sealed_text_comes_back_and_shows_nothing_of_itself),
        cmocka_unit_test(test_the_same_text_is_never_sealed_alike_twice),
        cmocka_unit_test(test_it_does_not_open_at_another_hearing_or_once_changed),
        cmocka_unit_test(test_another_key_says_so),
        cmocka_unit_test(test_the_key_is_made_once_for_its_owner_alone),
        cmocka_unit_test(test_a_damaged_key_is_refused_and_not_replaced),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
