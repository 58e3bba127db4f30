/* Puts the answers of gateways and relays into one of four outcomes. */
#include "notice/outcome.h"

const char *outcome_str(enum outcome o)
{
    switch (o) {
    case OUTCOME_OK: return "ok";
    case OUTCOME_TEMPFAIL: return "tempfail";
    case OUTCOME_PERMFAIL: return "permfail";
    case OUTCOME_UNKNOWN: break;
    }
    return "unknown";
}

enum outcome outcome_of_status(int status)
{
    switch (status) {
    case 401: /* these four: our own fault, which can be put right */
    case 403:
    case 404:
    case 407:
    case 408:
    case 425:
    case 429: return OUTCOME_TEMPFAIL;
    default: break;
    }
    return status / 100 == 4 ? OUTCOME_PERMFAIL : OUTCOME_UNKNOWN;
}

static bool is_about_log_in(int status)
{
    return status == 530 || status == 534 || status == 535 || status == 538;
}

enum outcome outcome_of_mail(const struct client_result *r)
{
    if (r->end == CLIENT_NOT_SENT)
        return OUTCOME_TEMPFAIL;
    if (r->end == CLIENT_UNKNOWN)
        return OUTCOME_UNKNOWN;
    switch (r->status / 100) {
    case 2: return OUTCOME_OK;
    case 4: return OUTCOME_TEMPFAIL;
    case 5: return is_about_log_in(r->status) ? OUTCOME_TEMPFAIL : OUTCOME_PERMFAIL;
    default: return OUTCOME_UNKNOWN;
    }
}
