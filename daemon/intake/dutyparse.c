/* dutyparse: reads one foreign hearing list on standard input and prints JSON (see parse.h).
 * Usage: dutyparse [--date YYYY-MM-DD] [--order dmy|mdy]. It ends with 0 whenever it could answer,
 * a refusal included; 1 when it could not lock itself down, read or write; 2 when called wrongly.
 */
#include "intake/parse.h"

#include "core/str.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_options(int argc, char **argv, struct parse_options *o)
{
    for (int i = 1; i < argc; i += 2) {
        struct sv value = sv_of(i + 1 < argc ? argv[i + 1] : "");
        if (strcmp(argv[i], "--date") == 0 && parse_day_iso(value, &o->date)) {
            continue;
        }
        bool is_mdy = sv_eq_str(value, "mdy");
        if (strcmp(argv[i], "--order") != 0 || (!is_mdy && !sv_eq_str(value, "dmy"))) {
            return false;
        }
        o->order = is_mdy ? PARSE_MDY : PARSE_DMY;
    }
    return true;
}

/* One byte more than allowed is enough to know that it is too much. */
static bool read_input(char *p, size_t cap, size_t *n)
{
    *n = 0;
    while (*n < cap) {
        ssize_t got = read(STDIN_FILENO, p + *n, cap - *n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got == 0;
        }
        *n += (size_t)got;
    }
    return true;
}

static bool write_output(struct sv s)
{
    while (s.n > 0) {
        ssize_t done = write(STDOUT_FILENO, s.p, s.n);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            return false;
        }
        s.p += done;
        s.n -= (size_t)done;
    }
    return true;
}

static void complain(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        _exit(1);
    }
}

/* The document is read only after the lockdown. */
static bool answer(const struct parse_options *o, char *bytes, size_t cap)
{
    size_t n = 0;
    struct buf out;
    if (!parse_lockdown() || !read_input(bytes, cap, &n)) {
        return false;
    }
    buf_init(&out, PARSE_OUT_MAX);
    parse_document((struct sv){bytes, n}, o, &out);
    bool ok = write_output(buf_view(&out));
    buf_free(&out);
    return ok;
}

int main(int argc, char **argv)
{
    struct parse_options options = {.order = PARSE_DMY};
    if (!read_options(argc, argv, &options)) {
        complain("usage: dutyparse [--date YYYY-MM-DD] [--order dmy|mdy] < FILE\n");
        return 2;
    }
    const size_t cap = (size_t)PARSE_BYTES_MAX + 1;
    char *bytes = malloc(cap);
    bool ok = bytes != NULL && answer(&options, bytes, cap);
    free(bytes);
    if (!ok) {
        complain("dutyparse: cannot lock down, read or write\n");
    }
    return ok ? 0 : 1;
}
