/* How the person signed in is reached, and the codes that show an address is theirs. */
#include "web/web.h"

static const char *const page_args[] = {"result", NULL};
static const char *const add_args[] = {"channel", "address", NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const check_args[] = {":0", "code", NULL};

const struct web_page web_my_contacts = {"my_contacts", Q_PAGE_ME_CONTACTS, DB_FAST, page_args,
                                         NULL};
const struct web_form web_my_contact_add = {Q_CONTACT_OWN_ADD, DB_FAST, add_args,
                                            "/me/contacts?result={result}", &web_my_contacts};
const struct web_form web_my_contact_code = {Q_CONTACT_CODE_ASK, DB_FAST, id_args,
                                             "/me/contacts?result={result}", NULL};
const struct web_form web_my_contact_check = {Q_CONTACT_CODE_CHECK, DB_FAST, check_args,
                                              "/me/contacts?result={result}", NULL};
