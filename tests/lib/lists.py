"""Hearing lists in the many ways Vietnamese courts write them, each with the rows it was made from.

corpus() gives Lists: a name, the bytes, and what must be read from them: the fields of each row in
order, or why the whole document is refused. All names are made up.
"""
import csv
import datetime
import io
import unicodedata
from collections import namedtuple

import openpyxl
from openpyxl.styles import Font

List = namedtuple("List", "name content rows refusal options")
Hearing = namedtuple("Hearing", "code day start end room judge who what mode")

DAYS = [datetime.date(2026, 12, d) for d in (1, 3, 15)]  # Tuesday, Thursday, Tuesday
WEEKDAYS = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"]
HEARINGS = [
    Hearing("12/2026/TLST-HS", DAYS[0], "07:30", None, "Phòng xử A", "Lê Thị Mẫu", "Nguyễn Văn Mẫu",
            "Trộm cắp tài sản", "in_person"),
    Hearing("15/2026/TLST-HS", DAYS[0], "09:00", None, "Phòng xử B, tầng 2", "Phạm Văn Ví Dụ",
            "Trần Thị Thử và 02 bị cáo khác", "Cố ý gây thương tích", "online"),
    Hearing("201/2026/TLPT-DS", DAYS[1], "07:30", None, "Hội trường “Lớn”", "Lê Thị Mẫu",
            "Đặng Thử kiện Công ty Mẫu", "Tranh chấp đất đai", "hybrid"),
    Hearing("17/2026/TLST-HS", DAYS[1], "13:30", None, "Phòng xử A", "Phạm Văn Ví Dụ", "Vũ Ký Ữu",
            "Mua bán trái phép chất ma túy", "in_person"),
    Hearing("33/2026/TLST-HNGĐ", DAYS[2], "14:00", None, "Phòng xử C", "Lê Thị Mẫu",
            "Bùi Thị Ví Dụ, Hồ Thử", "Ly hôn", "in_person"),
]
MODES = {"in_person": "Trực tiếp", "online": "Trực tuyến", "hybrid": "Trực tiếp kết hợp trực tuyến"}
HEAD = ["STT", "Số thụ lý", "Ngày xét xử", "Giờ", "Phòng xử án", "Thẩm phán chủ tọa", "Bị cáo",
        "Tội danh", "Hình thức"]
TITLE = [["TÒA ÁN NHÂN DÂN KHU VỰC 3"], ["LỊCH XÉT XỬ CÁC VỤ ÁN"],
         ["(Từ ngày 30/11/2026 đến ngày 18/12/2026)"], []]
FOOT = [[], ["", "", "", "", "", "Cần Thơ, ngày 20 tháng 11 năm 2026"], ["", "", "", "", "", "THƯ KÝ"]]


def dmy(day):
    return f"{day:%d/%m/%Y}"


def hm(time):
    hour, minute = time.split(":")
    return f"{int(hour)}h{minute}"


def row_of(hearing, date=dmy, time=hm, n=""):
    return [n, hearing.code, date(hearing.day), time(hearing.start), hearing.room, hearing.judge,
            hearing.who, hearing.what, MODES[hearing.mode]]


def table(hearings=None, date=dmy, time=hm):
    """Header and rows, numbered."""
    return [HEAD, *(row_of(h, date, time, n) for n, h in enumerate(hearings or HEARINGS, 1))]


def fields(hearing, **other):
    """What must be read of a hearing; other: what this list says otherwise, None: nothing."""
    said = {"case_code": hearing.code, "date": hearing.day.isoformat(), "time": hearing.start,
            "end_time": hearing.end, "room": hearing.room, "judge": hearing.judge,
            "subject": f"{hearing.who}; {hearing.what}", "mode": hearing.mode, **other}
    return {k: v for k, v in said.items() if v is not None}


# ---- documents ----

def text_of(rows, delimiter=";", end="\r\n", quote=csv.QUOTE_MINIMAL):
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quote).writerows(
        [*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


def csv_of(rows, encoding="utf-8-sig", **style):
    return text_of(rows, **style).encode(encoding)


def windows_1258(text):
    """That code page writes tones as marks of their own, after the letter with its hat or horn."""
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
            out += letter
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
            shape = [m for m in marks if m not in tones]
            out += unicodedata.normalize("NFC", base + "".join(shape)) + "".join(tones)
    return out.replace("“", '"').replace("”", '"').encode("cp1258")


def workbook(*sheets):
    """sheets: (name, rows, merged ranges, is hidden). A tuple (value, format) is a formatted cell."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merges, is_hidden in sheets:
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row, 1):
                if value in ("", None):
                    continue
                cell = sheet.cell(r, c, value[0] if isinstance(value, tuple) else value)
                if isinstance(value, tuple):
                    cell.number_format = value[1]
        sheet["A1"].font = Font(bold=True)
        for merged in merges:
            sheet.merge_cells(merged)
        sheet.sheet_state = "hidden" if is_hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(rows, merges=()):
    return workbook(("Lịch", rows, merges, False))


# ---- the old fonts: one byte or two for a letter, told by the font alone ----

TONES = "\u0300\u0309\u0303\u0301\u0323"
TCVN3 = dict(zip(
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
    bytes.fromhex("b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7"
                  "e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7").decode("latin-1")))
VNI_TONES = {"": dict(zip(TONES, "øûõùï")), "\u0302": dict(zip(TONES, "àåãáä")),
             "\u0306": dict(zip(TONES, "èúüéë")), "\u031b": dict(zip(TONES, "øûõùï"))}
VNI_WHOLE = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def tcvn3(text):
    """Capital letters with a tone have no code: they are the small ones in a font of capitals."""
    return "".join(TCVN3.get(x, TCVN3.get(x.lower(), x)) for x in text.replace("“", '"').replace("”", '"'))


def vni_letter(letter):
    lower = letter.lower()
    if lower in VNI_WHOLE:
        out = VNI_WHOLE[lower]
    else:
        base, *marks = unicodedata.normalize("NFD", lower)
        shape = next((m for m in marks if m in "\u0302\u0306\u031b"), "")
        tone = next((m for m in marks if m in TONES), "")
        out = {"o\u031b": "ô", "u\u031b": "ö"}.get(base + shape, base)
        out += VNI_TONES[shape][tone] if tone else {"\u0302": "â", "\u0306": "ê"}.get(shape, "")
    return out.upper() if letter != lower else out


def vni(text):
    return "".join(vni_letter(x) if ord(x) > 127 else x
                   for x in text.replace("“", '"').replace("”", '"'))


# ---- varieties ----

def weekday(day):
    return f"Thứ {WEEKDAYS[day.weekday()]}"


DATES = {
    "ngay-gach-cheo": dmy,
    "ngay-khong-so-0": lambda d: f"{d.day}/{d.month}/{d.year}",
    "ngay-gach-noi": lambda d: f"{d:%d-%m-%Y}",
    "ngay-cham": lambda d: f"{d:%d.%m.%Y}",
    "ngay-nam-hai-so": lambda d: f"{d:%d/%m/%y}",
    "ngay-iso": lambda d: d.isoformat(),
    "ngay-nam-truoc": lambda d: f"{d:%Y/%m/%d}",
    "ngay-bang-chu": lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    "ngay-bang-chu-hoa": lambda d: f"NGÀY {d:%d} THÁNG {d:%m} NĂM {d.year}",
    "ngay-co-thu": lambda d: f"{weekday(d)}, {dmy(d)}",
    "ngay-thu-bang-so": lambda d: f"Thứ {d.weekday() + 2} ngày {dmy(d)}",
    "ngay-thu-viet-tat": lambda d: f"T{d.weekday() + 2} {dmy(d)}",
    "ngay-tieng-anh": lambda d: f"{d.day} December {d.year}",
    "ngay-thu-trong-ngoac": lambda d: f"{dmy(d)} ({weekday(d)})",
    "ngay-thu-thuong": lambda d: f"{weekday(d).lower()} ngày {dmy(d)}",
    "ngay-cach": lambda d: f"{d.day} / {d.month} / {d.year}",
    "ngay-thang-rut-gon": lambda d: f"{d:%d} th{d.month} {d.year}",
    "ngay-gio-0-cua-excel": lambda d: f"{d.isoformat()} 00:00:00",
}


def parts(time):
    return tuple(map(int, time.split(":")))


def half(time, word, after=12):
    """7h30 sáng, 1h30 chiều."""
    hour, minute = parts(time)
    return word.format(hour - 12 if hour > after else hour, minute,
                       "sáng" if hour < 12 else "chiều", "AM" if hour < 12 else "PM")


TIMES = {
    "gio-7h30": hm,
    "gio-07g30": lambda t: f"{t[:2]}g{t[3:]}",
    "gio-7-gio-30": lambda t: "{} giờ {}".format(parts(t)[0], t[3:]),
    "gio-7-gio-30-phut": lambda t: "{} giờ {} phút".format(*map(str, (parts(t)[0], t[3:]))),
    "gio-hai-cham": lambda t: t,
    "gio-co-giay": lambda t: f"{t}:00",
    "gio-cham": lambda t: f"{parts(t)[0]}.{t[3:]}",
    "gio-co-dau-phut": lambda t: f"{hm(t)}'",
    "gio-sang-chieu": lambda t: half(t, "{0}h{1:02} {2}"),
    "gio-sang-chieu-truoc": lambda t: f"{'Sáng' if t < '12' else 'Chiều'}: {t}",
    "gio-tu": lambda t: f"Từ {hm(t)}",
    "gio-am-pm": lambda t: half(t, "{0}:{1:02} {3}"),
    "gio-hoa": lambda t: hm(t).upper(),
    "gio-cach": lambda t: "{} h {}".format(parts(t)[0], t[3:]),
    "gio-lien": lambda t: "{}giờ{}".format(parts(t)[0], t[3:]),
    "gio-h-hai-cham": lambda t: "{}h:{}".format(*t.split(":")),
    "gio-phut-viet-tat": lambda t: f"{hm(t)}p",
    "gio-buoi-trong-ngoac": lambda t: half(t, "{0}h{1:02} ({2})"),
    "gio-dau-phay-tren": lambda t: f"{parts(t)[0]}h{t[3:]}’",
    "gio-buoi-sau-phay": lambda t: half(t, "{0}h{1:02}, {2}"),
}
NFD_ROWS = [[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in table()]
ALL = [fields(h) for h in HEARINGS]


def plain(name, content, rows=None, **options):
    return List(name, content, ALL if rows is None else rows, None, options)


def of_dates():
    for name, date in DATES.items():
        yield plain(name, csv_of(TITLE + table(date=date) + FOOT))
    swapped = [h._replace(day=datetime.date(2026, 12, d)) for h, d in zip(HEARINGS, (16, 17, 18, 21, 22))]
    yield plain("ngay-thang-truoc", csv_of(table(swapped, date=lambda d: f"{d:%m/%d/%Y}")),
                [fields(h) for h in swapped], mapping='{"order": "mdy"}')


def of_times():
    for name, time in TIMES.items():
        yield plain(name, csv_of(TITLE + table(time=time)))
    whole = [h._replace(start=f"{8 + n:02}:00") for n, h in enumerate(HEARINGS)]
    for name, form in (("gio-chan", "{}h"), ("gio-chan-bang-chu", "{} giờ"), ("gio-chan-g", "{:02}g")):
        yield plain(name, csv_of(table(whole, time=lambda t, f=form: f.format(int(t[:2])))),
                    [fields(h) for h in whole])
    session = [h._replace(start=s) for h, s in zip(HEARINGS, ["07:30", "13:30"] * 3)]
    yield plain("gio-buoi", csv_of(table(session, time=lambda t: "Sáng" if t < "12" else "Chiều")),
                [fields(h) for h in session])
    long = [h._replace(end=f"{parts(h.start)[0] + 2:02}:15") for h in HEARINGS]
    for name, form in (("gio-den", "{} - {}"), ("gio-den-bang-chu", "từ {} đến {}"), ("gio-den-lien", "{}-{}")):
        rows = [r[:3] + [form.format(r[3], hm(h.end))] + r[4:] for r, h in zip(table(long)[1:], long)]
        yield plain(name, csv_of([HEAD, *rows]), [fields(h) for h in long])
    rows = [r[:4] + [hm(h.end)] + r[4:] for r, h in zip(table(long)[1:], long)]
    yield plain("gio-ket-thuc-cot-rieng", csv_of([HEAD[:4] + ["Giờ kết thúc"] + HEAD[4:], *rows]),
                [fields(h) for h in long])


def of_encodings():
    text = text_of(TITLE + table() + FOOT)
    for name, encoding in (("utf-8", "utf-8"), ("utf-16", "utf-16"),
                           ("utf-16le-khong-dau", "utf-16-le"), ("utf-16be-khong-dau", "utf-16-be")):
        yield plain(f"ma-{name}", text.encode(encoding))
    yield plain("ma-utf-16be-co-dau", b"\xfe\xff" + text.encode("utf-16-be"))
    yield plain("ma-unicode-text-cua-excel", b"\xff\xfe" + text_of(table(), "\t").encode("utf-16-le"))
    flat = [{k: v.replace("“", '"').replace("”", '"') for k, v in row.items()} for row in ALL]
    plain_quotes = [[str(c).replace("“", '"').replace("”", '"') for c in row] for row in table()]
    yield plain("ma-windows-1258", windows_1258(text_of(plain_quotes)), flat)
    yield plain("ma-to-hop", text_of(NFD_ROWS).encode())
    for font, name in ((tcvn3, "TCVN3"), (vni, "VNI")):
        refusal = {"key": "intake.error.encoding", "value": name}
        yield List(f"phong-{name}-csv", font(text).encode("latin-1"), None, refusal, {})
        yield List(f"phong-{name}-utf-8", font(text).encode(), None, refusal, {})
        yield List(f"phong-{name}-xlsx", book_of([[font(str(c)) for c in row] for row in table()]),
                   None, refusal, {})


def of_punctuation():
    yield plain("dau-phay", csv_of(table(), delimiter=","))
    yield plain("dau-cham-phay", csv_of(table()))
    yield plain("dau-tab", csv_of(table(), delimiter="\t"))
    yield plain("ngoac-kep-moi-o", csv_of(table(), quote=csv.QUOTE_ALL))
    yield plain("xuong-dong-kieu-unix", csv_of(table(), end="\n"))
    yield plain("xuong-dong-kieu-mac-cu", csv_of(table(), end="\r"))
    yield plain("dong-sep", b"sep=;\r\n" + csv_of(table(), "utf-8"))
    broken = [h._replace(room=h.room.replace(" ", "\n", 1)) for h in HEARINGS]
    yield plain("o-nhieu-dong", csv_of(table(broken)))
    spaced = [[f"  {cell} \u00a0" for cell in row] for row in table()]
    yield plain("khoang-trang-thua", csv_of(spaced))
    yield plain("cot-trong-dau", csv_of([["", "", *row] for row in table()]))
    yield plain("dong-trong-xen-ke", csv_of([r for row in table() for r in (row, [])]))


def day_blocks(line):
    """Rows under a heading line for each day; the table has no column of dates."""
    out = [HEAD[:2] + HEAD[3:]]
    for day in DAYS:
        out += [[line(day)], *([r[0], r[1], *r[3:]] for h in HEARINGS if h.day == day for r in [row_of(h)])]
    return out


def of_layouts():
    head, *rows = table()
    yield plain("tieu-de-nhieu-dong", csv_of([["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                                              ["Độc lập - Tự do - Hạnh phúc"], *TITLE, *table(), *FOOT]))
    yield plain("danh-so-cot", csv_of([head, [f"({n})" for n in range(1, 10)], *rows]))
    yield plain("tieu-de-lap-lai", csv_of([head, *rows[:2], head, *rows[2:4], [], head, rows[4]]))
    yield plain("tieu-de-viet-hoa", csv_of([[h.upper() for h in head], *rows]))
    yield plain("tieu-de-khong-dau", csv_of([["TT", "So thu ly", "Ngay xet xu", "Gio", "Phong xet xu",
                                              "Tham phan", "Bi cao", "Toi danh", "Hinh thuc"], *rows]))
    yield plain("tieu-de-khac-ten", csv_of([["TT", "Mã vụ án", "Ngày mở phiên tòa", "Thời gian", "Phòng",
                                             "Chủ tọa", "Đương sự", "Quan hệ tranh chấp",
                                             "Phương thức"], *rows]))
    yield plain("tieu-de-ten-vu", csv_of([["STT", "Số TL", "Ngày, tháng, năm", "Giờ xét xử", "Địa điểm mở phiên tòa",
                                           "Thẩm phán - Chủ tọa phiên tòa", "Họ và tên bị cáo", "Tên vụ án",
                                           "Hình thức xét xử"], *rows]),
                [{"court" if k == "room" else k: v for k, v in row.items()} for row in ALL])
    for name, line in (("muc-ngay", lambda d: f"Ngày {dmy(d)}"),
                       ("muc-thu-ngay", lambda d: f"{weekday(d)}, ngày {dmy(d)}"),
                       ("muc-lich-ngay", lambda d: f"Lịch ngày {dmy(d)}:")):
        yield plain(name, csv_of(day_blocks(line)))
    one = [[r[0], r[1], f"{r[3]} ngày {r[2]}", *r[4:]] for r in rows]
    yield plain("mot-cot-thoi-gian", csv_of([head[:2] + ["Thời gian xét xử"] + head[4:], *one]))
    long = [[r[0], r[1], "{} giờ {} phút, ngày {:02} tháng {} năm {}".format(
        h.start[:2], h.start[3:], h.day.day, h.day.month, h.day.year), *r[4:]] for r, h in zip(rows, HEARINGS)]
    yield plain("nhu-trong-quyet-dinh", csv_of([head[:2] + ["Thời gian mở phiên tòa"] + head[4:], *long]))
    one = [[r[0], r[1], f"{r[2]} {r[3]}", *r[4:]] for r in rows]
    yield plain("mot-cot-ngay-gio", csv_of([head[:2] + ["Ngày giờ"] + head[4:], *one]))
    dated = [[r[0], f"Số: {r[1]} ngày 05/10/2026", *r[2:]] for r in rows]
    yield plain("so-va-ngay-thu-ly", csv_of([["STT", "Số, ngày thụ lý", *head[2:]], *dated]))
    court = "Tòa án nhân dân khu vực 3"
    yield plain("co-cot-toa-an", csv_of([[*head, "Tòa án"], *([*r, court] for r in rows)]),
                [fields(h, court=court) for h in HEARINGS])
    extra = [[*r[:2], "10/10/2026", *r[2:], "Trần Thư Ký", "Có luật sư"] for r in rows]
    yield plain("cot-khong-dung", csv_of([[*head[:2], "Ngày thụ lý", *head[2:], "Thư ký", "Ghi chú"], *extra]))
    only = [h for h in HEARINGS if h.day == DAYS[1]]
    times = [[r[0], r[1], *r[3:]] for r in table(only)[1:]]
    yield plain("chi-co-gio", csv_of([head[:2] + head[3:], *times]), [fields(h) for h in only],
                date=DAYS[1].isoformat())


def of_workbooks():
    head, *rows = table()
    real = [[r[0], r[1], (h.day, "dd/mm/yyyy"), (datetime.time(*parts(h.start)), "hh:mm"), *r[4:]]
            for r, h in zip(rows, HEARINGS)]
    stamped = [[r[0], r[1], (datetime.datetime.combine(h.day, datetime.time(*parts(h.start))),
                             "dd/mm/yyyy hh:mm"), "", *r[4:]] for r, h in zip(rows, HEARINGS)]
    yield plain("xlsx-chu", book_of([*TITLE, head, *rows, *FOOT]))
    yield plain("xlsx-ngay-that", book_of([head, *real]))
    yield plain("xlsx-ngay-gio-that", book_of([head, *stamped]))
    american = [[*r[:2], (r[2][0], "m/d/yyyy"), *r[3:]] for r in real]
    yield plain("xlsx-ngay-kieu-my", book_of([head, *american]))
    gaps = [[*r[:2], "" if n in (1, 3) else r[2], *r[3:]] for n, r in enumerate(rows)]
    yield plain("xlsx-gop-o-ngay", book_of([head, *gaps], ["C2:C3", "C4:C5"]))
    judged = [[*r[:5], "" if n in (1, 3) else h.judge, *r[6:]]
              for n, (r, h) in enumerate(zip(rows, HEARINGS))]
    same = [h._replace(judge=HEARINGS[n - n % 2].judge if n < 4 else h.judge)
            for n, h in enumerate(HEARINGS)]
    yield plain("xlsx-gop-o-tham-phan", book_of([head, *judged], ["F2:F3", "F4:F5"]),
                [fields(h) for h in same])
    yield plain("xlsx-gop-tieu-de", book_of([*TITLE, head, *rows], ["A1:I1", "A2:I2", "A3:I3"]))
    yield plain("xlsx-tieu-de-hai-dong", book_of(
        [["STT", "Số thụ lý", "Thời gian", "", *head[4:]], ["", "", "Ngày", "Giờ"], *rows],
        ["A1:A2", "B1:B2", "C1:D1", *(f"{c}1:{c}2" for c in "EFGHI")]))
    yield plain("xlsx-hai-trang", workbook(("Hình sự", [head, *rows[:3]], (), False),
                                           ("Dân sự", [head, *rows[3:]], (), False)))
    yield plain("xlsx-trang-an", workbook(("Lịch", table(), (), False), ("Cũ", table(), (), True)))
    yield plain("xlsx-trang-huong-dan", workbook(("Hướng dẫn", [["Mỗi dòng một phiên tòa."]], (), False),
                                                 ("Lịch", table(), (), False)))
    blocks = day_blocks(lambda d: f"{weekday(d)}, ngày {dmy(d)}")
    merges = [f"A{n}:H{n}" for n, r in enumerate(blocks, 1) if len(r) == 1]
    yield plain("xlsx-muc-ngay-gop-o", book_of(blocks, merges))
    yield plain("xlsx-muc-ngay-that", book_of(
        [[(next(d for d in DAYS if dmy(d) in r[0]), "dd/mm/yyyy")] if len(r) == 1 else r for r in blocks]))
    yield plain("xlsx-tieu-de-lap-lai", book_of([head, *rows[:2], head, *rows[2:]]))
    yield plain("xlsx-cot-trong", book_of([["", "", *row] for row in table()]))
    yield plain("xlsx-so-thu-tu-gop", book_of([head, *rows, ["", "", "", "", "", "CHÁNH ÁN"]]))


def corpus():
    return [*of_dates(), *of_times(), *of_encodings(), *of_punctuation(), *of_layouts(), *of_workbooks()]
