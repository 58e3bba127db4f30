/* Annealing over the seats of one board, by count of moves: a chain of people each takes a seat
 * and gives the next one up. A move is judged without writing anything; only an accepted one
 * changes the board. Every hard rule holds at every step, except where pins break one. */
#ifndef ROSTER_ANNEAL_H
#define ROSTER_ANNEAL_H

#include "roster/board.h"
#include "roster/random.h"

struct anneal;

/* From the roster on the board. The whole way down takes budget moves. */
struct anneal *anneal_new(struct arena *a, struct board *b, struct random random, int64_t budget);
/* Goes on until so many moves are done in all. */
void anneal_run(struct anneal *s, int64_t until);
/* The lowest cost seen, and the people of its seats. */
int64_t anneal_cost(const struct anneal *s);
const int16_t *anneal_holders(const struct anneal *s);
/* Puts the best roster back on the board, then gives single seats to others until no such change
 * helps: every alternative that is told to people then costs more. */
void anneal_end(struct anneal *s);

#endif
