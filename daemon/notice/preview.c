/* What a text would be at our gateway, before anything is sent: its words and how many parts. */
#include "core/str.h"
#include "notice/notice_int.h"
#include "notice/render.h"
#include "notice/segment.h"

static struct sv field(const json_t *text, const char *name)
{
    const char *value = json_string_value(json_object_get(text, name));
    return sv_of(value ? value : "");
}

/* Writes it by a rule; into says under which names the words and the parts are kept. 0: it cannot
 * be written. */
static int write_by(struct notice *n, json_t *text, const struct text_rule *rule, const char *into)
{
    struct render_in in = {field(text, "subject"), field(text, "body"), LANG_VI,
                           json_object_get(text, "params")};
    struct buf subject, body;
    struct err e = {0};
    int parts = 0;

    (void)lang_parse(field(text, "language"), &in.lang);
    if (notice_render(n->means.cache, &in, rule, &subject, &body, &e)) {
        parts = rule->max_parts ? sms_size(buf_view(&body)).parts : 1;
        json_object_set_new(text, into,
                            json_pack("{s:s%, s:s%, s:i, s:b}", "subject", buf_view(&subject).p,
                                      subject.n, "text", buf_view(&body).p, body.n, "parts", parts,
                                      "ucs2", rule->max_parts && sms_size(buf_view(&body)).ucs2));
    }
    buf_free(&subject);
    buf_free(&body);
    return parts;
}

int notice_parts(struct notice *n, json_t *text)
{
    static const struct text_rule mail = {0};
    const struct text_rule *rule = &n->slots[SLOT_SMS].route.ways[0].channel->rule;
    const struct text_rule marked = {.max_parts = rule->max_parts};

    (void)json_object_set_new(json_object_get(text, "params"), "url",
                              json_string(n->means.public_url));
    if (sv_eq(field(text, "channel"), SV("mail")))
        return write_by(n, text, &mail, "shown");
    if (rule->folds_to_gsm)
        (void)write_by(n, text, &marked, "marked");
    return write_by(n, text, rule, "shown");
}
