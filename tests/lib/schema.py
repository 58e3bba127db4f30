#!/usr/bin/python3
"""Writes the schema as the migrations make it: schema.py OUT.sql. Reviewers read the result."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from cluster import BIN, Cluster
from daemon import dutyctl, write_ini


def schema():
    cluster = Cluster().start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            ini = write_ini(Path(folder) / "dutyd.ini",
                            {"database.socket": cluster.folder, "database.port": cluster.port,
                             "database.name": "dutyd_schema"})
            dutyctl(ini, "migrate")
            dump = subprocess.run(
                [BIN / "pg_dump", "-h", cluster.folder, "-p", str(cluster.port), "-U",
                 cluster.superuser, "--schema-only", "dutyd_schema"],
                check=True, capture_output=True, text=True).stdout
    finally:
        cluster.remove()
    # What differs from machine to machine or from run to run says nothing about the schema.
    return re.sub(r"^(-- Dumped (from|by) .*|\\(un)?restrict .*)\n", "", dump, flags=re.M)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema(), encoding="utf-8")
