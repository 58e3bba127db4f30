/* Every address dutyd answers, with the permission it needs: the one table. */
#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const day_args[] = {"day", NULL};
static const char *const month_args[] = {"month", "shift", NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const hearings_args[] = {"from", "to", "court", "q", "offset", NULL};
static const char *const messages_args[] = {"state", "channel", "q", "offset", NULL};
static const char *const texts_args[] = {"=sms", "offset", NULL};
static const char *const mails_args[] = {"=mail", "offset", NULL};
static const char *const new_args[] = {"=", "court_id", "date", "room", "judge", NULL};
static const char *const edit_args[] = {":0", "=", "=", "=", "=", NULL};
static const char *const create_args[] = {"=",    "court_id",    "code",  "subject",  "date",
                                          "time", "end_time",    "room",  "judge",    "mode",
                                          "kind", "provider_id", "state", "sequence", NULL};
static const char *const save_args[] = {":0",   "court_id",    "code",  "subject",  "date",
                                        "time", "end_time",    "room",  "judge",    "mode",
                                        "kind", "provider_id", "state", "sequence", NULL};
static const char *const publish_args[] = {"month", "note", "version", NULL};
static const char *const revoke_args[] = {"token_hash", NULL};

static const struct web_page today = {"today", Q_PAGE_TODAY, DB_FAST, day_args, NULL};
static const struct web_page roster = {"roster", Q_PAGE_ROSTER, DB_FAST, month_args,
                                       web_roster_add};
static const struct web_page hearings = {"hearings", Q_PAGE_HEARINGS, DB_FAST, hearings_args, NULL};
static const struct web_page hearing = {"hearing", Q_PAGE_HEARING, DB_FAST, id_args, NULL};
static const struct web_page hearing_new = {"hearing_form", Q_HEARING_FORM, DB_FAST, new_args,
                                            NULL};
static const struct web_page hearing_edit = {"hearing_form", Q_HEARING_FORM, DB_FAST, edit_args,
                                             NULL};
static const struct web_page import = {"import", Q_IMPORT_FORM, DB_FAST, no_args, NULL};
static const struct web_page preview = {"import_preview", Q_PAGE_IMPORT, DB_FAST, id_args, NULL};
static const struct web_page messages = {"messages", Q_PAGE_MESSAGES, DB_FAST, messages_args, NULL};
static const struct web_page texts = {"captured", Q_PAGE_CAPTURED, DB_FAST, texts_args, NULL};
static const struct web_page mails = {"captured", Q_PAGE_CAPTURED, DB_FAST, mails_args, NULL};

static const struct web_form create = {Q_HEARING_SAVE, DB_FAST, create_args,
                                       "/hearings/{hearing_id}?done=hearing", &hearing_new};
static const struct web_form save = {Q_HEARING_SAVE, DB_FAST, save_args,
                                     "/hearings/{hearing_id}?done=hearing", &hearing_edit};
static const struct web_form commit = {Q_IMPORT_COMMIT, DB_SLOW, id_args,
                                       "/hearings/import/{batch_id}?done=import", NULL};
static const struct web_form discard = {Q_IMPORT_DISCARD, DB_FAST, id_args,
                                        "/hearings/import?done=discard", NULL};
static const struct web_form publish = {Q_ROSTER_PUBLISH, DB_SLOW, publish_args,
                                        "/roster?month={month}&done=publish", &roster};
static const struct web_form revoke = {Q_FEED_TOKEN_REVOKE, DB_FAST, revoke_args, "/me?done=revoke",
                                       NULL};

const struct http_route web_routes[] = {
    {HTTP_GET, "/", "today.read", 0, web_page, &today},
    {HTTP_GET, "/roster", "roster.read", 0, web_page, &roster},
    {HTTP_GET, "/roster/draft", "roster.draft", 0, web_roster_run, NULL},
    {HTTP_POST, "/roster/draft", "roster.draft", 0, web_roster_draft, &roster},
    {HTTP_POST, "/roster/draft/finish", "roster.draft", 0, web_roster_finish, NULL},
    {HTTP_POST, "/roster/draft/discard", "roster.draft", 0, web_roster_discard, NULL},
    {HTTP_POST, "/roster/publish", "roster.publish", 0, web_form, &publish},
    {HTTP_GET, "/hearings", "hearing.read", 0, web_page, &hearings},
    {HTTP_GET, "/hearings/new", "hearing.write", 0, web_page, &hearing_new},
    {HTTP_POST, "/hearings/new", "hearing.write", 0, web_form, &create},
    {HTTP_GET, "/hearings/import", "hearing.import", 0, web_page, &import},
    {HTTP_POST, "/hearings/import", "hearing.import", ROUTE_MULTIPART, web_import_upload, &import},
    {HTTP_GET, "/hearings/import/:id", "hearing.import", 0, web_page, &preview},
    {HTTP_POST, "/hearings/import/:id/commit", "hearing.import", 0, web_form, &commit},
    {HTTP_POST, "/hearings/import/:id/discard", "hearing.import", 0, web_form, &discard},
    {HTTP_GET, "/hearings/:id", "hearing.read", 0, web_page, &hearing},
    {HTTP_GET, "/hearings/:id/edit", "hearing.write", 0, web_page, &hearing_edit},
    {HTTP_POST, "/hearings/:id/edit", "hearing.write", 0, web_form, &save},
    {HTTP_GET, "/me", "me.read", 0, web_me, NULL},
    {HTTP_POST, "/me/feed", "me.write", 0, web_feed_new, NULL},
    {HTTP_POST, "/me/feed/revoke", "me.write", 0, web_form, &revoke},
    {HTTP_GET, "/messages", "message.read", 0, web_page, &messages},
    {HTTP_GET, "/texts", "message.captured", 0, web_page, &texts},
    {HTTP_GET, "/mails", "message.captured", 0, web_page, &mails},

    {HTTP_GET, "/login", NULL, ROUTE_PUBLIC, web_login_form, NULL},
    {HTTP_POST, "/login", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_LIMITED, web_login, NULL},
    {HTTP_POST, "/logout", "session.read", 0, web_logout, NULL},
    {HTTP_POST, "/language", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_language, NULL},
    {HTTP_GET, "/feed/:token", NULL, ROUTE_PUBLIC, web_feed, NULL},
    {HTTP_GET, "/gateway/:key/receipt", NULL, ROUTE_PUBLIC, web_receipt, NULL},
    {HTTP_GET, "/assets/:name", NULL, ROUTE_PUBLIC, web_asset, NULL},
    {HTTP_GET, "/health", NULL, ROUTE_PUBLIC, web_health, NULL},
    {HTTP_GET, "/ready", NULL, ROUTE_PUBLIC, web_ready, NULL},
    {HTTP_GET, "/metrics", NULL, ROUTE_PUBLIC, web_metrics, NULL},
};
const size_t web_routes_n = ARRAY_LEN(web_routes);
