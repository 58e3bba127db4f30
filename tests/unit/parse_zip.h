/* Makes small zip archives in memory, for the tests and the fuzzer of the parser. */
#ifndef TESTS_PARSE_ZIP_H
#define TESTS_PARSE_ZIP_H

#include "core/buf.h"
#include "core/str.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct zip_part {
    const char *name;
    struct sv bytes;
};

static inline void zip_put(struct buf *b, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(b, (char)(value >> (8 * i) & 0xFF));
}

/* The fields a local and a central header share, from "version needed" to the name's length. */
static inline void zip_fields(struct buf *b, const struct zip_part *p, size_t packed)
{
    uLong crc = crc32(0, (const Bytef *)p->bytes.p, (uInt)p->bytes.n);
    zip_put(b, 20, 2);
    zip_put(b, 0, 2);
    zip_put(b, 8, 2); /* deflated */
    zip_put(b, 0x5A21, 2);
    zip_put(b, 0x5A21, 2);
    zip_put(b, crc, 4);
    zip_put(b, packed, 4);
    zip_put(b, p->bytes.n, 4);
    zip_put(b, strlen(p->name), 2);
}

/* Appends the raw deflated bytes; returns how many. */
static inline size_t zip_deflate(struct buf *b, struct sv s, int level)
{
    z_stream z = {0};
    uLong cap = compressBound((uLong)s.n) + 64;
    Bytef *out = malloc(cap);
    if (out == NULL || deflateInit2(&z, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    z.next_in = (Bytef *)(uintptr_t)s.p;
    z.avail_in = (uInt)s.n;
    z.next_out = out;
    z.avail_out = (uInt)cap;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    size_t n = z.total_out;
    buf_add(b, out, n);
    deflateEnd(&z);
    free(out);
    return n;
}

static inline void zip_make(struct buf *out, const struct zip_part *parts, size_t n, int level)
{
    struct buf directory, packed;
    buf_init(&directory, 1 << 20);
    buf_init(&packed, 64 << 20);
    for (size_t i = 0; i < n; i++) {
        buf_reset(&packed);
        size_t offset = out->n, size = zip_deflate(&packed, parts[i].bytes, level);
        zip_put(out, 0x04034B50, 4);
        zip_fields(out, &parts[i], size);
        zip_put(out, 0, 2);
        buf_str(out, parts[i].name);
        buf_sv(out, buf_view(&packed));
        zip_put(&directory, 0x02014B50, 4);
        zip_put(&directory, 20, 2);
        zip_fields(&directory, &parts[i], size);
        zip_put(&directory, 0, 8); /* extra, comment, disk, attributes */
        zip_put(&directory, 0, 4);
        zip_put(&directory, offset, 4);
        buf_str(&directory, parts[i].name);
    }
    size_t start = out->n;
    buf_sv(out, buf_view(&directory));
    zip_put(out, 0x06054B50, 4);
    zip_put(out, 0, 4);
    zip_put(out, n, 2);
    zip_put(out, n, 2);
    zip_put(out, directory.n, 4);
    zip_put(out, start, 4);
    zip_put(out, 0, 2);
    buf_free(&directory);
    buf_free(&packed);
}

#define ZIP_WORKBOOK(pr, sheets)                                                                   \
    "<workbook xmlns:r='r'>" pr "<sheets>" sheets "</sheets></workbook>"
#define ZIP_RELS                                                                                   \
    "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"
#define ZIP_STYLES                                                                                 \
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-42A]dd/mm/yyyy'/></numFmts>"       \
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='20'/><xf numFmtId='22'/>"        \
    "</cellXfs></styleSheet>"

/* A workbook of one sheet: workbookPr (may be ""), shared strings and sheet as XML. */
static inline void zip_workbook(struct buf *out, const char *workbook, struct sv strings,
                                struct sv sheet, int level)
{
    const struct zip_part parts[] = {
        {"xl/workbook.xml", sv_of(workbook)}, {"xl/_rels/workbook.xml.rels", SV(ZIP_RELS)},
        {"xl/styles.xml", SV(ZIP_STYLES)},    {"xl/sharedStrings.xml", strings},
        {"xl/worksheets/sheet1.xml", sheet},
    };
    zip_make(out, parts, sizeof(parts) / sizeof(parts[0]), level);
}

#endif
