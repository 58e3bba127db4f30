/* One call as it waits and travels: a copy of everything it needs, and the lists it stands in. */
#include "db/db_int.h"

#include "core/arena.h"

#include <string.h>

void db_list_push(struct db_list *list, struct db_item *item)
{
    item->next = NULL;
    if (list->first == NULL) {
        list->first = item;
    } else {
        list->last->next = item;
    }
    list->last = item;
}

struct db_item *db_list_pop(struct db_list *list)
{
    struct db_item *item = list->first;
    if (item != NULL) {
        list->first = item->next;
        item->next = NULL;
    }
    return item;
}

struct db_list db_list_take(struct db_list *list)
{
    struct db_list all = *list;
    *list = (struct db_list){0};
    return all;
}

static size_t text_size(const char *s)
{
    return s != NULL ? strlen(s) + 1 : 0;
}

static const char *copy_text(char **at, const char *s)
{
    if (s == NULL) {
        return NULL;
    }
    char *copy = memcpy(*at, s, strlen(s) + 1);
    *at += strlen(s) + 1;
    return copy;
}

struct db_item *db_item_new(const struct db_call *call)
{
    size_t list = call->n_params * sizeof(char *);
    size_t text =
        text_size(call->session_hash) + text_size(call->action) + text_size(call->request_id);
    for (size_t i = 0; i < call->n_params; i++) {
        text += text_size(call->params[i]);
    }
    struct db_item *item = heap_new(sizeof(*item) + list + text);
    const char **params = (const char **)(item + 1);
    char *at = (char *)(params + call->n_params);

    item->op = DB_OP_CALL;
    item->call = *call;
    item->call.params = params;
    item->call.session_hash = copy_text(&at, call->session_hash);
    item->call.action = copy_text(&at, call->action);
    item->call.request_id = copy_text(&at, call->request_id);
    for (size_t i = 0; i < call->n_params; i++) {
        params[i] = copy_text(&at, call->params[i]);
    }
    return item;
}

struct db_item *db_item_note(enum db_op op, enum query query)
{
    struct db_item *item = heap_new(sizeof(*item));
    item->op = op;
    item->call.query = query;
    return item;
}
