/* Every service of the daemon, owned in one place and wired once. No logic lives here. */
#ifndef APP_H
#define APP_H

#include "core/config.h"
#include "core/err.h"

struct app;

/* Connects, binds, starts; the loop is not running yet. NULL with *e filled. */
struct app *app_start(const struct config *c, const char *lib_dir, struct err *e);
/* Serves until SIGTERM or SIGINT, then lets open requests and sends finish. */
void app_run(struct app *a);
void app_stop(struct app *a);

#endif
