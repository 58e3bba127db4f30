"""The schema reviewers read is the schema the migrations make."""
from pathlib import Path

from daemon import dutyctl, write_ini

ROOT = Path(__file__).resolve().parents[2]


def test_schema_sql_is_what_the_migrations_make(db, tmp_path):
    made = dutyctl(write_ini(tmp_path / "dutyd.ini", db.settings()), "schema").stdout
    kept = (ROOT / "sql/schema.sql").read_text(encoding="utf-8")
    assert made.split("\n") == kept.split("\n"), "run `make schema` and read what changed"
