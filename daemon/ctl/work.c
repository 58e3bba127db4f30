/* The verbs that do a Centre's work: reading hearing lists, drawing and publishing a roster. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/secret.h"
#include "core/str.h"
#include "ctl/ctl.h"
#include "programs.h"

#define DOCUMENT_MAX (2u << 20)

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
    struct sv document = {0};
    struct child_result parsed;
    char sha[SECRET_HEX_LEN + 1];
    const char *saved, *court_id, *name = strrchr(file, '/');
    if (!court_number(c, court, &court_id, e) ||
        !config_file(c->arena, file, DOCUMENT_MAX, &document, e))
        return false;
    const struct child_job job =
        program_parse(c->arena, c->lib_dir, &(struct program_parse_options){0}, document);
    if (!ctl_child(c, &job, NULL, &parsed, e))
        return false;
    if (!parsed.ok) {
        *e = parsed.err;
        return false;
    }
    if (!program_parsed(parsed.out, "file", e))
        return false;
    secret_sha256_hex(document, sha);
    const char *preview[] = {court_id, name ? name + 1 : file, sha, parsed.out.p, "file", "", "",
                             ""};
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

/* One line of the terminal, written over and over. */
static void show_progress(struct sv line)
{
    struct program_progress p;
    if (program_progress(line, &p))
        fprintf(stderr, "\r\033[Kuncovered %lld, penalty %lld, at most %lld %% of it can be saved",
                (long long)p.uncovered, (long long)p.cost, (long long)program_gap_percent(&p));
}

/* The engine at work. Ctrl-C is for it alone: the best so far is kept. */
static bool solve(struct ctl *c, const char *seed, const char *problem, struct child_result *out,
                  struct err *e)
{
    const struct child_job job = program_solve(c->arena, c->lib_dir, "draft",
                                               c->config->roster_seconds, seed, sv_of(problem));
    bool is_shown = c->is_attended && isatty(STDERR_FILENO);
    bool ok = ctl_child(c, &job, is_shown ? show_progress : NULL, out, e);
    if (is_shown)
        fputc('\n', stderr);
    if (ok && !out->ok)
        *e = program_solve_error(out);
    return ok && out->ok;
}

bool ctl_roster_draft(struct ctl *c, const char *month, const char *seed, const char **summary,
                      struct err *e)
{
    const char *problem;
    char sha[SECRET_HEX_LEN + 1];
    struct child_result solved;
    const char *pose[] = {month};
    if (!ctl_call(c, Q_ROSTER_PROBLEM, "roster.draft", pose, &problem, e) ||
        !solve(c, seed, problem, &solved, e))
        return false;
    secret_sha256_hex(sv_of(problem), sha);
    const char *save[] = {month, seed, sha, solved.out.p};
    return ctl_call(c, Q_ROSTER_DRAFT_SAVE, "roster.draft", save, summary, e);
}

bool ctl_roster_publish(struct ctl *c, const char *month, const char *overruling,
                        const char **summary, struct err *e)
{
    const char *version;
    const char *one[] = {arena_printf(c->arena, "%s-01", month), c->session_hash};
    if (!ctl_value(c, c->owner,
                   "select r.version from duty.roster r join duty.session s using (center_id)"
                   " where s.session_hash = $2 and r.period @> $1::date",
                   one, 2, &version, e))
        return false;
    const char *publish[] = {month, "", version, overruling, NULL};
    return ctl_call(c, Q_ROSTER_PUBLISH, "roster.publish", publish, summary, e);
}

int ctl_roster(struct ctl *c, int argc, char **argv)
{
    struct err e = {0};
    const char *summary;
    bool is_draft = argc > 1 && strcmp(argv[1], "draft") == 0;
    if (argc < 5 || (!is_draft && strcmp(argv[1], "publish") != 0)) {
        fputs("dutyctl: roster needs draft CENTRE LOGIN MONTH [SEED]\n"
              "      or publish CENTRE LOGIN MONTH [WHY-CUSTODY-STAYS-UNCOVERED]\n",
              stderr);
        return 2;
    }
    const char *seed = is_draft && argc > 5 ? argv[5] : "1";
    int64_t number;
    bool ok = sv_int(sv_of(seed), 0, INT32_MAX, &number) ||
              err_field(&e, "error.field.number", "seed", sv_of(seed));
    ok = ok && ctl_sign_in(c, argv[2], argv[3], &e);
    c->is_attended = true;
    if (ok && is_draft)
        ok = ctl_roster_draft(c, argv[4], seed, &summary, &e);
    else if (ok)
        ok = ctl_roster_publish(c, argv[4], argc > 5 ? argv[5] : "", &summary, &e);
    if (!ok)
        return ctl_fail(&e);
    puts(summary);
    return 0;
}
