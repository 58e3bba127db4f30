/* Command lines and limits of dutyparse and dutysolve. */
#include "programs.h"

#include <jansson.h>

#include "core/str.h"

#define WRONG_CALL 2 /* dutyparse's exit code for arguments it does not take */

static const struct child_limits parser_limits = {
    .wall_ms = 10000, .cpu_s = 5, .memory_mb = 768, .output_max = 41u << 20};

/* Somebody waits for the answer; it takes some hundredths of a second. */
static const struct child_limits asking_limits = {
    .wall_ms = 5000, .cpu_s = 5, .memory_mb = 2048, .output_max = 16u << 20};

#define ENGINE_PATIENCE 3 /* times its seconds */
#define ENGINE_SPARE_S  60

struct child_job program_parse(struct arena *a, const char *lib_dir,
                               const struct program_parse_options *o, struct sv document)
{
    const char *const given[][2] = {{"--date", o->date},
                                    {"--zone", o->zone},
                                    {"--today", o->today},
                                    {"--mapping", o->mapping},
                                    {"--only", o->only}};
    const char **argv = arena_alloc(a, (2 + 2 * ARRAY_LEN(given)) * sizeof *argv);
    size_t n = 0;
    argv[n++] = arena_printf(a, "%s/dutyparse", lib_dir);
    for (size_t i = 0; i < ARRAY_LEN(given); i++) {
        if (given[i][1] && given[i][1][0]) {
            argv[n++] = given[i][0];
            argv[n++] = given[i][1];
        }
    }
    return (struct child_job){.argv = argv, .input = document, .limits = &parser_limits};
}

struct child_job program_rrule(struct arena *a, const char *lib_dir, const char *rrule,
                               const char *dtstart, const char *from)
{
    const char *const call[] = {arena_printf(a, "%s/dutyparse", lib_dir),
                                "--rrule",
                                arena_str(a, dtstart),
                                "--from",
                                arena_str(a, from),
                                NULL};
    const char **argv = arena_alloc(a, sizeof call);
    for (size_t i = 0; i < ARRAY_LEN(call); i++)
        argv[i] = call[i];
    return (struct child_job){
        .argv = argv, .input = sv_of(arena_str(a, rrule)), .limits = &parser_limits};
}

/* The answer to a large document is not read here, which would hold everybody up: it is the
 * database that takes it apart. Its ends tell that it is one. */
#define PRINTED_READ_MAX ((size_t)4096)

bool program_parsed(struct sv printed, const char *field, struct err *e)
{
    const char *key = NULL, *value = "";
    if (printed.n > PRINTED_READ_MAX && sv_starts(printed, SV("{\"format\":")) &&
        sv_starts((struct sv){printed.p + printed.n - 3, 3}, SV("}}\n")))
        return true;
    json_t *o = json_loadb(printed.p, printed.n, 0, NULL);
    bool ok = o != NULL;
    if (!o)
        err_set(e, ERR_CHILD, "the parser printed no JSON");
    else if (json_unpack(o, "{s:{s:s, s?s}}", "error", "key", &key, "value", &value) == 0)
        ok = err_field(e, key, field, sv_of(value));
    json_decref(o);
    return ok;
}

struct err program_parse_error(const struct child_result *res, const char *date)
{
    struct err e = res->err;
    if (res->exit_code == WRONG_CALL && date[0])
        err_field(&e, "error.field.date", "date", sv_of(date));
    if (e.code == ERR_TIMEOUT)
        err_field(&e, "intake.error.slow", "file", SV(""));
    return e;
}

struct err program_rrule_error(const struct child_result *res)
{
    struct err e = res->err;
    if (e.code == ERR_TIMEOUT)
        err_field(&e, "intake.error.rrule_slow", "rrule", SV(""));
    return e;
}

int64_t program_solve_ms(int64_t seconds)
{
    return (ENGINE_PATIENCE * seconds + ENGINE_SPARE_S) * 1000;
}

static const struct child_limits *engine_limits(struct arena *a, int64_t seconds)
{
    struct child_limits *l = arena_alloc(a, sizeof *l);
    int64_t wall_ms = program_solve_ms(seconds);
    *l = (struct child_limits){
        .wall_ms = wall_ms, .cpu_s = wall_ms / 1000, .memory_mb = 2048, .output_max = 32u << 20};
    return l;
}

struct child_job program_solve(struct arena *a, const char *lib_dir, const char *mode,
                               int64_t seconds, const char *seed, struct sv problem)
{
    const char *const call[] = {arena_printf(a, "%s/dutysolve", lib_dir),
                                "--progress",
                                "--mode",
                                mode,
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
    return (struct child_job){.argv = argv, .input = problem, .limits = engine_limits(a, seconds)};
}

struct child_job program_ask(struct arena *a, const char *lib_dir, const char *mode,
                             const char *shift, struct sv problem)
{
    const char **argv = arena_alloc(a, 6 * sizeof *argv);
    argv[0] = arena_printf(a, "%s/dutysolve", lib_dir);
    argv[1] = "--mode";
    argv[2] = mode;
    if (shift) {
        argv[3] = "--shift";
        argv[4] = shift;
    }
    return (struct child_job){.argv = argv, .input = problem, .limits = &asking_limits};
}

/* What it complained of, without its progress. */
static struct sv last_complaint(struct sv errs)
{
    struct sv line, found = SV("");
    while (sv_cut(&errs, '\n', &line)) {
        if (line.n > 0 && !sv_starts(line, SV("progress ")))
            found = line;
    }
    return found;
}

struct err program_solve_error(const struct child_result *res)
{
    struct err e = res->err;
    struct sv said = last_complaint(res->errs);
    if (e.code == ERR_CHILD)
        err_set(&e, ERR_INTERNAL, "dutysolve: %s: %.*s", res->err.detail, (int)said.n, said.p);
    return e;
}

bool program_progress(struct sv line, struct program_progress *out)
{
    struct program_progress p;
    const struct {
        struct sv name;
        int64_t *value;
    } parts[] = {{SV("cost"), &p.cost},
                 {SV("bound"), &p.bound},
                 {SV("uncovered"), &p.uncovered},
                 {SV("moves"), &p.moves}};
    struct sv word;
    bool ok = sv_cut(&line, ' ', &word) && sv_eq(word, SV("progress"));
    for (size_t i = 0; ok && i < ARRAY_LEN(parts); i++) {
        ok = sv_cut(&line, ' ', &word) && sv_eq(word, parts[i].name) && sv_cut(&line, ' ', &word) &&
             sv_int(word, 0, INT64_MAX, parts[i].value);
    }
    if (!ok || line.n > 0)
        return false;
    *out = p;
    return true;
}

int64_t program_gap_percent(const struct program_progress *p)
{
    int64_t gap = p->cost - p->bound;
    if (gap <= 0)
        return 0;
    if (p->cost > INT64_MAX / 200) /* no roster costs that much */
        return 100;
    return (gap * 100 + p->cost - 1) / p->cost;
}
