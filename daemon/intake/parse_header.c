/* Which column holds what: a table of the names courts give their columns. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>

enum { NAME_MAX_BYTES = 100, HEADER_ROWS_TRIED = 40 };

enum how {
    WHOLE, /* the heading is exactly this */
    WITHIN /* the heading holds these words, among others */
};

/* Folded names. Of two columns for one field the name that stands first here wins; the other takes
 * `second` if that is free. Of several names within one heading the longest counts. */
static const struct name {
    const char *words;
    enum parse_field field, second;
    enum how how;
} names[] = {
    {"so thu ly", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"so ngay thu ly", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"so va ngay thu ly", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"thu ly so", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"thu ly", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"so tl", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"stl", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},
    {"ma vu an", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"so vu an", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"so ho so", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"ma ho so", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"ma an", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},
    {"so an", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},
    {"case number", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"case no", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"case code", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"case id", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},
    {"case ref", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"case reference", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"appeal reference", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"appeal number", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"claim number", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"reference number", PARSE_CASE_CODE, PARSE_UNKNOWN, WITHIN},
    {"reference", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},
    {"ref", PARSE_CASE_CODE, PARSE_UNKNOWN, WHOLE},

    {"ngay xet xu", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay xu", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay mo", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay phien", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay hop", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay dien ra", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay gio xet xu", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"ngay gio", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"gio ngay", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"thu ngay", PARSE_DATE_FIELD, PARSE_UNKNOWN, WHOLE},
    {"ngay thang nam", PARSE_DATE_FIELD, PARSE_UNKNOWN, WHOLE},
    {"ngay thang", PARSE_DATE_FIELD, PARSE_UNKNOWN, WHOLE},
    {"ngay", PARSE_DATE_FIELD, PARSE_UNKNOWN, WHOLE},
    {"hearing date", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"date of hearing", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"date and time", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"date time", PARSE_DATE_FIELD, PARSE_UNKNOWN, WITHIN},
    {"date", PARSE_DATE_FIELD, PARSE_UNKNOWN, WHOLE},

    {"gio xet xu", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"gio xu", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"gio mo", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"gio bat dau", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"gio", PARSE_TIME_FIELD, PARSE_UNKNOWN, WHOLE},
    {"tu gio", PARSE_TIME_FIELD, PARSE_UNKNOWN, WHOLE},
    {"thoi gian", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"thoi diem", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"hearing time", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"time of hearing", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"start time", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"time", PARSE_TIME_FIELD, PARSE_UNKNOWN, WHOLE},
    {"buoi", PARSE_TIME_FIELD, PARSE_UNKNOWN, WHOLE},
    {"ca xet xu", PARSE_TIME_FIELD, PARSE_UNKNOWN, WITHIN},
    {"session", PARSE_TIME_FIELD, PARSE_UNKNOWN, WHOLE},

    {"gio ket thuc", PARSE_END_TIME, PARSE_UNKNOWN, WITHIN},
    {"thoi gian ket thuc", PARSE_END_TIME, PARSE_UNKNOWN, WITHIN},
    {"den gio", PARSE_END_TIME, PARSE_UNKNOWN, WHOLE},
    {"end time", PARSE_END_TIME, PARSE_UNKNOWN, WITHIN},
    {"finish time", PARSE_END_TIME, PARSE_UNKNOWN, WITHIN},

    {"toa an", PARSE_COURT, PARSE_UNKNOWN, WITHIN},
    {"toa", PARSE_COURT, PARSE_UNKNOWN, WHOLE},
    {"don vi xet xu", PARSE_COURT, PARSE_UNKNOWN, WITHIN},
    {"court", PARSE_COURT, PARSE_UNKNOWN, WHOLE},
    {"court name", PARSE_COURT, PARSE_UNKNOWN, WITHIN},
    {"hearing centre", PARSE_COURT, PARSE_UNKNOWN, WITHIN},
    {"noi xet xu", PARSE_COURT, PARSE_ROOM, WITHIN},
    {"dia diem", PARSE_COURT, PARSE_ROOM, WITHIN},
    {"venue platform", PARSE_COURT, PARSE_ROOM, WHOLE},
    {"venue", PARSE_COURT, PARSE_ROOM, WHOLE},
    {"location", PARSE_COURT, PARSE_ROOM, WHOLE},

    {"phong xet xu", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"phong xu", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"phong hop", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"phong so", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"hoi truong", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"phong", PARSE_ROOM, PARSE_UNKNOWN, WHOLE},
    {"courtroom", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"court room", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"hearing room", PARSE_ROOM, PARSE_UNKNOWN, WITHIN},
    {"room", PARSE_ROOM, PARSE_UNKNOWN, WHOLE},

    {"tham phan", PARSE_JUDGE, PARSE_UNKNOWN, WITHIN},
    {"chu toa", PARSE_JUDGE, PARSE_UNKNOWN, WITHIN},
    {"judge", PARSE_JUDGE, PARSE_UNKNOWN, WITHIN},
    {"judges", PARSE_JUDGE, PARSE_UNKNOWN, WITHIN},
    {"judiciary", PARSE_JUDGE, PARSE_UNKNOWN, WHOLE},
    {"before", PARSE_JUDGE, PARSE_UNKNOWN, WHOLE},
    {"hoi dong xet xu", PARSE_JUDGE, PARSE_UNKNOWN, WITHIN},
    {"hdxx", PARSE_JUDGE, PARSE_UNKNOWN, WHOLE},
    {"panel", PARSE_JUDGE, PARSE_UNKNOWN, WHOLE},
    {"tribunal", PARSE_JUDGE, PARSE_UNKNOWN, WHOLE},

    {"vu an", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"vu viec", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"noi dung", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"trich yeu", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"toi danh", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"quan he tranh chap", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"quan he phap luat", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"bi cao", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"bi can", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"duong su", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"nguyen don", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"bi don", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"nguoi khoi kien", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"nguoi bi kien", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"case name", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"case title", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"case details", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"case description", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"parties", PARSE_SUBJECT, PARSE_UNKNOWN, WHOLE},
    {"appellant", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"respondent", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"claimant", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"defendant", PARSE_SUBJECT, PARSE_UNKNOWN, WITHIN},
    {"subject", PARSE_SUBJECT, PARSE_UNKNOWN, WHOLE},

    {"hinh thuc", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"phuong thuc", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"mode of hearing", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"hearing mode", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"hearing method", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"hearing channel", PARSE_MODE, PARSE_UNKNOWN, WITHIN},
    {"platform", PARSE_MODE, PARSE_UNKNOWN, WHOLE},
    {"mode", PARSE_MODE, PARSE_UNKNOWN, WHOLE},

    {"loai phien", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"hearing type", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"type of hearing", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"loai an", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"loai vu an", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"loai vu viec", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"case type", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"cap xet xu", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"giai doan", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"thu tuc", PARSE_KIND, PARSE_UNKNOWN, WITHIN},
    {"loai", PARSE_KIND, PARSE_UNKNOWN, WHOLE},
    {"type", PARSE_KIND, PARSE_UNKNOWN, WHOLE},
    {"kind", PARSE_KIND, PARSE_UNKNOWN, WHOLE},

    {"stt", PARSE_ORDINAL, PARSE_UNKNOWN, WHOLE},
    {"tt", PARSE_ORDINAL, PARSE_UNKNOWN, WHOLE},
    {"so tt", PARSE_ORDINAL, PARSE_UNKNOWN, WHOLE},
    {"so thu tu", PARSE_ORDINAL, PARSE_UNKNOWN, WHOLE},
    {"no", PARSE_ORDINAL, PARSE_UNKNOWN, WHOLE},

    {"ngay thu ly", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"quyet dinh", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"ngay sinh", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"nam sinh", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"thoi luong", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"thoi han", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"thu ky", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"kiem sat vien", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"hoi tham", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"luat su", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"nguoi bao chua", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"ghi chu", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"member", PARSE_IGNORED, PARSE_UNKNOWN, WHOLE},
    {"additional information", PARSE_IGNORED, PARSE_UNKNOWN, WHOLE},
    {"representative", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
    {"date of birth", PARSE_IGNORED, PARSE_UNKNOWN, WITHIN},
};

const char *parse_field_str(enum parse_field f)
{
    static const char *const text[PARSE_FIELDS] = {
        [PARSE_CASE_CODE] = "case_code", [PARSE_DATE_FIELD] = "date",
        [PARSE_TIME_FIELD] = "time",     [PARSE_END_TIME] = "end_time",
        [PARSE_COURT] = "court",         [PARSE_ROOM] = "room",
        [PARSE_JUDGE] = "judge",         [PARSE_SUBJECT] = "subject",
        [PARSE_MODE] = "mode",           [PARSE_KIND] = "kind"};
    return f < PARSE_FIELDS ? text[f] : "";
}

/* "Judge(s) / Panel" becomes "judge panel": letters, single spaces. False when it holds a digit:
 * a name does not, a title or a value does. */
static bool heading_words(struct sv text, char out[NAME_MAX_BYTES])
{
    char folded[NAME_MAX_BYTES];
    size_t n = parse_text_fold(text, folded, sizeof(folded)), used = 0;
    for (size_t i = 0; i < n; i++) {
        char c = folded[i];
        if (c >= '0' && c <= '9') {
            return false;
        }
        if (c == '(' && strncmp(folded + i, "(s)", 3) == 0) {
            i += 2;
        } else if (c >= 'a' && c <= 'z') {
            out[used++] = c;
        } else if (used > 0 && out[used - 1] != ' ') {
            out[used++] = ' ';
        }
    }
    while (used > 0 && out[used - 1] == ' ') {
        used--;
    }
    out[used] = '\0';
    return used > 0;
}

static bool holds_words(const char *heading, const char *words)
{
    size_t n = strlen(words);
    for (const char *p = strstr(heading, words); p != NULL; p = strstr(p + 1, words)) {
        bool starts = p == heading || p[-1] == ' ', ends = p[n] == ' ' || p[n] == '\0';
        if (starts && ends) {
            return true;
        }
    }
    return false;
}

/* What a heading means. rank: of two columns for one field the lower one wins. */
struct found {
    enum parse_field field, second;
    size_t rank;
};

enum { RANK_TOLD = 0, RANK_NONE = ARRAY_LEN(names) + 1 };

static const struct found not_found = {PARSE_UNKNOWN, PARSE_UNKNOWN, RANK_NONE};

static struct found found_at(size_t i)
{
    return (struct found){names[i].field, names[i].second, i + 1};
}

/* A person's word goes before the table's. */
static struct found name_find(const struct parse_cell *c, const struct parse_mapping *m)
{
    char heading[NAME_MAX_BYTES];
    size_t best = 0, length = 0;
    const struct parse_mapped *told = parse_mapping_find(m, c->text);
    if (told != NULL) {
        return (struct found){told->field, PARSE_UNKNOWN, RANK_TOLD};
    }
    if (c->kind != PARSE_TEXT || c->text.n >= NAME_MAX_BYTES || !heading_words(c->text, heading)) {
        return not_found;
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcmp(heading, names[i].words) == 0) {
            return found_at(i);
        }
        bool is_longer = strlen(names[i].words) > length;
        if (names[i].how == WITHIN && is_longer && holds_words(heading, names[i].words)) {
            best = i;
            length = strlen(names[i].words);
        }
    }
    return length > 0 ? found_at(best) : not_found;
}

/* Names of one row by column; upper is the row above when that is part of the header. */
static void row_names(const struct parse_row *r, const struct parse_row *upper,
                      const struct parse_mapping *m, struct found found[PARSE_COLUMNS_MAX])
{
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        found[c] = name_find(parse_row_cell(r, c), m);
        if (found[c].rank == RANK_NONE && upper != NULL) {
            found[c] = name_find(parse_row_cell(upper, c), m);
        }
    }
}

/* How many different fields; 0 unless one of them says which case or when. One is enough when a
 * person named it. */
static int row_score(const struct parse_row *r, const struct parse_mapping *m)
{
    struct found found[PARSE_COLUMNS_MAX];
    bool has[PARSE_FIELDS] = {false}, is_told = false;
    int score = 0;
    row_names(r, NULL, m, found);
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        if (found[c].field >= PARSE_FIELDS || has[found[c].field]) {
            continue;
        }
        has[found[c].field] = true;
        is_told = is_told || found[c].rank == RANK_TOLD;
        score++;
    }
    bool is_usable = has[PARSE_CASE_CODE] || has[PARSE_DATE_FIELD] || has[PARSE_TIME_FIELD];
    return is_usable && (score >= 2 || is_told) ? score : 0;
}

static size_t best_row(const struct parse_sheet *s, const struct parse_mapping *m, int *best_score)
{
    size_t best = 0;
    *best_score = 0;
    for (size_t i = 0; i < s->n && i < HEADER_ROWS_TRIED; i++) {
        int score = row_score(&s->rows[i], m);
        if (score <= *best_score) {
            continue;
        }
        *best_score = score;
        best = i;
    }
    return best;
}

int parse_header_score(const struct parse_sheet *s)
{
    int score = 0;
    best_row(s, NULL, &score);
    return score;
}

bool parse_header_repeats(const struct parse_row *r, const struct parse_mapping *m)
{
    int n = 0;
    for (int c = 0; c < r->n; c++) {
        const struct parse_cell *cell = &r->cells[c];
        if (cell->kind == PARSE_BLANK) {
            continue;
        }
        if (name_find(cell, m).rank == RANK_NONE) {
            return false;
        }
        n++;
    }
    return n >= 2;
}

/* Under a group heading "Thời gian" stand "Ngày" and "Giờ": a second line of the header. */
static bool has_second_line(const struct parse_sheet *s, const struct parse_mapping *m,
                            size_t first)
{
    return first + 1 < s->n && s->rows[first + 1].number == s->rows[first].number + 1 &&
           parse_header_repeats(&s->rows[first + 1], m);
}

/* Gives every field its best column; a case may be described in several. */
static void assign(struct parse_header *h, const struct found found[PARSE_COLUMNS_MAX])
{
    size_t taken[PARSE_FIELDS];
    for (int f = 0; f < PARSE_FIELDS; f++) {
        taken[f] = RANK_NONE;
    }
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        enum parse_field f = found[c].field;
        h->of[c] = f;
        if (f >= PARSE_FIELDS || f == PARSE_SUBJECT) {
            continue;
        }
        h->of[c] = PARSE_UNKNOWN;
        if (taken[f] <= found[c].rank) {
            continue;
        }
        taken[f] = found[c].rank;
        h->column[f] = c;
    }
    for (int c = PARSE_COLUMNS_MAX - 1; c >= 0; c--) {
        if (h->of[c] == PARSE_SUBJECT) {
            h->column[PARSE_SUBJECT] = c;
        }
    }
}

/* Columns that lost their field may have a second use. */
static void assign_second(struct parse_header *h, const struct found found[PARSE_COLUMNS_MAX])
{
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        enum parse_field f = found[c].second;
        bool has_lost = f < PARSE_FIELDS && h->column[found[c].field] != c;
        if (has_lost && h->column[f] < 0) {
            h->column[f] = c;
        }
    }
    for (int f = 0; f < PARSE_FIELDS; f++) {
        if (h->column[f] >= 0) {
            h->of[h->column[f]] = (enum parse_field)f;
        }
    }
}

/* A list without a header whose columns a person named by their place. */
static bool take_columns(const struct parse_mapping *m, struct parse_header *h)
{
    struct found found[PARSE_COLUMNS_MAX];
    if (m == NULL || !m->has_columns) {
        return false;
    }
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        found[c] = (struct found){m->of[c], PARSE_UNKNOWN, RANK_TOLD};
    }
    assign(h, found);
    assign_second(h, found);
    return true;
}

bool parse_header_find(const struct parse_sheet *s, const struct parse_mapping *m,
                       struct parse_header *h)
{
    struct found found[PARSE_COLUMNS_MAX];
    int score = 0;
    *h = (struct parse_header){.first = best_row(s, m, &score)};
    for (int f = 0; f < PARSE_FIELDS; f++) {
        h->column[f] = -1;
    }
    if (score == 0) {
        return s->n > 0 && take_columns(m, h);
    }
    bool has_two = has_second_line(s, m, h->first);
    h->last = h->first + (has_two ? 1 : 0);
    h->body = h->last + 1;
    row_names(&s->rows[h->last], has_two ? &s->rows[h->first] : NULL, m, found);
    assign(h, found);
    assign_second(h, found);
    return true;
}
