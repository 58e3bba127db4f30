/* The screens: what a handler may use, and the two shapes almost every screen has: a page (one
 * query, one template) and a form post (one query, then a redirect, or the page again with the
 * error beside its field and nothing typed lost). */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include <jansson.h>

#include "core/config.h"
#include "core/flow.h"
#include "core/work.h"
#include "db/db.h"
#include "feed/feed.h"
#include "http/server.h"

struct web_templates;
struct roster_runs;
struct seal_key;
struct notice;
struct gateway_set;

/* What http_request.app points to; filled by app.c, all borrowed. */
struct web {
    struct loop *loop;
    const struct config *config;
    struct db *db;
    struct feed *feed;
    struct work *work;
    const struct web_templates *templates;
    struct roster_runs *runs;
    struct notice *outbox;
    int (*text_parts)(struct notice *outbox, json_t *text); /* notice_parts() */
    const struct gateway_set *gateways;
    bool (*gateway_heard)(const struct gateway_set *set, struct http_request *r, enum query *query,
                          const char *params[8], struct err *e); /* gateway_heard() */
    const struct seal_key *seal;
    const char *lib_dir;    /* where dutysolve and dutyparse stand */
    const char *public_url; /* without the final slash */
    bool is_stopping;
};

/* Compiles every page; the templates live in a. */
MUST_CHECK bool web_templates_load(struct arena *a, const struct web_templates **out,
                                   struct err *e);

extern const struct http_route web_routes[];
extern const size_t web_routes_n;
void web_error_page(struct http_request *r, const struct err *e, const char *args_json);

/* Adds to {me, page} what the query cannot know. */
typedef void web_add(struct http_request *r, json_t *root);

/* A page: args name, in the query's order, where each parameter comes from: a field's name,
 * ":0" for the first path parameter, "=text" for a constant, "{}" for the whole form as JSON: then
 * the query can tell what is missing from what is empty. NULL-terminated. */
struct web_page {
    const char *name; /* of pages/NAME.html; also the i18n key "title.NAME" */
    enum query query;
    enum db_lane lane;
    const char *const *args;
    web_add *add; /* what C knows of it besides; may be NULL */
};

/* A form post. On success: 303 to `next`, where {key} is taken from the result's JSON or, failing
 * that, from the fields. On a mistake of the user: `back` is shown again. */
struct web_form {
    enum query query;
    enum db_lane lane;
    const char *const *args;
    const char *next;
    const struct web_page *back; /* NULL: the error page */
};

/* A form that shows what it would do before it does it: its query answers with {me, page} or, once
 * the form carries the page's mark, with what was saved. Its last parameter is the form as JSON. */
struct web_sure {
    enum query query;
    const char *const *args;     /* the parameters before the form */
    const char *next;            /* as in struct web_form */
    const struct web_page *back; /* the page, with the effect or with an error */
};

void web_page(struct http_request *r);
void web_form(struct http_request *r);

/* The parameters of a query, as args says; missing fields are "". In r's arena, NULL-terminated. */
const char *const *web_params(struct http_request *r, const char *const *args);
/* One call with the request's identity and the route's permission. params: NULL-terminated. */
void web_call(struct http_request *r, enum db_lane lane, enum query q, const char *const *params,
              db_done *done, void *ctx);
/* Renders pages/NAME.html inside the layout and replies; a client that prefers JSON gets "page"
 * alone. root is stolen; it holds "me" and "page" as the query made them. */
void web_render(struct http_request *r, const char *name, int status, json_t *root);
/* The request's fields as JSON, in its arena; those of the machinery (_csrf) left out. */
const char *web_form_json(struct http_request *r);
/* Says of page's lists that they have members ("has_LIST"), which mustache cannot ask, and marks
 * the options its form has chosen. NULL is allowed. */
void web_mark(json_t *page);
/* Parses what a query returned, SQL NULL as {}; NULL with the error answered. */
json_t *web_json(struct http_request *r, const struct db_result *res);
/* After a post that only has to be seen again: to path, or the error it ended with. */
void web_goto(struct http_request *r, const struct db_result *res, const char *path);
/* A post has worked: 303 to the pattern filled from the query's JSON (link_fill), or that JSON. */
void web_done(struct http_request *r, const char *pattern, const struct db_result *res);
/* What a page says of an error: the members args_json has, {"key", "value"}, and where a field is
 * at fault {"field": F, "at": {F: true}}. */
json_t *web_error_json(const struct err *e, const char *args_json);
/* Shows `back` again with the error e beside its field and everything that was typed; the error
 * page when `back` is NULL or the mistake is not the user's. */
void web_form_again(struct http_request *r, const struct web_page *back, const struct err *e,
                    const char *args_json);

/* Pages for which the engine is asked while somebody waits (roster_ask.c). mode: the engine's; the
 * problem query takes args, the page query these and the engine's answer. A post that is refused
 * shows `back` again with the error and what was typed. */
struct web_asked {
    const char *name, *mode;
    enum query problem, page;
    const char *const *args;
    web_add *add; /* may be NULL */
};
struct web_asked_form {
    enum query query;
    const char *const *args;
    const char *next;
    const struct web_asked *back;
};
void web_asked(struct http_request *r);
void web_asked_form(struct http_request *r);
extern const struct web_asked web_substitutes, web_repair;
extern const struct web_asked_form web_shift_assign, web_shift_remove, web_shift_pin,
    web_repair_take;

/* People, absences and wishes (people.c). */
extern const struct web_page web_people, web_person, web_person_new, web_absences, web_absence,
    web_absence_new, web_my_absences, web_my_wishes;
extern const struct web_form web_person_add, web_person_save, web_credential, web_skills, web_area,
    web_contact, web_conflict, web_absence_enter, web_absence_approve, web_absence_refuse,
    web_absence_cancel, web_absence_ask, web_absence_withdraw;
void web_absence_save(struct http_request *r);
void web_wish_save(struct http_request *r);

/* The texts publishing would send (SQL publish_told) become what they cost, "sms": {texts, parts,
 * cost in dong}: only the outbox knows their parts. */
void web_add_cost(const struct web *w, json_t *told);

/* The check before publication and the record of versions (publish.c). */
extern const struct web_page web_publish_check, web_versions, web_version;
extern const struct web_form web_publish, web_unpublish;

/* Lists for courts and police bodies (lists.c). */
extern const struct web_page web_lists, web_list;
extern const struct web_form web_list_receive, web_list_send;
void web_list_poster(struct http_request *r);
void web_list_csv(struct http_request *r);
void web_list_open(struct http_request *r);
void web_list_confirm(struct http_request *r);

/* Invitations by mail and what is answered to them (answer.c). */
extern const struct web_page web_answers;
extern const struct web_form web_invite_choose;
void web_answer(struct http_request *r);
void web_answer_save(struct http_request *r);

/* Hearings (hearings.c). */
extern const struct web_page web_hearing, web_hearing_adjourn, web_hearing_evidence,
    web_hearing_secret;
extern const struct web_form web_hearing_put_off, web_hearing_confirm;
void web_hearing_secret_save(struct http_request *r);

/* The fairness ledger (points.c). */
extern const struct web_page web_points, web_point_entries;
extern const struct web_form web_ledger_correct, web_share_save, web_call_note, web_my_call;
void web_points_export(struct http_request *r);

/* The API for courts' programs (api.c). web_api_read answers with its route's query. */
extern const struct web_page web_api_list, web_api_hearing, web_api_appearances;
void web_api_read(struct http_request *r);
void web_api_write(struct http_request *r);
void web_api_openapi(struct http_request *r);
void web_api_problem(struct http_request *r);

/* Keys for programs, codes for clerks, and the door these open (keys.c, door.c). */
extern const struct web_page web_keys, web_door_hearings, web_door_new, web_door_adjourn;
extern const struct web_form web_key_revoke, web_code_revoke, web_door_create, web_door_put_off;
void web_key_new(struct http_request *r);
void web_code_new(struct http_request *r);
void web_door(struct http_request *r);
void web_door_code(struct http_request *r);
void web_door_link(struct http_request *r);
void web_door_enter(struct http_request *r);
void web_door_leave(struct http_request *r);

/* Cases (cases.c). */
extern const struct web_page web_cases, web_case, web_late;
extern const struct web_form web_case_save, web_case_take, web_party, web_officer, web_decision;

/* Calendar addresses, and people's own calendars (calendars.c). Of the first two a route's page,
 * also of its posts, says which are meant: the own, or those of posts, bodies and the Centre. */
extern const struct web_page web_my_calendars, web_calendars, web_my_busy;
extern const struct web_form web_my_calendar_revoke, web_calendar_revoke, web_busy_add,
    web_busy_remove;
void web_calendar_new(struct http_request *r);
void web_calendar_rotate(struct http_request *r);

/* The short links in messages (short_link.c). */
void web_short_link(struct http_request *r);
void web_short_link_use(struct http_request *r);
void web_unsubscribe(struct http_request *r);

/* One message with its proof, what came in, tasks (messages.c). */
extern const struct web_page web_message, web_incoming;
extern const struct web_form web_message_resend, web_task_end;

/* The own telephones and mailboxes (verify.c). */
extern const struct web_page web_my_contacts;
extern const struct web_form web_my_contact_add, web_my_contact_code, web_my_contact_check;

/* Who is told how, the Centre's own texts, and what people choose (notices.c). */
extern const struct web_page web_policies, web_policy, web_notice_texts, web_notice_text,
    web_my_notices;
extern const struct web_form web_policy_put, web_policy_end, web_policy_hours,
    web_notice_text_reset, web_notice_text_register, web_my_notices_save;
extern const struct web_sure web_notice_text_save;

/* The screens that are more than one call. */
void web_login_form(struct http_request *r);
void web_login(struct http_request *r);
void web_logout(struct http_request *r);
void web_language(struct http_request *r);
extern const struct web_page web_queue, web_import_columns;
extern const struct web_form web_court_match, web_court_ignore, web_conflict_settle,
    web_import_undo;
void web_import_upload(struct http_request *r);
void web_import_name_columns(struct http_request *r);
void web_import_bad(struct http_request *r);
void web_sure(struct http_request *r);
void web_demand_rule_new(struct http_request *r);
void web_demand_rule_save(struct http_request *r);
web_add web_demand_add;
void web_roster_draft(struct http_request *r);
void web_roster_finish(struct http_request *r);
void web_roster_discard(struct http_request *r);
void web_roster_run(struct http_request *r);
extern const struct web_page web_roster, web_draft_diff;
extern const struct web_form web_draft_undo, web_draft_redo, web_draft_unpin, web_draft_take,
    web_draft_drop;
extern const struct web_page web_swaps, web_swap, web_swap_offer, web_why;
extern const struct web_form web_swap_ask, web_swap_take, web_swap_approve, web_swap_return,
    web_swap_refuse, web_swap_withdraw;
extern const struct web_page web_history, web_organisations, web_organisation;
extern const struct web_form web_org_new, web_org_contact, web_org_change;
void web_history_csv(struct http_request *r);
void web_feed(struct http_request *r);
void web_robots(struct http_request *r);
void web_receipt(struct http_request *r);
void web_asset(struct http_request *r);
void web_health(struct http_request *r);
void web_ready(struct http_request *r);
void web_metrics(struct http_request *r);
/* The address of an asset with its content's hash, in a. */
const char *web_asset_url(struct arena *a, const char *name);

#endif
