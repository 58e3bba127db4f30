/* Every address dutyd answers, with the permission it needs: the one table. */
#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const day_args[] = {"day", NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const hearings_args[] = {"from",  "to",   "court", "q",   "offset",
                                            "state", "flag", "mine",  "all", NULL};
static const char *const messages_args[] = {"state", "channel", "q", "offset", NULL};
static const char *const texts_args[] = {"=sms", "offset", NULL};
static const char *const mails_args[] = {"=mail", "offset", NULL};
static const char *const new_args[] = {"=", "court_id", "date", "room", "judge", "after", NULL};
static const char *const edit_args[] = {":0", "=", "=", "=", "=", "=", NULL};
static const char *const create_args[] = {
    "=",       "court_id", "code",   "subject",   "date",        "time",  "end_time",
    "room",    "judge",    "mode",   "kind",      "provider_id", "state", "sequence",
    "confirm", "change",   "reason", "component", "sits",        NULL};
static const char *const save_args[] = {":0",     "court_id",    "code",      "subject",  "date",
                                        "time",   "end_time",    "room",      "judge",    "mode",
                                        "kind",   "provider_id", "state",     "sequence", "confirm",
                                        "change", "reason",      "component", "sits",     NULL};

static const struct web_page today = {"today", Q_PAGE_TODAY, DB_FAST, day_args, NULL};
static const struct web_page hearings = {"hearings", Q_PAGE_HEARINGS, DB_FAST, hearings_args, NULL};
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
static const struct web_form create_next = {Q_HEARING_SAVE, DB_FAST, create_args,
                                            "/hearings/new?after={hearing_id}", &hearing_new};
static const struct web_form save = {Q_HEARING_SAVE, DB_FAST, save_args,
                                     "/hearings/{hearing_id}?done=hearing", &hearing_edit};
static const struct web_form commit = {Q_IMPORT_COMMIT, DB_SLOW, id_args,
                                       "/hearings/import/{batch_id}?done=import", NULL};
static const struct web_form discard = {Q_IMPORT_DISCARD, DB_FAST, id_args,
                                        "/hearings/import?done=discard", NULL};
static const struct web_page me = {"me", Q_PAGE_ME, DB_FAST, no_args, NULL};

static const char *const demand_none[] = {"=", NULL};
static const char *const demand_args[] = {"month", NULL};
static const char *const rule_new_args[] = {"=", ":0", NULL};
static const char *const rule_args[] = {":0", "=", NULL};
static const char *const calendar_args[] = {"year", "day", NULL};
static const struct web_page demand = {"demand", Q_PAGE_DEMAND, DB_FAST, demand_args, NULL};
static const struct web_page post_new = {"demand_post", Q_DEMAND_POST_FORM, DB_FAST, demand_none,
                                         NULL};
static const struct web_page post_edit = {"demand_post", Q_DEMAND_POST_FORM, DB_FAST, id_args,
                                          NULL};
static const struct web_page post_end = {"demand_end", Q_DEMAND_END_FORM, DB_FAST, rule_new_args,
                                         NULL};
static const struct web_page rule_new = {"demand_rule", Q_DEMAND_RULE_FORM, DB_FAST, rule_new_args,
                                         web_demand_add};
static const struct web_page rule_edit = {"demand_rule", Q_DEMAND_RULE_FORM, DB_FAST, rule_args,
                                          web_demand_add};
static const struct web_page rule_end = {"demand_end", Q_DEMAND_END_FORM, DB_FAST, rule_args, NULL};
static const struct web_page calendar = {"calendar", Q_PAGE_CALENDAR, DB_FAST, calendar_args,
                                         web_demand_add};
static const struct web_sure post_put = {Q_DEMAND_POST_PUT, id_args,
                                         "/demand?done=demand_post#p{post_id}", &post_edit};
static const struct web_sure post_put_new = {
    Q_DEMAND_POST_PUT, demand_none, "/demand/posts/{post_id}/rules?done=demand_post", &post_new};
static const struct web_sure post_close = {Q_DEMAND_POST_END, id_args, "/demand?done=demand_end",
                                           &post_end};
static const struct web_sure rule_put_new = {Q_DEMAND_RULE_PUT, NULL,
                                             "/demand?done=demand_rule#p{post_id}", &rule_new};
static const struct web_sure rule_put = {Q_DEMAND_RULE_PUT, NULL,
                                         "/demand?done=demand_rule#p{post_id}", &rule_edit};
static const struct web_sure rule_close = {Q_DEMAND_RULE_END, id_args, "/demand?done=demand_end",
                                           &rule_end};
static const struct web_sure calendar_put = {Q_CALENDAR_PUT, no_args,
                                             "/calendar?year={year}&done=calendar", &calendar};

static const char *const source_new_args[] = {"=", "body_id", "url", NULL};
static const char *const source_args[] = {":0", "body_id", "url", NULL};
static const struct web_page sources = {"sources", Q_PAGE_SOURCES, DB_FAST, no_args, NULL};
static const struct web_page source = {"source", Q_PAGE_SOURCE, DB_FAST, id_args, NULL};
static const struct web_form source_add = {Q_SOURCE_SAVE, DB_FAST, source_new_args,
                                           "/sources/{source_id}?done=source", &sources};
static const struct web_form source_save = {Q_SOURCE_SAVE, DB_FAST, source_args,
                                            "/sources/{source_id}?done=source", &source};
static const struct web_form source_ask = {Q_SOURCE_ASK, DB_FAST, id_args,
                                           "/sources/{source_id}?done=source_ask", &source};
static const struct web_form source_remove = {Q_SOURCE_REMOVE, DB_FAST, id_args,
                                              "/sources?done=source_removed", &source};

const struct http_route web_routes[] = {
    {HTTP_GET, "/", "today.read", 0, web_page, &today},
    {HTTP_GET, "/roster", "roster.read", 0, web_page, &web_roster},
    {HTTP_GET, "/roster/draft", "roster.draft", 0, web_roster_run, NULL},
    {HTTP_POST, "/roster/draft", "roster.draft", 0, web_roster_draft, &web_roster},
    {HTTP_POST, "/roster/draft/finish", "roster.draft", 0, web_roster_finish, NULL},
    {HTTP_POST, "/roster/draft/discard", "roster.draft", 0, web_roster_discard, NULL},
    {HTTP_GET, "/roster/draft/diff", "roster.draft", 0, web_page, &web_draft_diff},
    {HTTP_POST, "/roster/draft/take", "roster.draft", 0, web_form, &web_draft_take},
    {HTTP_POST, "/roster/draft/drop", "roster.draft", 0, web_form, &web_draft_drop},
    {HTTP_POST, "/roster/undo", "roster.draft", 0, web_form, &web_draft_undo},
    {HTTP_POST, "/roster/redo", "roster.draft", 0, web_form, &web_draft_redo},
    {HTTP_POST, "/roster/unpin", "roster.draft", 0, web_form, &web_draft_unpin},
    {HTTP_GET, "/roster/repair", "roster.draft", 0, web_asked, &web_repair},
    {HTTP_POST, "/roster/repair", "roster.draft", 0, web_asked_form, &web_repair_take},
    {HTTP_GET, "/shifts/:id/substitutes", "roster.draft", 0, web_asked, &web_substitutes},
    {HTTP_POST, "/shifts/:id/substitutes", "roster.draft", 0, web_asked_form, &web_shift_assign},
    {HTTP_POST, "/shifts/:id/remove", "roster.draft", 0, web_asked_form, &web_shift_remove},
    {HTTP_POST, "/shifts/:id/pin", "roster.draft", 0, web_asked_form, &web_shift_pin},
    {HTTP_GET, "/roster/publish", "roster.publish", 0, web_page, &web_publish_check},
    {HTTP_POST, "/roster/publish", "roster.publish", 0, web_form, &web_publish},
    {HTTP_POST, "/roster/unpublish", "roster.publish", 0, web_form, &web_unpublish},
    {HTTP_GET, "/roster/versions", "history.read", 0, web_page, &web_versions},
    {HTTP_GET, "/roster/version", "history.read", 0, web_page, &web_version},
    {HTTP_GET, "/lists", "list.read", 0, web_page, &web_lists},
    {HTTP_GET, "/lists/:id", "list.read", 0, web_page, &web_list},
    {HTTP_GET, "/lists/:id/poster", "list.read", 0, web_list_poster, NULL},
    {HTTP_GET, "/lists/:id/csv", "list.read", 0, web_list_csv, NULL},
    {HTTP_POST, "/lists/:id/receipt", "list.receipt", 0, web_form, &web_list_receive},
    {HTTP_POST, "/lists/:id/send", "roster.publish", 0, web_form, &web_list_send},
    {HTTP_GET, "/demand", "demand.read", 0, web_page, &demand},
    {HTTP_GET, "/demand/posts/new", "demand.write", 0, web_page, &post_new},
    {HTTP_POST, "/demand/posts/new", "demand.write", 0, web_sure, &post_put_new},
    {HTTP_GET, "/demand/posts/:id/edit", "demand.write", 0, web_page, &post_edit},
    {HTTP_POST, "/demand/posts/:id/edit", "demand.write", 0, web_sure, &post_put},
    {HTTP_GET, "/demand/posts/:id/end", "demand.write", 0, web_page, &post_end},
    {HTTP_POST, "/demand/posts/:id/end", "demand.write", 0, web_sure, &post_close},
    {HTTP_GET, "/demand/posts/:id/rules", "demand.write", 0, web_page, &rule_new},
    {HTTP_POST, "/demand/posts/:id/rules", "demand.write", 0, web_demand_rule_new, &rule_put_new},
    {HTTP_GET, "/demand/rules/:id/edit", "demand.write", 0, web_page, &rule_edit},
    {HTTP_POST, "/demand/rules/:id/edit", "demand.write", 0, web_demand_rule_save, &rule_put},
    {HTTP_GET, "/demand/rules/:id/end", "demand.write", 0, web_page, &rule_end},
    {HTTP_POST, "/demand/rules/:id/end", "demand.write", 0, web_sure, &rule_close},
    {HTTP_GET, "/calendar", "demand.read", 0, web_page, &calendar},
    {HTTP_POST, "/calendar", "demand.write", 0, web_sure, &calendar_put},
    {HTTP_GET, "/hearings", "hearing.read", 0, web_page, &hearings},
    {HTTP_GET, "/hearings/new", "hearing.write", 0, web_page, &hearing_new},
    {HTTP_POST, "/hearings/new", "hearing.write", 0, web_form, &create},
    {HTTP_POST, "/hearings/another", "hearing.write", 0, web_form, &create_next},
    {HTTP_GET, "/hearings/import", "hearing.import", 0, web_page, &import},
    {HTTP_POST, "/hearings/import", "hearing.import", ROUTE_MULTIPART, web_import_upload, &import},
    {HTTP_GET, "/hearings/import/:id", "hearing.import", 0, web_page, &preview},
    {HTTP_POST, "/hearings/import/:id/commit", "hearing.import", 0, web_form, &commit},
    {HTTP_POST, "/hearings/import/:id/discard", "hearing.import", 0, web_form, &discard},
    {HTTP_POST, "/hearings/import/:id/undo", "hearing.import", 0, web_form, &web_import_undo},
    {HTTP_GET, "/hearings/import/:id/bad", "hearing.import", 0, web_import_bad, NULL},
    {HTTP_GET, "/hearings/import/:id/columns", "hearing.import", 0, web_page, &web_import_columns},
    {HTTP_POST, "/hearings/import/:id/columns", "hearing.import", 0, web_import_name_columns,
     &web_import_columns},
    {HTTP_GET, "/hearings/queue", "hearing.settle", 0, web_page, &web_queue},
    {HTTP_POST, "/hearings/queue/court", "hearing.settle", 0, web_form, &web_court_match},
    {HTTP_POST, "/hearings/queue/ignore", "hearing.settle", 0, web_form, &web_court_ignore},
    {HTTP_POST, "/hearings/queue/:id", "hearing.settle", 0, web_form, &web_conflict_settle},
    {HTTP_GET, "/hearings/:id", "hearing.read", 0, web_page, &web_hearing},
    {HTTP_GET, "/hearings/:id/adjourn", "hearing.write", 0, web_page, &web_hearing_adjourn},
    {HTTP_POST, "/hearings/:id/adjourn", "hearing.write", 0, web_form, &web_hearing_put_off},
    {HTTP_POST, "/hearings/:id/confirm", "hearing.read", 0, web_form, &web_hearing_confirm},
    {HTTP_GET, "/hearings/:id/evidence", "hearing.read", 0, web_page, &web_hearing_evidence},
    {HTTP_GET, "/hearings/:id/online", "hearing.secret", 0, web_page, &web_hearing_secret},
    {HTTP_POST, "/hearings/:id/online", "hearing.write", 0, web_hearing_secret_save, NULL},
    {HTTP_GET, "/hearings/:id/edit", "hearing.write", 0, web_page, &hearing_edit},
    {HTTP_POST, "/hearings/:id/edit", "hearing.write", 0, web_form, &save},
    {HTTP_GET, "/cases", "case.read", 0, web_page, &web_cases},
    {HTTP_GET, "/cases/late", "case.read", 0, web_page, &web_late},
    {HTTP_GET, "/cases/:id", "case.read", 0, web_page, &web_case},
    {HTTP_POST, "/cases/:id", "case.write", 0, web_form, &web_case_save},
    {HTTP_POST, "/cases/:id/provider", "case.write", 0, web_form, &web_case_take},
    {HTTP_POST, "/cases/:id/party", "case.write", 0, web_form, &web_party},
    {HTTP_POST, "/cases/:id/officer", "case.write", 0, web_form, &web_officer},
    {HTTP_POST, "/cases/:id/decision", "case.write", 0, web_form, &web_decision},
    {HTTP_GET, "/keys", "key.read", 0, web_page, &web_keys},
    {HTTP_POST, "/keys/new", "key.write", 0, web_key_new, NULL},
    {HTTP_POST, "/keys/:id/revoke", "key.write", 0, web_form, &web_key_revoke},
    {HTTP_POST, "/keys/codes", "key.write", 0, web_code_new, NULL},
    {HTTP_POST, "/keys/codes/:id/revoke", "key.write", 0, web_form, &web_code_revoke},
    {HTTP_GET, "/door/hearings", "door.read", 0, web_page, &web_door_hearings},
    {HTTP_GET, "/door/hearings/new", "door.write", 0, web_page, &web_door_new},
    {HTTP_POST, "/door/hearings/new", "door.write", 0, web_form, &web_door_create},
    {HTTP_GET, "/door/hearings/:id/adjourn", "door.write", 0, web_page, &web_door_adjourn},
    {HTTP_POST, "/door/hearings/:id/adjourn", "door.write", 0, web_form, &web_door_put_off},
    {HTTP_POST, "/door/leave", "door.read", 0, web_door_leave, NULL},
    {HTTP_GET, "/api/v1/hearings", "api.read", ROUTE_API, web_api_read, &web_api_list},
    {HTTP_POST, "/api/v1/hearings", "api.write", ROUTE_API, web_api_write, NULL},
    {HTTP_GET, "/api/v1/hearings/:id", "api.read", ROUTE_API, web_api_read, &web_api_hearing},
    {HTTP_PUT, "/api/v1/hearings/:id", "api.write", ROUTE_API, web_api_write, NULL},
    {HTTP_DELETE, "/api/v1/hearings/:id", "api.write", ROUTE_API, web_api_write, NULL},
    {HTTP_GET, "/api/v1/hearings/:id/appearances", "api.read", ROUTE_API, web_api_read,
     &web_api_appearances},
    {HTTP_GET, "/me", "me.read", 0, web_page, &me},
    {HTTP_GET, "/me/calendars", "me.read", 0, web_page, &web_my_calendars},
    {HTTP_POST, "/me/calendars", "me.write", 0, web_calendar_new, &web_my_calendars},
    {HTTP_POST, "/me/calendars/rotate", "me.write", 0, web_calendar_rotate, &web_my_calendars},
    {HTTP_POST, "/me/calendars/revoke", "me.write", 0, web_form, &web_my_calendar_revoke},
    {HTTP_GET, "/me/busy", "me.read", 0, web_page, &web_my_busy},
    {HTTP_POST, "/me/busy", "me.write", 0, web_form, &web_busy_add},
    {HTTP_POST, "/me/busy/:id/remove", "me.write", 0, web_form, &web_busy_remove},
    {HTTP_GET, "/calendars", "feed.read", 0, web_page, &web_calendars},
    {HTTP_POST, "/calendars", "feed.write", 0, web_calendar_new, &web_calendars},
    {HTTP_POST, "/calendars/rotate", "feed.write", 0, web_calendar_rotate, &web_calendars},
    {HTTP_POST, "/calendars/revoke", "feed.write", 0, web_form, &web_calendar_revoke},
    {HTTP_GET, "/me/absence", "absence.ask", 0, web_page, &web_my_absences},
    {HTTP_POST, "/me/absence", "absence.ask", 0, web_form, &web_absence_ask},
    {HTTP_POST, "/me/absence/withdraw", "absence.ask", 0, web_form, &web_absence_withdraw},
    {HTTP_GET, "/me/wish", "absence.ask", 0, web_page, &web_my_wishes},
    {HTTP_POST, "/me/wish", "absence.ask", 0, web_wish_save, NULL},
    {HTTP_GET, "/people", "people.read", 0, web_page, &web_people},
    {HTTP_GET, "/people/new", "people.write", 0, web_page, &web_person_new},
    {HTTP_POST, "/people/new", "people.write", 0, web_form, &web_person_add},
    {HTTP_GET, "/people/:id", "people.read", 0, web_page, &web_person},
    {HTTP_POST, "/people/:id", "people.write", 0, web_form, &web_person_save},
    {HTTP_POST, "/people/:id/credential", "people.write", 0, web_form, &web_credential},
    {HTTP_POST, "/people/:id/skills", "people.write", 0, web_form, &web_skills},
    {HTTP_POST, "/people/:id/area", "people.write", 0, web_form, &web_area},
    {HTTP_POST, "/people/:id/contact", "people.write", 0, web_form, &web_contact},
    {HTTP_POST, "/people/:id/conflict", "people.write", 0, web_form, &web_conflict},
    {HTTP_GET, "/absences", "people.read", 0, web_page, &web_absences},
    {HTTP_GET, "/absences/new", "people.write", 0, web_page, &web_absence_new},
    {HTTP_POST, "/absences/new", "people.write", 0, web_absence_save, &web_absence_enter},
    {HTTP_GET, "/absences/:id", "people.read", 0, web_page, &web_absence},
    {HTTP_POST, "/absences/:id/approve", "people.write", 0, web_absence_save, &web_absence_approve},
    {HTTP_POST, "/absences/:id/refuse", "people.write", 0, web_absence_save, &web_absence_refuse},
    {HTTP_POST, "/absences/:id/cancel", "people.write", 0, web_absence_save, &web_absence_cancel},
    {HTTP_POST, "/me/calls", "me.write", 0, web_form, &web_my_call},
    {HTTP_GET, "/points", "points.read", 0, web_page, &web_points},
    {HTTP_GET, "/points/export", "points.read", 0, web_points_export, NULL},
    {HTTP_GET, "/points/:id", "points.read", 0, web_page, &web_point_entries},
    {HTTP_POST, "/points/:id/correction", "people.write", 0, web_form, &web_ledger_correct},
    {HTTP_POST, "/points/:id/share", "people.write", 0, web_form, &web_share_save},
    {HTTP_POST, "/points/:id/calls", "people.write", 0, web_form, &web_call_note},
    {HTTP_GET, "/sources", "source.read", 0, web_page, &sources},
    {HTTP_POST, "/sources", "source.write", 0, web_form, &source_add},
    {HTTP_GET, "/sources/:id", "source.read", 0, web_page, &source},
    {HTTP_POST, "/sources/:id", "source.write", 0, web_form, &source_save},
    {HTTP_POST, "/sources/:id/ask", "source.write", 0, web_form, &source_ask},
    {HTTP_POST, "/sources/:id/remove", "source.write", 0, web_form, &source_remove},
    {HTTP_GET, "/swaps", "swap.read", 0, web_page, &web_swaps},
    {HTTP_GET, "/swaps/new", "swap.write", 0, web_page, &web_swap_offer},
    {HTTP_POST, "/swaps/new", "swap.write", 0, web_form, &web_swap_ask},
    {HTTP_GET, "/swaps/:id", "swap.read", 0, web_page, &web_swap},
    {HTTP_POST, "/swaps/:id/take", "swap.write", 0, web_form, &web_swap_take},
    {HTTP_POST, "/swaps/:id/return", "swap.write", 0, web_form, &web_swap_return},
    {HTTP_POST, "/swaps/:id/refuse", "swap.write", 0, web_form, &web_swap_refuse},
    {HTTP_POST, "/swaps/:id/withdraw", "swap.write", 0, web_form, &web_swap_withdraw},
    {HTTP_POST, "/swaps/:id/approve", "swap.approve", 0, web_form, &web_swap_approve},
    {HTTP_GET, "/duties/:id/why", "roster.read", 0, web_page, &web_why},
    {HTTP_GET, "/history", "history.read", 0, web_page, &web_history},
    {HTTP_GET, "/history.csv", "history.read", 0, web_history_csv, NULL},
    {HTTP_GET, "/organisations", "history.read", 0, web_page, &web_organisations},
    {HTTP_POST, "/organisations/new", "org.write", 0, web_form, &web_org_new},
    {HTTP_GET, "/organisations/:id", "history.read", 0, web_page, &web_organisation},
    {HTTP_POST, "/organisations/:id/change", "org.write", 0, web_form, &web_org_change},
    {HTTP_POST, "/organisations/:id/contact", "org.write", 0, web_form, &web_org_contact},
    {HTTP_GET, "/messages", "message.read", 0, web_page, &messages},
    {HTTP_GET, "/messages/rules", "policy.read", 0, web_page, &web_policies},
    {HTTP_POST, "/messages/rules", "policy.write", 0, web_form, &web_policy_hours},
    {HTTP_GET, "/messages/rules/:key", "policy.read", 0, web_page, &web_policy},
    {HTTP_POST, "/messages/rules/:key", "policy.write", 0, web_form, &web_policy_put},
    {HTTP_POST, "/messages/rules/:key/end", "policy.write", 0, web_form, &web_policy_end},
    {HTTP_GET, "/templates", "policy.read", 0, web_page, &web_notice_texts},
    {HTTP_GET, "/templates/:key/:channel/:lang", "policy.read", 0, web_page, &web_notice_text},
    {HTTP_POST, "/templates/:key/:channel/:lang", "policy.write", 0, web_sure,
     &web_notice_text_save},
    {HTTP_POST, "/templates/:key/:channel/:lang/reset", "policy.write", 0, web_form,
     &web_notice_text_reset},
    {HTTP_POST, "/templates/:key/sms/:lang/registered", "policy.write", 0, web_form,
     &web_notice_text_register},
    {HTTP_GET, "/me/notices", "me.read", 0, web_page, &web_my_notices},
    {HTTP_POST, "/me/notices", "me.write", 0, web_form, &web_my_notices_save},
    {HTTP_GET, "/messages/incoming", "message.read", 0, web_page, &web_incoming},
    {HTTP_GET, "/messages/:id", "message.read", 0, web_page, &web_message},
    {HTTP_POST, "/messages/:id/resend", "message.write", 0, web_form, &web_message_resend},
    {HTTP_POST, "/tasks/:id", "message.write", 0, web_form, &web_task_end},
    {HTTP_GET, "/me/contacts", "me.read", 0, web_page, &web_my_contacts},
    {HTTP_POST, "/me/contacts", "me.write", 0, web_form, &web_my_contact_add},
    {HTTP_POST, "/me/contacts/:id/code", "me.write", 0, web_form, &web_my_contact_code},
    {HTTP_POST, "/me/contacts/:id/check", "me.write", 0, web_form, &web_my_contact_check},
    {HTTP_GET, "/texts", "message.captured", 0, web_page, &texts},
    {HTTP_GET, "/mails", "message.captured", 0, web_page, &mails},

    {HTTP_GET, "/login", NULL, ROUTE_PUBLIC, web_login_form, NULL},
    {HTTP_POST, "/login", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_LIMITED, web_login, NULL},
    {HTTP_POST, "/logout", "session.read", 0, web_logout, NULL},
    {HTTP_POST, "/language", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_language, NULL},
    {HTTP_GET, "/feed/:token", NULL, ROUTE_PUBLIC, web_feed, NULL},
    {HTTP_GET, "/robots.txt", NULL, ROUTE_PUBLIC, web_robots, NULL},
    {HTTP_GET, "/a/:name", NULL, ROUTE_PUBLIC, web_answer, NULL},
    {HTTP_POST, "/a/:name", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_answer_save, NULL},
    {HTTP_GET, "/c/:code", NULL, ROUTE_PUBLIC, web_short_link, NULL},
    {HTTP_POST, "/c/:code", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_short_link_use, NULL},
    {HTTP_GET, "/u/:code", NULL, ROUTE_PUBLIC, web_short_link, NULL},
    {HTTP_POST, "/u/:code", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_MULTIPART, web_unsubscribe,
     NULL},
    {HTTP_GET, "/answers", "roster.draft", 0, web_page, &web_answers},
    {HTTP_POST, "/me/invitations", "me.write", 0, web_form, &web_invite_choose},
    {HTTP_GET, "/list/:token", NULL, ROUTE_PUBLIC, web_list_open, NULL},
    {HTTP_POST, "/list/:token", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_list_confirm, NULL},
    {HTTP_GET, "/door", NULL, ROUTE_PUBLIC, web_door, NULL},
    {HTTP_POST, "/door", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_LIMITED, web_door_code, NULL},
    {HTTP_GET, "/door/:token", NULL, ROUTE_PUBLIC, web_door_link, NULL},
    {HTTP_POST, "/door/:token", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_LIMITED, web_door_enter,
     NULL},
    {HTTP_GET, "/api/v1/openapi.json", NULL, ROUTE_PUBLIC, web_api_openapi, NULL},
    {HTTP_GET, "/api/v1/problems/:key", NULL, ROUTE_PUBLIC, web_api_problem, NULL},
    {HTTP_GET, "/gateway/:key/:name/:kind", NULL, ROUTE_PUBLIC, web_receipt, NULL},
    {HTTP_POST, "/gateway/:key/:name/:kind", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, web_receipt, NULL},
    {HTTP_GET, "/assets/:name", NULL, ROUTE_PUBLIC, web_asset, NULL},
    {HTTP_GET, "/health", NULL, ROUTE_PUBLIC, web_health, NULL},
    {HTTP_GET, "/ready", NULL, ROUTE_PUBLIC, web_ready, NULL},
    {HTTP_GET, "/metrics", NULL, ROUTE_PUBLIC, web_metrics, NULL},
};
const size_t web_routes_n = ARRAY_LEN(web_routes);
