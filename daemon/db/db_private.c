/* The private cluster: made once with initdb, started and stopped with pg_ctl, as a user who may
 * run PostgreSQL. */
#include "db/db_private.h"

#include "core/buf.h"
#include "core/secret.h"
#include "core/str.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAMS     "/usr/lib/postgresql/15/bin/"
#define SOCKET_NAME  "/.s.PGSQL." DB_PRIVATE_PORT
#define SOCKET_MAX   107 /* bytes of sockaddr_un.sun_path without its NUL */
#define SETTINGS     "dutyd.conf"
#define SETTINGS_MAX 2048

static const char settings_format[] =
    "# Written by dutyd at each start; use ALTER SYSTEM instead.\n"
    "listen_addresses = ''\n"
    "port = " DB_PRIVATE_PORT "\n"
    "unix_socket_directories = '%s'\n"
    "unix_socket_permissions = 0700\n"
    "max_connections = 60\n"
    "shared_buffers = 128MB\n"
    "fsync = on\n"
    "synchronous_commit = on\n"
    "jit = off\n"
    "password_encryption = 'scram-sha-256'\n"
    "timezone = 'UTC'\n"
    "log_timezone = 'UTC'\n"
    "log_min_messages = warning\n"
    "log_error_verbosity = terse\n" /* details hold what people wrote */
    "log_line_prefix = '%%m [%%p] %%a '\n";

/* Who runs the server: we ourselves, or, for root, the user postgres or whoever owns the data. */
struct server_user {
    const char *name; /* in the arena */
    uid_t uid;
    gid_t gid;
    bool is_other; /* we are root and become this user in a child */
};

struct cluster {
    const char *state, *data, *fresh, *socket;
    struct server_user user;
    int log; /* pg.log, where initdb and pg_ctl write */
};

/* The same absolute path whether or not it exists yet. */
static const char *absolute(struct arena *a, const char *path)
{
    char real[PATH_MAX];
    if (realpath(path, real) != NULL) {
        return arena_str(a, real);
    }
    if (path[0] == '/' || getcwd(real, sizeof(real)) == NULL) {
        return arena_str(a, path);
    }
    return arena_printf(a, "%s/%s", real, path);
}

static bool is_plain(const char *path)
{
    for (const char *p = path; *p != '\0'; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
        if (!letter && !(*p >= '0' && *p <= '9') && strchr("/._-+", *p) == NULL) {
            return false;
        }
    }
    return true;
}

const char *db_private_socket_dir(struct arena *a, const char *state_dir)
{
    const char *state = absolute(a, state_dir);
    const char *run = arena_printf(a, "%s/run", state);
    if (is_plain(run) && strlen(run) + strlen(SOCKET_NAME) <= SOCKET_MAX) {
        return run;
    }
    char hash[SECRET_HEX_LEN + 1];
    secret_sha256_hex(sv_of(state), hash);
    return arena_printf(a, "/tmp/dutyd-%.16s", hash);
}

/* ---- as the server's user ----------------------------------------------------------------------
 */

static bool become(const struct server_user *u)
{
    return !u->is_other ||
           (initgroups(u->name, u->gid) == 0 && setgid(u->gid) == 0 && setuid(u->uid) == 0);
}

/* Runs fn in a child that is the server's user; its exit code, -1 when it could not run. */
static int run_as(const struct server_user *u, int (*fn)(const void *ctx), const void *ctx)
{
    pid_t pid = fork();
    if (pid == 0) {
        _exit(become(u) && chdir("/") == 0 ? fn(ctx) : 127);
    }
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct command {
    const char *const *argv;
    int log;
};

/* Nothing of ours is left open: the server outlives us and must not hold our pipes. */
static int exec_command(const void *ctx)
{
    const struct command *c = ctx;
    static const char *const env[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0 || dup2(c->log, 1) < 0 || dup2(c->log, 2) < 0) {
        return 127;
    }
    (void)close_range(3, ~0U, 0);
    execve(c->argv[0], (char *const *)(uintptr_t)c->argv, (char *const *)(uintptr_t)env);
    return 127;
}

static bool run_program(const struct server_user *u, const char *const *argv, int log)
{
    struct command c = {argv, log};
    return run_as(u, exec_command, &c) == 0;
}

struct settings {
    const char *data;
    const char *name;
    struct sv text;
    int flags;
};

static int write_settings(const void *ctx)
{
    const struct settings *s = ctx;
    int folder = open(s->data, O_RDONLY | O_DIRECTORY);
    int fd = openat(folder, s->name, O_WRONLY | O_CREAT | O_NOFOLLOW | s->flags, 0600);
    return fd >= 0 && write(fd, s->text.p, s->text.n) == (ssize_t)s->text.n && close(fd) == 0 ? 0
                                                                                              : 1;
}

/* The first folder of an absolute path that may not be entered: how many bytes of it, or 0. */
static size_t closed_prefix(const char *path)
{
    char part[PATH_MAX];
    for (size_t n = 1; n < sizeof(part); n++) {
        if (path[n] != '/' && path[n] != '\0') {
            continue;
        }
        memcpy(part, path, n);
        part[n] = '\0';
        if (access(part, X_OK) != 0) {
            return n;
        }
        if (path[n] == '\0') {
            break;
        }
    }
    return 0;
}

/* An exit code holds eight bits: the number of slashes before the closed folder's end. */
static int find_closed(const void *ctx)
{
    const char *path = ctx;
    int depth = 0;
    for (size_t n = closed_prefix(path); n > 0; n--) {
        depth += path[n - 1] == '/';
    }
    return depth < 126 ? depth : 126;
}

/* ---- folders -----------------------------------------------------------------------------------
 */

/* mkdir -p; what is made may be passed through by everybody and listed by nobody. */
static bool make_state(struct arena *a, const char *path, struct err *e)
{
    for (size_t n = 1; n <= strlen(path); n++) {
        if (path[n] != '/' && path[n] != '\0') {
            continue;
        }
        const char *part = arena_dup(a, (struct sv){path, n});
        if (mkdir(part, 0711) == 0) {
            (void)chmod(part, 0711);
        } else if (errno != EEXIST) {
            return err_set(e, ERR_CONFIG, "%s cannot be made: %s (choose another with STATE=)",
                           part, strerror(errno));
        }
    }
    return true;
}

/* A folder of the server's user alone. One that is there already must be just that: with trust
 * authentication, who owns the socket's folder is the database. */
static bool make_own(const struct server_user *u, const char *path, struct err *e)
{
    struct stat st;
    if (mkdir(path, 0700) == 0) {
        if (!u->is_other || lchown(path, u->uid, u->gid) == 0) {
            return true;
        }
    } else if (errno == EEXIST && lstat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode) && st.st_uid == u->uid && (st.st_mode & 077) == 0) {
            return true;
        }
        return err_set(e, ERR_CONFIG, "%s is not a private folder of %s", path, u->name);
    }
    return err_set(e, ERR_CONFIG, "%s cannot be made: %s", path, strerror(errno));
}

static bool find_user(struct arena *a, const char *data, struct server_user *u, struct err *e)
{
    struct stat st;
    bool has_data = stat(data, &st) == 0 && st.st_uid != 0;
    u->is_other = geteuid() == 0;
    const struct passwd *pw = !u->is_other ? getpwuid(geteuid())
                              : has_data   ? getpwuid(st.st_uid)
                                           : getpwnam("postgres");
    u->uid = pw != NULL ? pw->pw_uid : geteuid();
    u->gid = pw != NULL ? pw->pw_gid : getegid();
    u->name = arena_str(a, pw != NULL ? pw->pw_name : "us");
    if (u->is_other && pw == NULL) {
        return err_set(e, ERR_CONFIG, "there is no user postgres; is postgresql-15 installed?");
    }
    return true;
}

static bool check_way(const struct cluster *c, struct err *e)
{
    int depth = run_as(&c->user, find_closed, c->state);
    if (depth == 0) {
        return true;
    }
    size_t n = 0;
    for (int slashes = 0; c->state[n] != '\0'; n++) {
        if (c->state[n] == '/' && slashes++ == depth) {
            break;
        }
    }
    return err_set(
        e, ERR_CONFIG,
        "the user %s may not enter %.*s: choose another folder with STATE=, or chmod a+x",
        c->user.name, (int)n, c->state);
}

/* ---- the server --------------------------------------------------------------------------------
 */

/* Held while starting or stopping, so that two programs do not do it at once. -1: failed. */
static int lock(const char *data)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s.lock", data);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            close(fd);
            return -1;
        }
    }
    return fd;
}

static int open_log(const char *data)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s.log", data);
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static bool is_answering(struct arena *a, const struct cluster *c)
{
    return PQping(arena_printf(a,
                               "host='%s' port=" DB_PRIVATE_PORT
                               " user=duty_super dbname=postgres connect_timeout=5",
                               c->socket)) == PQPING_OK;
}

/* A crash leaves pg.new behind; only a finished cluster gets its name. */
static bool make_cluster(const struct cluster *c, struct err *e)
{
    const char *const clear[] = {"/bin/rm", "-rf", "--", c->fresh, NULL};
    const char *const init[] = {PROGRAMS "initdb",
                                "-D",
                                c->fresh,
                                "-U",
                                "duty_super",
                                "-A",
                                "trust",
                                "-E",
                                "UTF8",
                                "--locale=C.UTF-8",
                                "--no-instructions",
                                NULL};
    struct settings include = {c->fresh, "postgresql.conf", SV("include '" SETTINGS "'\n"),
                               O_APPEND};
    (void)run_program(&c->user, clear, c->log);
    (void)rmdir(c->fresh);
    if (!make_own(&c->user, c->fresh, e)) {
        return false;
    }
    if (!run_program(&c->user, init, c->log) || run_as(&c->user, write_settings, &include) != 0) {
        return err_set(e, ERR_IO, "initdb failed: see %s.log", c->data);
    }
    if (rename(c->fresh, c->data) != 0) {
        return err_set(e, ERR_IO, "%s: %s", c->data, strerror(errno));
    }
    return true;
}

static bool start_server(struct arena *a, const struct cluster *c, struct err *e)
{
    const char *const start[] = {PROGRAMS "pg_ctl",
                                 "-D",
                                 c->data,
                                 "-l",
                                 arena_printf(a, "%s/log", c->data),
                                 "-w",
                                 "-t",
                                 "30",
                                 "-s",
                                 "start",
                                 NULL};
    struct sv text = sv_of(arena_printf(a, settings_format, c->socket));
    struct settings own = {c->data, SETTINGS, text, O_TRUNC};
    if (run_as(&c->user, write_settings, &own) != 0) {
        return err_set(e, ERR_IO, "%s/" SETTINGS " cannot be written", c->data);
    }
    if (!run_program(&c->user, start, c->log) || !is_answering(a, c)) {
        return err_set(e, ERR_IO, "PostgreSQL did not start: see %s/log and %s.log", c->data,
                       c->data);
    }
    return true;
}

static bool bring_up(struct arena *a, struct cluster *c, bool *was_running, struct err *e)
{
    struct stat st;
    *was_running = false;
    if (!make_own(&c->user, c->socket, e)) {
        return false;
    }
    if (stat(c->data, &st) != 0 && !make_cluster(c, e)) {
        return false;
    }
    *was_running = is_answering(a, c);
    return *was_running || start_server(a, c, e);
}

/* The folder is there: its real path may now be known, and those of everything in it. */
static struct cluster place(struct arena *a, const char *state_dir)
{
    const char *state = absolute(a, state_dir);
    return (struct cluster){
        .state = state,
        .data = arena_printf(a, "%s/pg", state),
        .fresh = arena_printf(a, "%s/pg.new", state),
        .socket = db_private_socket_dir(a, state),
        .log = -1,
    };
}

static bool check_cluster(struct arena *a, struct cluster *c, struct err *e)
{
    if (access(PROGRAMS "initdb", X_OK) != 0) {
        return err_set(e, ERR_CONFIG, "PostgreSQL 15 is missing: " PROGRAMS "initdb");
    }
    if (strpbrk(c->state, "\"$`\\\n") != NULL) {
        return err_set(e, ERR_CONFIG, "%s: choose a folder without quotes, $ or backslash (STATE=)",
                       c->state);
    }
    return find_user(a, c->data, &c->user, e) && check_way(c, e);
}

bool db_private_start(struct arena *a, const char *state_dir, struct db_private *out, struct err *e)
{
    if (!make_state(a, absolute(a, state_dir), e)) {
        return false;
    }
    struct cluster c = place(a, state_dir);
    if (!check_cluster(a, &c, e)) {
        return false;
    }
    int locked = lock(c.data);
    c.log = open_log(c.data);
    bool ok = locked >= 0 && c.log >= 0;
    if (!ok) {
        (void)err_set(e, ERR_CONFIG, "%s cannot be written: %s", c.state, strerror(errno));
    }
    ok = ok && bring_up(a, &c, &out->was_running, e);
    close(c.log);
    close(locked);
    out->socket_dir = c.socket;
    out->data_dir = c.data;
    return ok;
}

bool db_private_stop(const struct db_private *p, struct err *e)
{
    if (p->was_running) {
        return true;
    }
    const char *const stop[] = {
        PROGRAMS "pg_ctl", "-D", p->data_dir, "-m", "fast", "-w", "-t", "60", "-s", "stop", NULL};
    struct arena *a = arena_new(4096);
    struct server_user user;
    int locked = lock(p->data_dir), log = open_log(p->data_dir);
    bool ok = find_user(a, p->data_dir, &user, e) && log >= 0 && run_program(&user, stop, log);
    if (!ok) {
        (void)err_set(e, ERR_IO, "PostgreSQL did not stop: see %s.log", p->data_dir);
    }
    close(log);
    close(locked);
    arena_free(a);
    return ok;
}
