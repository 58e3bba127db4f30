/* Who is told how, the Centre's own texts with what they would look like, and what people choose.
 */
#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const form_args[] = {"{}", NULL};
static const char *const policy_args[] = {":0", "policy_id", NULL};
static const char *const policy_put_args[] = {":0", "{}", NULL};
static const char *const text_args[] = {":0", ":1", ":2", NULL};
static const char *const register_args[] = {":0", ":1", "{}", NULL};

/* Each language's text as it would leave, and what a text message costs by its parts. */
static void add_previews(struct http_request *r, json_t *root)
{
    const struct web *w = r->app;
    json_t *page = json_object_get(root, "page"), *texts = json_object_get(page, "texts"), *text;
    json_int_t price = json_integer_value(json_object_get(page, "sms_price"));
    size_t i;

    json_array_foreach(texts, i, text)
    {
        int parts = w->text_parts(w->outbox, text);
        json_object_set_new(text, "cost", json_integer(parts * price));
        json_object_set_new(text, "is_broken", json_boolean(parts == 0));
        json_object_del(text, "params");
    }
}

/* A box that is not ticked sends nothing: where the form is shown again, it stays that way. */
static void keep_boxes(struct http_request *r, json_t *root)
{
    static const char *const boxes[] = {"bypasses_quiet", "is_bundled", "is_optional",
                                        "is_confirmed"};
    json_t *form = json_object_get(json_object_get(root, "page"), "form");
    for (size_t i = 0; i < ARRAY_LEN(boxes) && r->method == HTTP_POST; i++) {
        if (!http_field(r, boxes[i]))
            json_object_del(form, boxes[i]);
    }
}

const struct web_page web_policies = {"messages_rules", Q_PAGE_POLICIES, DB_FAST, no_args, NULL};
const struct web_page web_policy = {"messages_rule", Q_POLICY_FORM, DB_FAST, policy_args,
                                    keep_boxes};
const struct web_page web_notice_texts = {"templates", Q_PAGE_TEMPLATES, DB_FAST, no_args, NULL};
const struct web_page web_notice_text = {"template", Q_TEMPLATE_FORM, DB_FAST, text_args,
                                         add_previews};
const struct web_page web_my_notices = {"me_notices", Q_PAGE_ME_NOTICES, DB_FAST, no_args, NULL};

const struct web_form web_policy_put = {Q_POLICY_PUT, DB_FAST, policy_put_args,
                                        "/messages/rules/{key}?done=policy", &web_policy};
const struct web_form web_policy_end = {Q_POLICY_END, DB_FAST, policy_args,
                                        "/messages/rules/{key}?done=policy_end", &web_policy};
const struct web_form web_policy_hours = {Q_POLICY_HOURS_PUT, DB_FAST, form_args,
                                          "/messages/rules?done=policy_hours", &web_policies};
const struct web_sure web_notice_text_save = {Q_TEMPLATE_PUT, text_args,
                                              "/templates/{key}/{channel}/{language}?done=template",
                                              &web_notice_text};
const struct web_form web_notice_text_reset = {
    Q_TEMPLATE_RESET, DB_FAST, text_args,
    "/templates/{key}/{channel}/{language}?done=template_reset", &web_notice_text};
const struct web_form web_notice_text_register = {
    Q_TEMPLATE_REGISTER, DB_FAST, register_args,
    "/templates/{key}/{channel}/{language}?done=template_register", NULL};
const struct web_form web_my_notices_save = {Q_NOTICE_CHOOSE, DB_FAST, form_args,
                                             "/me/notices?done=notices", &web_my_notices};
