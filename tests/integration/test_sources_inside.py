"""A coordinator's address never leads into our own network: not by name, redirect or rebinding.

The daemon runs with its usual settings in a network of its own, where toa.example.vn really has a
public address, others lead inside, and names change what they say between two questions. It goes only
by the address it is about to connect to; the servers inside must never see a connection.
"""
import json
import os
import signal

import pytest

import demo
from calendars import authority
from daemon import SANITIZERS, Dutyd
from island import PUBLIC, Island
from process import PROGRAMS, ROOT, Process
from sources import two
from wait import until

GOOD = "/lich.ics"
# Address entered -> how the visit must end.
LEADS_INSIDE = {
    "https://noi-bo.example.vn/lich.ics": "address",
    "https://127.0.0.1/lich.ics": "address",
    "https://127.1/lich.ics": "address",
    "https://2130706433/lich.ics": "address",
    "https://0x7f.0.0.1/lich.ics": "address",
    "https://0/lich.ics": "address",
    "https://[::1]/lich.ics": "address",
    "https://[::ffff:127.0.0.1]/lich.ics": "address",
    "https://[::ffff:a9fe:a9fe]/lich.ics": "address",
    "https://[64:ff9b::7f00:1]/lich.ics": "address",
    "https://[fe80::1]/lich.ics": "address",
    "https://[fd00::1]/lich.ics": "address",
    "https://10.0.0.1/lich.ics": "address",
    "https://172.16.0.1/lich.ics": "address",
    "https://192.168.1.1/lich.ics": "address",
    "https://100.64.0.1/lich.ics": "address",
    "https://169.254.169.254/latest/meta-data/": "address",
    "https://dam-may.example.vn/latest/meta-data/": "address",
    "https://sau.example.vn/lich.ics": "address",
    "https://hai.example.vn/lich.ics": "address",
    "https://localhost/lich.ics": "address",
    "https://toa.example.vn:80/lich.ics": "url",
    "https://toa.example.vn:5432/lich.ics": "url",
    "https://khong-co.example.vn/lich.ics": "name",
}
# Where the public server sends on to -> how the visit must end.
REDIRECTS = {
    "https://127.0.0.1/lich.ics": "address",
    "https://noi-bo.example.vn/lich.ics": "address",
    "https://169.254.169.254/latest/meta-data/": "address",
    "https://dam-may.example.vn/lich.ics": "address",
    "https://[::1]/lich.ics": "address",
    "https://[::ffff:127.0.0.1]/lich.ics": "address",
    "//noi-bo.example.vn/lich.ics": "address",
    "http://169.254.169.254/latest/meta-data/": "redirect",
    "http://toa.example.vn/lich.ics": "redirect",
    "file:///etc/passwd": "redirect",
    "gopher://127.0.0.1:80/_GET": "redirect",
    "https://127.0.0.1:5432/": "redirect",
}


class Isolated(Dutyd):
    """dutyd inside an island: reached through its database alone."""

    def __init__(self, database, folder):
        self.island = Island(folder / "dao")
        ca = authority(self.island.folder / "authority")[0]
        super().__init__(database, folder, source__ca_file=ca)

    def start(self, *args, ready=False):
        self.process = Process(self.island.command(PROGRAMS / "dutyd", "-c", self.ini, *args),
                               self.folder / "dutyd.log", orphan_signal="TERM", cwd=ROOT,
                               env={**os.environ, **SANITIZERS, "PYTHONDONTWRITEBYTECODE": "1"})
        until(lambda: self.events("app.ready"), 30, "dutyd in its island")
        return self

    def stop(self):
        """dutyd's own process ends in order; the island ends with it."""
        (pid,) = [int(p.name) for p in os.scandir("/proc") if p.name.isdigit()
                  and command(p.name)[:1] == [str(PROGRAMS / "dutyd")]
                  and str(self.ini) in command(p.name)]
        os.kill(pid, signal.SIGTERM)
        assert self.process.popen.wait(15) == 0, self.tail()
        self.process = None
        super().stop()

    def answer(self, answers):
        (self.island.folder / "answers").write_text(json.dumps(answers), encoding="utf-8")


def command(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            return f.read().decode(errors="replace").split("\0")
    except OSError:
        return []  # it has just ended


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    database = cluster.create(template)
    dutyd = Isolated(database, tmp_path_factory.mktemp("dao"))
    dutyd.answer({GOOD: {"body": two(10)}})
    dutyd.start()
    yield dutyd
    dutyd.stop()
    database.drop()


def ask(dutyd, urls):
    """Enters the addresses and waits; how each visit ended, as the database has it."""
    db = dutyd.database
    db.rows("delete from duty.calendar_source")
    for url in urls:
        db.rows("""
            insert into duty.calendar_source (center_id, org_id, url, shown, changed_at, account_id,
                next_at)
            select c.center_id, %s, %s, 'lich', duty.now(), (select min(account_id)
                from duty.account a where a.center_id = c.center_id), duty.now()
            from duty.center c where c.code = 'cantho'""", demo.court(db, "tand-kv2"), url)
    db.rows("select pg_notify('source', '')")
    until(lambda: not db.value("select count(*) from duty.calendar_source where tried_at is null"),
          60, "all visits")
    return {r["url"]: r["answer"] for r in db.rows("select url, answer from duty.calendar_source")}


def inside(dutyd):
    """Everything that reached a server inside, or a public one in the clear."""
    return [a for a in dutyd.island.asked() if a[0] != PUBLIC or a[1] != 443]


def test_the_island_is_real_a_public_court_is_read_there_with_the_usual_settings(dutyd):
    assert ask(dutyd, ["https://toa.example.vn/lich.ics"]) == {
        "https://toa.example.vn/lich.ics": "taken"}
    assert (PUBLIC, 443, "toa.example.vn", GOOD) in dutyd.island.asked()


def test_no_way_of_writing_an_address_leads_inside(dutyd):
    assert ask(dutyd, LEADS_INSIDE) == LEADS_INSIDE
    assert inside(dutyd) == []


def test_no_redirect_leads_inside(dutyd):
    dutyd.answer({GOOD: {"body": two(10)}, **{
        f"/{n}": {"status": 302, "Location": to} for n, to in enumerate(REDIRECTS)}})
    urls = {f"https://toa.example.vn/{n}": end for n, end in enumerate(REDIRECTS.values())}
    assert ask(dutyd, urls) == urls
    assert inside(dutyd) == []


@pytest.mark.parametrize("name", ["doi", "doi-ngay"])
def test_a_name_that_changes_its_address_leads_inside_at_no_time(dutyd, name):
    """The name is public when it is first asked for, inside when asked again, and so on: whatever it
    said before, it is the address about to be connected to that counts."""
    dutyd.answer({GOOD: {"body": two(10), "Connection": "close"},
                  "/doi": {"status": 302, "Location": GOOD, "Connection": "close"}})
    url = f"https://{name}.example.vn"
    ends = [ask(dutyd, [url + GOOD])[url + GOOD] for _ in range(4)]
    assert [e == "address" for e in ends] == [False, True, False, True], ends
    assert ask(dutyd, [url + "/doi"]) == {url + "/doi": "address"}, "between two hops"
    assert inside(dutyd) == []
