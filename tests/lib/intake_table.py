"""What the parser makes of a foreign file, in one line of a table: the one of docs/calendars-in.md."""
import json
import re
import subprocess
from collections import Counter

from process import BUILD, ROOT

DAY = "2026-11-22"  # the day the table was written: repetitions are worked out around it
WHY = {"superseded": "older copy of an event", "outside": "series without an occurrence near today",
       "component": "task, journal, free-busy time or availability, not an event"}


def sentences():
    """Key to English sentence."""
    text = (ROOT / "daemon/i18n/en.po").read_text(encoding="utf-8")
    return dict(re.findall(r'msgid "(.+)"\nmsgstr "(.*)"', text))


def parsed(path):
    done = subprocess.run([BUILD / "dutyparse", "--today", DAY], input=path.read_bytes(),
                          capture_output=True, check=False, timeout=20)
    assert done.returncode == 0, (path, done.returncode, done.stderr)
    return json.loads(done.stdout)


def said(texts, key, value, row="N"):
    text = texts[key].replace("{value}", value[:60]).replace("{row}", row)
    return text.replace("{column}", "").replace("|", "\\|").replace("\n", " ").rstrip(".")


def cells(path, texts):
    """(rows, rows with date and time, rows without a fault, what was left out or refused and why)."""
    answer = parsed(path)
    if "error" in answer:
        return "0", "0", "0", "refused: " + said(texts, answer["error"]["key"],
                                                 answer["error"]["value"])
    rows = answer["rows"]
    timed = sum(bool(r["fields"]["date"] and r["fields"]["time"]) for r in rows)
    why = Counter()
    for sheet in answer["sheets"]:
        if sheet["why"]:
            why[texts["intake.why." + sheet["why"]].rstrip(".")] += 1
        why.update(WHY[s["why"]] for s in sheet["skipped"] if "why" in s)
    for row in rows:
        why.update({said(texts, e["key"], e.get("value") or "") for e in row["errors"]})
    listed = sorted(why.items(), key=lambda w: (-w[1], w[0]))[:5]
    more = [f"{len(why) - 5} other reasons"] if len(why) > 5 else []
    return (str(len(rows)), str(timed), str(answer["counts"]["ok"]),
            "; ".join([f"{n} × {text}" if n > 1 else text for text, n in listed] + more) or "–")


def table(folder, suffix):
    """The whole table of a folder of tests/data, as Markdown lines."""
    texts = sentences()
    lines = ["| File | Rows | With date and time | Without fault | Left out or refused, and why |",
             "|---|---|---|---|---|"]
    for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
        name = path.relative_to(ROOT / folder).as_posix()
        lines.append("| " + " | ".join((f"`{name}`", *cells(path, texts))) + " |")
    return lines
