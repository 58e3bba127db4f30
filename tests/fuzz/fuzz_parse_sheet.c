/* Any XML as the sheet, the strings or the styles of an otherwise sound workbook: past the zip's
 * checksums, which a fuzzer cannot guess. The first byte chooses the part. */
#include "core/str.h"
#include "intake/parse.h"

#include "../unit/parse_zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                        "xl/styles.xml", "xl/workbook.xml"};
    struct zip_part parts[] = {
        {"xl/worksheets/sheet1.xml",
         SV("<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row>"
            "<c s='1'><v>46359</v></c><c s='2'><v>0.3</v></c></row></sheetData></worksheet>")},
        {"xl/sharedStrings.xml", SV("<sst><si><t>Date</t></si><si><t>Time</t></si></sst>")},
        {"xl/styles.xml", SV(ZIP_STYLES)},
        {"xl/workbook.xml", SV(ZIP_WORKBOOK("", "<sheet name='S' r:id='rId1'/>"))},
        {"xl/_rels/workbook.xml.rels", SV(ZIP_RELS)},
    };
    const struct parse_options o = {.order = PARSE_DMY};
    struct buf file, out;
    if (size == 0)
        return 0;
    size_t at = data[0] % ARRAY_LEN(names);
    parts[at].bytes = (struct sv){(const char *)data + 1, size - 1};
    buf_init(&file, 4 << 20);
    buf_init(&out, PARSE_OUT_MAX);
    zip_make(&file, parts, ARRAY_LEN(parts), 0);
    parse_document(buf_view(&file), &o, &out);
    if (!buf_ok(&out) || !utf8_valid(buf_view(&out)))
        abort();
    buf_free(&file);
    buf_free(&out);
    return 0;
}
