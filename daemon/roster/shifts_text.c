/* Reads the shift-scheduling format onto the model, and writes a roster in its terms. */
#include "roster/shifts_text.h"

#include <stdio.h>
#include <stdlib.h>

#include "roster/problem_parts.h"
#include "roster/result.h"
#include "roster/shifts_row.h"

/* Instances begin on a Monday; which one is of no account: this is 1970-01-05. */
enum { SOME_MONDAY = 4, MAX_WEIGHT = 1000000, MAX_TOTAL = MAX_DAYS * DAY };

static bool read_horizon(struct shifts_text *t, struct err *e)
{
    if (!shifts_row_limit(t, SECTION_HORIZON, 1, 1, e)) {
        return false;
    }
    struct shifts_row r = shifts_row_at(t, SECTION_HORIZON, 0);
    return shifts_int_cell(&r, "days", 1, MAX_DAYS, &t->m->days, e) && shifts_row_end(&r, e);
}

/* Names and lengths first: a row may name types that stand below it. */
static bool read_types(struct shifts_text *t, int32_t minutes[MAX_TYPES], struct err *e)
{
    struct model *m = t->m;
    int32_t n = shifts_row_n(t, SECTION_SHIFTS);

    if (!shifts_row_limit(t, SECTION_SHIFTS, 1, MAX_TYPES, e)) {
        return false;
    }
    m->type_name = arena_alloc(t->a, MAX_TYPES * sizeof(*m->type_name));
    for (int32_t i = 0; i < n; i++) {
        struct shifts_row r = shifts_row_at(t, SECTION_SHIFTS, i);
        struct sv name;
        if (!shifts_name_cell(&r, &name, e)) {
            return false;
        }
        for (int32_t k = 0; k < i; k++) {
            if (sv_eq_str(name, m->type_name[k])) {
                return shifts_fail(&r, name, e, "is given twice");
            }
        }
        if (!shifts_int_cell(&r, "Length", 1, DAY, &minutes[i], e)) {
            return false;
        }
        m->type_name[i] = arena_dup(t->a, name);
        m->type_id[i] = i + 1;
        m->type_n = i + 1;
    }
    return true;
}

static bool read_successions(struct shifts_text *t, struct err *e)
{
    for (int32_t i = 0; i < t->m->type_n; i++) {
        struct shifts_row r = shifts_row_at(t, SECTION_SHIFTS, i);
        struct sv skip, list, name;
        if (!shifts_text_cell(&r, "ID", &skip, e) || !shifts_text_cell(&r, "Length", &skip, e)) {
            return false;
        }
        if (r.rest.n == 0) {
            continue;
        }
        if (!shifts_text_cell(&r, "NotAfter", &list, e)) {
            return false;
        }
        while (sv_cut(&list, '|', &name)) {
            int32_t type = NONE;
            if (!shifts_type(&r, sv_trim(name), &type, e)) {
                return false;
            }
            t->m->not_after[i] |= UINT64_C(1) << type;
        }
        if (!shifts_row_end(&r, e)) {
            return false;
        }
    }
    return true;
}

/* "E=14|D=0": a type that is not named has no limit. */
static bool read_max_shifts(struct shifts_row *r, struct contract *c, struct err *e)
{
    struct sv list, part, name;

    if (!shifts_text_cell(r, "MaxShifts", &list, e)) {
        return false;
    }
    while (sv_cut(&list, '|', &part)) {
        struct sv whole = part;
        int32_t type = NONE;
        int64_t most = 0;
        bool is_pair = sv_cut(&part, '=', &name);
        if (!is_pair || !sv_int(sv_trim(part), 0, NO_LIMIT, &most)) {
            return shifts_fail(r, whole, e, "must be shift=number");
        }
        if (!shifts_type(r, sv_trim(name), &type, e)) {
            return false;
        }
        if (c->max_of_type[type] != NO_LIMIT) {
            return shifts_fail(r, whole, e, "limits this shift twice");
        }
        c->max_of_type[type] = (int32_t)most;
    }
    return true;
}

static bool read_contract(struct shifts_row *r, struct contract *c, struct err *e)
{
    contract_open(c);
    if (!read_max_shifts(r, c, e) ||
        !shifts_int_cell(r, "MaxTotalMinutes", 0, MAX_MINUTE, &c->max_minutes, e) ||
        !shifts_int_cell(r, "MinTotalMinutes", 0, MAX_TOTAL, &c->min_minutes, e)) {
        return false;
    }
    if (c->min_minutes > c->max_minutes) {
        return shifts_fail(r, r->line->text, e, "must not be above MaxTotalMinutes");
    }
    if (!shifts_int_cell(r, "MaxConsecutiveShifts", 0, NO_LIMIT, &c->max_run, e) ||
        !shifts_int_cell(r, "MinConsecutiveShifts", 0, MAX_DAYS, &c->min_run, e)) {
        return false;
    }
    if (c->min_run > c->max_run) {
        return shifts_fail(r, r->line->text, e, "must not be above MaxConsecutiveShifts");
    }
    return shifts_int_cell(r, "MinConsecutiveDaysOff", 0, MAX_DAYS, &c->min_off, e) &&
           shifts_int_cell(r, "MaxWeekends", 0, NO_LIMIT, &c->max_weekends, e) &&
           shifts_row_end(r, e);
}

static bool read_staff(struct shifts_text *t, struct err *e)
{
    struct model *m = t->m;
    int32_t n = shifts_row_n(t, SECTION_STAFF);

    if (!shifts_row_limit(t, SECTION_STAFF, 1, MAX_PROVIDERS, e)) {
        return false;
    }
    struct contract *contracts = arena_alloc(t->a, ((size_t)n + 1) * sizeof(*contracts));
    m->provider_n = n;
    m->providers = arena_alloc(t->a, ((size_t)n + 1) * sizeof(*m->providers));
    m->staff_name = arena_alloc(t->a, ((size_t)n + 1) * sizeof(*m->staff_name));
    t->staff = arena_alloc(t->a, ((size_t)n + 1) * sizeof(*t->staff));
    for (int32_t i = 0; i < n; i++) {
        struct shifts_row r = shifts_row_at(t, SECTION_STAFF, i);
        if (!shifts_name_cell(&r, &t->staff[i].name, e) || !read_contract(&r, &contracts[i], e)) {
            return false;
        }
        t->staff[i].at = i;
        m->staff_name[i] = arena_dup(t->a, t->staff[i].name);
        m->providers[i] = (struct provider){.id = i + 1,
                                            .class = CLASS_OFFICER,
                                            .home = NONE,
                                            .share = 100,
                                            .any_time = true,
                                            .max_per_week = NO_LIMIT,
                                            .max_per_month = NO_LIMIT,
                                            .contract = &contracts[i]};
    }
    return shifts_staff_sort(t, e);
}

static void set_absences(struct shifts_text *t, const bool *off)
{
    const struct model *m = t->m;

    for (int32_t p = 0; p < m->provider_n; p++) {
        const bool *row = off + (size_t)p * (size_t)m->days;
        int32_t n = 0;
        for (int32_t day = 0; day < m->days; day++) {
            n += row[day];
        }
        struct busy *busy = arena_alloc(t->a, ((size_t)n + 1) * sizeof(*busy));
        n = 0;
        for (int32_t day = 0; day < m->days; day++) {
            if (row[day]) {
                busy[n++] = (struct busy){.start = day * DAY,
                                          .end = (day + 1) * DAY,
                                          .place = NONE,
                                          .day = day,
                                          .why = BUSY_ABSENCE,
                                          .ref = ""};
            }
        }
        busy_set(t->a, &m->providers[p], busy, n);
    }
}

static bool read_days_off(struct shifts_text *t, struct err *e)
{
    const struct model *m = t->m;
    bool *off = arena_alloc(t->a, (size_t)m->provider_n * (size_t)m->days + 1);

    for (int32_t i = 0; i < shifts_row_n(t, SECTION_DAYS_OFF); i++) {
        struct shifts_row r = shifts_row_at(t, SECTION_DAYS_OFF, i);
        int32_t p = 0, day = 0;
        if (!shifts_staff_cell(&r, &p, e)) {
            return false;
        }
        do {
            if (!shifts_day_cell(&r, "DayIndexes", &day, e)) {
                return false;
            }
            bool *cell = &off[(size_t)p * (size_t)m->days + (size_t)day];
            if (*cell) {
                return shifts_fail(&r, r.line->text, e, "gives day %d off twice", day);
            }
            *cell = true;
        } while (r.rest.n > 0);
    }
    set_absences(t, off);
    return true;
}

/* A shift for every day and type, wanted or not: people may stand any. */
static void lay_shifts(struct shifts_text *t, const int32_t minutes[MAX_TYPES])
{
    struct model *m = t->m;

    m->shift_n = m->days * m->type_n;
    m->shifts = arena_alloc(t->a, ((size_t)m->shift_n + 1) * sizeof(*m->shifts));
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t day = i / m->type_n, type = i % m->type_n;
        m->shifts[i] = (struct shift){.id = i + 1,
                                      .start = day * DAY,
                                      .end = day * DAY + minutes[type],
                                      .day = day,
                                      .place = NONE,
                                      .area = NONE,
                                      .pair = NONE,
                                      .type = type,
                                      .most = m->provider_n,
                                      .priority = 5,
                                      .kind = POST_HOTLINE};
    }
}

static bool read_cover(struct shifts_text *t, int64_t *soft, struct err *e)
{
    struct model *m = t->m;

    if (!shifts_row_limit(t, SECTION_COVER, 1, MAX_DAYS * MAX_TYPES, e)) {
        return false;
    }
    bool *seen = arena_alloc(t->a, (size_t)m->shift_n + 1);

    for (int32_t i = 0; i < shifts_row_n(t, SECTION_COVER); i++) {
        struct shifts_row r = shifts_row_at(t, SECTION_COVER, i);
        int32_t day = 0, type = 0, needed = 0, under = 0, over = 0;
        if (!shifts_day_cell(&r, "Day", &day, e) || !shifts_type_cell(&r, &type, e) ||
            !shifts_int_cell(&r, "Requirement", 0, MAX_PROVIDERS, &needed, e) ||
            !shifts_int_cell(&r, "WeightUnder", 0, MAX_WEIGHT, &under, e) ||
            !shifts_int_cell(&r, "WeightOver", 0, MAX_WEIGHT, &over, e) || !shifts_row_end(&r, e)) {
            return false;
        }
        struct shift *s = &m->shifts[day * m->type_n + type];
        if (seen[s - m->shifts]) {
            return shifts_fail(&r, r.line->text, e, "covers one day and shift twice");
        }
        seen[s - m->shifts] = true;
        s->needed = needed;
        s->most = needed > s->most ? needed : s->most;
        s->empty_cost = under;
        s->over_cost = over;
        *soft += (int64_t)under * needed + (int64_t)over * (s->most - needed);
    }
    return true;
}

static bool read_requests(struct shifts_text *t, enum shifts_section section, int64_t *soft,
                          struct err *e)
{
    struct model *m = t->m;

    for (int32_t i = 0; i < shifts_row_n(t, section); i++) {
        struct shifts_row r = shifts_row_at(t, section, i);
        struct request *x = &m->requests[m->request_n];
        int32_t day = 0, type = 0, weight = 0;
        if (!shifts_staff_cell(&r, &x->provider, e) || !shifts_day_cell(&r, "Day", &day, e) ||
            !shifts_type_cell(&r, &type, e) ||
            !shifts_int_cell(&r, "Weight", 0, MAX_WEIGHT, &weight, e) || !shifts_row_end(&r, e)) {
            return false;
        }
        if (m->request_n == MAX_REQUESTS) {
            return shifts_fail(&r, r.line->text, e, "is one request too many (%d in all)",
                               MAX_REQUESTS);
        }
        x->shift = day * m->type_n + type;
        x->on = section == SECTION_SHIFT_OFF_REQUESTS ? weight : 0;
        x->off = section == SECTION_SHIFT_ON_REQUESTS ? weight : 0;
        m->request_n++;
        *soft += weight;
    }
    return true;
}

static bool read_all_requests(struct shifts_text *t, int64_t *soft, struct err *e)
{
    struct model *m = t->m;

    m->requests = arena_alloc(t->a, (MAX_REQUESTS + 1) * sizeof(*m->requests));
    if (!read_requests(t, SECTION_SHIFT_ON_REQUESTS, soft, e) ||
        !read_requests(t, SECTION_SHIFT_OFF_REQUESTS, soft, e)) {
        return false;
    }
    int32_t twice = requests_sort(m);
    if (twice != NONE) {
        const struct request *x = &m->requests[twice];
        (void)err_set(e, ERR_INVALID, "%s asks twice about shift %s of day %d",
                      m->staff_name[x->provider], m->type_name[x->shift % m->type_n],
                      x->shift / m->type_n);
        (void)snprintf(e->field, sizeof(e->field), "SECTION_SHIFT_ON_REQUESTS");
        (void)snprintf(e->value, sizeof(e->value), "%s", m->staff_name[x->provider]);
    }
    return twice == NONE;
}

bool roster_shifts_read(struct arena *a, struct sv text, const struct model **out, struct err *e)
{
    struct model *m = arena_alloc(a, sizeof(*m));
    struct shifts_text t = {.a = a, .m = m};
    int32_t minutes[MAX_TYPES] = {0};
    int64_t soft = 0;

    *out = m;
    m->first_day = SOME_MONDAY;
    m->notice_until = -MAX_MINUTE;
    m->rules = (struct rules){
        .max_duties_per_day = 1, .max_duties_per_week = NO_LIMIT, .max_duties_per_month = NO_LIMIT};
    m->travel = arena_alloc(a, sizeof(*m->travel));
    m->in_area = arena_alloc(a, sizeof(*m->in_area));
    if (text.n > ROSTER_INPUT_MAX) {
        (void)err_set(e, ERR_INVALID, "is larger than 64 MiB");
        (void)snprintf(e->field, sizeof(e->field), "problem");
        return false;
    }
    if (!shifts_lines(&t, text, e) || !read_horizon(&t, e) || !read_types(&t, minutes, e) ||
        !read_successions(&t, e) || !read_staff(&t, e) || !read_days_off(&t, e)) {
        return false;
    }
    lay_shifts(&t, minutes);
    m->wish = arena_alloc(a, (size_t)m->provider_n * (size_t)m->days + 1);
    if (!read_all_requests(&t, &soft, e) || !read_cover(&t, &soft, e)) {
        return false;
    }
    m->weights = (struct weights){.wish = 1, .pattern = soft + 1};
    return model_finish(a, m, e);
}

void roster_shifts_write(const struct roster *r, struct buf *out)
{
    const struct model *m = r->m;
    int32_t *type_on = heap_new((size_t)m->provider_n * (size_t)m->days * sizeof(*type_on) + 1);

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        const struct shift *s = &m->shifts[m->seat_shift[seat]];
        int32_t p = r->draft->holder[seat];
        if (p != NONE) {
            type_on[p * m->days + s->day] = s->type + 1;
        }
    }
    for (int32_t i = 0; i < m->provider_n * m->days; i++) {
        if (type_on[i] != 0) {
            buf_printf(out, "%s %d %s\n", m->staff_name[i / m->days], i % m->days,
                       m->type_name[type_on[i] - 1]);
        }
    }
    free(type_on);
}
