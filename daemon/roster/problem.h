/* What the readers of a problem's parts share. Private to problem*.c. */
#ifndef ROSTER_PROBLEM_H
#define ROSTER_PROBLEM_H

#include "roster/field.h"
#include "roster/model.h"

/* Public ids in order, each with the index its owner has in the model. */
struct key {
    int64_t id;
    int32_t at;
};

struct keys {
    struct key *k;
    int32_t n;
};

struct reader {
    struct arena *a;
    struct model *m;
    struct node root;
    struct keys places, areas, types, contracts, shifts, providers;
    struct contract *contract;   /* by index of contracts */
    struct sv skill[MAX_SKILLS]; /* those that some shift asks for */
    int32_t skill_n;
    int64_t entries; /* small parts read so far, at most MAX_ENTRIES */
};

/* Shifts times providers: each may become a candidate that costs memory. */
enum { MAX_CHOICES = 120000000 };

#define MINUTES ((struct range){-MAX_MINUTE, MAX_MINUTE})
#define IDS     ((struct range){1, INT64_C(9007199254740991)}) /* exact in every JSON reader */

/* Collects the ids of a list of objects; an id given twice is refused. */
MUST_CHECK bool keys_read(struct reader *r, const struct node *list, struct keys *out,
                          struct err *e);
/* Collects the values that an optional member has in a list of objects. */
MUST_CHECK bool keys_gather(struct reader *r, const struct node *list, const char *member,
                            struct keys *out, struct err *e);
/* The index of an id, or NONE. */
int32_t keys_find(const struct keys *keys, int64_t id);
/* The index that a member names; an absent or null one is NONE when optional. */
MUST_CHECK bool keys_field(const struct node *up, const char *member, const struct keys *keys,
                           int32_t *out, struct err *e);
MUST_CHECK bool keys_opt_field(const struct node *up, const char *member, const struct keys *keys,
                               int32_t *out, struct err *e);

/* Counts one more small part at n. */
MUST_CHECK bool problem_count(struct reader *r, const struct node *n, struct err *e);
/* An object of point kind -> number. */
MUST_CHECK bool problem_points(struct reader *r, const struct node *n, struct range each,
                               int64_t out[MAX_KINDS], struct err *e);

MUST_CHECK bool problem_read_places(struct reader *r, struct err *e);
MUST_CHECK bool problem_read_types(struct reader *r, struct err *e);
MUST_CHECK bool problem_read_contracts(struct reader *r, struct err *e);
MUST_CHECK bool problem_read_shifts(struct reader *r, struct err *e);
MUST_CHECK bool problem_read_people(struct reader *r, struct err *e);
/* Who is pinned, published, barred, out, and who asks for which shift. */
MUST_CHECK bool problem_read_named(struct reader *r, struct err *e);

#endif
