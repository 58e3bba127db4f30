/* The values in a gateway's description, by the kinds there are. Private to gateway.c. */
#ifndef NOTICE_GATEWAY_VALUE_H
#define NOTICE_GATEWAY_VALUE_H

#include "notice/gateway.h"

/* What stands at `into`: a const char * of text (SECRET: also "@/path"), a struct gateway_url, an
 * enum gateway_format, a bool (LOGIN: "basic"; FOLD: "keep" or "fold"; BOOL: "yes" or "no"), a
 * struct gateway_place, a struct sv of codes, an int64_t, a struct address_ranges *. */
enum gateway_value {
    VALUE_KIND, /* "http": nothing is kept */
    VALUE_TEXT,
    VALUE_SECRET,
    VALUE_URL,
    VALUE_FORMAT,
    VALUE_LOGIN,
    VALUE_FOLD,
    VALUE_BOOL,
    VALUE_PLACE,
    VALUE_CODES,
    VALUE_NUMBER,
    VALUE_RANGES
};

/* Copies what it keeps into a. max: the largest VALUE_NUMBER; the least is 1. */
MUST_CHECK bool gateway_value(struct arena *a, enum gateway_value kind, int64_t max,
                              struct sv value, void *into, struct err *e);

#endif
