"""Who did what when, in plain sentences, sealed; organisations that change, and keep their old names."""
import csv
import datetime
import io
import re

import pytest

import demo
from process import ROOT
from wait import until

ACTION = re.compile(r"audit_add\(\s*(?:case[^)]*?then )?'([a-z_]+\.[a-z_]*)'( \|\| (\w+))?"
                    r"(?: else '([a-z_.]+)')?")


class Office:
    """A daemon, and a browser per account."""

    def __init__(self, dutyd):
        self.db, self.dutyd, self.browsers = dutyd.database, dutyd, {}

    def browser(self, account):
        if account not in self.browsers:
            self.browsers[account] = self.dutyd.client(account)
        return self.browsers[account]

    def change(self, org, status=200, **fields):
        reply = self.browser("administrator").submit(
            f"/organisations/{org}", {"name2": "", "name3": "", "into_id": "", **fields},
            form=f"/organisations/{org}/change")
        assert reply.status == status, re.findall(r'class="error".*?</p>', reply.text, re.S) or reply
        return int(re.match(r"/organisations/(\d+)", reply.path).group(1)) if status == 200 else reply

    def name(self, org, day):
        with self.db.connect() as c, c.transaction():
            c.execute("select set_config('app.center_id', (select min(center_id) from duty.center)::text,"
                      " true)")
            return c.execute("select duty.org_name(%s, %s) as n", (org, day)).fetchone()["n"]

    def tree(self, on):
        units = self.browser("coordinator").get_json(f"/organisations?on={on}")["units"]
        return {u["org_id"]: u["name"] for u in units}


@pytest.fixture(scope="module")
def office(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("history")) as dutyd:
        yield Office(dutyd)


def test_every_action_that_is_recorded_has_a_sentence_in_three_languages():
    actions = set()
    for path in (ROOT / "sql/functions").glob("*.sql"):
        for word, more, _, other in ACTION.findall(path.read_text(encoding="utf-8")):
            actions.update([other] if other else [])
            actions.update([] if more else [word])
    assert len(actions) > 25
    for language in ("vi", "km", "en"):
        text = (ROOT / f"daemon/i18n/{language}.po").read_text(encoding="utf-8")
        missing = [a for a in sorted(actions) if f'msgid "history.{a}"' not in text]
        assert not missing, f"{language}: {missing}"


def test_what_was_done_is_told_in_a_sentence_with_its_link(office):
    office.browser("coordinator").submit("/hearings/new", {
        "court_id": demo.court(office.db, "tand-kv1"), "code": "31/2027/TLST-HS",
        "date": str(demo.weekdays(demo.next_month())[4]), "time": "07:30"}, form="/hearings/new")
    page = office.browser("director").get("/history?kind=hearing")
    said = demo.said("history.hearing.new").replace("{code}", "31/2027/TLST-HS")
    assert re.search(rf'<a href="/hearings/\d+">{re.escape(said)}</a>', page.text)
    assert office.db.value("select full_name from duty.person join duty.account using (center_id, person_id)"
                           " where login = 'dieuphoi' order by center_id limit 1") in page.text
    assert demo.said("history.whole").split(":")[0] in page.text


def test_the_record_is_narrowed_down_by_person_kind_thing_and_day(office):
    coordinator = office.browser("coordinator")
    everything = coordinator.get_json("/history")["rows"]
    account = office.db.value("select min(account_id) from duty.account where role = 'coordinator'")
    today = datetime.datetime.now(demo.ZONE).date()
    assert {r["action"].split(".")[0] for r in coordinator.get_json("/history?kind=session")["rows"]} \
        == {"session"}
    assert {r["by"] for r in coordinator.get_json(f"/history?account_id={account}")["rows"]} == \
        {next(r["by"] for r in everything if r["action"] == "hearing.new")}
    hearing = next(r for r in everything if r["action"] == "hearing.new")
    assert {r["id"] for r in coordinator.get_json(
        f"/history?entity=hearing&id={hearing['id']}")["rows"]} == {hearing["id"]}
    assert not coordinator.get_json(f"/history?to={today - datetime.timedelta(days=1)}")["rows"]
    assert coordinator.get_json(f"/history?from={today}&to={today}")["rows"] == \
        coordinator.get_json("/history")["rows"]
    assert coordinator.get("/history?from=hom-qua").status == 422


def test_the_record_goes_to_a_file_with_every_hash(office):
    reply = office.browser("coordinator").get("/history.csv")
    assert reply.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    kept = office.db.rows("select seq, action, hash from duty.audit where center_id ="
                          " (select min(center_id) from duty.center) order by seq desc")
    assert [(int(r[0]), r[3], r[6]) for r in rows[1:]] == \
        [(k["seq"], k["action"], k["hash"]) for k in kept]
    assert rows[-1][7] == demo.said(f"history.{rows[-1][3]}"), "a sentence for people beside the codes"


def test_a_file_says_from_when_it_is_and_when_rows_are_left_out(office):
    page = office.browser("coordinator").get("/history").text
    since = re.search(r"/history\.csv\?[^\"]*from=(\d{4})-\d\d-\d\d", page).group(1)
    assert int(since) == datetime.datetime.now(demo.ZONE).year - 1
    with office.db.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', (select min(center_id) from duty.center)::text, true)")
        cut, whole = (c.execute("select duty.history_csv('', '', '', '', '', '', %s) as f", (n,)).fetchone()["f"]
                      for n in (2, 1000))
    assert cut["is_cut"] and cut["rows"] == whole["rows"][:2] and not whole["is_cut"]


def test_the_whole_record_is_checked_day_by_day(office):
    browser = office.browser("coordinator")
    until(lambda: browser.get_json("/history")["checked_at"], 20, "the daily check")
    said = demo.said("history.checked").replace("{checked}", str(browser.get_json("/history")["checked"]))
    assert said in office.browser("director").get("/history").text


def test_a_row_altered_behind_the_daemons_back_is_noticed(office):
    with office.db.connect() as c:
        c.execute("alter table duty.audit disable trigger immutable")
        c.execute("update duty.audit set account_id = null where seq = 2 and center_id ="
                  " (select min(center_id) from duty.center) returning account_id")
        page = office.browser("coordinator").get("/history")
        assert 'role="alert"' in page.text
        assert demo.said("history.broken").replace("{broken}", "2") in page.text
        c.execute("update duty.audit a set account_id = x.account_id from duty.account x where seq = 2"
                  " and a.center_id = x.center_id and a.hash = duty.audit_hash(row(a.center_id, a.seq, a.at,"
                  " x.account_id, a.request_id, a.action, a.entity, a.entity_id, a.data, a.prev_hash,"
                  " a.hash)::duty.audit)")
        c.execute("alter table duty.audit enable trigger immutable")
    assert office.browser("coordinator").get_json("/history")["broken"] is None


def test_providers_clerks_and_police_do_not_read_the_record(office):
    for role in ("provider", "clerk", "police"):
        for path in ("/history", "/history.csv", "/organisations"):
            assert office.browser(role).get(path).status == 403


def test_the_mergers_of_2025_are_in_the_tree(office):
    before, after = office.tree("2025-06-30"), office.tree("2025-07-01")
    old = office.db.rows("select from_org, to_org from duty.org_succession where at = '2025-07-01'")
    assert len(old) >= 4
    for merged in old:
        assert merged["from_org"] in before and merged["from_org"] not in after
        assert merged["to_org"] in after
    page = office.browser("coordinator").get("/organisations").text
    assert "Tòa án nhân dân tỉnh Sóc Trăng" in page and demo.said("org_change.merge") in page


def test_a_new_name_is_valid_from_its_day_and_old_papers_keep_the_old_one(office):
    court = demo.court(office.db, "tand-kv2")
    old = office.name(court, "2026-12-31")
    new = office.change(court, change="rename", on="2027-02-15", name="Tòa án nhân dân khu vực Ninh Kiều")
    assert office.name(court, "2027-02-14") == old
    assert office.name(court, "2027-02-15") == "Tòa án nhân dân khu vực Ninh Kiều"
    assert office.name(new, "2026-12-31") == old, "looked up by its new number, too"
    assert old in office.tree("2027-02-14").values() and old not in office.tree("2027-02-15").values()
    with office.db.connect() as c:
        with pytest.raises(Exception, match="constraint.org_dated"):
            c.execute("update duty.org_unit set name = 'Khác' where org_id = %s", (court,))
        with pytest.raises(Exception, match="constraint.immutable"):
            c.execute("delete from duty.org_unit where org_id = %s", (new,))
        with pytest.raises(Exception, match="constraint.immutable"):
            c.execute("delete from duty.org_succession where from_org = %s", (court,))
    page = office.browser("coordinator").get(f"/organisations/{court}").text
    assert "Ninh Kiều" in page and "14/02/2027" in page


def test_a_merger_in_mid_month_moves_clerks_and_cases_on_its_day(office):
    """Region 1 goes into region 3 on the sixteenth: region 1's clerk then works for region 3, with the
    cases of both; until then nothing changes."""
    kv1, kv3 = (demo.court(office.db, f"tand-kv{n}") for n in (1, 3))
    month = demo.next_month()
    day = month.replace(day=16)
    office.change(kv1, change="merge", on=str(day), into_id=str(kv3))
    clerk = office.browser("clerk")
    assert "31/2027/TLST-HS" in clerk.get(f"/hearings?from={month}").text
    assert clerk.get_json("/hearings/new")["form"]["court_id"] == str(kv1)
    demo.set_clock(office.db, demo.at(day, "08:00"))
    office.db.rows("delete from duty.session")
    office.browsers.clear()
    clerk = office.browser("clerk")
    form = clerk.get_json("/hearings/new")
    assert [c["value"] for c in form["options"]["court_id"]] == [str(kv3)]
    assert "31/2027/TLST-HS" in clerk.get(f"/hearings?from={month}").text, "the old court's cases came along"
    assert kv1 not in office.tree(day) and kv1 in office.tree(day - datetime.timedelta(days=1))
    assert office.name(kv1, day) == office.name(kv3, day)
    again = office.browser("administrator").post_form(f"/organisations/{kv1}/change",
                                                      {"change": "end", "on": "2030-01-01"})
    assert again.status == 409 and demo.said("error.org.ended").split("{value}")[1] in again.text


def test_a_split_names_its_parts_and_an_end_names_nobody(office):
    police = demo.court(office.db, "ca-thot-not")
    first = office.change(police, change="split", on="2027-03-01", name="Công an phường Thốt Nốt",
                          name2="Công an phường Thuận Hưng")
    parts = office.db.rows("select name from duty.org_unit join duty.org_succession on to_org = org_id"
                           " where from_org = %s order by org_id", police)
    assert [p["name"] for p in parts] == ["Công an phường Thốt Nốt", "Công an phường Thuận Hưng"]
    assert first != police and office.name(police, "2027-03-02") == "Công an phường Thốt Nốt"
    gone = office.change(demo.court(office.db, "tam-giam-2"), change="end", on="2027-03-01")
    assert gone not in office.tree("2027-03-01") and gone in office.tree("2027-02-28")
    early = office.change(demo.court(office.db, "tand-kv4"), status=422, change="end", on="2020-01-01")
    assert "01/07/2025" in early.text
    other = office.change(demo.court(office.db, "tand-kv4"), status=422, change="merge", on="2027-03-01",
                          into_id=str(demo.court(office.db, "vks-cantho")))
    assert demo.said("error.field.choice").split("{")[0] in other.text
