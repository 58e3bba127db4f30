/* The door for clerks without an account: a code typed at /door or a card's link opens a small
 * session of one court. The link's token leaves the address with the first click. */
#include <string.h>

#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/web.h"

#define CODE_FIND 4 /* letters that find a code; the others prove it */
#define CODE_MAX  32
#define COOKIE_S  INT64_C(43200) /* at most: the session itself ends by the database's rules */

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const new_args[] = {"after", NULL};
static const char *const create_args[] = {"code",      "subject", "date",    "time",
                                          "end_time",  "room",    "judge",   "mode",
                                          "component", "sits",    "confirm", NULL};
static const char *const put_off_args[] = {":0",      "reason", "date",    "time", "room",
                                           "version", "sure",   "confirm", NULL};

const struct web_page web_door_hearings = {"door_hearings", Q_DOOR_HEARINGS, DB_FAST, no_args,
                                           NULL};
const struct web_page web_door_new = {"door_new", Q_DOOR_FORM, DB_FAST, new_args, NULL};
const struct web_page web_door_adjourn = {"door_adjourn", Q_DOOR_HEARING, DB_FAST, id_args, NULL};
const struct web_form web_door_create = {Q_DOOR_SAVE, DB_FAST, create_args,
                                         "/door/hearings/new?after={hearing_id}", &web_door_new};
const struct web_form web_door_put_off = {Q_DOOR_ADJOURN, DB_FAST, put_off_args,
                                          "/door/hearings?done=door_adjourned", &web_door_adjourn};

/* ---- outside ---- */

static void show(struct http_request *r, const char *name, const struct err *e, json_t *root)
{
    if (e)
        json_object_set_new(root, "error", web_error_json(e, NULL));
    http_reply_header(r, "X-Robots-Tag", "noindex");
    web_render(r, name, e ? err_http(e->code) : 200, root);
}

/* GET /door: where a code is typed. */
void web_door(struct http_request *r)
{
    show(r, "door", NULL, json_pack("{s:{s:{}}}", "page", "form"));
}

static void looked(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (root)
        show(r, "door_link", NULL, root);
}

/* GET /door/TOKEN: says whose door it is. Opens nothing: programs that look at mails follow links,
 * too. */
void web_door_link(struct http_request *r)
{
    char hash[SECRET_HEX_LEN + 1];
    secret_sha256_hex(sv_of(r->params[0]), hash);
    const char *params[] = {hash, NULL};
    web_call(r, DB_FAST, Q_DOOR_LOOK, params, looked, r);
}

/* ---- entering ---- */

struct entry {
    struct http_request *r;
    const char *token; /* of the session to come */
    bool is_link;
};

static void refuse(struct entry *n, const json_t *answer, const char *key)
{
    struct http_request *r = n->r;
    json_t *root = json_pack("{s:{s:{}}}", "page", "form");
    char *args = json_dumps(json_object_get(answer, "args"), JSON_COMPACT);
    struct err e = {0};
    err_field(&e, key, n->is_link ? "" : "door_code", SV(""));
    metric_add(METRIC_LOGIN_FAILED, 1);
    if (http_wants_json(r)) {
        http_reply_error(r, &e, args);
        json_decref(root);
    } else {
        json_object_set_new(root, "error", web_error_json(&e, args));
        http_reply_header(r, "X-Robots-Tag", "noindex");
        web_render(r, "door", err_http(e.code), root);
    }
    free(args);
}

static void entered(void *ctx, const struct db_result *res)
{
    struct entry *n = ctx;
    json_t *answer = web_json(n->r, res);
    const char *refused = json_string_value(json_object_get(answer, "refused"));
    if (refused) {
        refuse(n, answer, refused);
    } else if (answer) {
        http_set_session(n->r, n->token, COOKIE_S);
        http_redirect(n->r, "/door/hearings");
    }
    json_decref(answer);
}

/* find and secret: a code's halves, empty for a link. */
static void enter(struct http_request *r, const char *link_hash, const char *find,
                  const char *secret)
{
    struct entry *n = arena_alloc(r->arena, sizeof *n);
    char hash[SECRET_HEX_LEN + 1];
    *n = (struct entry){r, secret_token(r->arena), link_hash[0] != '\0'};
    secret_sha256_hex(sv_of(n->token), hash);
    const char *params[] = {link_hash, find, secret, hash, r->address, NULL};
    web_call(r, DB_FAST, Q_DOOR_ENTER, params, entered, n);
}

/* POST /door/TOKEN */
void web_door_enter(struct http_request *r)
{
    char hash[SECRET_HEX_LEN + 1];
    secret_sha256_hex(sv_of(r->params[0]), hash);
    enter(r, hash, "", "");
}

/* The code as it was made: capitals, without the hyphen and spaces people type, and with the
 * letters people take for digits read as those. */
static const char *read_code(struct arena *a, struct sv typed)
{
    char *code = arena_alloc(a, CODE_MAX + 1);
    size_t n = 0;
    for (size_t i = 0; i < typed.n && n < CODE_MAX; i++) {
        char c = typed.p[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == 'O')
            c = '0';
        if (c == 'I' || c == 'L')
            c = '1';
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
            code[n++] = c;
    }
    code[n] = '\0';
    return code;
}

/* POST /door */
void web_door_code(struct http_request *r)
{
    struct sv code = sv_of(read_code(r->arena, sv_of(http_field(r, "door_code"))));
    size_t find = code.n < CODE_FIND ? code.n : CODE_FIND;
    enter(r, "", arena_dup(r->arena, (struct sv){code.p, find}), code.p + find);
}

static void left(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    if (res->err.code != ERR_NONE && res->err.code != ERR_SIGNED_OUT) {
        http_reply_error(r, &res->err, NULL);
        return;
    }
    http_set_session(r, NULL, 0);
    http_redirect(r, "/door?done=door_left");
}

/* POST /door/leave */
void web_door_leave(struct http_request *r)
{
    web_call(r, DB_FAST, Q_DOOR_LEAVE, no_args, left, r);
}
