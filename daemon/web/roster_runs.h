/* The engine's runs of this daemon: each draws one month of one Centre and keeps the draft itself,
 * whoever is looking. Two at a time, the others wait in order; one run per Centre and month. They
 * live in memory only: a daemon that ends takes its runs along, and their earlier drafts stay. */
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

/* Starts a run for the month ("2027-03") of a Centre, by its code, in the name of r's session: what
 * it asks of the database is asked as that account. ERR_CONFLICT when there is one, ERR_BUSY when
 * too many wait. */
MUST_CHECK bool roster_run_start(struct roster_runs *all, const struct http_request *r,
                                 const char *center, const char *month, const char *seed,
                                 struct err *e);
/* The best so far becomes the draft, as soon as there is one. */
void roster_run_finish(struct roster_runs *all, const char *center, const char *month);
/* Ends without a draft. A run that is being saved stays. */
void roster_run_discard(struct roster_runs *all, const char *center, const char *month);

/* What r's page shows of the month's run, docs/http.md; NULL when there is none. A run that ended
 * after r began still saves: what r read of the database may be from before. */
json_t *roster_run_json(const struct roster_runs *all, const struct http_request *r,
                        const char *center, const char *month);
/* How the month's last run ended: {"is_done": true}, or {"failed": {"key", ...}, "is_unchanged":
 * whether the earlier draft surely stands}. Told once, and to the session that started it; else
 * NULL. */
json_t *roster_run_tell(struct roster_runs *all, const struct http_request *r, const char *center,
                        const char *month);

#endif
