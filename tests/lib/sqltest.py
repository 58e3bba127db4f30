"""Runs tests/sql/*.sql by psql, each on a copy of a database with the schema and the demonstration.

A test tells each thing it checked in a line `ok WORDS` or `not ok WORDS`, as a row or a notice. An
error ends its file and counts as one failure; so does a file that tells nothing.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from cluster import BIN, Cluster
from daemon import make_demo, write_ini
from process import ROOT

TOLD = re.compile(r"^\s*(?:psql:\S+ )?(?:NOTICE:\s+)?(not ok|ok)\b(.*)$", re.M)


def run(cluster, template, path):
    database = cluster.create(template)
    done = subprocess.run(
        [BIN / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", cluster.folder, "-p",
         str(cluster.port), "-U", cluster.superuser, "-d", database.name, "-f", path],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        cwd=ROOT, env={**os.environ, "PGOPTIONS": "-c search_path=duty,public"}, check=False)
    database.drop()
    told = [m.group(1) for m in TOLD.finditer(done.stdout)]
    passed, failed = told.count("ok"), told.count("not ok")
    if done.returncode != 0 or not told:
        failed += 1
    print(f"{path.name}: {passed} passed, {failed} failed", flush=True)
    if failed:
        print(done.stdout)
    return passed, failed


def main(names):
    paths = [Path(n) for n in names] or sorted((ROOT / "tests/sql").glob("*.sql"))
    cluster = Cluster().start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            ini = write_ini(Path(folder) / "dutyd.ini",
                            {"database.socket": cluster.folder, "database.port": cluster.port,
                             "database.name": "template_demo"})
            make_demo(ini)
        done = [run(cluster, "template_demo", path) for path in paths]
    finally:
        cluster.remove()
    passed, failed = sum(d[0] for d in done), sum(d[1] for d in done)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
