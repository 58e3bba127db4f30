"""bench-intake: rows of a hearing list read a second by the locked-down parser, process start
included, from CSV; and how long the smallest real workbook takes."""
import subprocess
import time
from pathlib import Path
from statistics import median

from bench import line

ROWS = 4000


def parse_seconds(document):
    start = time.monotonic()
    subprocess.run(["build/dutyparse"], input=document, capture_output=True, check=True)
    return time.monotonic() - start


def main():
    head = "Số thụ lý;Ngày giờ;Phòng;Thẩm phán;Nội dung;Hình thức\r\n"
    rows = "".join(f"{n}/2026/TLST-HS;{1 + n % 28:02}/12/2026 07h30;Phòng xử {n % 5};Lê Thị Mẫu;"
                   f"Trộm cắp tài sản;Trực tiếp\r\n" for n in range(1, ROWS + 1))
    csv = (head + rows).encode()
    line("intake_csv_rows", ROWS / median(parse_seconds(csv) for _ in range(5)), "rows/s")
    workbook = Path("config/hearing-lists/lich-tuan.xlsx").read_bytes()
    line("intake_xlsx_small", 1000 * median(parse_seconds(workbook) for _ in range(5)), "ms")


if __name__ == "__main__":
    main()
