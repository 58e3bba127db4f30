/* The small verbs: migrate, schema, user, audit. */
#include <crypt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/str.h"
#include "ctl/ctl.h"
#include "db/db_migrate.h"
#include "start.h"

#define PASSWORD_MIN 8
#define PASSWORD_MAX 255 /* the log-in takes no longer one */

int ctl_migrate(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    const struct db_files files = start_sql_files(c->arena);
    int applied = 0;
    (void)argc;
    (void)argv;
    if (!start_database(c->arena, c->config, &c->cluster, &e) ||
        !db_migrate(c->arena, c->config, &files, &applied, &e))
        return ctl_fail(&e);
    printf("migrated: %d files applied\n", applied);
    return 0;
}

/* Functions are left out: sql/functions is what people read. So is what differs between servers. */
static void print_schema(struct sv dump)
{
    struct sv line;
    bool is_function = false;
    while (sv_cut(&dump, '\n', &line)) {
        bool is_version = sv_starts(line, SV("-- Dumped")) || sv_starts(line, SV("\\restrict")) ||
                          sv_starts(line, SV("\\unrestrict"));
        if (sv_starts(line, SV("-- Name: ")))
            is_function = memmem(line.p, line.n, "; Type: FUNCTION;", 17) != NULL ||
                          sv_starts(line, SV("-- Name: FUNCTION "));
        if (!is_version && !is_function)
            printf("%.*s\n", (int)line.n, line.p);
    }
}

/* pg_dump of the schema, without what differs from one server to the next. */
int ctl_schema(struct ctl *c, int argc, char **argv)
{
    static const struct child_limits limits = {.wall_ms = 60000, .output_max = 8u << 20};
    struct err e = {0};
    struct child_result out;
    (void)argc;
    (void)argv;
    if (!ctl_owner(c, &e))
        return ctl_fail(&e);
    const char *db = db_conninfo(c->arena, c->config, "duty_owner");
    const char *dump[] = {"/usr/lib/postgresql/15/bin/pg_dump",
                          "--schema-only",
                          "--schema=duty",
                          "--dbname",
                          db,
                          NULL};
    const struct child_job job = {.argv = dump, .limits = &limits};
    if (!ctl_child(c, &job, NULL, &out, &e))
        return ctl_fail(&e);
    if (!out.ok) {
        fprintf(stderr, "%.*s", (int)out.errs.n, out.errs.p);
        return ctl_fail(&out.err);
    }
    print_schema(out.out);
    return 0;
}

bool ctl_set_password(struct ctl *c, const char *center, const char *login, const char *password,
                      struct err *e)
{
    char salt[CRYPT_GENSALT_OUTPUT_SIZE];
    const char *changed;
    struct crypt_data *d = arena_alloc(c->arena, sizeof *d);
    if (!crypt_gensalt_rn("$y$", 0, NULL, 0, salt, sizeof salt))
        return err_set(e, ERR_INTERNAL, "no salt for yescrypt");
    const char *made = crypt_r(password, salt, d);
    const char *hash = made ? arena_str(c->arena, made) : "*";
    explicit_bzero(d, sizeof *d);
    if (hash[0] == '*')
        return err_set(e, ERR_INTERNAL, "yescrypt failed");
    const char *params[] = {center, login, hash};
    if (!ctl_owner(c, e) ||
        !ctl_value(c, c->owner,
                   "with c as (update duty.account a set password_hash = $3 from duty.center t"
                   " where t.code = $1 and a.center_id = t.center_id and a.login = $2"
                   " returning a.account_id) select count(*) from c",
                   params, 3, &changed, e))
        return false;
    if (changed[0] == '1')
        return true;
    return err_set(e, ERR_NOT_FOUND, "no account %s in %s", login, center);
}

int ctl_user(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    char line[PASSWORD_MAX + 3]; /* with its line break and NUL */
    if (argc != 3) {
        fputs("dutyctl: user needs CENTRE LOGIN\n", stderr);
        return 2;
    }
    if (!fgets(line, sizeof line, stdin)) {
        fputs("dutyctl: no password on standard input\n", stderr);
        return 2;
    }
    bool is_whole = strlen(line) < sizeof line - 1;
    line[strcspn(line, "\r\n")] = '\0';
    if (!is_whole || strlen(line) < PASSWORD_MIN) {
        fprintf(stderr, "dutyctl: a password has %d to %d bytes\n", PASSWORD_MIN, PASSWORD_MAX);
        return 2;
    }
    bool ok = ctl_set_password(c, argv[1], argv[2], line, &e);
    explicit_bzero(line, sizeof line);
    if (!ok)
        return ctl_fail(&e);
    puts("password set");
    return 0;
}

int ctl_audit(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    const char *broken;
    if (argc != 2) {
        fputs("dutyctl: audit needs CENTRE\n", stderr);
        return 2;
    }
    const char *params[] = {argv[1]};
    if (!ctl_owner(c, &e) ||
        !ctl_value(c, c->owner,
                   "select coalesce(duty.audit_verify(center_id)::text, 'whole')"
                   " from duty.center where code = $1",
                   params, 1, &broken, &e))
        return ctl_fail(&e);
    if (!broken[0]) {
        err_set(&e, ERR_NOT_FOUND, "no Centre %s", argv[1]);
        return ctl_fail(&e);
    }
    if (strcmp(broken, "whole") != 0) {
        printf("audit: the chain breaks at entry %s\n", broken);
        return 1;
    }
    puts("audit: the chain holds");
    return 0;
}
