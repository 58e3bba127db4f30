/* The build's own Python scripts, run as the Makefile runs them, in a folder of the test's. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "core/buf.h"

/* Runs python3 with args (NULL-terminated); its standard error goes to *errors. The exit code. */
int script_run(char *const *args, struct buf *errors);
void script_file(const char *folder, const char *name, const char *text);
/* Removes the folder and all in it. */
void script_remove(const char *folder);

#endif
