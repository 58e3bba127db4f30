"""The daemon's route table, read from its source, with the permission table it refers to."""
import csv
import re
from collections import namedtuple

from process import ROOT

Route = namedtuple("Route", "method pattern action flags")
ROLES = ("provider", "clerk", "police", "coordinator", "director", "administrator")
ROW = re.compile(r'\{HTTP_(GET|POST|PUT|DELETE), "([^"]+)", (NULL|"([^"]+)"), ([^,]+),')


def routes():
    text = (ROOT / "daemon/web/routes.c").read_text(encoding="utf-8")
    table = text[text.index("web_routes[]"):]
    found = [Route(m.group(1), m.group(2), m.group(4), m.group(5)) for m in ROW.finditer(table)]
    assert len(found) == table.count("{HTTP_"), "a route that routes.py cannot read"
    return found


def permissions():
    """{(role, action)}"""
    with open(ROOT / "sql/seed/permission.csv", encoding="utf-8", newline="") as f:
        return {(row["role"], row["action"]) for row in csv.DictReader(f)}
