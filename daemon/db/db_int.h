/* What db.c (lanes), db_conn.c (one connection) and db_item.c (one call) share. */
#ifndef DB_DB_INT_H
#define DB_DB_INT_H

#include "db/db.h"

/* One thing on the wire, ended by its own Sync. */
enum db_op { DB_OP_CALL, DB_OP_PREPARE, DB_OP_FORGET };

struct db_item {
    struct db_item *next;
    enum db_op op;
    struct db_call call; /* its texts are copies that live in this item */
    bool was_resent;     /* its connection died once */
    bool was_replanned;  /* its plan was out of date once */
    int64_t deadline_us; /* until when it waits for a connection */
    enum err_code fate;  /* of an item that waits only to be refused */
};

/* First in, first out; owns its items. */
struct db_list {
    struct db_item *first;
    struct db_item *last;
};

void db_list_push(struct db_list *list, struct db_item *item);
struct db_item *db_list_pop(struct db_list *list); /* NULL when empty */
/* Moves all items into the result. */
struct db_list db_list_take(struct db_list *list);

/* A copy of the call; freed with free(). */
struct db_item *db_item_new(const struct db_call *call);
/* PREPARE or FORGET of a query. */
struct db_item *db_item_note(enum db_op op, enum query query);

/* One pipelined connection of a lane. */
struct db_conn;
struct db_conn_spec {
    struct db *db;
    struct loop *loop;
    enum db_lane lane;
    const char *conninfo, *name; /* borrowed */
    int64_t connect_ms;
    const struct query_def *queries;
    size_t n_queries;
};

struct db_conn *db_conn_start(const struct db_conn_spec *spec);
/* Closes; whatever was sent goes to left. */
void db_conn_stop(struct db_conn *c, struct db_list *left);
bool db_conn_ready(const struct db_conn *c);
size_t db_conn_load(const struct db_conn *c); /* calls sent and not answered */
/* Takes the item; no callback runs inside. */
void db_conn_send(struct db_conn *c, struct db_item *item);

/* What a connection tells its lane. The item is the lane's again. */
void db_lane_ready(struct db *db, enum db_lane lane);
void db_lane_answer(struct db *db, struct db_item *item, const struct db_result *r);
void db_lane_lost(struct db *db, struct db_item *item);

#endif
