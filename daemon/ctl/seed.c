/* Loads CSV files carried in the program: each becomes a temporary table seed_NAME with text
 * columns, then the SQL beside them turns the tables into rows. */
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "ctl/ctl.h"
#include "template/embed.h"

extern const struct embed_file sql_files[];
extern const size_t sql_files_n;
extern const struct embed_file config_files[];
extern const size_t config_files_n;

/* "seed/demo/org_unit.csv" -> "org_unit"; '-' becomes '_' as names in SQL go. */
static const char *table_of(struct ctl *c, const char *file)
{
    const char *slash = strrchr(file, '/');
    struct sv name = sv_of(slash ? slash + 1 : file);
    name.n -= strlen(".csv");
    char *out = arena_dup(c->arena, name);
    for (char *p = out; *p; p++) {
        if (*p == '-')
            *p = '_';
    }
    return out;
}

/* The header line "a,b,c" as column definitions. Our own files: names need no escaping. */
static const char *columns_of(struct ctl *c, struct sv *rest)
{
    struct sv line, name;
    struct buf out;
    buf_init(&out, 4096);
    if (sv_cut(rest, '\n', &line)) {
        while (sv_cut(&line, ',', &name))
            buf_printf(&out, "%s\"%.*s\" text", out.n ? ", " : "", (int)name.n, name.p);
    }
    const char *columns = arena_dup(c->arena, buf_view(&out));
    buf_free(&out);
    return columns;
}

static bool copy_rows(struct ctl *c, const char *table, struct sv rows, struct err *e)
{
    const char *sql = arena_printf(
        c->arena, "copy pg_temp.\"seed_%s\" from stdin with (format csv, null '\\N')", table);
    PGresult *res = ctl_exec(c->owner, sql, NULL, 0, e);
    if (!res)
        return false;
    PQclear(res);
    if (PQputCopyData(c->owner, rows.p, (int)rows.n) != 1 || PQputCopyEnd(c->owner, NULL) != 1)
        return err_set(e, ERR_IO, "copy: %s", PQerrorMessage(c->owner));
    bool ok = true;
    while ((res = PQgetResult(c->owner))) {
        if (PQresultStatus(res) != PGRES_COMMAND_OK)
            ok = err_set(e, ERR_INVALID, "%s: %s", table, PQresultErrorMessage(res));
        PQclear(res);
    }
    return ok;
}

static bool load_csv(struct ctl *c, const struct embed_file *f, struct err *e)
{
    const char *none, *table = table_of(c, f->name);
    struct sv rest = {(const char *)f->data, f->size};
    const char *columns = columns_of(c, &rest);
    const char *sql = arena_printf(
        c->arena, "create temporary table \"seed_%s\" (%s) on commit drop", table, columns);
    return ctl_value(c, c->owner, sql, NULL, 0, &none, e) && copy_rows(c, table, rest, e);
}

/* Every CSV whose name begins with prefix and has no further folder. */
static bool load_folder(struct ctl *c, const struct embed_file *files, size_t n, const char *prefix,
                        struct err *e)
{
    size_t len = strlen(prefix);
    for (size_t i = 0; i < n; i++) {
        const char *name = files[i].name;
        const char *dot = strrchr(name, '.');
        bool is_csv = dot && strcmp(dot, ".csv") == 0;
        if (is_csv && strncmp(name, prefix, len) == 0 && !strchr(name + len, '/') &&
            !load_csv(c, &files[i], e))
            return false;
    }
    return true;
}

static bool run_file(struct ctl *c, const char *name, struct err *e)
{
    const struct embed_file *f = embed_find(sql_files, sql_files_n, sv_of(name));
    if (!f)
        return err_set(e, ERR_INTERNAL, "no %s in this program", name);
    if (PQsendQuery(c->owner, (const char *)f->data) != 1)
        return err_set(e, ERR_IO, "%s", PQerrorMessage(c->owner));
    PGresult *res;
    bool ok = true;
    while ((res = PQgetResult(c->owner))) {
        ExecStatusType s = PQresultStatus(res);
        if (ok && s != PGRES_COMMAND_OK && s != PGRES_TUPLES_OK)
            ok = err_set(e, ERR_INVALID, "%s: %s", name, PQresultErrorMessage(res));
        PQclear(res);
    }
    return ok;
}

static bool load_reference(struct ctl *c, struct err *e)
{
    return load_folder(c, sql_files, sql_files_n, "seed/", e) &&
           load_folder(c, config_files, config_files_n, "", e) &&
           run_file(c, "seed/reference.sql", e);
}

static bool load_centre(struct ctl *c, const char *folder, bool *is_new, struct err *e)
{
    const char *exists, *none;
    const char *prefix = arena_printf(c->arena, "seed/%s/", folder);
    const char *centre = arena_printf(c->arena, "%scenter.csv", prefix);
    if (!embed_find(sql_files, sql_files_n, sv_of(centre)))
        return err_set(e, ERR_NOT_FOUND, "no sql/%s in this program", centre);
    if (!load_folder(c, sql_files, sql_files_n, prefix, e) ||
        !ctl_value(c, c->owner,
                   "select exists (select from duty.center join pg_temp.seed_center using (code))",
                   NULL, 0, &exists, e))
        return false;
    *is_new = exists[0] == 'f';
    if (!*is_new)
        return true;
    return ctl_value(c, c->owner,
                     "select set_config('seed.today', d::date::text, true),"
                     " set_config('seed.first',"
                     " (date_trunc('month', d) + interval '1 month')::date::text, true)"
                     " from (select duty.now() at time zone 'Asia/Ho_Chi_Minh') t(d)",
                     NULL, 0, &none, e) &&
           run_file(c, "seed/centre.sql", e);
}

bool ctl_seed_folder(struct ctl *c, const char *folder, bool *is_new, struct err *e)
{
    const char *none;
    struct err ignored = {0};
    if (!ctl_owner(c, e) || !ctl_value(c, c->owner, "begin", NULL, 0, &none, e))
        return false;
    if (load_reference(c, e) && load_centre(c, folder, is_new, e))
        return ctl_value(c, c->owner, "commit", NULL, 0, &none, e);
    if (!ctl_value(c, c->owner, "rollback", NULL, 0, &none, &ignored))
        fprintf(stderr, "dutyctl: rollback: %s\n", ignored.detail);
    return false;
}

int ctl_seed(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    if (argc < 2) {
        fputs("dutyctl: seed needs a folder of sql/seed, for example demo\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        bool is_new = false;
        if (!ctl_seed_folder(c, argv[i], &is_new, &e))
            return ctl_fail(&e);
        printf("%s: %s\n", argv[i], is_new ? "loaded" : "there already");
    }
    return 0;
}
