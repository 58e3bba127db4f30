/* The lockdown bites: each forbidden call is made in a child, which must die of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/str.h"
#include "intake/parse.h"
#include "parse_zip.h"

enum { SURVIVED = 7, REFUSED = 8 };

/* Not _exit(): the address sanitizer makes calls of its own before that one. */
static void leave(int code)
{
    syscall(SYS_exit_group, code);
}

static void open_file(void)
{
    (void)!open("/etc/passwd", O_RDONLY);
}

static void open_socket(void)
{
    (void)!socket(AF_INET, SOCK_STREAM, 0);
}

static void start_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
}

static void fork_again(void)
{
    if (fork() == 0)
        _exit(0);
}

static void make_code(void)
{
    (void)!mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void kill_parent(void)
{
    kill(getppid(), 0);
}

/* Reads a real list: all that the work needs is allowed. */
static char document[PARSE_BYTES_MAX];
static size_t document_n;

static void read_list(void)
{
    const struct parse_options o = {.order = PARSE_DMY};
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document((struct sv){document, document_n}, &o, &out);
    bool ok = out.n > 0 && strncmp(out.p, "{\"format\":\"xlsx\"", 16) == 0;
    buf_free(&out);
    if (!ok)
        leave(REFUSED);
}

/* What became of a child that locks itself down and then calls fn. */
static int fate(void (*fn)(void))
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        if (!parse_lockdown())
            leave(REFUSED);
        fn();
        leave(SURVIVED);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void test_each_forbidden_call_kills(void **state)
{
    (void)state;
    static void (*const calls[])(void) = {open_file,  open_socket, start_program,
                                          fork_again, make_code,   kill_parent};
    for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
        int status = fate(calls[i]);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGSYS);
    }
}

static void test_the_work_itself_survives(void **state)
{
    (void)state;
    FILE *f = fopen("tests/data/hearing-lists/grcWeeklyHearingList.xlsx", "rb");
    assert_non_null(f);
    document_n = fread(document, 1, sizeof(document), f);
    fclose(f);
    int status = fate(read_list);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SURVIVED);
}

static void read_calendar(void)
{
    const struct parse_options o = {.today = {2026, 11, 22}};
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document((struct sv){document, document_n}, &o, &out);
    bool ok = out.n > 0 && strncmp(out.p, "{\"format\":\"ics\"", 15) == 0;
    buf_free(&out);
    if (!ok)
        leave(REFUSED);
}

/* Zones of every kind of name, and more events than are sorted without asking for memory. */
static void test_a_calendar_of_many_zones_needs_no_file(void **state)
{
    static const char *const zones[] = {"SE Asia Standard Time", "America/New_York", "UTC+3",
                                        "(UTC+07:00) Bangkok, Hanoi, Jakarta", "Nowhere"};
    struct buf file;
    (void)state;
    buf_init(&file, sizeof(document));
    for (size_t i = 0; i < 1000; i++)
        buf_printf(&file,
                   "BEGIN:VEVENT\nUID:%zu\nDTSTART;TZID=\"%s\":20261203T073000\n"
                   "RRULE:FREQ=YEARLY;BYDAY=1MO\nEND:VEVENT\n",
                   i, zones[i % ARRAY_LEN(zones)]);
    memcpy(document, file.p, file.n);
    document_n = file.n;
    buf_free(&file);
    int status = fate(read_calendar);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SURVIVED);
}

/* libxml2 would open a converter for each of these, and die of it. */
static void test_no_declared_encoding_makes_it_open_files(void **state)
{
    (void)state;
    static const char *const names[] = {"shift_jis", "EBCDIC-CP-US", "UTF-16", "ISO-2022-JP"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char sheet[120];
        struct buf file;
        buf_init(&file, sizeof(document));
        snprintf(sheet, sizeof(sheet), "<?xml version='1.0' encoding='%s'?><worksheet/>", names[i]);
        zip_workbook(&file, ZIP_WORKBOOK("", "<sheet name='S' r:id='rId1'/>"), SV("<sst/>"),
                     sv_of(sheet), 6);
        memcpy(document, file.p, file.n);
        document_n = file.n;
        buf_free(&file);
        int status = fate(read_list);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), SURVIVED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_forbidden_call_kills),
        cmocka_unit_test(test_the_work_itself_survives),
        cmocka_unit_test(test_a_calendar_of_many_zones_needs_no_file),
        cmocka_unit_test(test_no_declared_encoding_makes_it_open_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
