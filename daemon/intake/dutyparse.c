/* dutyparse: reads one foreign hearing list on standard input and prints JSON (see parse.h).
 * Usage: dutyparse [--date YYYY-MM-DD] [--order dmy|mdy] [--only busy|mail], or for the days of a
 * rule dutyparse --rrule DTSTART [--from YYYY-MM-DD]. It ends with 0 whenever it could answer, a
 * refusal included; 1 when it could not lock itself down, read or write; 2 when called wrongly. */
#include "intake/parse.h"

#include "core/str.h"
#include "intake/parse_zone.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct job {
    struct parse_options list;
    struct parse_mapping mapping;
    struct parse_span rrule; /* dtstart.year 0: it is a list */
    bool is_mail;            /* that may answer an invitation */
};

static bool read_option(const char *name, struct sv value, struct job *j)
{
    bool is_mdy = sv_eq_str(value, "mdy");
    if (strcmp(name, "--date") == 0) {
        return parse_day_iso(value, &j->list.date);
    }
    if (strcmp(name, "--today") == 0) {
        return parse_day_iso(value, &j->list.today);
    }
    if (strcmp(name, "--zone") == 0) {
        j->list.zone = value.p;
        return value.n > 0;
    }
    if (strcmp(name, "--mapping") == 0) {
        j->list.mapping = &j->mapping;
        bool is_mapping = parse_mapping_read(value, &j->mapping);
        j->list.order = j->mapping.is_mdy ? PARSE_MDY : j->list.order;
        return is_mapping;
    }
    if (strcmp(name, "--only") == 0) {
        j->is_mail = sv_eq_str(value, "mail");
        j->list.is_busy = sv_eq_str(value, "busy");
        return j->is_mail || j->list.is_busy;
    }
    if (strcmp(name, "--rrule") == 0) {
        return parse_day_iso(value, &j->rrule.dtstart);
    }
    if (strcmp(name, "--from") == 0) {
        return parse_day_iso(value, &j->rrule.from);
    }
    j->list.order = is_mdy ? PARSE_MDY : PARSE_DMY;
    return strcmp(name, "--order") == 0 && (is_mdy || sv_eq_str(value, "dmy"));
}

static bool read_options(int argc, char **argv, struct job *j)
{
    for (int i = 1; i < argc; i += 2) {
        if (!read_option(argv[i], sv_of(i + 1 < argc ? argv[i + 1] : ""), j)) {
            return false;
        }
    }
    if (j->list.today.year == 0) {
        j->list.today = parse_wall_day((int64_t)time(NULL));
    }
    if (j->rrule.from.year == 0) {
        j->rrule.from = j->rrule.dtstart;
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
static bool answer(const struct job *j, char *bytes, size_t cap)
{
    size_t n = 0;
    struct buf out;
    if (!parse_lockdown() || !read_input(bytes, cap, &n)) {
        return false;
    }
    buf_init(&out, PARSE_OUT_MAX);
    if (j->rrule.dtstart.year != 0) {
        parse_rrule((struct sv){bytes, n}, &j->rrule, &out);
    } else if (j->is_mail) {
        parse_mail((struct sv){bytes, n}, &out);
    } else {
        parse_document((struct sv){bytes, n}, &j->list, &out);
    }
    bool ok = write_output(buf_view(&out));
    buf_free(&out);
    return ok;
}

int main(int argc, char **argv)
{
    struct job job = {.list = {.order = PARSE_DMY}};
    if (!read_options(argc, argv, &job)) {
        complain("usage: dutyparse [--date YYYY-MM-DD] [--order dmy|mdy]"
                 " [--only busy|mail] < FILE\n"
                 "       dutyparse --rrule YYYY-MM-DD [--from YYYY-MM-DD] < RULE\n");
        return 2;
    }
    const size_t cap = (size_t)PARSE_ICS_BYTES_MAX + 1;
    char *bytes = malloc(cap);
    bool ok = bytes != NULL && answer(&job, bytes, cap);
    free(bytes);
    if (!ok) {
        complain("dutyparse: cannot lock down, read or write\n");
    }
    return ok ? 0 : 1;
}
