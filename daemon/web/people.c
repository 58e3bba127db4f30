/* People, their absences and wishes: the pages and posts of /people, /absences, /me/absence and
 * /me/wish, and the three posts that are more than a form. */
#include <string.h>

#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const list_args[] = {"q", "class", "branch", "state", "sort", NULL};
static const char *const state_args[] = {"state", NULL};
static const char *const month_args[] = {"month", NULL};
static const char *const add_args[] = {"name",      "class",    "branch_id", "home_place", "share",
                                       "first_day", "language", "phone",     "email",      "number",
                                       "until",     "login",    NULL};
static const char *const save_args[] = {":0",         "name",     "class",        "branch_id",
                                        "home_place", "share",    "max_per_week", "max_per_month",
                                        "first_day",  "last_day", "language",     NULL};
static const char *const credential_args[] = {":0",   "credential_id", "number",
                                              "from", "until",         NULL};
static const char *const skill_args[] = {":0", "khmer", "sign_language", "juvenile", NULL};
static const char *const area_args[] = {":0",        "charge_id",  "area_id",
                                        "area_from", "area_until", NULL};
static const char *const contact_args[] = {":0", "what", "contact_id", "channel", "address", NULL};
static const char *const conflict_args[] = {":0",
                                            "conflict_id",
                                            "conflict_with",
                                            "conflict_from",
                                            "conflict_until",
                                            "conflict_reason",
                                            "conflict_person",
                                            NULL};
static const char *const absence_args[] = {"provider_id", "kind", "from", "to", "from_time",
                                           "to_time",     "now",  "note", NULL};
static const char *const ask_args[] = {"kind", "from", "to", "from_time", "to_time", "note", NULL};
static const char *const withdraw_args[] = {"absence_id", NULL};
static const char *const approve_args[] = {":0", "=approve", NULL};
static const char *const refuse_args[] = {":0", "=refuse", NULL};
static const char *const cancel_args[] = {":0", "=cancel", NULL};

/* What was chosen stays chosen when the form is shown again. */
static void keep_wishes(struct http_request *r, json_t *root)
{
    json_t *page = json_object_get(root, "page"), *days = json_object_get(page, "days");
    const json_t *form = json_object_get(page, "form");
    json_t *day, *choice;
    size_t i, k;
    (void)r;
    json_array_foreach(days, i, day)
    {
        const char *field = json_string_value(json_object_get(day, "field"));
        const char *chosen = json_string_value(json_object_get(form, field));
        if (!chosen)
            continue;
        json_array_foreach(json_object_get(day, "choices"), k, choice)
        {
            const char *value = json_string_value(json_object_get(choice, "value"));
            json_object_set_new(choice, "selected", json_boolean(strcmp(value, chosen) == 0));
        }
    }
}

const struct web_page web_people = {"people", Q_PAGE_PEOPLE, DB_FAST, list_args, NULL};
const struct web_page web_person = {"person", Q_PAGE_PERSON, DB_FAST, id_args, NULL};
const struct web_page web_person_new = {"person_new", Q_PROVIDER_FORM, DB_FAST, no_args, NULL};
const struct web_page web_absences = {"absences", Q_PAGE_ABSENCES, DB_FAST, state_args, NULL};
const struct web_page web_absence = {"absence", Q_PAGE_ABSENCE, DB_FAST, id_args, NULL};
const struct web_page web_absence_new = {"absence_form", Q_ABSENCE_FORM, DB_FAST, absence_args,
                                         NULL};
const struct web_page web_my_absences = {"me_absences", Q_PAGE_ME_ABSENCES, DB_FAST, no_args, NULL};
const struct web_page web_my_wishes = {"me_wishes", Q_PAGE_ME_WISHES, DB_FAST, month_args,
                                       keep_wishes};

const struct web_form web_person_add = {Q_PROVIDER_ADD, DB_FAST, add_args,
                                        "/people/{provider_id}?done=person", &web_person_new};
const struct web_form web_person_save = {Q_PROVIDER_SAVE, DB_FAST, save_args,
                                         "/people/{provider_id}?done=person", &web_person};
const struct web_form web_credential = {Q_CREDENTIAL_SAVE, DB_FAST, credential_args,
                                        "/people/{provider_id}?done=person", &web_person};
const struct web_form web_skills = {Q_PROVIDER_SKILLS, DB_FAST, skill_args,
                                    "/people/{provider_id}?done=person", &web_person};
const struct web_form web_area = {Q_AREA_CHARGE_SAVE, DB_FAST, area_args,
                                  "/people/{provider_id}?done=person", &web_person};
const struct web_form web_contact = {Q_CONTACT_SAVE, DB_FAST, contact_args,
                                     "/people/{provider_id}?done=person", &web_person};
const struct web_form web_conflict = {Q_CONFLICT_SAVE, DB_FAST, conflict_args,
                                      "/people/{provider_id}?done=person", &web_person};
const struct web_form web_absence_enter = {Q_ABSENCE_ENTER, DB_FAST, absence_args,
                                           "/absences/{absence_id}?done=absence", &web_absence_new};
const struct web_form web_absence_approve = {Q_ABSENCE_DECIDE, DB_FAST, approve_args,
                                             "/absences?done=approve", &web_absence};
const struct web_form web_absence_refuse = {Q_ABSENCE_DECIDE, DB_FAST, refuse_args,
                                            "/absences?done=refuse", &web_absence};
const struct web_form web_absence_cancel = {Q_ABSENCE_DECIDE, DB_FAST, cancel_args,
                                            "/absences?done=cancel", &web_absence};
const struct web_form web_absence_ask = {Q_ABSENCE_ASK, DB_FAST, ask_args, "/me/absence?done=asked",
                                         &web_my_absences};
const struct web_form web_absence_withdraw = {Q_ABSENCE_WITHDRAW, DB_FAST, withdraw_args,
                                              "/me/absence?done=withdrawn", &web_my_absences};

/* Published duties that an absence hits are given to others next. */
static void absence_saved(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_form *f = r->route->data;
    if (res->err.code != ERR_NONE) {
        web_form_again(r, f->back, &res->err, res->args);
        return;
    }
    json_t *data = web_json(r, res);
    if (!data)
        return;
    bool is_hit = json_is_true(json_object_get(data, "repair"));
    json_decref(data);
    web_done(r, is_hit ? "/roster/repair?absence={absence_id}" : f->next, res);
}

void web_absence_save(struct http_request *r)
{
    const struct web_form *f = r->route->data;
    web_call(r, f->lane, f->query, web_params(r, f->args), absence_saved, r);
}

static void wishes_saved(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    if (res->err.code != ERR_NONE)
        web_form_again(r, &web_my_wishes, &res->err, res->args);
    else
        web_done(r, "/me/wish?month={month}&done=wish", res);
}

/* A field for each day of the month: they travel as one JSON object. */
void web_wish_save(struct http_request *r)
{
    const char *month = http_field(r, "month");
    json_t *fields = json_object();
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct http_field *f = &r->fields[i];
        if (f->name[0] == 'd')
            json_object_set_new(fields, f->name, json_stringn(f->value.p, f->value.n));
    }
    char *text = json_dumps(fields, JSON_COMPACT);
    const char *params[] = {month ? month : "", text, NULL};
    web_call(r, DB_FAST, Q_WISH_SAVE, params, wishes_saved, r);
    free(text);
    json_decref(fields);
}
