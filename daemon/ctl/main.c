/* dutyctl: the operator's command; one table of verbs. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "core/log.h"
#include "ctl/ctl.h"
#include "start.h"

static const struct {
    const char *name, *args, *help;
    ctl_verb *run;
} verbs[] = {
    {"migrate", "", "bring the database to this program's schema", ctl_migrate},
    {"schema", "", "print the schema as SQL (for sql/schema.sql)", ctl_schema},
    {"seed", "demo|neighbour...", "load reference data and a Centre of sql/seed", ctl_seed},
    {"user", "CENTRE LOGIN", "set a password, read from standard input", ctl_user},
    {"import", "CENTRE LOGIN COURT|- FILE...", "read hearing lists and commit them", ctl_import},
    {"roster", "draft|publish CENTRE LOGIN MONTH [SEED|WHY]", "draw or publish a month",
     ctl_roster},
    {"notice", "list|show|resend|verify|numbers CENTRE ...",
     "messages, what became of them, their proof", ctl_notice},
    {"audit", "CENTRE", "verify the hash chain of the audit log", ctl_audit},
    {"probe", "PORT", "exit code 0 when dutyd on this machine is ready", ctl_probe},
    {"run", "[--port N] [--state DIR]", "the whole demonstration, until Ctrl-C", ctl_run},
};

static void usage(FILE *out)
{
    fputs("usage: dutyctl [-c FILE] [--set SECTION.KEY=VALUE]... VERB [ARGUMENT...]\n", out);
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
        fprintf(out, "  %-8s %-40s %s\n", verbs[i].name, verbs[i].args, verbs[i].help);
}

static int run_verb(struct ctl *c, int argc, char **argv)
{
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(verbs[i].name, argv[0]) == 0)
            return verbs[i].run(c, argc, argv);
    }
    usage(stderr);
    return 2;
}

static void close_database(struct ctl *c)
{
    struct err e = {0};
    bool was_up = c->owner; /* else it may have been broken off before there was anything to stop */
    PQfinish(c->owner);
    PQfinish(c->app);
    if (c->cluster.data_dir && !db_private_stop(&c->cluster, &e) && was_up)
        ctl_fail(&e);
}

int main(int argc, char **argv)
{
    static const struct option known[] = {{"config", required_argument, NULL, 'c'},
                                          {"set", required_argument, NULL, 's'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    struct ctl c = {.arena = arena_new(256u << 20)};
    const char *file = NULL, *overrides[32];
    size_t n = 0;
    struct err e = {0};
    int o;
    while ((o = getopt_long(argc, argv, "+c:h", known, NULL)) != -1) {
        if (o == 'c')
            file = optarg;
        else if (o == 's' && n < ARRAY_LEN(overrides))
            overrides[n++] = optarg;
        else {
            usage(o == 'h' ? stdout : stderr);
            return o == 'h' ? 0 : 2;
        }
    }
    if (optind == argc) {
        usage(stderr);
        return 2;
    }
    if (!start_config(c.arena, file, overrides, n, &c.config, &e))
        return ctl_fail(&e);
    log_set_level(LOG_LEVEL_ERROR); /* a verb says in words what it does */
    c.lib_dir = start_lib_dir(c.arena);
    argc -= optind;
    argv += optind;
    optind = 1;
    int code = run_verb(&c, argc, argv);
    close_database(&c);
    arena_free(c.arena);
    return code;
}
