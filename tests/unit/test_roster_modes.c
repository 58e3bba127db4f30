/* Questions about a published roster: repair against every possibility, fill, rank, explanations,
 * and drawing the same roster again. */
#include "roster_fixture.h"

#include "roster/explain.h"
#include "roster/fill.h"
#include "roster/random.h"
#include "roster/rank.h"
#include "roster/repair.h"

enum { PEOPLE = 5, SHIFTS = 6 };

static const struct model *read_model(struct arena *a, const char *problem)
{
    const struct model *m = NULL;
    struct err e = {0};
    char *json = unquote(arena_str(a, problem));

    if (!roster_problem_read(a, sv_of(json), &m, &e)) {
        print_error("%s: %s\n%s\n", e.field, e.detail, json);
        fail();
    }
    return m;
}

#define RULES                                                                                      \
    "{'version':1,'horizon':{'start':'2026-12-01','days':31},'rules':{'rest_min':660,"             \
    "'max_duties_per_day':1,'max_duties_per_week':%d},'weights':{'uncovered':100000,"              \
    "'fairness':100,'wish':50,'travel':1,'area':20,'stability':200},'point_kinds':['n'],"

/* ---- repair against every possibility ----------------------------------------------------------
 */

static int32_t draw(struct random *r, int32_t n)
{
    return random_below(r, n);
}

/* Shifts over three days, day and night; some need two people; people differ in what they carry,
 * in absences and in whom they are barred from. Published: whatever the rules allow, in order. */
static const char *random_problem(struct arena *a, struct random *r)
{
    struct buf b;

    buf_init(&b, 100000);
    buf_printf(&b, RULES "'notice_until':%d,'shifts':[", 2 + draw(r, 2), draw(r, 3) * 1440);
    for (int32_t i = 0; i < SHIFTS; i++) {
        int32_t day = draw(r, 3), night = draw(r, 2);
        int32_t start = day * 1440 + (night ? 1080 : 420), two = draw(r, 5) == 0;
        buf_printf(&b,
                   "%s{'id':%d,'start':%d,'end':%d,'day':%d,'kind':'custody_phone','priority':%d,"
                   "'needed':%d,'points':{'n':%d}}",
                   i > 0 ? "," : "", i + 1, start, start + 600, day, 1 + draw(r, 3), 1 + two,
                   100 + 50 * night);
    }
    buf_str(&b, "],'providers':[");
    for (int32_t i = 0; i < PEOPLE; i++) {
        buf_printf(&b, "%s{'id':%d,'class':'officer','ledger':{'n':%d},'busy':[", i > 0 ? "," : "",
                   i + 1, 50 * draw(r, 5));
        if (draw(r, 3) == 0) {
            int32_t day = draw(r, 3);
            buf_printf(&b, "{'start':%d,'end':%d,'why':'absence'}", day * 1440, day * 1440 + 1440);
        }
        buf_str(&b, "]}");
    }
    buf_str(&b, "],");
    char *text = arena_dup(a, buf_view(&b));
    buf_free(&b);
    return text;
}

/* The same problem with a published roster, one of them pinned now and then, and one dropout. */
static const struct model *published_problem(struct arena *a, struct random *r)
{
    const char *base = random_problem(a, r);
    const struct model *bare = read_model(a, arena_printf(a, "%s'published':[]}", base));
    struct draft *d = draft_new(a, bare);
    struct buf published, pinned;

    buf_init(&published, 10000);
    buf_init(&pinned, 10000);
    for (int32_t seat = 0; seat < bare->seat_n; seat++) {
        int32_t shift = bare->seat_shift[seat], first = draw(r, PEOPLE);
        for (int32_t k = 0; k < PEOPLE && d->holder[seat] == NONE; k++) {
            int32_t p = (first + k) % PEOPLE;
            struct rule_hit hit;
            if (rule_first(d, shift, p, NONE, &hit) == RULE_NONE) {
                draft_put(d, seat, p);
                bool pin = draw(r, 8) == 0;
                buf_printf(pin ? &pinned : &published, "%s{'shift':%d,'provider':%d}",
                           (pin ? pinned.n : published.n) > 0 ? "," : "", shift + 1, p + 1);
            }
        }
    }
    int32_t from = draw(r, 3) * 1440;
    const struct model *m = read_model(
        a, arena_printf(a,
                        "%s'published':[%s],'pinned':[%s],'out':[{'provider':%d,'from':%d,"
                        "'to':%d}]}",
                        base, buf_view(&published).p, buf_view(&pinned).p, 1 + draw(r, PEOPLE),
                        from, from + 1440 * (1 + draw(r, 3))));
    buf_free(&published);
    buf_free(&pinned);
    return m;
}

/* What a roster amounts to beside the published one, counted anew. */
struct measured {
    int64_t uncovered, cost;
    int32_t people, notice, cells;
};

static struct measured measure(const struct draft *d, const int32_t *was, int32_t out)
{
    const struct model *m = d->m;
    struct measured x = {0};
    bool changed[PEOPLE] = {false};

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        const struct shift *s = &m->shifts[m->seat_shift[seat]];
        if (d->holder[seat] != was[seat]) {
            x.cells++;
            x.notice += s->start < m->notice_until;
            x.uncovered += d->holder[seat] == NONE ? s->empty_cost : 0;
            changed[was[seat]] = true;
            if (d->holder[seat] != NONE) {
                changed[d->holder[seat]] = true;
            }
        }
    }
    for (int32_t p = 0; p < PEOPLE; p++) {
        x.people += p != out && changed[p];
    }
    struct cost c = cost_total(d);
    x.cost = cost_sum(&c);
    return x;
}

static int order_of(const struct measured *a, const struct measured *b, bool with_cost)
{
    const int64_t x[] = {a->uncovered, a->people, a->notice, a->cells, with_cost ? a->cost : 0};
    const int64_t y[] = {b->uncovered, b->people, b->notice, b->cells, with_cost ? b->cost : 0};

    for (size_t i = 0; i < ARRAY_LEN(x); i++) {
        if (x[i] != y[i]) {
            return x[i] < y[i] ? -1 : 1;
        }
    }
    return 0;
}

struct trial {
    struct draft *d;
    int32_t *was;
    int32_t out;
    bool moves[100]; /* seat */
    struct measured best;
    bool any;
};

/* Every legal roster there is: seat by seat, everybody and nobody. What stays empty or pinned, and
 * what the one who is out keeps, is in place already. */
static void try_seats(struct trial *t, int32_t seat)
{
    const struct model *m = t->d->m;
    struct rule_hit hit;

    if (seat == m->seat_n) {
        struct measured now = measure(t->d, t->was, t->out);
        if (!t->any || order_of(&now, &t->best, true) < 0) {
            t->best = now;
            t->any = true;
        }
        return;
    }
    try_seats(t, seat + 1);
    for (int32_t p = 0; p < m->provider_n && t->moves[seat]; p++) {
        if (p != t->out && rule_first(t->d, m->seat_shift[seat], p, NONE, &hit) == RULE_NONE) {
            draft_put(t->d, seat, p);
            try_seats(t, seat + 1);
            draft_take(t->d, seat);
        }
    }
}

static struct trial try_everything(struct arena *a, const struct model *m)
{
    struct trial t = {.d = fill_published(a, m), .out = m->out[0].provider};

    t.was = arena_alloc(a, (size_t)m->seat_n * sizeof(*t.was));
    memcpy(t.was, t.d->holder, (size_t)m->seat_n * sizeof(*t.was));
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        const struct shift *s = &m->shifts[m->seat_shift[seat]];
        bool there = s->start >= m->out[0].to || s->end <= m->out[0].from;
        t.moves[seat] =
            t.was[seat] != NONE && m->seat_pin[seat] == NONE && (t.was[seat] != t.out || !there);
        if (t.moves[seat]) {
            draft_take(t.d, seat);
        }
    }
    try_seats(&t, 0);
    return t;
}

/* Carries a way out on the published roster and counts anew what it says of itself. */
static void check_way(struct arena *a, const struct model *m, const struct repair_way *w)
{
    struct draft *d = fill_published(a, m);
    int32_t *was = arena_alloc(a, (size_t)m->seat_n * sizeof(*was));
    int32_t *seat_of = arena_alloc(a, (size_t)(w->change_n + 1) * sizeof(*seat_of));
    struct cost before = cost_total(d);
    struct rule_hit hit;

    memcpy(was, d->holder, (size_t)m->seat_n * sizeof(*was));
    for (int32_t i = 0; i < w->change_n; i++) {
        seat_of[i] = m->shifts[w->change[i].shift].first_seat;
        while (d->holder[seat_of[i]] != w->change[i].from) {
            seat_of[i]++;
        }
        assert_int_equal(m->seat_shift[seat_of[i]], w->change[i].shift);
        assert_int_equal(m->seat_pin[seat_of[i]], NONE);
        draft_take(d, seat_of[i]);
    }
    for (int32_t i = 0; i < w->change_n; i++) {
        if (w->change[i].to != NONE) {
            assert_int_equal(rule_first(d, w->change[i].shift, w->change[i].to, NONE, &hit),
                             RULE_NONE);
            draft_put(d, seat_of[i], w->change[i].to);
        }
    }
    struct measured x = measure(d, was, m->out[0].provider);
    assert_int_equal(x.uncovered, w->uncovered);
    assert_int_equal(x.people, w->people);
    assert_int_equal(x.notice, w->notice);
    assert_int_equal(x.cells, w->cells);
    assert_int_equal(x.cost - cost_sum(&before), cost_sum(&w->cost));
}

static void check_repair(const struct model *m, struct arena *a, int32_t *proved, int32_t *chains)
{
    const struct repair_answer *x = repair_ask(repair_new(a, m), m->out, m->out_n);

    if (x->emptied_n == 0) {
        return;
    }
    struct trial t = try_everything(a, m);
    assert_true(x->way_n > 0);
    for (int32_t i = 0; i < x->way_n; i++) {
        check_way(a, m, &x->way[i]);
    }
    const struct repair_way *w = &x->way[0];
    struct measured found = {w->uncovered, 0, w->people, w->notice, w->cells};
    int order = order_of(&found, &t.best, false);
    assert_true(order >= 0);
    if (x->proved) {
        assert_int_equal(order, 0);
    }
    *proved += x->proved;
    *chains += w->cells > x->emptied_n;
}

static void test_no_roster_is_less_disruptive_than_a_repair_said_to_be_proved(void **state)
{
    struct random r;
    int32_t proved = 0, chains = 0;

    (void)state;
    random_init(&r, 1);
    for (int32_t i = 0; i < 250; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        check_repair(published_problem(a, &r), a, &proved, &chains);
        arena_free(a);
    }
    assert_true(proved > 140); /* of 152 that lose something */
    assert_true(chains > 20);
}

/* ---- a small Centre, by hand -------------------------------------------------------------------
 */

/* Two duties a week at most. Shift 3 is the night before shift 4. */
#define CENTRE                                                                                     \
    "{'version':1,'horizon':{'start':'2026-12-07','days':7},'rules':{'rest_min':660,"              \
    "'max_duties_per_week':2},'weights':{'uncovered':100000,'fairness':100,'wish':50,'travel':1,"  \
    "'area':20,'stability':200},'point_kinds':['n'],'places':[{'id':1},{'id':2}],"                 \
    "'travel':[[1,2,45]],'shifts':["                                                               \
    "{'id':1,'start':480,'end':1080,'day':0,'kind':'custody_phone','points':{'n':100}},"           \
    "{'id':2,'start':1920,'end':2520,'day':1,'kind':'custody_phone','points':{'n':100}},"          \
    "{'id':3,'start':3960,'end':4680,'day':2,'kind':'custody_phone','place':2,'night':true},"      \
    "{'id':4,'start':4800,'end':5400,'day':3,'kind':'custody_phone','priority':7},"                \
    "{'id':5,'start':6240,'end':6840,'day':4,'kind':'custody_phone','needed':2}],'providers':["    \
    "{'id':11,'class':'officer','home':1},{'id':12,'class':'officer','home':1,'ledger':{'n':300}}" \
    ","                                                                                            \
    "{'id':13,'class':'officer','home':2,'busy':[{'start':4320,'end':5760,'why':'absence',"        \
    "'ref':'leave 7'}]},{'id':14,'class':'officer','home':1,'skills':['khmer']},"                  \
    "{'id':15,'class':'collaborator','home':1}],"

static json_t *read_answer(struct buf *b)
{
    json_t *o = json_loadb(buf_view(b).p, buf_view(b).n, 0, NULL);

    assert_true(buf_ok(b));
    assert_non_null(o);
    buf_free(b);
    return o;
}

static json_t *ask_repair(const char *problem)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct buf b;

    buf_init(&b, ROSTER_OUTPUT_MAX);
    roster_repair(a, read_model(a, problem), &b);
    arena_free(a);
    return read_answer(&b);
}

static void test_a_repair_says_what_changes_and_that_nothing_less_would_do(void **state)
{
    json_t *s =
        ask_repair(CENTRE "'published':[{'shift':1,'provider':11},{'shift':4,'provider':13},"
                          "{'shift':2,'provider':14}],'notice_until':1500}");
    const json_t *ways = json_object_get(s, "alternatives"), *first = json_array_get(ways, 0);
    const json_t *change = json_array_get(json_object_get(first, "changes"), 0);

    (void)state;
    assert_true(json_is_true(json_object_get(s, "proved")));
    assert_int_equal(member(json_array_get(json_object_get(s, "emptied"), 0), "provider"), 13);
    assert_int_equal(json_array_size(ways), 3); /* 11, 12 and 14 can: nobody's points change */
    assert_int_equal(member(first, "people"), 1);
    assert_int_equal(member(first, "cells"), 1);
    assert_int_equal(member(first, "notice"), 0);
    assert_int_equal(member(first, "uncovered"), 0);
    assert_int_equal(member(first, "more"), 0);
    assert_int_equal(member(change, "shift"), 4);
    assert_int_equal(member(change, "from"), 13);
    assert_int_not_equal(member(change, "to"), 13);
    json_decref(s);
}

static void test_a_pin_stays_even_if_its_holder_drops_out(void **state)
{
    json_t *s = ask_repair(CENTRE "'published':[],'pinned':[{'shift':4,'provider':13}]}");

    (void)state;
    assert_int_equal(json_array_size(json_object_get(s, "emptied")), 0);
    assert_int_equal(json_array_size(json_object_get(
                         json_array_get(json_object_get(s, "alternatives"), 0), "changes")),
                     0);
    json_decref(s);
}

/* ---- fill --------------------------------------------------------------------------------------
 */

static char *solve_mode(const char *problem, const struct roster_options *o)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct buf b;

    buf_init(&b, ROSTER_OUTPUT_MAX);
    roster_write(roster_solve(a, read_model(a, problem), o), &b);
    char *text = strdup(buf_view(&b).p);
    buf_free(&b);
    arena_free(a);
    return text;
}

static bool stands(const json_t *solution, int64_t shift, int64_t provider)
{
    const json_t *list = json_object_get(solution, "assignments");
    bool found = false;

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *x = json_array_get(list, i);
        found = found || (member(x, "shift") == shift && member(x, "provider") == provider);
    }
    return found;
}

/* 12 carries the most and would be spared by a new roster; 13 is away on the day of shift 4. */
static void test_fill_keeps_what_is_published_and_fills_the_rest(void **state)
{
    struct roster_options o = {.seed = 3, .budget = 20000, .mode = ROSTER_FILL};
    char *text =
        solve_mode(CENTRE "'published':[{'shift':1,'provider':12},{'shift':2,'provider':12},"
                          "{'shift':4,'provider':13}],'pinned':[{'shift':5,'provider':14}]}",
                   &o);
    json_t *s = json_loads(text, 0, NULL);
    const json_t *first = json_array_get(json_object_get(s, "assignments"), 0);

    (void)state;
    assert_true(stands(s, 1, 12) && stands(s, 2, 12) && stands(s, 5, 14));
    assert_false(stands(s, 4, 13));
    assert_true(stands(s, 4, 11) || stands(s, 4, 14));
    assert_int_equal(json_array_size(json_object_get(s, "uncovered")), 0);
    assert_string_equal(json_string_value(json_object_get(s, "mode")), "fill");
    assert_true(json_is_false(json_object_get(first, "pinned")));
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(first, "reason"), "decided")), "kept");
    json_decref(s);
    free(text);
}

/* ---- rank and explain --------------------------------------------------------------------------
 */

static json_t *ask_shift(bool asked(struct arena *, const struct model *, int64_t, struct buf *),
                         const char *problem, int64_t shift)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct buf b;

    buf_init(&b, ROSTER_OUTPUT_MAX);
    assert_true(asked(a, read_model(a, problem), shift, &b));
    arena_free(a);
    return read_answer(&b);
}

static const json_t *entry_of(const json_t *list, int64_t provider)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (member(json_array_get(list, i), "provider") == provider) {
            return json_array_get(list, i);
        }
    }
    return NULL;
}

static const char *rule_in(const json_t *answer, int64_t provider)
{
    const json_t *x = entry_of(json_object_get(answer, "excluded"), provider);

    return x == NULL ? "" : json_string_value(json_object_get(x, "rule"));
}

#define PUBLISHED                                                                                  \
    "'published':[{'shift':3,'provider':11},{'shift':4,'provider':14},{'shift':1,'provider':12},"  \
    "{'shift':2,'provider':12}]}"

static void test_rank_names_substitutes_and_what_keeps_the_others_out(void **state)
{
    json_t *s = ask_shift(roster_rank, CENTRE PUBLISHED, 4);
    const json_t *list = json_object_get(s, "substitutes"), *x = NULL;

    (void)state;
    assert_int_equal(member(s, "instead_of"), 14);
    assert_int_equal(member(s, "eligible"), 0);
    assert_int_equal(json_array_size(list), 2); /* each once a duty is passed on */
    x = entry_of(list, 11);
    assert_int_equal(member(json_object_get(x, "chain"), "shift"), 3);
    assert_string_equal(json_string_value(json_object_get(json_object_get(x, "chain"), "rule")),
                        "rest");
    assert_int_equal(member(json_object_get(x, "chain"), "found"), 120);
    assert_int_equal(member(json_object_get(x, "chain"), "needed"), 660);
    assert_true(json_is_null(json_object_get(x, "rest_before_min")));
    x = entry_of(list, 12);
    assert_null(json_object_get(json_object_get(x, "chain"), "other_shift"));
    assert_int_equal(member(x, "duties_week"), 2);
    assert_string_equal(rule_in(s, 13), "absence");
    assert_string_equal(rule_in(s, 15), "class");
    assert_string_equal(rule_in(s, 14), ""); /* the one to be replaced */
    json_decref(s);
}

static void test_explain_gives_the_first_rule_and_its_facts_for_anybody(void **state)
{
    json_t *s = ask_shift(roster_explain, CENTRE PUBLISHED, 4);
    const json_t *list = json_object_get(s, "excluded");

    (void)state;
    assert_string_equal(rule_in(s, 11), "rest");
    assert_int_equal(member(entry_of(list, 11), "other_shift"), 3);
    assert_int_equal(member(entry_of(list, 11), "found"), 120);
    assert_string_equal(rule_in(s, 12), "week");
    assert_int_equal(member(entry_of(list, 12), "found"), 2);
    assert_string_equal(rule_in(s, 13), "absence");
    assert_string_equal(json_string_value(json_object_get(entry_of(list, 13), "ref")), "leave 7");
    assert_int_equal(member(json_array_get(json_object_get(s, "assignments"), 0), "provider"), 14);
    assert_int_equal(member(s, "missing"), 0);
    json_decref(s);
}

static void test_an_unknown_shift_has_no_answer(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_model(a, CENTRE PUBLISHED);
    struct buf b;

    (void)state;
    buf_init(&b, ROSTER_OUTPUT_MAX);
    assert_false(roster_rank(a, m, 77, &b));
    assert_false(roster_explain(a, m, 77, &b));
    assert_int_equal(b.n, 0);
    buf_free(&b);
    arena_free(a);
}

/* What a substitute adds, by the whole roster's cost before and after. */
static void check_substitute(struct draft *d, int32_t shift, const struct substitute *x)
{
    struct cost before = cost_total(d);
    int32_t seat = d->m->shifts[shift].first_seat;

    while (d->holder[seat] != NONE) {
        seat++;
    }
    if (x->give_up != NONE) {
        draft_take(d, x->give_up);
        draft_put(d, x->give_up, x->to);
    }
    draft_put(d, seat, x->provider);
    struct cost after = cost_total(d);
    int64_t saved = before.part[COST_UNCOVERED] - after.part[COST_UNCOVERED];
    assert_int_equal(cost_sum(&after) - cost_sum(&before) + saved, x->sum);
    draft_take(d, seat);
    if (x->give_up != NONE) {
        draft_take(d, x->give_up);
        draft_put(d, x->give_up, x->provider);
    }
}

static void check_ranking(struct draft *d, int32_t seat)
{
    int32_t shift = d->m->seat_shift[seat], holder = d->holder[seat];
    struct ranking best;

    draft_take(d, seat);
    rank_shift(d, shift, holder, &best);
    for (int32_t i = 0; i < best.n; i++) {
        check_substitute(d, shift, &best.x[i]);
        assert_true(i == 0 || (best.x[i].give_up != NONE) > (best.x[i - 1].give_up != NONE) ||
                    best.x[i].sum >= best.x[i - 1].sum);
    }
    for (int32_t p = 0; p < d->m->provider_n && best.n > 0; p++) {
        struct rule_hit hit;
        if (p != holder && rule_first(d, shift, p, NONE, &hit) == RULE_NONE) {
            struct cost c = cost_change(d, p, NONE, shift);
            assert_true(best.x[0].sum <= cost_sum(&c)); /* nobody better was missed */
        }
    }
    draft_put(d, seat, holder);
}

static void test_the_ranking_is_by_what_the_whole_roster_would_cost(void **state)
{
    struct random r;

    (void)state;
    random_init(&r, 2);
    for (int32_t i = 0; i < 50; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        const struct model *m = published_problem(a, &r);
        struct draft *d = fill_published(a, m);
        for (int32_t seat = 0; seat < m->seat_n; seat++) {
            if (d->holder[seat] != NONE) {
                check_ranking(d, seat);
            }
        }
        arena_free(a);
    }
}

/* ---- the same roster again ---------------------------------------------------------------------
 */

/* A month with four shifts a day for twelve people: more than a search settles at once. */
static const char *wide_problem(struct arena *a, struct random *r)
{
    struct buf b;

    buf_init(&b, 1000000);
    buf_printf(&b, RULES "'shifts':[", 5);
    for (int32_t i = 0; i < 124; i++) {
        int32_t day = i / 4, start = day * 1440 + (i % 2 ? 1080 : 420);
        buf_printf(&b,
                   "%s{'id':%d,'start':%d,'end':%d,'day':%d,'kind':'custody_phone','points':"
                   "{'n':%d}}",
                   i > 0 ? "," : "", i + 1, start, start + 600, day, 50 + 10 * draw(r, 20));
    }
    buf_str(&b, "],'providers':[");
    for (int32_t i = 0; i < 12; i++) {
        buf_printf(&b,
                   "%s{'id':%d,'class':'officer','ledger':{'n':%d},'wishes':[{'day':%d,'weight':"
                   "-2}]}",
                   i > 0 ? "," : "", i + 1, 10 * draw(r, 50), draw(r, 31));
    }
    buf_str(&b, "]}");
    char *text = arena_dup(a, buf_view(&b));
    buf_free(&b);
    return text;
}

struct watcher {
    sig_atomic_t stop;
    int32_t seen;
    int64_t cost, bound;
};

static void watch(void *to, const struct roster_summary *now)
{
    struct watcher *w = to;

    assert_true(w->seen == 0 || now->penalty <= w->cost);
    assert_true(now->bound <= now->penalty);
    w->cost = now->penalty;
    w->bound = now->bound;
    w->stop = ++w->seen >= 3;
}

/* Without the line that names budget and moves. */
static const char *result_of(const char *text)
{
    return strchr(text, '\n');
}

static void test_a_search_that_was_stopped_is_drawn_again_by_its_moves(void **state)
{
    struct random r;
    struct watcher w = {0};
    struct roster_options o = {
        .seed = 5, .budget = 4000000, .report = watch, .report_to = &w, .stop = &w.stop};
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);

    (void)state;
    random_init(&r, 3);
    const char *problem = wide_problem(a, &r);
    char *first = solve_mode(problem, &o);
    json_t *s = json_loads(first, 0, NULL);
    assert_true(w.seen >= 3);
    assert_true(member(s, "moves") > 0 && member(s, "moves") < o.budget);
    struct roster_options again = {.seed = 5, .budget = o.budget, .until = member(s, "moves")};
    char *second = solve_mode(problem, &again);
    assert_string_equal(first, second);
    again.threads = 2;
    char *third = solve_mode(problem, &again);
    assert_string_equal(first, third);
    again = (struct roster_options){.seed = 5, .budget = o.budget / 100};
    char *other = solve_mode(problem, &again);
    assert_string_not_equal(result_of(first), result_of(other)); /* the budget shapes the search */
    free(first);
    free(second);
    free(third);
    free(other);
    json_decref(s);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_roster_is_less_disruptive_than_a_repair_said_to_be_proved),
        cmocka_unit_test(test_a_repair_says_what_changes_and_that_nothing_less_would_do),
        cmocka_unit_test(test_a_pin_stays_even_if_its_holder_drops_out),
        cmocka_unit_test(test_fill_keeps_what_is_published_and_fills_the_rest),
        cmocka_unit_test(test_rank_names_substitutes_and_what_keeps_the_others_out),
        cmocka_unit_test(test_explain_gives_the_first_rule_and_its_facts_for_anybody),
        cmocka_unit_test(test_an_unknown_shift_has_no_answer),
        cmocka_unit_test(test_the_ranking_is_by_what_the_whole_roster_would_cost),
        cmocka_unit_test(test_a_search_that_was_stopped_is_drawn_again_by_its_moves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
