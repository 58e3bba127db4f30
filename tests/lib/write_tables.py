#!/usr/bin/python3
"""Writes the tables of docs/calendars-in.md anew from what the parser makes of every file: to be run
after a change that was meant, and read before it is kept."""
import intake_table
from process import ROOT

DOC = ROOT / "docs/calendars-in.md"
TABLES = {"Calendars, file by file": ("tests/data/ics", ".ics"),
          "Hearing lists, file by file": ("tests/data/hearing-lists", ".xlsx")}


def main():
    text = DOC.read_text(encoding="utf-8")
    for heading, (folder, suffix) in TABLES.items():
        before, rest = text.split(f"## {heading}\n", 1)
        section, mark, after = rest.partition("\n## ")
        words = "\n".join(line for line in section.split("\n") if not line.startswith("|")).strip()
        lines = "\n".join(intake_table.table(folder, suffix))
        text = f"{before}## {heading}\n\n{words}\n\n{lines}\n{mark}{after}"
    DOC.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
