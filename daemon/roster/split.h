/* Parts of a problem that have nothing to do with one another: no shift of one part can be stood by
 * a person of another. The country falls apart into its Centres. */
#ifndef ROSTER_SPLIT_H
#define ROSTER_SPLIT_H

#include "roster/model.h"

struct part {
    int32_t *shift, shifts;  /* indices in the model, ascending */
    int32_t *person, people; /* likewise; nobody who may stand no shift */
};

struct split {
    struct part *part; /* in the order of their first shifts */
    int32_t n;
};

struct split split_problem(struct arena *a, const struct model *m);

#endif
