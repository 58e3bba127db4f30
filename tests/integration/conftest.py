"""What integration tests are given: a fresh database, a daemon on it, a gateway and a mail server.

All real. A test that needs two daemons, other settings or a crash uses make_dutyd.
"""
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from cluster import Cluster  # noqa: E402
from daemon import Dutyd, make_demo, write_ini  # noqa: E402
from desk import desk_on, drawn_month  # noqa: E402
from kannel import Kannel  # noqa: E402
from smtp import Mailserver  # noqa: E402


@pytest.fixture(scope="session")
def cluster():
    cluster = Cluster().start()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def template(cluster, tmp_path_factory):
    """A database with the schema and the demonstration province, made once and copied per test."""
    settings = {"database.socket": cluster.folder, "database.port": cluster.port,
                "database.name": "template_demo"}
    ini = write_ini(tmp_path_factory.mktemp("template") / "dutyd.ini", settings)
    make_demo(ini)
    return "template_demo"


@pytest.fixture
def db(cluster, template):
    if not cluster.is_running():
        cluster.start()  # the test before stopped it and failed
    database = cluster.create(template)
    yield database
    database.drop()


@pytest.fixture
def make_dutyd(db, tmp_path):
    """make_dutyd(section__key=value...): a running daemon on this test's database."""
    made = []

    def make(start=True, **settings):
        daemon = Dutyd(db, tmp_path / f"dutyd{len(made)}", **settings)
        made.append(daemon)
        return daemon.start() if start else daemon

    yield make
    for daemon in made:
        daemon.stop()


@pytest.fixture
def dutyd(make_dutyd):
    return make_dutyd()


@pytest.fixture
def mailserver():
    server = Mailserver().start()
    yield server
    server.stop()


@pytest.fixture
def kannel():
    gateway = Kannel().start()
    yield gateway
    gateway.stop()


@pytest.fixture(scope="module")
def drawn(cluster, template, tmp_path_factory):
    """The name of a database with a drafted month, for desk to copy."""
    with drawn_month(cluster, template, tmp_path_factory.mktemp("drawn")) as name:
        yield name


@pytest.fixture
def desk(cluster, drawn, tmp_path):
    """A coordinator at a drafted month."""
    with desk_on(cluster, drawn, tmp_path / "desk") as made:
        yield made
