/* dutyd: arguments, settings, the private cluster when no database is named, then the loop. */
#include <curl/curl.h>
#include <event2/event.h>
#include <getopt.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "core/arena.h"
#include "core/log.h"
#include "db/db_migrate.h"
#include "db/db_private.h"
#include "start.h"

enum mode { MODE_RUN, MODE_CHECK, MODE_DUMP };

struct options {
    const char *file;
    enum mode mode;
    const char *overrides[32];
    size_t n_overrides;
};

static void usage(FILE *out)
{
    fputs(
        "usage: dutyd [-c FILE] [--set SECTION.KEY=VALUE]... [--check-config | --dump-config]\n"
        "The daemon of the legal-aid duty rosters. Without [database] socket it starts a private\n"
        "PostgreSQL cluster in its state directory.\n",
        out);
}

static bool read_options(int argc, char **argv, struct options *o)
{
    static const struct option known[] = {
        {"config", required_argument, NULL, 'c'}, {"set", required_argument, NULL, 's'},
        {"check-config", no_argument, NULL, 'k'}, {"dump-config", no_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0}};
    int c;
    while ((c = getopt_long(argc, argv, "c:h", known, NULL)) != -1) {
        switch (c) {
        case 'c': o->file = optarg; break;
        case 's':
            if (o->n_overrides == ARRAY_LEN(o->overrides))
                return false;
            o->overrides[o->n_overrides++] = optarg;
            break;
        case 'k': o->mode = MODE_CHECK; break;
        case 'd': o->mode = MODE_DUMP; break;
        case 'h': usage(stdout); exit(0);
        default: return false;
        }
    }
    return optind == argc;
}

static int failed(const struct err *e)
{
    fprintf(stderr, "dutyd: %s%s%s\n", e->detail, e->value[0] ? ": " : "", e->value);
    return 1;
}

static int dump(const struct config *c)
{
    struct buf out;
    buf_init(&out, 1u << 20);
    config_dump(c, &out);
    fputs(out.p ? out.p : "", stdout);
    buf_free(&out);
    return 0;
}

static bool check_schema(struct arena *a, const struct config *c, struct err *e)
{
    bool current = false;
    const struct db_files files = start_sql_files(a);
    return db_schema_current(a, c, &files, &current, e) &&
           (current || err_set(e, ERR_CONFIG,
                               "the database's schema is not this program's: run dutyctl migrate"));
}

static bool run(struct arena *a, const struct config *c, struct err *e)
{
    if (!check_schema(a, c, e))
        return false;
    log_info("app.start", LOG_S("libevent", event_get_version()), LOG_S("curl", curl_version()),
             LOG_I("libpq", PQlibVersion()));
    struct app *app = app_start(c, start_lib_dir(a), e);
    if (!app)
        return false;
    app_run(app);
    app_stop(app);
    return true;
}

/* Whatever happens, the cluster that was started here does not outlive us. */
static int serve(struct arena *a, struct config *c)
{
    struct err e = {0};
    struct db_private cluster = {0};
    bool is_up = start_database(a, c, &cluster, &e);
    int code = is_up && run(a, c, &e) ? 0 : failed(&e);
    if (cluster.data_dir && !db_private_stop(&cluster, &e) && is_up)
        code = failed(&e);
    return code;
}

int main(int argc, char **argv)
{
    struct options o = {0};
    struct err e = {0};
    struct arena *a = arena_new(16u << 20);
    struct config *c;
    if (!read_options(argc, argv, &o)) {
        usage(stderr);
        return 2;
    }
    bool ok = start_config(a, o.file, o.overrides, o.n_overrides, &c, &e);
    int code = 0;
    if (!ok || (o.mode != MODE_DUMP && !start_check(c, &e)))
        code = failed(&e);
    else if (o.mode == MODE_DUMP)
        code = dump(c);
    else if (o.mode == MODE_RUN)
        code = serve(a, c);
    arena_free(a);
    return code;
}
