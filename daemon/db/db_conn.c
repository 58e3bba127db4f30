/* One pipelined connection: what was sent, in order, and what the answers mean.
 * Each call is a segment with its own Sync (pitfalls P8). Statements are prepared on first use in
 * a segment of their own, so that a call refused by its identity does not take the plan with it. */
#include "db/db_int.h"

#include "core/arena.h"
#include "core/log.h"
#include "core/str.h"
#include "db/db_error.h"
#include "db/db_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IDENTIFY  "select duty.identify($1, $2, $3)"
#define NULLS_MAX 2 /* NULLs in a row that libpq gives between results; more is the end (P9) */

struct db_conn {
    struct db_conn_spec spec;
    struct db_link *link;
    struct db_list sent; /* the first is being answered */
    size_t load;         /* calls among them */
    bool *is_prepared;   /* by query; the last is the identity statement */
    PGresult *answer;    /* of the present segment: its last result */
    PGresult *error;     /* of the present segment: its first error */
};

static size_t identity_of(const struct db_conn *c)
{
    return c->spec.n_queries;
}

static const char *sql_of(const struct db_conn *c, size_t query)
{
    return query == identity_of(c) ? IDENTIFY : c->spec.queries[query].sql;
}

static const char *name_of(const struct db_conn *c, size_t query)
{
    return query == identity_of(c) ? "_identify" : c->spec.queries[query].name;
}

/* Sends one statement and its Sync as a segment of its own. */
static bool send_note(struct db_conn *c, enum db_op op, size_t query)
{
    PGconn *pg = db_link_pg(c->link);
    char text[128];
    bool ok;
    if (op == DB_OP_PREPARE) {
        ok = PQsendPrepare(pg, name_of(c, query), sql_of(c, query), 0, NULL) == 1;
    } else {
        (void)snprintf(text, sizeof(text), "deallocate \"%s\"", name_of(c, query));
        ok = PQsendQueryParams(pg, text, 0, NULL, NULL, NULL, NULL, 0) == 1;
    }
    db_list_push(&c->sent, db_item_note(op, (enum query)query));
    c->is_prepared[query] = op == DB_OP_PREPARE;
    return ok && PQpipelineSync(pg) == 1;
}

static bool prepare(struct db_conn *c, size_t query)
{
    return c->is_prepared[query] || send_note(c, DB_OP_PREPARE, query);
}

static bool send_identity(struct db_conn *c, const struct db_call *call)
{
    const char *const who[] = {call->session_hash, call->action, call->request_id};
    return PQsendQueryPrepared(db_link_pg(c->link), name_of(c, identity_of(c)), 3, who, NULL, NULL,
                               0) == 1;
}

static bool send_query(struct db_conn *c, const struct db_call *call)
{
    return PQsendQueryPrepared(db_link_pg(c->link), name_of(c, call->query), (int)call->n_params,
                               call->params, NULL, NULL, 0) == 1;
}

void db_conn_send(struct db_conn *c, struct db_item *item)
{
    const struct db_call *call = &item->call;
    bool has_identity = call->session_hash != NULL || call->action != NULL;
    bool ok = prepare(c, call->query) && (!has_identity || prepare(c, identity_of(c))) &&
              (!has_identity || send_identity(c, call)) && send_query(c, call) &&
              PQpipelineSync(db_link_pg(c->link)) == 1;
    db_list_push(&c->sent, item);
    c->load++;
    if (ok) {
        db_link_flush(c->link);
    } else {
        db_link_break(c->link);
    }
}

static void log_failure(const struct db_conn *c, const struct db_item *item, const struct err *e)
{
    log_error("db.error", LOG_S("lane", c->spec.name), LOG_S("query", name_of(c, item->call.query)),
              LOG_S("request", item->call.request_id), LOG_S("detail", e->detail));
}

static void finish_note(struct db_conn *c, struct db_item *item)
{
    if (item->op == DB_OP_PREPARE && c->error != NULL) {
        struct err e;
        free(db_error_read(c->error, &e));
        log_failure(c, item, &e);
        c->is_prepared[item->call.query] = false;
    }
    free(item);
}

static void finish_call(struct db_conn *c, struct db_item *item)
{
    struct db_result r = {.value = {"", 0}};
    char *args = NULL;
    if (c->error != NULL) {
        args = db_error_read(c->error, &r.err);
        r.args = args;
        if (r.err.code == ERR_INTERNAL) {
            log_failure(c, item, &r.err);
        }
    } else if (PQntuples(c->answer) > 0 && PQgetisnull(c->answer, 0, 0) == 0) {
        r.value = (struct sv){PQgetvalue(c->answer, 0, 0), (size_t)PQgetlength(c->answer, 0, 0)};
    }
    db_lane_answer(c->spec.db, item, &r);
    free(args);
}

/* A Sync: the segment of the first item is over. */
static void finish_first(struct db_conn *c)
{
    struct db_item *item = db_list_pop(&c->sent);
    if (item->op != DB_OP_CALL) {
        finish_note(c, item);
    } else if (c->error != NULL && db_error_is_stale_plan(c->error) && !item->was_replanned) {
        c->load--;
        item->was_replanned = true;
        if (!send_note(c, DB_OP_FORGET, item->call.query)) {
            db_link_break(c->link);
        }
        db_conn_send(c, item);
    } else {
        c->load--;
        finish_call(c, item);
    }
    PQclear(c->answer);
    PQclear(c->error);
    c->answer = c->error = NULL;
}

static void take_result(struct db_conn *c, PGresult *res)
{
    switch (PQresultStatus(res)) {
    case PGRES_PIPELINE_SYNC:
        PQclear(res);
        finish_first(c);
        break;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        PQclear(c->answer);
        c->answer = res;
        break;
    case PGRES_PIPELINE_ABORTED: PQclear(res); break;
    default:
        if (c->error == NULL) {
            c->error = res;
        } else {
            PQclear(res);
        }
        break;
    }
}

static void on_input(void *ctx)
{
    struct db_conn *c = ctx;
    PGconn *pg = db_link_pg(c->link);
    int nulls = 0;
    while (c->sent.first != NULL && PQisBusy(pg) == 0) {
        PGresult *res = PQgetResult(pg);
        if (res != NULL) {
            nulls = 0;
            take_result(c, res);
        } else if (++nulls > NULLS_MAX || PQstatus(pg) == CONNECTION_BAD) {
            db_link_break(c->link);
            return;
        }
    }
}

static void on_ready(void *ctx)
{
    struct db_conn *c = ctx;
    if (PQenterPipelineMode(db_link_pg(c->link)) != 1) {
        db_link_break(c->link);
        return;
    }
    db_lane_ready(c->spec.db, c->spec.lane);
}

static struct db_list forget_session(struct db_conn *c)
{
    PQclear(c->answer);
    PQclear(c->error);
    c->answer = c->error = NULL;
    c->load = 0;
    memset(c->is_prepared, 0, (c->spec.n_queries + 1) * sizeof(*c->is_prepared));
    return db_list_take(&c->sent);
}

/* Whether the first call was committed nobody knows, and the others behind it neither. */
static void on_lost(void *ctx)
{
    struct db_conn *c = ctx;
    struct db_list left = forget_session(c);
    for (struct db_item *item; (item = db_list_pop(&left)) != NULL;) {
        if (item->op == DB_OP_CALL) {
            db_lane_lost(c->spec.db, item);
        } else {
            free(item);
        }
    }
}

struct db_conn *db_conn_start(const struct db_conn_spec *spec)
{
    struct db_conn *c = heap_new(sizeof(*c));
    c->spec = *spec;
    c->is_prepared = heap_new((spec->n_queries + 1) * sizeof(*c->is_prepared));
    struct db_link_handler handler = {on_ready, on_input, on_lost, c};
    c->link = db_link_start(spec->loop, spec->conninfo, spec->name, spec->connect_ms, &handler);
    return c;
}

void db_conn_stop(struct db_conn *c, struct db_list *left)
{
    struct db_list sent = forget_session(c);
    for (struct db_item *item; (item = db_list_pop(&sent)) != NULL;) {
        if (item->op == DB_OP_CALL) {
            db_list_push(left, item);
        } else {
            free(item);
        }
    }
    db_link_stop(c->link);
    free(c->is_prepared);
    free(c);
}

bool db_conn_ready(const struct db_conn *c)
{
    return db_link_state(c->link) == DB_LINK_READY;
}

size_t db_conn_load(const struct db_conn *c)
{
    return c->load;
}
