/* Checks the relay's settings, and makes and reads signed senders. */
#include "notice/mail_address.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/sign.h"
#include "core/str.h"
#include "notice/mail.h"

#define LOCAL_PART_MAX 64 /* RFC 5321 4.5.3.1.1 */

/* ---- the relay ---- */

static bool read_tls(const struct config *c, enum client_tls *tls)
{
    static const char *const words[] = {
        [CLIENT_TLS_NONE] = "none", [CLIENT_TLS_MAY] = "may", [CLIENT_TLS_REQUIRE] = "require"};
    bool is_here = client_is_loopback(c->smtp_url);
    *tls = is_here ? CLIENT_TLS_NONE : CLIENT_TLS_REQUIRE;
    if (strcmp(c->smtp_tls, "auto") == 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(c->smtp_tls, words[i]) == 0) {
            *tls = (enum client_tls)i;
            return true;
        }
    }
    return false;
}

/* Our own addresses stand in every mail, also to relays that know no other alphabet. */
static bool is_ascii(const char *s)
{
    while (*s && (unsigned char)*s <= '~')
        s++;
    return !*s;
}

bool mail_relay_check(const struct config *c, enum client_tls *tls, struct err *e)
{
    bool is_wrapped = sv_starts(sv_of(c->smtp_url), SV("smtps://"));
    if (!mail_address_ok(c->mail_from) || !is_ascii(c->mail_from))
        return err_set(e, ERR_CONFIG, "notice.mail_from is not a mail address");
    if (c->bounce_from[0] && (!mail_address_ok(c->bounce_from) || !is_ascii(c->bounce_from)))
        return err_set(e, ERR_CONFIG, "notice.bounce_from is not a mail address");
    if (!read_tls(c, tls))
        return err_set(e, ERR_CONFIG, "notice.smtp_tls is none, may, require or auto, not \"%s\"",
                       c->smtp_tls);
    if (strchr(c->smtp_url, '@'))
        return err_set(e, ERR_CONFIG, "notice.smtp_url holds a log-in: see smtp_user");
    if (c->smtp_user[0] && !is_wrapped && *tls != CLIENT_TLS_REQUIRE &&
        !client_is_loopback(c->smtp_url))
        return err_set(e, ERR_CONFIG, "notice.smtp_user needs notice.smtp_tls = require");
    return !c->smtp_ca_file[0] || access(c->smtp_ca_file, R_OK) == 0 ||
           err_set(e, ERR_CONFIG, "cannot read notice.smtp_ca_file %s", c->smtp_ca_file);
}

/* ---- signed senders ---- */

static const char *bounce_address(const struct config *c)
{
    return c->bounce_from[0] ? c->bounce_from : c->mail_from;
}

void mail_sender(const struct config *c, const struct seal_key *key, int64_t center_id,
                 int64_t notice_id, char out[MAIL_ADDRESS_MAX])
{
    const char *own = bounce_address(c);
    const int64_t numbers[] = {center_id, notice_id};
    char name[SIGN_MAX];
    size_t local = strcspn(own, "@");

    sign_name(key, MAIL_BOUNCE, numbers, ARRAY_LEN(numbers), name);
    int n = c->inbox_url[0] && local + 1 + strlen(name) <= LOCAL_PART_MAX
                ? snprintf(out, MAIL_ADDRESS_MAX, "%.*s+%s%s", (int)local, own, name, own + local)
                : MAIL_ADDRESS_MAX;
    if (n >= MAIL_ADDRESS_MAX)
        (void)snprintf(out, MAIL_ADDRESS_MAX, "%s", c->mail_from);
}

struct sv mail_token(const char *own, const char *address)
{
    struct sv rest = sv_of(address), local;
    size_t n = strcspn(own, "@");
    bool is_ours = sv_cut(&rest, '@', &local) &&
                   sv_eq_nocase(rest, sv_of(own + n + (own[n] == '@'))) && local.n > n + 1 &&
                   local.p[n] == '+' && sv_eq_nocase((struct sv){local.p, n}, (struct sv){own, n});
    return is_ours ? (struct sv){local.p + n + 1, local.n - n - 1} : SV("");
}

bool mail_sender_open(const struct config *c, const struct seal_key *key, const char *address,
                      int64_t numbers[2])
{
    return sign_open(key, MAIL_BOUNCE, mail_token(bounce_address(c), address), numbers, 2);
}
