/* Reads what names people together with shifts or times: who is pinned, published, barred or out,
 * and who asks for which shift. */
#include "roster/problem.h"

#include <stdlib.h>

#include "roster/problem_parts.h"

static int naming_order(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;

    if (x->shift != y->shift) {
        return x->shift < y->shift ? -1 : 1;
    }
    return (x->provider > y->provider) - (x->provider < y->provider);
}

/* A published person who has since left cannot be kept: with leavers, such rows are skipped. */
static bool read_namings(struct reader *r, const char *key, bool leavers, struct namings *out,
                         struct err *e)
{
    struct node list;

    if (!node_array(&r->root, key, MAX_ENTRIES, &list, e)) {
        return false;
    }
    out->x = arena_alloc(r->a, (node_count(&list) + 1) * sizeof(*out->x));
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        struct naming *x = &out->x[out->n];
        int64_t provider = 0;
        if (!problem_count(r, &n, e) || !node_is_object(&n, e) ||
            !keys_field(&n, "shift", &r->shifts, &x->shift, e) ||
            !field_int(&n, "provider", IDS, &provider, e)) {
            return false;
        }
        x->provider = keys_find(&r->providers, provider);
        if (x->provider == NONE && !leavers) {
            return keys_field(&n, "provider", &r->providers, &x->provider, e);
        }
        out->n += x->provider != NONE;
    }
    qsort(out->x, (size_t)out->n, sizeof(*out->x), naming_order);
    for (int32_t i = 1; i < out->n; i++) {
        if (naming_order(&out->x[i], &out->x[i - 1]) == 0) {
            return node_fail(&list, e, "names provider %lld twice for one shift",
                             (long long)r->m->providers[out->x[i].provider].id);
        }
    }
    return true;
}

static bool read_request(struct reader *r, const struct node *n, struct request *x, struct err *e)
{
    int64_t weight = 0;

    if (!node_is_object(n, e) || !keys_field(n, "provider", &r->providers, &x->provider, e) ||
        !keys_field(n, "shift", &r->shifts, &x->shift, e) ||
        !field_int(n, "weight", (struct range){-1000, 1000}, &weight, e)) {
        return false;
    }
    x->on = weight < 0 ? r->m->weights.wish * -weight : 0;
    x->off = weight > 0 ? r->m->weights.wish * weight : 0;
    return true;
}

static bool read_requests(struct reader *r, struct err *e)
{
    struct model *m = r->m;
    struct node list;

    if (!node_array(&r->root, "requests", MAX_REQUESTS, &list, e)) {
        return false;
    }
    m->request_n = (int32_t)node_count(&list);
    m->requests = arena_alloc(r->a, ((size_t)m->request_n + 1) * sizeof(*m->requests));
    for (int32_t i = 0; i < m->request_n; i++) {
        struct node n = node_at(&list, (size_t)i);
        if (!read_request(r, &n, &m->requests[i], e)) {
            return false;
        }
    }
    int32_t twice = requests_sort(m);
    return twice == NONE || node_fail(&list, e, "ask twice about shift %lld for provider %lld",
                                      (long long)m->shifts[m->requests[twice].shift].id,
                                      (long long)m->providers[m->requests[twice].provider].id);
}

static bool read_out(struct reader *r, struct err *e)
{
    struct node list;

    if (!node_array(&r->root, "out", MAX_ENTRIES, &list, e)) {
        return false;
    }
    int32_t count = (int32_t)node_count(&list);
    struct dropout *out = arena_alloc(r->a, ((size_t)count + 1) * sizeof(*out));
    for (int32_t i = 0; i < count; i++) {
        struct node n = node_at(&list, (size_t)i), to = node_key(&n, "to");
        if (!problem_count(r, &n, e) || !node_is_object(&n, e) ||
            !keys_field(&n, "provider", &r->providers, &out[i].provider, e) ||
            !field_int32(&n, "from", MINUTES, &out[i].from, e) ||
            !node_int32(&to, MINUTES, &out[i].to, e)) {
            return false;
        }
        if (out[i].to <= out[i].from) {
            return node_fail(&to, e, "must be after from");
        }
    }
    r->m->out = out;
    r->m->out_n = count;
    r->m->notice_until = -MAX_MINUTE;
    return field_opt_int32(&r->root, "notice_until", MINUTES, &r->m->notice_until, e);
}

bool problem_read_named(struct reader *r, struct err *e)
{
    struct model *m = r->m;

    return read_namings(r, "pinned", false, &m->pins, e) &&
           read_namings(r, "published", true, &m->published, e) &&
           read_namings(r, "barred", false, &m->barred, e) && read_requests(r, e) && read_out(r, e);
}
