/* The engine's runs of this daemon: each draws one month of one Centre, or fills its gaps, and
 * keeps the result itself, whoever is looking. Two at a time, the others wait in order; one run per
 * Centre and month. They live in memory only: a daemon that ends takes its runs along, and their
 * earlier drafts stay. */
#ifndef WEB_ROSTER_RUNS_H
#define WEB_ROSTER_RUNS_H

#include <jansson.h>

#include "web/web.h"

/* w outlives the runs. */
struct roster_runs *roster_runs_new(const struct web *w);
/* Waiting and drawing runs end without a draft; one that is being saved is not touched. No new one
 * starts. */
void roster_runs_stop(struct roster_runs *all);
/* Runs that save and processes that are not reaped yet: what an orderly end waits for. */
size_t roster_runs_busy(const struct roster_runs *all);
void roster_runs_free(struct roster_runs *all); /* NULL allowed; before the database stops */

struct roster_order {
    const char *center, *month; /* the Centre's code; "2027-03" */
    const char *mode;           /* draft: all of it anew; fill: only what is empty */
    const char *seed;
    int64_t version; /* of the draft the run is for */
};

/* Starts a run in the name of r's session: what it asks of the database is asked as that account.
 * ERR_CONFLICT when the month has one, ERR_BUSY when too many wait. */
MUST_CHECK bool roster_run_start(struct roster_runs *all, const struct http_request *r,
                                 const struct roster_order *o, struct err *e);
/* The best so far becomes the draft, as soon as there is one. */
void roster_run_finish(struct roster_runs *all, const char *center, const char *month);
/* Ends without a draft. A run that is being saved stays. */
void roster_run_discard(struct roster_runs *all, const char *center, const char *month);

/* What r's page shows of the month's run, docs/http.md; NULL when there is none. A run that ended
 * after r began still saves: what r read of the database may be from before. */
json_t *roster_run_json(const struct roster_runs *all, const struct http_request *r,
                        const char *center, const char *month);
/* How the month's last run ended: {"is_done": true}, {"is_filled": true}, {"is_proposal": true}
 * when it waits beside the draft, or {"failed": {"key", ...}, "is_unchanged": whether the earlier
 * draft surely stands}. Told once, and to the session that started it; else NULL. */
json_t *roster_run_tell(struct roster_runs *all, const struct http_request *r, const char *center,
                        const char *month);

/* An engine that a page waits for (roster_ask.c) begins and, once its process is reaped, ends: a
 * few at a time beside the runs. ERR_BUSY: the page is shown without its answer. */
MUST_CHECK bool roster_ask_begin(struct roster_runs *all, struct err *e);
void roster_ask_end(struct roster_runs *all);

#endif
