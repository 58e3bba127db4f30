"""Foreign calendars and lists: what becomes of every real file is written down, and what is hostile
is refused with a sentence in every language."""
import io
import json
import re
import subprocess
import zipfile

import pytest

import intake_table
from process import BUILD, ROOT

DOC = ROOT / "docs/calendars-in.md"


def written(heading):
    """The table of docs/calendars-in.md below this heading."""
    part = DOC.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in part.split("\n") if line.startswith("|")]


@pytest.mark.parametrize("heading, folder, suffix", [
    ("Calendars, file by file", "tests/data/ics", ".ics"),
    ("Hearing lists, file by file", "tests/data/hearing-lists", ".xlsx")])
def test_every_file_gives_what_the_table_says(heading, folder, suffix):
    """After a change that was meant: tests/lib/write_tables.py."""
    now, then = intake_table.table(folder, suffix), written(heading)
    assert [line for line in now if line not in then] == []
    assert len(now) == len(then)


def ask(document, *options):
    done = subprocess.run([BUILD / "dutyparse", "--today", "2026-11-22", *options], input=document,
                          capture_output=True, check=False, timeout=20)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def zip_bomb():
    """A workbook of some kilobytes whose one sheet inflates past every bound."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml",
                   "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='r'/></sheets></workbook>")
        z.writestr("xl/_rels/workbook.xml.rels",
                   "<Relationships><Relationship Id='r' Target='worksheets/sheet1.xml'/></Relationships>")
        z.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (256 << 20))
    return out.getvalue()


def billion_laughs():
    out = io.BytesIO()
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("xl/workbook.xml",
                   f"<!DOCTYPE x [<!ENTITY l0 'ha'>{levels}]><workbook>&l9;</workbook>")
    return out.getvalue()


def repeated(rule, times):
    return ("BEGIN:VCALENDAR\n" + f"BEGIN:VEVENT\nDTSTART:19970101T003000Z\nRRULE:{rule}\n"
            "END:VEVENT\n" * times + "END:VCALENDAR\n").encode()


HOSTILE = {
    "zip bomb": (zip_bomb, "intake.error.too_large"),
    "billion laughs": (billion_laughs, "intake.error.unsafe"),
    "rules that never find a day": (
        lambda: ("BEGIN:VCALENDAR\n" + (
            "BEGIN:VEVENT\nDTSTART:19970101T003000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;"
            "BYMONTHDAY=31;BYMONTH=2\nEND:VEVENT\n") * 5000 + "END:VCALENDAR\n").encode(),
        "intake.error.ics_heavy"),
    "nesting": (lambda: b"BEGIN:VCALENDAR\n" * 100000, "intake.error.unsafe"),
    "too many events": (lambda: b"BEGIN:VEVENT\nEND:VEVENT\n" * 100000,
                        "intake.error.too_many_rows"),
    "a calendar cut off": (lambda: b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026",
                           "intake.error.broken"),
    "seventeen megabytes": (lambda: b"BEGIN:VEVENT\nX:" + b"x" * (17 << 20),
                            "intake.error.too_large"),
    "a page in place of a calendar": (lambda: b"<!DOCTYPE html><title>Log in</title>",
                                      "intake.error.format"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_exhaust_the_machine_is_refused_with_a_sentence(name):
    make, key = HOSTILE[name]
    error = ask(make())["error"]
    assert error["key"] == key
    for language in ("vi", "km", "en"):
        catalogue = (ROOT / f"daemon/i18n/{language}.po").read_text(encoding="utf-8")
        assert re.search(rf'msgid "{re.escape(key)}"\nmsgstr "\S', catalogue), (language, key)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=DAILY;BYSECOND=1,2,3",
                                  "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31"])
def test_a_rule_of_hours_or_less_is_refused_for_its_event_alone(rule):
    answer = ask(repeated(rule, 1).replace(b"END:VCALENDAR", (
        b"BEGIN:VEVENT\nSUMMARY:1/2026/TLST-HS\nDTSTART:20261203T003000Z\nEND:VEVENT\nEND:VCALENDAR")))
    faults = [e["key"] for e in answer["rows"][0]["errors"]]
    assert "intake.error.ics_rule" in faults
    assert answer["rows"][1]["errors"] == []


def test_the_centres_zone_is_the_one_asked_for():
    event = b"BEGIN:VEVENT\nSUMMARY:1/2026/TLST-HS\nDTSTART:20261203T003000Z\nEND:VEVENT\n"
    fields = ask(event, "--zone", "Asia/Tokyo")["rows"][0]["fields"]
    assert (fields["date"], fields["time"]) == ("2026-12-03", "09:30")
    assert ask(event, "--zone", "Nowhere")["error"]["key"] == "intake.error.ics_zone"
