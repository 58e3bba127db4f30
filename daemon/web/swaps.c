/* Swaps and hand-overs: each screen is one query and one template, each button one query. */
#include "web/web.h"

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const offer_args[] = {"assignment_id", "to_provider", NULL};
static const char *const ask_args[] = {"assignment_id", "kind", "to_provider", "back_id",
                                       "time",          "note", "agreed",      NULL};
static const char *const take_args[] = {":0", "provider_id", NULL};
static const char *const approve_args[] = {":0", "note", NULL};
static const char *const return_args[] = {":0", "=returned", "note", NULL};
static const char *const refuse_args[] = {":0", "=refused", "note", NULL};
static const char *const withdraw_args[] = {":0", "=withdrawn", "note", NULL};

const struct web_page web_swaps = {"swaps", Q_PAGE_SWAPS, DB_FAST, no_args, NULL};
const struct web_page web_swap = {"swap", Q_PAGE_SWAP, DB_FAST, id_args, NULL};
const struct web_page web_swap_offer = {"swap_form", Q_SWAP_FORM, DB_FAST, offer_args, NULL};
const struct web_page web_why = {"why", Q_PAGE_WHY, DB_FAST, id_args, NULL};

const struct web_form web_swap_ask = {Q_SWAP_ASK, DB_SLOW, ask_args,
                                      "/swaps/{swap_id}?done=swap_ask", &web_swap_offer};
const struct web_form web_swap_take = {Q_SWAP_TAKE, DB_SLOW, take_args,
                                       "/swaps/{swap_id}?done=swap_take", &web_swap};
const struct web_form web_swap_approve = {Q_SWAP_APPROVE, DB_SLOW, approve_args,
                                          "/swaps/{swap_id}?done=swap_approve", &web_swap};
const struct web_form web_swap_return = {Q_SWAP_LEAVE, DB_FAST, return_args,
                                         "/swaps/{swap_id}?done=swap_leave", &web_swap};
const struct web_form web_swap_refuse = {Q_SWAP_LEAVE, DB_FAST, refuse_args,
                                         "/swaps/{swap_id}?done=swap_leave", &web_swap};
const struct web_form web_swap_withdraw = {Q_SWAP_LEAVE, DB_FAST, withdraw_args,
                                           "/swaps/{swap_id}?done=swap_leave", &web_swap};
