/* The verb for messages: list, show, send again, and verify the proof. To an operator a message has
 * a number and a fate; to whom it went and what it said is for the Centre's own pages. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "ctl/ctl.h"

/* One value of a statement about the Centre whose code is the first parameter. */
static bool ask(struct ctl *c, const char *sql, const char *const *params, int n, const char **out,
                struct err *e)
{
    return ctl_owner(c, e) && ctl_value(c, c->owner, sql, params, n, out, e);
}

static int list(struct ctl *c, const char *const *args)
{
    struct err e = {0};
    const char *lines, *params[] = {args[0], args[1] ? args[1] : ""};
    if (!ask(c,
             "select coalesce(string_agg(x.line, E'\\n' order by x.notice_id desc), 'none')"
             " from (select n.notice_id, format('%s  %s  %s%s  %s  %s  attempts %s', n.notice_id,"
             "   duty.wall(n.created_at at time zone c.zone), n.state, coalesce(' ' || n.reason, "
             "''),"
             "   n.channel, n.template, n.attempts) as line"
             "  from duty.notice n join duty.center c using (center_id)"
             "  where c.code = $1 and ($2 = '' or n.state = $2)"
             "  order by n.notice_id desc limit 100) x",
             params, 2, &lines, &e))
        return ctl_fail(&e);
    puts(lines);
    return 0;
}

static int show(struct ctl *c, const char *const *args)
{
    struct err e = {0};
    const char *lines;
    if (!ask(
            c,
            "select format('%s  %s%s  %s  %s%s', n.notice_id, n.state,"
            "  coalesce(' ' || n.reason, ''), n.channel, n.template, (select string_agg("
            "  E'\\n' || concat_ws('  ', s ->> 'at', s ->> 'step', s ->> 'n', s ->> 'outcome',"
            "   s ->> 'receipt', s ->> 'means', s ->> 'gateway', s ->> 'gateway_id', s ->> 'code'),"
            "  '' order by i) from jsonb_array_elements(duty.message_steps(n, c.zone))"
            "  with ordinality l(s, i)))"
            " from duty.notice n join duty.center c using (center_id)"
            " where c.code = $1 and n.notice_id::text = $2",
            args, 2, &lines, &e))
        return ctl_fail(&e);
    if (!lines[0]) {
        err_set(&e, ERR_NOT_FOUND, "no message %s in %s", args[1], args[0]);
        return ctl_fail(&e);
    }
    puts(lines);
    return 0;
}

static int resend(struct ctl *c, const char *const *args)
{
    struct err e = {0};
    const char *summary, *params[] = {args[2]};
    if (!ctl_sign_in(c, args[0], args[1], &e) ||
        !ctl_call(c, Q_NOTICE_RESEND, "message.write", params, &summary, &e))
        return ctl_fail(&e);
    puts(summary);
    return 0;
}

/* The Centre's own numbers: "-" is none. */
static int numbers(struct ctl *c, const char *const *args)
{
    struct err e = {0};
    const char *said;
    if (!ask(c, "select duty.center_numbers($1, nullif($2, '-'), nullif($3, '-'))", args, 3, &said,
             &e))
        return ctl_fail(&e);
    puts(said);
    return 0;
}

/* In words; 0 when everything holds. */
static int tell_verdict(const json_t *found)
{
    const json_t *broken = json_object_get(found, "broken");
    const json_t *changed = json_object_get(found, "changed");
    const json_t *seq;
    size_t i;
    if (json_is_integer(broken))
        printf("proof: the chain breaks at entry %" JSON_INTEGER_FORMAT "\n",
               json_integer_value(broken));
    json_array_foreach(changed, i, seq)
    {
        printf("proof: what entry %" JSON_INTEGER_FORMAT " says was changed afterwards\n",
               json_integer_value(seq));
    }
    if (json_is_integer(broken) || json_array_size(changed) > 0)
        return 1;
    printf("proof: %" JSON_INTEGER_FORMAT " entries, the chain holds; %" JSON_INTEGER_FORMAT
           " wait to be entered\n",
           json_integer_value(json_object_get(found, "entries")),
           json_integer_value(json_object_get(found, "waiting")));
    return 0;
}

static int verify(struct ctl *c, const char *const *args)
{
    struct err e = {0};
    const char *found;
    if (!ask(c, "select duty.proof_verify(center_id) from duty.center where code = $1", args, 1,
             &found, &e))
        return ctl_fail(&e);
    json_t *o = json_loads(found, 0, NULL);
    if (!o) {
        err_set(&e, ERR_NOT_FOUND, "no Centre %s", args[0]);
        return ctl_fail(&e);
    }
    int code = tell_verdict(o);
    json_decref(o);
    return code;
}

int ctl_notice(struct ctl *c, int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(struct ctl *c, const char *const *args);
        int least, most; /* words after the name */
    } whats[] = {{"list", list, 1, 2},
                 {"show", show, 2, 2},
                 {"resend", resend, 3, 3},
                 {"numbers", numbers, 3, 3},
                 {"verify", verify, 1, 1}};
    const char *args[4] = {NULL};
    for (int i = 2; i < argc && i < 6; i++)
        args[i - 2] = argv[i];
    for (size_t i = 0; argc > 1 && i < ARRAY_LEN(whats); i++) {
        bool fits = argc - 2 >= whats[i].least && argc - 2 <= whats[i].most;
        if (strcmp(whats[i].name, argv[1]) == 0 && fits)
            return whats[i].run(c, args);
    }
    fputs("dutyctl: notice needs list CENTRE [STATE]\n"
          "      or show CENTRE NUMBER\n"
          "      or resend CENTRE LOGIN NUMBER\n"
          "      or verify CENTRE\n"
          "      or numbers CENTRE FOR-REPLIES|- FOR-MISSED-CALLS|-\n",
          stderr);
    return 2;
}
