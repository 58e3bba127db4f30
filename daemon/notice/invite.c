/* Writes invitations as iTIP messages (RFC 5546): one event, one organizer, one attendee. */
#include "notice/invite.h"

#include <inttypes.h>
#include <string.h>

#include "core/sign.h"
#include "core/str.h"
#include "feed/ics.h"

#define LINES_MAX      4096
#define LOCAL_PART_MAX 64 /* RFC 5321 4.5.3.1.1 */

static const char *text_at(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

bool invite_is(const json_t *params)
{
    return json_is_object(json_object_get(params, "invite"));
}

const char *invite_method(const json_t *params)
{
    return text_at(json_object_get(params, "invite"), "method");
}

static int64_t invite_id(const struct invite_in *in)
{
    return json_integer_value(json_object_get(json_object_get(in->params, "invite"), "invite_id"));
}

static const json_t *event_of(const struct invite_in *in)
{
    return json_object_get(json_object_get(in->params, "invite"), "event");
}

void invite_link(const struct invite_in *in, struct buf *out)
{
    char name[SIGN_MAX];
    const int64_t numbers[] = {in->center_id, invite_id(in),
                               json_integer_value(json_object_get(event_of(in), "sequence"))};
    sign_name(in->key, INVITE_LINK, numbers, ARRAY_LEN(numbers), name);
    buf_init(out, LINES_MAX);
    buf_printf(out, "%s/a/%s", in->public_url, name);
}

/* lich-truc+1-57-9f86...@tgpl.example.vn: the same for as long as the event lives, for calendars
 * take no change from another organizer. */
static bool put_from(const struct invite_in *in, char from[INVITE_FROM_MAX], struct err *e)
{
    char name[SIGN_MAX];
    const int64_t numbers[] = {in->center_id, invite_id(in)};
    const char *at = strchr(in->mail_from, '@');
    size_t local = at ? (size_t)(at - in->mail_from) : 0;

    sign_name(in->key, INVITE_MAIL, numbers, ARRAY_LEN(numbers), name);
    if (!at || local + 1 + strlen(name) > LOCAL_PART_MAX)
        return err_field(e, "", "address", sv_of(in->mail_from));
    int n = snprintf(from, INVITE_FROM_MAX, "%.*s+%s%s", (int)local, in->mail_from, name, at);
    return n < INVITE_FROM_MAX || err_field(e, "", "address", sv_of(in->mail_from));
}

/* A person's property. The name stands in quotes, where only quotes and controls may not be. */
static void put_person(struct buf *out, const char *property, const char *name, const char *address)
{
    struct buf head, value;
    buf_init(&head, LINES_MAX);
    buf_init(&value, LINES_MAX);
    buf_printf(&head, "%s;CN=\"", property);
    for (const char *p = name; *p; p++)
        buf_char(&head, *p == '"' ? '\'' : *p);
    buf_char(&head, '"');
    buf_printf(&value, "mailto:%s", address);
    ics_line(out, buf_view(&head).p, buf_view(&value));
    buf_free(&head);
    buf_free(&value);
}

static void put_people(const struct invite_in *in, const char *from, struct buf *out)
{
    bool is_request = strcmp(invite_method(in->params), "REQUEST") == 0;
    put_person(out, "ORGANIZER", text_at(in->params, "center_name"), from);
    put_person(out,
               is_request ? "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;"
                            "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
                          : "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT",
               text_at(in->params, "name"), in->address);
}

bool invite_write(const struct invite_in *in, struct buf *out, char from[INVITE_FROM_MAX],
                  struct err *e)
{
    const char *zone = text_at(event_of(in), "zone");
    struct buf people;

    if (!put_from(in, from, e))
        return false;
    buf_init(&people, LINES_MAX);
    put_people(in, from, &people);
    buf_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dutyd//legal aid duty//VI\r\n"
                 "CALSCALE:GREGORIAN\r\n");
    ics_line(out, "METHOD", sv_of(invite_method(in->params)));
    const struct ics_reader reader = {
        .lang = in->lang, .zone = zone, .public_url = in->public_url, .more = buf_view(&people).p};
    bool ok = ics_zone(out, zone, e) && ics_event(out, event_of(in), &reader, e);
    buf_str(out, "END:VCALENDAR\r\n");
    buf_free(&people);
    return ok && (buf_ok(out) || err_set(e, ERR_TOO_LARGE, "more than %zu bytes", out->max));
}
