/* Public ids: collected in order, refused when double, looked up when named. */
#include "roster/problem.h"

#include <stdlib.h>

static int key_order(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    if (x->id != y->id) {
        return x->id < y->id ? -1 : 1;
    }
    return (x->at > y->at) - (x->at < y->at);
}

bool keys_read(struct reader *r, const struct node *list, struct keys *out, struct err *e)
{
    size_t n = node_count(list);

    out->n = (int32_t)n;
    out->k = arena_alloc(r->a, (n + 1) * sizeof(*out->k));
    for (size_t i = 0; i < n; i++) {
        struct node item = node_at(list, i);
        if (!node_is_object(&item, e) || !field_int(&item, "id", IDS, &out->k[i].id, e)) {
            return false;
        }
        out->k[i].at = (int32_t)i;
    }
    qsort(out->k, n, sizeof(*out->k), key_order);
    for (size_t i = 1; i < n; i++) {
        if (out->k[i].id == out->k[i - 1].id) {
            struct node item = node_at(list, (size_t)out->k[i].at);
            struct node id = node_key(&item, "id");
            return node_fail(&id, e, "is given twice");
        }
    }
    return true;
}

bool keys_gather(struct reader *r, const struct node *list, const char *member, struct keys *out,
                 struct err *e)
{
    size_t n = node_count(list), kept = 0;

    out->k = arena_alloc(r->a, (n + 1) * sizeof(*out->k));
    for (size_t i = 0; i < n; i++) {
        struct node item = node_at(list, i);
        int64_t id = 0;
        if (!field_opt_int(&item, member, IDS, &id, e)) {
            return false;
        }
        if (id != 0) {
            out->k[kept++].id = id;
        }
    }
    qsort(out->k, kept, sizeof(*out->k), key_order);
    for (size_t i = 0; i < kept; i++) {
        if (out->n == 0 || out->k[out->n - 1].id != out->k[i].id) {
            out->k[out->n] = (struct key){.id = out->k[i].id, .at = out->n};
            out->n++;
        }
    }
    return true;
}

int32_t keys_find(const struct keys *keys, int64_t id)
{
    int32_t low = 0, high = keys->n;

    while (low < high) {
        int32_t mid = low + (high - low) / 2;
        if (keys->k[mid].id < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < keys->n && keys->k[low].id == id ? keys->k[low].at : NONE;
}

bool keys_field(const struct node *up, const char *member, const struct keys *keys, int32_t *out,
                struct err *e)
{
    struct node n = node_key(up, member);
    int64_t id = 0;

    if (!node_int(&n, IDS, &id, e)) {
        return false;
    }
    *out = keys_find(keys, id);
    return *out != NONE || node_fail(&n, e, "names nothing in this problem");
}

bool keys_opt_field(const struct node *up, const char *member, const struct keys *keys,
                    int32_t *out, struct err *e)
{
    struct node n = node_key(up, member);

    *out = NONE;
    return !node_given(&n) || keys_field(up, member, keys, out, e);
}
