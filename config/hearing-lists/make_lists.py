#!/usr/bin/python3
"""Writes the sample lists that are not plain text: two XLSX workbooks and one file in windows-1258.

Run it in this folder after a change; the same input gives the same bytes. All names are made up.
"""
import unicodedata
import zipfile
from xml.sax.saxutils import escape, quoteattr

DATE, TIME = 1, 2  # indexes into the cell formats of STYLES
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = f"""<styleSheet xmlns="{NS}"><numFmts count="1"><numFmt numFmtId="164"
 formatCode="[$-42A]dd/mm/yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/>
</fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0"/>
<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs>
</styleSheet>"""

WEEK = [
    ["TÒA ÁN NHÂN DÂN KHU VỰC 3"],
    ["LỊCH XÉT XỬ TUẦN 49 NĂM 2026"],
    [],
    ["TT", "Thứ, ngày", "Giờ", "Số thụ lý", "Nội dung vụ án", "Phòng xử", "Chủ tọa", "Thư ký"],
    [1, "Thứ Ba, 01/12/2026", "7h30", "31/2026/TLST-HS", "Nguyễn Văn Mẫu, trộm cắp tài sản", "A",
     "Lê Thị Mẫu", "Trần Thử"],
    [2, None, "9h00-11h00", "32/2026/TLST-HS", "Trần Văn Thử, đánh bạc", "A", "Lê Thị Mẫu",
     "Trần Thử"],
    [3, None, "Chiều", "33/2026/TLST-HS", "Võ Thị Mẫu, cố ý gây thương tích", "B",
     "Phạm Văn Ví Dụ", "Trần Thử"],
    [4, "Thứ Năm, 03/12/2026", "7g30", "34/2026/TLST-DS", "Bùi Văn Thử kiện Công ty Mẫu", "A",
     "Lê Thị Mẫu", "Trần Thử"],
    [5],
    [None, None, None, None, None, None, "CHÁNH ÁN"],
]
WEEK_MERGES = ["A1:H1", "A2:H2", "B5:B7"]

ONLINE = [
    ["STT", "Số, ngày thụ lý", "Thời gian", None, "Tòa án", "Điểm cầu thành phần", "Bị cáo",
     "Hình thức xét xử"],
    [None, None, "Ngày", "Giờ", None, None, None, None],
    [1, "41/2026/TLST-HS ngày 02/10/2026", (46359, DATE), (0.3125, TIME),
     "Tòa án nhân dân khu vực 3", "Trại tạm giam", "Đặng Văn Mẫu", "Trực tuyến"],
    [2, "42/2026/TLST-HS ngày 06/10/2026", (46359.5625, DATE), None,
     "Tòa án nhân dân khu vực 3", "Trại tạm giam", "Hồ Thị Thử", "Trực tiếp kết hợp trực tuyến"],
    [3, (46388, DATE), (46360, DATE), (0.5625, TIME), "Tòa án nhân dân khu vực 3", None,
     "Lý Văn Mẫu", "Trực tiếp"],
]
ONLINE_MERGES = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:G2", "H1:H2"]
GUIDE = [["Hướng dẫn"], ["Mỗi dòng là một phiên tòa. Không ghi tên bị hại."]]
OLD = [["Số thụ lý", "Ngày", "Giờ"], ["1/2025/TLST-HS", "01/12/2025", "7h30"]]

OLD_CSV = """Số thụ lý;Ngày giờ xét xử;Phòng xử án;Thẩm phán;Vụ án
51/2026/TLST-HS;03/12/2026 07:30;Phòng xử án số 2;Nguyễn Thị Mẫu;Đặng Văn Thử, hủy hoại tài sản
"""


def cell(column, row, value):
    ref = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(value, tuple):
        return f'<c {ref} s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, int):
        return f"<c {ref}><v>{value}</v></c>"
    return f'<c {ref} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(rows, merges):
    out = "".join(
        f'<row r="{r}">' + "".join(cell(c, r, v) for c, v in enumerate(row) if v is not None)
        + "</row>" for r, row in enumerate(rows, 1))
    joined = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    merged = f'<mergeCells count="{len(merges)}">{joined}</mergeCells>' if merges else ""
    return f'<worksheet xmlns="{NS}"><sheetData>{out}</sheetData>{merged}</worksheet>'


def parts(sheets):
    """The files of a workbook. sheets: (name, state, rows, merges)."""
    tabs = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" state="{state}" r:id="rId{i}"/>'
        for i, (name, state, _, _) in enumerate(sheets, 1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1))
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{RELS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1))
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield "[Content_Types].xml", (
        f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/><Override PartName='
        f'"/xl/styles.xml" ContentType="{office}.styles+xml"/>{kinds}</Types>')
    yield "_rels/.rels", (
        f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
        f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    yield "xl/workbook.xml", (
        f'<workbook xmlns="{NS}" xmlns:r="{RELS}"><sheets>{tabs}</sheets></workbook>')
    yield "xl/_rels/workbook.xml.rels", (
        f'<Relationships xmlns="{PACKAGE}relationships">{links}<Relationship Id="rIdS" '
        f'Type="{RELS}/styles" Target="styles.xml"/></Relationships>')
    yield "xl/styles.xml", STYLES
    for i, (_, _, rows, merges) in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{i}.xml", sheet(rows, merges)


def workbook(path, sheets):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts(sheets):
            z.writestr(zipfile.ZipInfo(name), (HEAD + text).encode(), zipfile.ZIP_DEFLATED)


def windows_1258(text):
    """Tones are letters of their own there: only what a vowel is built on stays composed."""
    out = []
    for letter in text:
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", marks.replace(tone, ""))
            out.append((base + tone).encode("cp1258"))
    return b"".join(out)


if __name__ == "__main__":
    workbook("lich-tuan.xlsx", [("Tuần 49", "visible", WEEK, WEEK_MERGES)])
    workbook("phien-truc-tuyen.xlsx", [
        ("Trực tuyến", "visible", ONLINE, ONLINE_MERGES), ("Hướng dẫn", "visible", GUIDE, []),
        ("Năm cũ", "hidden", OLD, [])])
    with open("ban-cu-windows-1258.csv", "wb") as f:
        f.write(windows_1258(OLD_CSV))
