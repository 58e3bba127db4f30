/* One message with its proof, what came in, and the tasks a coordinator ends. */
#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const task_args[] = {":0", "what", "note", NULL};

const struct web_page web_message = {"message", Q_PAGE_MESSAGE, DB_FAST, id_args, NULL};
const struct web_page web_incoming = {"incoming", Q_PAGE_INCOMING, DB_FAST, no_args, NULL};
const struct web_form web_message_resend = {Q_NOTICE_RESEND, DB_FAST, id_args,
                                            "/messages/{notice_id}?done=resent", &web_message};
const struct web_form web_task_end = {Q_TASK_END, DB_FAST, task_args, "/?done=task", NULL};
