/* Publishing: the check before it, doing it, taking it back, and the record of versions. */
#include "web/web.h"

static const char *const month_args[] = {"month", NULL};
static const char *const publish_args[] = {"month",      "note",          "version",
                                           "overruling", "draft_version", NULL};
static const char *const undo_args[] = {"month", "version", "reason", NULL};
static const char *const version_args[] = {"month", "version", NULL};

void web_add_cost(const struct web *w, json_t *told)
{
    json_t *texts = json_object_get(told, "texts"), *text;
    json_int_t parts = 0, price = json_integer_value(json_object_get(told, "sms_price"));
    size_t i;
    json_array_foreach(texts, i, text)
    {
        parts += w->text_parts(w->outbox, text);
    }
    json_object_set_new(told, "sms",
                        json_pack("{s:I, s:I, s:I}", "texts", (json_int_t)json_array_size(texts),
                                  "parts", parts, "cost", parts * price));
    json_object_del(told, "texts");
}

static void add_cost(struct http_request *r, json_t *root)
{
    web_add_cost(r->app, json_object_get(root, "page"));
}

const struct web_page web_publish_check = {"publish", Q_PAGE_PUBLISH, DB_SLOW, month_args,
                                           add_cost};
const struct web_form web_publish = {Q_ROSTER_PUBLISH, DB_SLOW, publish_args,
                                     "/roster/versions?month={month}&done=publish",
                                     &web_publish_check};
const struct web_page web_versions = {"versions", Q_PAGE_VERSIONS, DB_FAST, month_args, NULL};
const struct web_page web_version = {"version", Q_PAGE_VERSION, DB_FAST, version_args, NULL};
const struct web_form web_unpublish = {Q_ROSTER_UNPUBLISH, DB_SLOW, undo_args,
                                       "/roster/versions?month={month}&done=undo", &web_versions};
