/* Reads small files, and ini text as a sequence of section, key and value. */
#include "core/config.h"
#include "core/str.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ini_line(struct sv text, int line, struct sv *section, config_ini_fn *fn, void *ctx,
                     struct err *e)
{
    if (text.n == 0 || text.p[0] == '#' || text.p[0] == ';') {
        return true;
    }
    if (text.p[0] == '[') {
        if (text.n < 3 || text.p[text.n - 1] != ']') {
            return err_set(e, ERR_CONFIG, "line %d: a section is written [name]", line);
        }
        *section = sv_trim((struct sv){text.p + 1, text.n - 2});
        return true;
    }
    struct sv key;
    if (memchr(text.p, '=', text.n) == NULL || !sv_cut(&text, '=', &key) || sv_trim(key).n == 0) {
        return err_set(e, ERR_CONFIG, "line %d: expected key = value", line);
    }
    return fn(ctx, *section, sv_trim(key), sv_trim(text), line, e);
}

bool config_ini(struct sv text, config_ini_fn *fn, void *ctx, struct err *e)
{
    struct sv section = SV("");
    struct sv line;
    for (int n = 1; sv_cut(&text, '\n', &line); n++) {
        struct sv trimmed = sv_trim(line);
        if (!utf8_valid(trimmed) || sv_has_control(trimmed)) {
            return err_set(e, ERR_CONFIG, "line %d: not plain UTF-8 text", n);
        }
        if (!ini_line(trimmed, n, &section, fn, ctx, e)) {
            return false;
        }
    }
    return true;
}

static bool read_fd(struct arena *a, int fd, const char *path, size_t max, struct sv *out,
                    struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        return err_set(e, ERR_IO, "%s is not a regular file", path);
    }
    if ((uintmax_t)st.st_size > max) {
        return err_set(e, ERR_TOO_LARGE, "%s has more than %zu bytes", path, max);
    }
    size_t size = (size_t)st.st_size;
    char *text = arena_alloc(a, size + 1);
    size_t n = 0;
    while (n < size) {
        ssize_t got = read(fd, text + n, size - n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return err_set(e, ERR_IO, "cannot read %s: %s", path, strerror(errno));
        }
        if (got == 0) {
            break;
        }
        n += (size_t)got;
    }
    *out = (struct sv){text, n};
    return true;
}

bool config_file(struct arena *a, const char *path, size_t max, struct sv *out, struct err *e)
{
    /* O_NONBLOCK: a fifo must not hang the daemon before it is refused. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return err_set(e, ERR_IO, "cannot open %s: %s", path, strerror(errno));
    }
    bool is_read = read_fd(a, fd, path, max, out, e);
    close(fd);
    return is_read;
}
