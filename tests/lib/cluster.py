"""A private PostgreSQL for tests: Unix socket only, nothing kept safe, gone with the test run.

A schema is built once in a template database; each test then gets a copy of it, which takes some
ten milliseconds.
"""
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from process import Process, as_user
from wait import until

BIN = Path("/usr/lib/postgresql/15/bin")
SETTINGS = """
listen_addresses = ''
port = {port}
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
shared_buffers = {memory}
max_connections = 200
autovacuum_naptime = 10min
jit = off
log_line_prefix = '%m [%p] %u@%d '
log_min_messages = warning
"""


class Cluster:
    """port names the socket only. fast=False keeps fsync and WAL as in production (benches). memory:
    its shared buffers."""

    def __init__(self, port=5432, fast=True, memory="64MB"):
        self.user = "postgres" if os.getuid() == 0 else None
        self.superuser = "duty_super"  # as in dutyd's own private cluster
        self.port, self.fast, self.memory = port, fast, memory
        # Short, because a socket's path may have no more than 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="duty-pg-", dir="/tmp"))
        self.folder.chmod(0o755)
        if self.user:
            shutil.chown(self.folder, self.user)
        self.data = self.folder / "data"
        self.process = None
        self.names = (f"t{n}" for n in itertools.count(1))

    def start(self):
        if not self.data.exists():
            subprocess.run(
                as_user(self.user, [BIN / "initdb", "-D", self.data, "-U", self.superuser,
                                    "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]),
                check=True, stdin=subprocess.DEVNULL, capture_output=True, cwd="/")
            settings = SETTINGS.format(port=self.port, folder=self.folder, memory=self.memory)
            if not self.fast:
                unsafe = ("fsync", "synchronous_commit", "full_page_writes", "wal_level",
                          "max_wal_senders")
                settings = "\n".join(s for s in settings.split("\n") if not s.startswith(unsafe))
            with open(self.data / "postgresql.auto.conf", "a", encoding="utf-8") as f:
                f.write(settings)
        log = self.folder / "log"
        log.touch()
        if self.user:
            shutil.chown(log, self.user)
        self.process = Process([BIN / "postgres", "-D", self.data], log, self.user, "QUIT",
                               cwd="/")
        until(self.accepts, 20, f"PostgreSQL in {self.folder}")
        return self

    def is_running(self):
        return self.process is not None and self.process.is_running()

    def accepts(self):
        assert self.process.is_running(), self.process.output()[-2000:]
        with self.connect("postgres"):
            return True

    def stop(self):
        """A fast shutdown: open sessions are ended, the data stays."""
        if self.process:
            self.process.end(signal.SIGINT)
            self.process = None

    def crash(self):
        """As if the power went: all of its processes end at once; start() then recovers."""
        self.process.end(signal.SIGQUIT)
        self.process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, database, user=None):
        """Every statement commits by itself; rows are dicts."""
        return psycopg.connect(host=str(self.folder), port=self.port, dbname=database,
                               user=user or self.superuser, autocommit=True, row_factory=dict_row)

    def create(self, template="template0"):
        """A new database, the copy of another."""
        name = next(self.names)
        with self.connect("postgres") as c:
            owner = "" if template == "template0" else "owner duty_owner"
            c.execute(f'create database "{name}" template "{template}" {owner}')
        return Database(self, name)

    def drop(self, name):
        with self.connect("postgres") as c:
            c.execute(f'drop database if exists "{name}" with (force)')


class Database:
    """One test's database, with short ways to ask it."""

    def __init__(self, cluster, name):
        self.cluster, self.name = cluster, name

    def connect(self, user=None):
        return self.cluster.connect(self.name, user)

    def rows(self, query, *args, user=None):
        """All rows as dicts; an empty list for a statement that returns none."""
        with self.connect(user) as c:
            cursor = c.execute(query, args or None)
            return cursor.fetchall() if cursor.description else []

    def value(self, query, *args, user=None):
        """The first column of the first row, None when there is no row."""
        rows = self.rows(query, *args, user=user)
        return next(iter(rows[0].values())) if rows else None

    def drop(self):
        self.cluster.drop(self.name)

    def settings(self):
        return {"database.socket": self.cluster.folder, "database.port": self.cluster.port,
                "database.name": self.name}
