/* `dutyctl run`: the demonstration from nothing to a published month, until Ctrl-C. Each phase
 * looks at what is there and does what is missing: a start that was broken off is taken up again,
 * and a second start only starts the daemon. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/secret.h"
#include "core/str.h"
#include "ctl/ctl.h"
#include "db/db_migrate.h"
#include "start.h"

#define CENTRE      "cantho"
#define COORDINATOR "dieuphoi"
#define PROVIDER    "bong.sung"
#define LISTS       "config/hearing-lists/*.[cx][sl][vs]*"
#define LIST_COURT  "tand-kv3" /* of the lists that do not name their court */
#define WAIT_S      60
#define DRAW_S      2

static const struct {
    const char *role, *login;
} shown[] = {
    {"provider", PROVIDER},       {"clerk", "thuky.kv1"},  {"police", "truc.cqdt"},
    {"coordinator", COORDINATOR}, {"director", "giamdoc"}, {"administrator", "quantri"},
};

struct run {
    struct ctl *c;
    const char *port, *state;
    int64_t port_number;
    const char *this_month, *month; /* this and the next one, "2026-12" */
    const char *notes;              /* file with the demonstration's log-ins and feed address */
    pid_t daemon;
};

static volatile sig_atomic_t stop_asked;

static void on_signal(int sig)
{
    (void)sig;
    stop_asked = 1;
}

static void step(const char *what)
{
    printf("· %s\n", what);
    fflush(stdout);
}

static bool read_arguments(struct run *r, int argc, char **argv)
{
    static const struct option known[] = {{"port", required_argument, NULL, 'p'},
                                          {"state", required_argument, NULL, 's'},
                                          {NULL, 0, NULL, 0}};
    int o;
    while ((o = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (o == 'p')
            r->port = optarg;
        else if (o == 's')
            r->state = optarg;
        else
            return false;
    }
    return optind == argc && r->state[0] && sv_int(sv_of(r->port), 1, 65535, &r->port_number);
}

static bool port_taken(const struct run *r, struct err *e)
{
    return err_set(e, ERR_CONFIG, "port %s is taken; PORT= chooses another", r->port);
}

/* Before anything is started: another dutyd on that port would look like ours. */
static bool check_port(struct run *r, struct err *e)
{
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)r->port_number),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    bool is_free = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                   bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 1) == 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (is_free)
        return true;
    return why == EADDRINUSE ? port_taken(r, e)
                             : err_set(e, ERR_CONFIG, "port %s: %s", r->port, strerror(why));
}

static bool month_from_now(struct run *r, const char *n, const char **out, struct err *e)
{
    return ctl_value(
        r->c, r->c->owner,
        "select to_char(date_trunc('month', duty.now() at time zone 'Asia/Ho_Chi_Minh')"
        " + $1::integer * interval '1 month', 'YYYY-MM')",
        &n, 1, out, e);
}

static bool open_database(struct run *r, struct err *e)
{
    struct ctl *c = r->c;
    const struct db_files files = start_sql_files(c->arena);
    int applied;
    step("PostgreSQL");
    if (!start_database(c->arena, c->config, &c->cluster, e) ||
        !db_migrate(c->arena, c->config, &files, &applied, e) || !ctl_owner(c, e))
        return false;
    return month_from_now(r, "0", &r->this_month, e) && month_from_now(r, "1", &r->month, e);
}

/* Passwords and the feed address are drawn once and kept where only the owner reads them. */
static bool make_logins(struct run *r, FILE *notes, struct err *e)
{
    struct ctl *c = r->c;
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        const char *password = arena_printf(c->arena, "%.12s", secret_token(c->arena));
        if (!ctl_set_password(c, CENTRE, shown[i].login, password, e))
            return false;
        fprintf(notes, "login %s %s %s\n", shown[i].role, shown[i].login, password);
    }
    return true;
}

static bool make_feed(struct run *r, FILE *notes, struct err *e)
{
    struct ctl *c = r->c;
    const char *none, *token = secret_token(c->arena);
    char hash[SECRET_HEX_LEN + 1];
    secret_sha256_hex(sv_of(token), hash);
    const char *params[] = {hash, "provider", "make run", "full", ""};
    if (!ctl_sign_in(c, CENTRE, PROVIDER, e) ||
        !ctl_call(c, Q_FEED_TOKEN_NEW, "me.write", params, &none, e))
        return false;
    fprintf(notes, "feed %s\n", token);
    return true;
}

/* The file gets its name only when it is whole: half of it would be taken for all of it. */
static bool make_notes(struct run *r, struct err *e)
{
    const char *fresh = arena_printf(r->c->arena, "%s.new", r->notes);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    FILE *notes = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!notes)
        return err_set(e, ERR_IO, "cannot write %s: %s", fresh, strerror(errno));
    bool ok = make_logins(r, notes, e) && make_feed(r, notes, e);
    if (fclose(notes) != 0 || (ok && rename(fresh, r->notes) != 0))
        ok = err_set(e, ERR_IO, "cannot write %s: %s", r->notes, strerror(errno));
    return ok;
}

static bool load_province(struct run *r, struct err *e)
{
    bool is_new = false;
    step("demonstration province: Cần Thơ");
    if (!ctl_seed_folder(r->c, "demo", &is_new, e))
        return false;
    bool has_notes = !is_new && access(r->notes, R_OK) == 0;
    return (has_notes || make_notes(r, e)) && ctl_sign_in(r->c, CENTRE, COORDINATOR, e);
}

static bool is_true(struct run *r, const char *sql, const char *arg, bool *out, struct err *e)
{
    const char *v;
    if (!ctl_value(r->c, r->c->owner, sql, &arg, 1, &v, e))
        return false;
    *out = v[0] == 't';
    return true;
}

static bool import_list(struct run *r, const char *file, struct err *e)
{
    bool have = false;
    const char *summary, *slash = strrchr(file, '/');
    if (!is_true(r,
                 "select exists (select from duty.import_batch"
                 " where filename = $1 and state = 'committed')",
                 slash + 1, &have, e))
        return false;
    if (have)
        return true;
    step(arena_printf(r->c->arena, "hearing list %s", slash + 1));
    if (!ctl_import_file(r->c, LIST_COURT, file, &summary, e))
        return false;
    printf("  %s\n", summary);
    return true;
}

static bool import_lists(struct run *r, struct err *e)
{
    glob_t found;
    if (glob(LISTS, 0, NULL, &found) != 0)
        return true; /* installed without the examples */
    bool ok = true;
    for (size_t i = 0; ok && !stop_asked && i < found.gl_pathc; i++)
        ok = import_list(r, found.gl_pathv[i], e);
    globfree(&found);
    return ok;
}

static bool publish_month(struct run *r, const char *month, struct err *e)
{
    bool have = false;
    const char *summary;
    if (!is_true(r,
                 "select exists (select from duty.roster"
                 " where period @> ($1 || '-01')::date and version > 0)",
                 month, &have, e))
        return false;
    if (have)
        return true;
    step(arena_printf(r->c->arena, "roster %s: drawing", month));
    if (!ctl_roster_draft(r->c, month, "1", &summary, e))
        return false;
    printf("  %s\n", summary);
    step("publishing");
    if (!ctl_roster_publish(r->c, month, "", &summary, e))
        return false;
    printf("  %s\n", summary);
    return true;
}

static bool publish_months(struct run *r, struct err *e)
{
    return publish_month(r, r->this_month, e) && (stop_asked || publish_month(r, r->month, e));
}

/* This month is half over: its lists have long been on the walls, all but those of one kind. */
static bool confirm_lists(struct run *r, struct err *e)
{
    static const char next[] =
        "select l.list_id from duty.list l join duty.roster r using (center_id, roster_id)"
        " join duty.org_unit o using (center_id, org_id) join duty.center c using (center_id)"
        " where c.code = '" CENTRE "' and l.version = 1 and r.period @> ($1 || '-01')::date"
        " and o.kind <> 'detention_facility' and not exists (select from duty.list_receipt p"
        " where p.center_id = l.center_id and p.list_id = l.list_id and p.means <> 'opened')"
        " order by l.list_id limit 1";
    static const char name[] = "select org_name from duty.list where list_id = $1::bigint";
    const char *list, *body, *none;
    while (!stop_asked) {
        if (!ctl_value(r->c, r->c->owner, next, &r->this_month, 1, &list, e))
            return false;
        if (!list[0])
            return true;
        if (!ctl_value(r->c, r->c->owner, name, &list, 1, &body, e))
            return false;
        const char *said[] = {list, body, "", ""};
        if (!ctl_call(r->c, Q_LIST_RECEIVE, "list.receipt", said, &none, e))
            return false;
    }
    return true;
}

/* In a group of its own, so that Ctrl-C reaches it through us and once; it ends when we die. */
static void become_daemon(const struct run *r, pid_t parent)
{
    struct arena *a = r->c->arena;
    const char *self = arena_printf(a, "%s/dutyd", r->c->lib_dir);
    const char *argv[] = {access(self, X_OK) == 0 ? self : "/usr/bin/dutyd",
                          "--set",
                          arena_printf(a, "state.dir=%s", r->state),
                          "--set",
                          arena_printf(a, "database.socket=%s", r->c->config->db_socket),
                          "--set",
                          arena_printf(a, "http.port=%s", r->port),
                          "--set",
                          "log.level=warn",
                          NULL};
    if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 || getppid() != parent)
        _exit(127);
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

static bool start_daemon(struct run *r, struct err *e)
{
    pid_t parent = getpid();
    step("dutyd");
    r->daemon = fork();
    if (r->daemon == 0)
        become_daemon(r, parent);
    return r->daemon > 0 || err_set(e, ERR_IO, "fork: %s", strerror(errno));
}

/* False with *e filled when it has ended by itself. */
static bool is_alive(struct run *r, struct err *e)
{
    int status = 0;
    if (r->daemon > 0 && waitpid(r->daemon, &status, WNOHANG) != r->daemon)
        return true;
    r->daemon = 0;
    return err_set(e, ERR_CHILD,
                   "dutyd has ended (status %d); is port %s taken? PORT= chooses another", status,
                   r->port);
}

static bool wait_for_port(struct run *r, struct err *e)
{
    char *argv[] = {(char[]){"probe"}, arena_str(r->c->arena, r->port), NULL};
    for (int tenths = 0; tenths < WAIT_S * 10 && !stop_asked; tenths++) {
        if (!is_alive(r, e))
            return false;
        if (ctl_probe(r->c, 2, argv) == 0)
            return true;
        usleep(100000);
    }
    return stop_asked || err_set(e, ERR_TIMEOUT, "dutyd does not answer on port %s", r->port);
}

/* The daemon has the outbox; it is ready for people when the published month has been told. What is
 * due later, or was tried in vain and waits for its next turn, is not waited for. */
static bool wait_for_notices(struct run *r, struct err *e)
{
    const char *left = "";
    for (int tenths = 0; tenths < WAIT_S * 10 && !stop_asked; tenths++) {
        if (!is_alive(r, e) || !ctl_value(r->c, r->c->owner,
                                          "select count(*) from duty.notice where state = 'leased'"
                                          " or (state = 'queued' and due_at <= duty.now())",
                                          NULL, 0, &left, e))
            return false;
        if (strcmp(left, "0") == 0)
            return true;
        if (tenths == 0)
            step(arena_printf(r->c->arena, "sending %s notices", left));
        usleep(100000);
    }
    return stop_asked || err_set(e, ERR_TIMEOUT, "%s notices still wait", left);
}

static bool print_contract(struct run *r, struct err *e)
{
    struct sv text, line;
    if (!config_file(r->c->arena, r->notes, 65536, &text, e))
        return false;
    printf("web http://127.0.0.1:%s/\n", r->port);
    while (sv_cut(&text, '\n', &line)) {
        if (sv_starts(line, SV("feed ")))
            printf("feed http://127.0.0.1:%s/feed/%.*s.ics\n", r->port, (int)line.n - 5,
                   line.p + 5);
        else if (line.n)
            printf("%.*s\n", (int)line.n, line.p);
    }
    printf("texts http://127.0.0.1:%s/texts\n", r->port);
    printf("mails http://127.0.0.1:%s/mails\n", r->port);
    puts("ready");
    fflush(stdout);
    return true;
}

static bool (*const phases[])(struct run *r, struct err *e) = {
    check_port,    open_database, load_province, import_lists,     publish_months,
    confirm_lists, start_daemon,  wait_for_port, wait_for_notices, print_contract,
};

static bool start_all(struct run *r, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && !stop_asked && i < ARRAY_LEN(phases); i++)
        ok = phases[i](r, e);
    return ok;
}

static void stop_daemon(struct run *r)
{
    if (r->daemon <= 0)
        return;
    kill(r->daemon, SIGTERM);
    while (waitpid(r->daemon, NULL, 0) < 0 && errno == EINTR)
        continue;
}

int ctl_run(struct ctl *c, int argc, char **argv)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct run r = {.c = c, .port = "8080", .state = "var"};
    struct err e = {0};
    struct sigaction act = {.sa_handler = on_signal};
    if (!read_arguments(&r, argc, argv)) {
        fputs("dutyctl: run takes --port N and --state DIR\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        sigaction(ends[i], &act, NULL);
    c->config->state_dir = r.state;
    c->config->db_socket = "";
    c->config->roster_seconds = DRAW_S;
    r.notes = arena_printf(c->arena, "%s/demo", r.state);
    bool ok = start_all(&r, &e);
    while (ok && !stop_asked) {
        ok = is_alive(&r, &e);
        usleep(200000);
    }
    stop_daemon(&r);
    return ok || stop_asked ? 0 : ctl_fail(&e);
}
