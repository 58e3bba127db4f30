"""bench-intake: rows of a hearing list read a second by the locked-down parser, process start
included, from CSV; how long the smallest real workbook takes; and a calendar of 50,000 events beside
libical alone, turn by turn: processor time and most memory (aim: at most 1.5)."""
import json
import os
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import bench_import
from bench import line

ROWS = 4000
EVENTS = 50000
BUILD = Path(os.environ.get("BUILD", "build"))


def parse_seconds(document):
    start = time.monotonic()
    subprocess.run([BUILD / "dutyparse"], input=document, capture_output=True, check=True)
    return time.monotonic() - start


def calendar(events=EVENTS, sequence=0):
    """A court's calendar as Outlook writes it, one hearing a day and room."""
    def event(n):
        day = f"{date(2026, 12, 1) + timedelta(days=n % 300):%Y%m%d}"
        return ("BEGIN:VEVENT\r\n"
                f"UID:{n:08}@kv3\r\nDTSTAMP:20261122T010203Z\r\n"
                f"DTSTART;TZID=SE Asia Standard Time:{day}T073000\r\n"
                f"DTEND;TZID=SE Asia Standard Time:{day}T110000\r\n"
                f"SUMMARY:Xét xử sơ thẩm {n}/2026/TLST-HS\r\nLOCATION:Phòng xử {n % 9}\r\n"
                f"SEQUENCE:{sequence}\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\n")
    head = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//TAND//VI\r\n"
            "X-WR-CALNAME:Lịch xét xử TAND khu vực 3\r\nBEGIN:VTIMEZONE\r\n"
            "TZID:SE Asia Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
            "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
    return (head + "".join(map(event, range(events))) + "END:VCALENDAR\r\n").encode()


def spent(program, path, out):
    """Processor seconds and the most memory, in MiB, of one run."""
    with open(path, "rb") as document, open(out, "wb") as answer:
        child = subprocess.Popen([program], stdin=document, stdout=answer)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{program} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def beside_libical(folder):
    bare, path, answer = folder / "ical_bare", folder / "calendar.ics", folder / "answer.json"
    subprocess.run(["gcc", "-O2", "-o", bare, "tests/bench/ical_bare.c", "-lical"], check=True)
    path.write_bytes(calendar())
    ours, theirs = [], []
    for _ in range(5):
        theirs.append(spent(bare, path, folder / "count"))
        ours.append(spent(BUILD / "dutyparse", path, answer))
    counts = json.loads(answer.read_bytes())["counts"]
    if counts["ok"] != EVENTS or int((folder / "count").read_text()) != EVENTS:
        raise SystemExit(f"not all events were read: {counts}")
    for i, (name, unit) in enumerate((("cpu", "s"), ("memory", "MiB"))):
        line(f"intake_ics_parse_{name}", median(run[i] for run in ours), unit,
             "libical", median(run[i] for run in theirs))


def main():
    head = "Số thụ lý;Ngày giờ;Phòng;Thẩm phán;Nội dung;Hình thức\r\n"
    rows = "".join(f"{n}/2026/TLST-HS;{1 + n % 28:02}/12/2026 07h30;Phòng xử {n % 5};Lê Thị Mẫu;"
                   f"Trộm cắp tài sản;Trực tiếp\r\n" for n in range(1, ROWS + 1))
    csv = (head + rows).encode()
    line("intake_csv_rows", ROWS / median(parse_seconds(csv) for _ in range(5)), "rows/s")
    workbook = Path("config/hearing-lists/lich-tuan.xlsx").read_bytes()
    line("intake_xlsx_small", 1000 * median(parse_seconds(workbook) for _ in range(5)), "ms")
    with tempfile.TemporaryDirectory() as folder:
        beside_libical(Path(folder))
    bench_import.main(calendar)


if __name__ == "__main__":
    main()
