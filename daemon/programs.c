/* Command lines and limits of dutyparse and dutysolve. */
#include "programs.h"

#include <jansson.h>

#include "core/str.h"

#define WRONG_CALL 2 /* dutyparse's exit code for arguments it does not take */

static const struct child_limits parser_limits = {
    .wall_ms = 10000, .cpu_s = 5, .memory_mb = 512, .output_max = 16u << 20};

static const struct child_limits engine_limits = {
    .wall_ms = 120000, .cpu_s = 120, .memory_mb = 2048, .output_max = 32u << 20};

struct child_job program_parse(struct arena *a, const char *lib_dir, const char *date,
                               struct sv document)
{
    const char **argv = arena_alloc(a, 4 * sizeof *argv);
    argv[0] = arena_printf(a, "%s/dutyparse", lib_dir);
    if (date[0]) {
        argv[1] = "--date";
        argv[2] = date;
    }
    return (struct child_job){.argv = argv, .input = document, .limits = &parser_limits};
}

bool program_parsed(struct sv printed, struct err *e)
{
    const char *key = NULL, *value = "";
    json_t *o = json_loadb(printed.p, printed.n, 0, NULL);
    bool ok = o != NULL;
    if (!o)
        err_set(e, ERR_CHILD, "the parser printed no JSON");
    else if (json_unpack(o, "{s:{s:s, s?s}}", "error", "key", &key, "value", &value) == 0)
        ok = err_field(e, key, "file", sv_of(value));
    json_decref(o);
    return ok;
}

struct err program_parse_error(const struct child_result *res, const char *date)
{
    struct err e = res->err;
    if (res->exit_code == WRONG_CALL && date[0])
        err_field(&e, "error.field.date", "date", sv_of(date));
    return e;
}

struct child_job program_solve(struct arena *a, const char *lib_dir, int64_t seconds,
                               const char *seed, struct sv problem)
{
    const char *const call[] = {arena_printf(a, "%s/dutysolve", lib_dir),
                                "--seconds",
                                arena_printf(a, "%lld", (long long)seconds),
                                "--seed",
                                seed,
                                "--problem",
                                "-",
                                "--out",
                                "-",
                                NULL};
    const char **argv = arena_alloc(a, sizeof call);
    for (size_t i = 0; i < ARRAY_LEN(call); i++)
        argv[i] = call[i];
    return (struct child_job){.argv = argv, .input = problem, .limits = &engine_limits};
}

struct err program_solve_error(const struct child_result *res)
{
    struct err e = res->err;
    if (e.code == ERR_CHILD)
        err_set(&e, ERR_INTERNAL, "dutysolve: %s: %.*s", res->err.detail, (int)res->errs.n,
                res->errs.p);
    return e;
}
