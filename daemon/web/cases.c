/* Cases: the pages and posts of /cases. What a post holds of people's names travels in its body. */
#include "web/web.h"

static const char *const list_args[] = {"q", "show", "offset", NULL};
static const char *const month_args[] = {"month", NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const save_args[] = {":0", "{}", NULL};
static const char *const take_args[] = {":0", "provider_id", NULL};
static const char *const party_args[] = {":0", "party_id", "what", "{}", NULL};
static const char *const officer_args[] = {":0",           "officer_id",   "what",
                                           "officer_name", "officer_role", NULL};
static const char *const decision_args[] = {
    ":0",        "decision_id", "party_id",       "provider_id", "number",
    "signed_on", "signed_by",   "replace_reason", "no_conflict", NULL};

const struct web_page web_cases = {"cases", Q_PAGE_CASES, DB_FAST, list_args, NULL};
const struct web_page web_late = {"late", Q_PAGE_LATE, DB_FAST, month_args, NULL};
const struct web_page web_case = {"case", Q_PAGE_CASE, DB_FAST, id_args, NULL};

const struct web_form web_case_save = {Q_CASE_SAVE, DB_FAST, save_args,
                                       "/cases/{case_id}?done=case", &web_case};
const struct web_form web_case_take = {Q_CASE_TAKE, DB_FAST, take_args,
                                       "/cases/{case_id}?done=case_provider", &web_case};
const struct web_form web_party = {Q_PARTY_SAVE, DB_FAST, party_args,
                                   "/cases/{case_id}?done=case#parties", &web_case};
const struct web_form web_officer = {Q_OFFICER_SAVE, DB_FAST, officer_args,
                                     "/cases/{case_id}?done=case#officers", &web_case};
const struct web_form web_decision = {Q_DECISION_SAVE, DB_FAST, decision_args,
                                      "/cases/{case_id}?done=decision", &web_case};
