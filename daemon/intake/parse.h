/* Reads one foreign hearing list (CSV or XLSX), calendar or recurrence rule and says in JSON what
 * it holds. Everything here runs in the locked-down child `dutyparse`, never in the daemon. Nothing
 * foreign may crash it, hang it or exhaust it: what is wrong with a document is data. A document
 * that is refused as a whole fills struct err with a key intake.error.*; a faulty row carries its
 * faults. All memory belongs to the arena of the document. */
#ifndef INTAKE_PARSE_H
#define INTAKE_PARSE_H

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"

enum {
    PARSE_BYTES_MAX = 2 << 20,      /* a list as sent */
    PARSE_ICS_BYTES_MAX = 16 << 20, /* a calendar as sent */
    PARSE_INFLATED_MAX = 32 << 20,  /* all parts of an XLSX together, counted while inflating */
    PARSE_OUT_MAX = 40 << 20,       /* the JSON */
    PARSE_ARENA_MAX = 256 << 20,    /* never reached: follows from the bounds here */
    PARSE_SHEETS_MAX = 20,
    PARSE_ROWS_MAX = 5000, /* rows that hold anything, over all sheets */
    PARSE_COLUMNS_MAX = 64,
    PARSE_CELL_MAX = 2000,        /* bytes of UTF-8 */
    PARSE_RRULE_MAX = 300,        /* bytes of a recurrence rule */
    PARSE_RRULE_YEARS = 10,       /* how far it is worked out */
    PARSE_RRULE_LEAD_YEARS = 30,  /* from its beginning to the first day wanted */
    PARSE_RRULE_STEPS = 20000,    /* never reached: 40 years of days */
    PARSE_ICS_EVENTS_MAX = 60000, /* events of a calendar, and the rows they make */
    PARSE_ICS_TIMES_MAX = 2000,   /* occurrences of one event */
    PARSE_ICS_DAYS_BACK = 31,     /* repetitions are worked out from so many days before today */
    PARSE_ICS_DAYS_ON = 400,      /* to so many after it */
    PARSE_ICS_RULES_MS = 2000,    /* processor time for all rules of a calendar */
    PARSE_BUSY_MAX = 2000         /* stretches of a person's own calendar, after joining */
};

/* ---- parse_table.c: the grid of cells ---- */

enum parse_kind {
    PARSE_BLANK,
    PARSE_TEXT,
    PARSE_NUMBER,
    PARSE_DATE, /* a number shown as a date, perhaps with a time */
    PARSE_TIME  /* a number shown as a time only */
};

struct parse_cell {
    struct sv text;
    double serial; /* not PARSE_TEXT: days since 1899-12-30 */
    enum parse_kind kind;
    bool is_cut; /* the text was longer than PARSE_CELL_MAX */
};

struct parse_row {
    int number; /* as a spreadsheet counts: from 1 */
    int n;      /* cells up to the last that is not blank */
    int cap;
    struct parse_cell *cells;
};

struct parse_sheet {
    struct sv name;
    struct parse_row *rows; /* rising numbers; rows without any text are left out */
    size_t n, cap;
    bool is_hidden;
};

struct parse_doc {
    struct arena *arena; /* borrowed */
    const char *format;
    const char *encoding;
    struct parse_sheet sheets[PARSE_SHEETS_MAX];
    size_t n;
    size_t rows; /* over all sheets */
};

struct parse_doc *parse_doc_new(struct arena *a);
/* A new sheet at the end; false with intake.error.too_many_sheets. */
MUST_CHECK bool parse_doc_sheet(struct parse_doc *d, struct sv name, struct parse_sheet **out,
                                struct err *e);
/* Copies n cells as row `number`, unless all are blank. False with intake.error.too_many_rows. */
MUST_CHECK bool parse_doc_row(struct parse_doc *d, struct parse_sheet *s, int number,
                              const struct parse_cell *cells, int n, struct err *e);
/* The cell, or a blank one past the end. */
const struct parse_cell *parse_row_cell(const struct parse_row *r, int column);
/* A merged range: the rows from + 1 .. to that hold anything get the text of row `from` in this
 * column. Returns how many were filled. */
int parse_sheet_fill(struct parse_doc *d, struct parse_sheet *s, int column, int from, int to);
/* 0 is "A", 27 is "AB"; column < PARSE_COLUMNS_MAX. */
void parse_column_name(int column, char out[3]);

/* ---- parse_text.c: encodings, NFC, folding ---- */

/* Bytes of a CSV file as UTF-8. False with intake.error.encoding (value: TCVN3, VNI, unknown),
 * intake.error.format (binary) or intake.error.empty. */
MUST_CHECK bool parse_text_decode(struct arena *a, struct sv bytes, struct sv *out,
                                  const char **encoding, struct err *e);
/* UTF-8 in NFC (Vietnamese letters), without control characters, white space trimmed and single,
 * at most PARSE_CELL_MAX bytes. */
struct sv parse_text_clean(struct arena *a, struct sv s, bool *is_cut);
/* Lower-case ASCII without diacritics; what is not a Latin letter, digit or ASCII sign becomes a
 * space. Cut at cap - 1 and NUL-terminated; returns the length. */
size_t parse_text_fold(struct sv s, char *out, size_t cap);
/* "TCVN3" or "VNI" when the text was written for those fonts, else NULL. */
const char *parse_text_legacy(struct sv utf8);

/* ---- parse_time.c: dates and times ---- */

enum parse_order { PARSE_DMY, PARSE_MDY };
enum parse_fault_when {
    PARSE_WHEN_OK,
    PARSE_WHEN_UNCLEAR,
    PARSE_WHEN_DATE,
    PARSE_WHEN_TIME,
    PARSE_WHEN_ORDER,  /* possible only in the other order of day and month */
    PARSE_WHEN_WEEKDAY /* "Thứ Hai" beside a date that is a Thursday */
};

struct parse_day { /* year 0: none */
    int year, month, day;
};

struct parse_when {
    struct parse_day date;  /* read in the order asked for */
    struct parse_day other; /* the other order, where that is possible too and differs */
    int start_min, end_min; /* after midnight; -1: none */
    enum parse_fault_when fault;
};

/* Reads whatever date and time the cell holds. A day of the week must agree with the date; where
 * it agrees with one reading of an ambiguous date only, that settles it. A session word alone means
 * 07:30 or 13:30, when Vietnamese courts open (domain.md section 7). Every digit must be
 * understood. */
void parse_when(const struct parse_cell *c, enum parse_order order, struct parse_when *w);
/* "2026-12-03", the whole of s. */
MUST_CHECK bool parse_day_iso(struct sv s, struct parse_day *d);

/* ---- parse_header.c: column names ---- */

enum parse_field {
    PARSE_CASE_CODE,
    PARSE_DATE_FIELD,
    PARSE_TIME_FIELD,
    PARSE_END_TIME,
    PARSE_COURT,
    PARSE_ROOM,
    PARSE_JUDGE,
    PARSE_SUBJECT, /* names people: for those behind a log-in only */
    PARSE_MODE,
    PARSE_KIND,
    PARSE_FIELDS,
    PARSE_ORDINAL = PARSE_FIELDS, /* a running number */
    PARSE_IGNORED,                /* known, and not ours: date of birth */
    PARSE_UNKNOWN
};

enum { PARSE_HEADING_MAX = 160 };

/* What a person said of a court's columns (parse_mapping.c). */
struct parse_mapping {
    struct parse_mapped {
        char heading[PARSE_HEADING_MAX]; /* folded */
        enum parse_field field;
    } names[PARSE_COLUMNS_MAX];
    size_t n;
    bool is_mdy; /* its dates have the month first */
    bool has_columns;
    enum parse_field of[PARSE_COLUMNS_MAX]; /* of lists without a header */
};

/* False when it is no JSON. */
MUST_CHECK bool parse_mapping_read(struct sv json, struct parse_mapping *m);
/* What was said of this heading, or NULL. m may be NULL. */
const struct parse_mapped *parse_mapping_find(const struct parse_mapping *m, struct sv heading);

struct parse_header {
    size_t first, last;                     /* indexes into sheet->rows */
    size_t body;                            /* the first row below; 0: there is no header row */
    enum parse_field of[PARSE_COLUMNS_MAX]; /* what each column holds */
    int column[PARSE_FIELDS];               /* the (first) column of a field, -1: none */
};

const char *parse_field_str(enum parse_field f); /* "case_code" */
/* Finds the header; false when no row names two columns we know, or one that a person named (m may
 * be NULL), and no person said what the columns hold. */
bool parse_header_find(const struct parse_sheet *s, const struct parse_mapping *m,
                       struct parse_header *h);
/* How many fields the best header row names; 0: none usable. */
int parse_header_score(const struct parse_sheet *s);
/* True when the row repeats column names, as lists do after a page break. */
bool parse_header_repeats(const struct parse_row *r, const struct parse_mapping *m);

/* ---- parse_csv.c, parse_xlsx.c: documents into a grid ---- */

/* text: UTF-8. */
MUST_CHECK bool parse_csv_read(struct parse_doc *d, struct sv text, struct err *e);
MUST_CHECK bool parse_xlsx_read(struct parse_doc *d, struct sv bytes, struct err *e);

/* ---- parse_list.c: the grid into hearings ---- */

struct parse_options {
    enum parse_order order;
    struct parse_day date;  /* for lists that give times only; year 0: none */
    struct parse_day today; /* a calendar's repeated hearings are worked out around it */
    const char *zone;       /* whose wall clock a calendar's hearings are told in */
    const struct parse_mapping *mapping; /* what a court's columns hold, as remembered, or NULL */
    bool is_busy; /* a person's own calendar: only when they are busy may be printed */
};

enum { PARSE_FAULTS_MAX = 2 * PARSE_FIELDS };

struct parse_fault {
    int column; /* -1: no such column */
    enum parse_field field;
    const char *key; /* static */
    struct sv value;
    struct parse_day dmy, mdy; /* both readings, with intake.error.date_order */
};

struct parse_hearing {
    struct sv text[PARSE_FIELDS]; /* dates as 2026-12-03, times as 07:30, empty: none */
    struct parse_fault faults[PARSE_FAULTS_MAX];
    size_t n_faults;
    char date[12], time[8], end_time[8]; /* what text[] points to */
    char subject[PARSE_CELL_MAX + 1];
};

/* What a row after the header turned out to be. */
enum parse_line { PARSE_LINE_HEARING, PARSE_LINE_BLANK, PARSE_LINE_NOTE, PARSE_LINE_FURNITURE };

struct parse_list {
    const struct parse_sheet *sheet;
    const struct parse_options *options;
    struct parse_header header;
    struct parse_day section; /* of a line "Ngày 03/12/2026" that heads the rows below */
    bool has_dates;           /* some row holds a date of its own */
    bool is_order_doubtful;   /* a date is impossible in the order asked for */
};

/* False when the sheet has no usable header. */
bool parse_list_start(struct parse_list *l, const struct parse_sheet *s,
                      const struct parse_options *o);
/* Reads one row below the header; h is filled when the answer is PARSE_LINE_HEARING. */
enum parse_line parse_list_row(struct parse_list *l, const struct parse_row *r,
                               struct parse_hearing *h);

/* ---- parse_rrule.c: recurrence ---- */

struct parse_span {
    struct parse_day dtstart, from; /* the day the rule counts from, the first day wanted */
};

/* The days of an RFC 5545 recurrence rule in the PARSE_RRULE_YEARS from the first day wanted:
 * {"rrule", "until": the first day not worked out, "dates", "goes_on": there are more after that},
 * or why it is refused: intake.error.rrule*. */
void parse_rrule(struct sv text, const struct parse_span *span, struct buf *out);
/* The days of a rule from the first day wanted to `last`, both included. */
struct parse_days {
    struct parse_day *day; /* the caller's, with room for cap */
    size_t cap, n;
    bool is_over; /* the rule ends with them */
};
/* Text as parse_rrule_days takes it: upper case, without white space and the property's name. */
struct sv parse_rrule_tidy(struct arena *a, struct sv text);
/* False with intake.error.rrule*; also when a counted rule began too many days before. */
MUST_CHECK bool parse_rrule_days(struct sv rule, const struct parse_span *p, struct parse_day last,
                                 struct parse_days *out, struct err *e);
/* Loads what libical would otherwise open later. */
void parse_rrule_start(void);

/* ---- parse_ics.c: a calendar into hearings ---- */

/* What a row of a calendar knows besides its fields. */
struct parse_origin {
    struct sv uid;
    const char
        *recurrence; /* "2026-12-03T07:30", when the occurrence was to be; "": not repeated */
    int64_t sequence;
    const char *status; /* CONFIRMED, TENTATIVE or CANCELLED */
};

bool parse_ics_is(struct sv bytes);
/* Reads a calendar and prints its rows as parse_print does a list's, each with its origin; or,
 * asked for busy times, these alone, on the Centre's wall clock: {"format": "busy", "times":
 * [{"starts", "ends"}], "counts": {"times", "unread"}}. */
MUST_CHECK bool parse_ics_read(struct arena *a, struct sv bytes, const struct parse_options *o,
                               struct buf *out, struct err *e);

/* ---- parse_mail.c: an answer to an invitation ---- */

/* Prints {"format": "mail", "from", "to": [addresses], "is_automatic", "reply"}; reply is null or
 * {"uid", "sequence", "attendee", "answer": accepted, declined or tentative, "stamped_at"}. */
void parse_mail(struct sv message, struct buf *out);

/* ---- parse_gzip.c ---- */

/* Bytes in gzip become what they hold, in a; others stay. False with intake.error.too_large past
 * PARSE_ICS_BYTES_MAX, and intake.error.broken where it does not end as it should. */
MUST_CHECK bool parse_gzip(struct arena *a, struct sv *bytes, struct err *e);

/* ---- parse_print.c, parse_document.c: the whole job ---- */

/* One row; o is NULL when it comes from a list. */
void parse_print_hearing(struct buf *b, struct sv sheet, int row, const struct parse_hearing *h,
                         const struct parse_origin *o);

void parse_print(struct buf *out, const struct parse_doc *d, const struct parse_options *o);
/* {"error": {"key", "value"}} in place of whatever out held. */
void parse_refusal(struct buf *out, const struct err *e);
/* Recognises the document by its content, reads it and prints the answer, be it a refusal. */
void parse_document(struct sv bytes, const struct parse_options *o, struct buf *out);

/* ---- parse_lockdown.c ---- */

/* From here on the process may read and write open files, use memory and exit; anything else kills
 * it. Loads beforehand what the libraries would otherwise open later. False when the kernel
 * refuses. */
MUST_CHECK bool parse_lockdown(void);

#endif
