/* The verbs that do a Centre's work: reading hearing lists, drawing and publishing a roster. */
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/secret.h"
#include "core/str.h"
#include "ctl/ctl.h"

#define DOCUMENT_MAX (2u << 20)
#define PARSED_MAX   (16u << 20)
#define SOLUTION_MAX (32u << 20)

/* Feeds in and drains out at the same time, so that neither pipe can fill up. */
static void pump(int to, int from, struct sv in, struct buf *out)
{
    char piece[65536];
    while (from >= 0) {
        struct pollfd fds[2] = {{from, POLLIN, 0}, {to, POLLOUT, 0}};
        if (poll(fds, to >= 0 ? 2 : 1, -1) < 0 && errno != EINTR)
            break;
        if (to >= 0 && fds[1].revents) {
            ssize_t n = write(to, in.p, in.n);
            if (n > 0)
                in = (struct sv){in.p + n, in.n - (size_t)n};
            if (n < 0 || in.n == 0)
                to = (close(to), -1);
        }
        if (fds[0].revents) {
            ssize_t n = read(from, piece, sizeof piece);
            if (n > 0)
                buf_add(out, piece, (size_t)n);
            else
                from = (close(from), -1);
        }
    }
    if (to >= 0)
        close(to);
}

static void become(const char *const *argv, int in[2], int out[2])
{
    dup2(in[0], 0);
    dup2(out[1], 1);
    for (int i = 0; i < 2; i++) {
        close(in[i]);
        close(out[i]);
    }
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

bool ctl_pipe(struct ctl *c, const char *const *argv, struct sv input, size_t max, struct sv *out,
              struct err *e)
{
    int in[2], back[2], status = 0;
    struct buf b;
    if (pipe(in) < 0 || pipe(back) < 0)
        return err_set(e, ERR_IO, "pipe: %d", errno);
    pid_t pid = fork();
    if (pid < 0)
        return err_set(e, ERR_IO, "fork: %d", errno);
    if (pid == 0)
        become(argv, in, back);
    close(in[0]);
    close(back[1]);
    buf_init(&b, max);
    if (input.n == 0) {
        close(in[1]);
        in[1] = -1;
    }
    pump(in[1], back[0], input, &b);
    bool ok = waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!buf_ok(&b))
        ok = err_set(e, ERR_CHILD, "%s printed too much", argv[0]);
    else if (!ok)
        err_set(e, ERR_CHILD, "%s ended with status %d", argv[0], status);
    *out = sv_of(arena_dup(c->arena, buf_view(&b)));
    buf_free(&b);
    return ok;
}

/* A whole document refused by the parser: {"error": {"key", "value"}}. */
static bool refused(struct ctl *c, const char *parsed, struct err *e)
{
    const char *key = NULL, *value = "";
    json_t *o = json_loads(parsed, 0, NULL);
    bool is = o && json_unpack(o, "{s:{s:s, s?s}}", "error", "key", &key, "value", &value) == 0;
    if (is)
        err_field(e, arena_str(c->arena, key), "file", sv_of(arena_str(c->arena, value)));
    json_decref(o);
    return is;
}

/* The number of the court with that code in the Centre signed in to; "" stays "". */
static bool court_number(struct ctl *c, const char *code, const char **out, struct err *e)
{
    const char *params[] = {code, c->session_hash};
    *out = "";
    if (!code[0])
        return true;
    return ctl_value(c, c->owner,
                     "select o.org_id from duty.org_unit o join duty.session s using (center_id)"
                     " where o.code = $1 and o.kind = 'court' and s.session_hash = $2",
                     params, 2, out, e) &&
           ((*out)[0] || err_field(e, "error.field.choice", "court", sv_of(code)));
}

bool ctl_import_file(struct ctl *c, const char *court, const char *file, const char **summary,
                     struct err *e)
{
    struct sv document = {0}, parsed = {0};
    char sha[SECRET_HEX_LEN + 1];
    const char *saved, *court_id, *name = strrchr(file, '/');
    const char *argv[] = {arena_printf(c->arena, "%s/dutyparse", c->lib_dir), NULL};
    if (!court_number(c, court, &court_id, e) ||
        !config_file(c->arena, file, DOCUMENT_MAX, &document, e) ||
        !ctl_pipe(c, argv, document, PARSED_MAX, &parsed, e) || refused(c, parsed.p, e))
        return false;
    secret_sha256_hex(document, sha);
    const char *preview[] = {court_id, name ? name + 1 : file, sha, parsed.p};
    if (!ctl_call(c, Q_IMPORT_PREVIEW, "hearing.import", preview, &saved, e))
        return false;
    json_t *o = json_loads(saved, 0, NULL);
    const char *id = arena_printf(c->arena, "%" JSON_INTEGER_FORMAT,
                                  json_integer_value(json_object_get(o, "batch_id")));
    json_decref(o);
    const char *commit[] = {id};
    return ctl_call(c, Q_IMPORT_COMMIT, "hearing.import", commit, summary, e);
}

int ctl_import(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    const char *summary;
    if (argc < 5) {
        fputs("dutyctl: import needs CENTRE LOGIN COURT|- FILE...\n", stderr);
        return 2;
    }
    if (!ctl_sign_in(c, argv[1], argv[2], &e))
        return ctl_fail(&e);
    for (int i = 4; i < argc; i++) {
        const char *court = strcmp(argv[3], "-") == 0 ? "" : argv[3];
        if (!ctl_import_file(c, court, argv[i], &summary, &e))
            return ctl_fail(&e);
        printf("%s: %s\n", argv[i], summary);
    }
    return 0;
}

bool ctl_roster_draft(struct ctl *c, const char *month, const char *seed, const char **summary,
                      struct err *e)
{
    const char *problem;
    struct sv solution = {0};
    const char *pose[] = {month};
    const char *argv[] = {arena_printf(c->arena, "%s/dutysolve", c->lib_dir),
                          "--seconds",
                          arena_printf(c->arena, "%lld", (long long)c->config->roster_seconds),
                          "--seed",
                          seed,
                          "--problem",
                          "-",
                          "--out",
                          "-",
                          NULL};
    if (!ctl_call(c, Q_ROSTER_PROBLEM, "roster.draft", pose, &problem, e) ||
        !ctl_pipe(c, argv, sv_of(problem), SOLUTION_MAX, &solution, e))
        return false;
    const char *save[] = {month, seed, solution.p};
    return ctl_call(c, Q_ROSTER_DRAFT_SAVE, "roster.draft", save, summary, e);
}

bool ctl_roster_publish(struct ctl *c, const char *month, const char **summary, struct err *e)
{
    const char *version;
    const char *one[] = {arena_printf(c->arena, "%s-01", month), c->session_hash};
    if (!ctl_value(c, c->owner,
                   "select r.version from duty.roster r join duty.session s using (center_id)"
                   " where s.session_hash = $2 and r.period @> $1::date",
                   one, 2, &version, e))
        return false;
    const char *publish[] = {month, "", version};
    return ctl_call(c, Q_ROSTER_PUBLISH, "roster.publish", publish, summary, e);
}

int ctl_roster(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    const char *summary;
    bool is_draft = argc > 1 && strcmp(argv[1], "draft") == 0;
    if (argc < 5 || (!is_draft && strcmp(argv[1], "publish") != 0)) {
        fputs("dutyctl: roster needs draft|publish CENTRE LOGIN MONTH [SEED]\n", stderr);
        return 2;
    }
    bool ok = ctl_sign_in(c, argv[2], argv[3], &e);
    if (ok && is_draft)
        ok = ctl_roster_draft(c, argv[4], argc > 5 ? argv[5] : "1", &summary, &e);
    else if (ok)
        ok = ctl_roster_publish(c, argv[4], &summary, &e);
    if (!ok)
        return ctl_fail(&e);
    puts(summary);
    return 0;
}
