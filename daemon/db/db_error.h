/* What a failed statement means to the caller. */
#ifndef DB_DB_ERROR_H
#define DB_DB_ERROR_H

#include <libpq-fe.h>

#include "core/err.h"

/* Fills *e from an error result. Class DU is ours: MESSAGE is the key of the sentence, DETAIL a
 * JSON object {"field": , "value": , "args": {}}; a broken constraint has the key
 * "constraint.<name>". Returns args as JSON text, which the caller frees, or NULL. */
char *db_error_read(const PGresult *res, struct err *e);
/* Perhaps "cached plan must not change result type" (the server may say it in any language):
 * nothing was done, and preparing the statement anew is worth one try. */
bool db_error_is_stale_plan(const PGresult *res);

#endif
