"""The demonstration Centre as tests use it: its numbers, its sentences, its lists, its outbox."""
import collections
import contextlib
import datetime
import importlib.util
import re

from daemon import Dutyd
from process import ROOT
from wait import until
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD = ["STT", "Số thụ lý", "Ngày xét xử", "Giờ", "Phòng xử án", "Thẩm phán chủ tọa", "Bị cáo",
        "Tội danh", "Hình thức"]


@contextlib.contextmanager
def running(cluster, template, folder, **settings):
    """A daemon on a database of its own, for the tests of a whole module."""
    database = cluster.create(template)
    dutyd = Dutyd(database, folder, **settings).start()
    try:
        until(lambda: database.value("select count(*) from duty.audit_check where at is not null")
              == database.value("select count(*) from duty.center"), 60, "the clock's first round")
        yield dutyd
    finally:
        dutyd.stop()
        database.drop()


def court(db, code, center="cantho"):
    return db.value("select org_id from duty.org_unit join duty.center c using (center_id)"
                    " where c.code = %s and org_unit.code = %s", center, code)


def person(db, login, center="cantho"):
    """{person_id, provider_id, full_name, sms, mail} of an account."""
    return db.rows("""
        select n.person_id, p.provider_id, n.full_name,
            (select address from duty.contact k where k.person_id = n.person_id and channel = 'sms') sms,
            (select address from duty.contact k where k.person_id = n.person_id and channel = 'mail') mail
        from duty.account a join duty.center c using (center_id)
        join duty.person n using (center_id, person_id)
        left join duty.provider p using (center_id, person_id)
        where c.code = %s and a.login = %s""", center, login)[0]


def next_month():
    """The first day of the month the demonstration rosters."""
    today = datetime.datetime.now(ZONE).date()
    return (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def weekdays(first):
    """The Mondays to Fridays of a month, in order."""
    days = (first + datetime.timedelta(days=n) for n in range(31))
    return [d for d in days if d.month == first.month and d.weekday() < 5]


def at(day, time):
    """The instant of a wall time there."""
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), ZONE)


def said(key):
    """The Vietnamese sentence of a key."""
    text = (ROOT / "daemon/i18n/vi.po").read_text(encoding="utf-8")
    found = re.search(rf'^msgid "{re.escape(key)}"\nmsgstr "(.*)"$', text, re.M)
    assert found, f"vi.po has no {key}"
    return found.group(1)


def csv_list(rows, title="TÒA ÁN NHÂN DÂN KHU VỰC 1"):
    """A list as courts print it: titles, a header, semicolons, a signature. rows: after the STT."""
    lines = [[title], ["LỊCH XÉT XỬ CÁC VỤ ÁN HÌNH SỰ"], [], HEAD,
             *([n, *row] for n, row in enumerate(rows, 1)), [], ["", "", "", "", "", "", "THƯ KÝ"]]
    wide = (list(map(str, line)) + [""] * (len(HEAD) - len(line)) for line in lines)
    return ("\ufeff" + "\r\n".join(";".join(line) for line in wide) + "\r\n").encode()


def xlsx_list(path, rows):
    """A workbook. rows: the header's first. Written as the sample lists are."""
    spec = importlib.util.spec_from_file_location(
        "make_lists", ROOT / "config/hearing-lists/make_lists.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    maker.workbook(path, [("Lịch", "visible", rows, [])])
    return path.read_bytes()


def upload(client, court_id, name, content, date=""):
    """Sends a list; the reply is its preview, or the form again with an error."""
    return client.post_multipart("/hearings/import", {"court_id": court_id, "date": date},
                                 {"file": (name, content)})


def commit(client, preview, status=200):
    """Presses the preview's button; shows what became of the list, unless it is refused."""
    done = client.submit(preview, {}, form=f"{preview.path}/commit")
    assert done.status == status, done
    assert status != 200 or done.path == f"{preview.path}?done=import", done
    return done


def counts(client, preview):
    """(new, changed, same, bad) as a batch's page says."""
    page = client.get_json(preview.path)
    return tuple(page["counts"][k] for k in ("new", "changed", "same", "bad"))


def set_clock(db, instant):
    """From now on it is this instant for the database: 2026-11-20T10:00:00+07:00."""
    db.rows("update duty.clock set shift = %s::timestamptz - now()", instant)


def move_clock(db, **delta):
    db.rows("update duty.clock set shift = shift + %s", datetime.timedelta(**delta))


def draw(client, month, seed="1", seconds=100):
    """Has a month drawn and waits for it; the reply is the page that says the draft is there."""
    page = f"/roster?month={month:%Y-%m}"
    begun = client.submit(page, {"seed": seed}, form="/roster/draft")
    assert begun.status == 200 and begun.path == page, begun

    def ended():
        reply = client.get(page)
        return 'id="run"' not in reply.text and reply

    drawn = until(ended, seconds, "the draft")
    assert said("done.draft") in drawn.text, drawn
    return drawn


def add_notices(db, count, first=1, login="bong.sung"):
    """Puts texts into the outbox, each with a number of its own in it; wakes the senders."""
    who = person(db, login)
    with db.connect() as c, c.transaction():
        c.execute("""
            insert into duty.notice (center_id, person_id, channel, address, language, template,
                params, dedupe_key, due_at, deadline, created_at, priority)
            select c.center_id, %s, 'sms', %s, 'vi', 'hearing.assigned', jsonb_build_object(
                'code', 'vụ-' || n, 'date', '2026-12-01', 'time', '07:30', 'court', 'Tòa án',
                'room', 'Phòng A', 'mode', 'online'),
                'test:' || n, duty.now(), duty.now() + interval '1 day', duty.now(), 7
            from duty.center c, generate_series(%s::int, %s::int) n where c.code = 'cantho'""",
                  (who["person_id"], who["sms"], first, first + count - 1))
        c.execute("select pg_notify('notice', '')")


def run_on_papers(db):
    """Nobody's papers end soon: no message warns of them, whatever the day and the hour."""
    db.rows("""update duty.credential set valid = daterange(lower(valid), upper(valid) + 150)
        where upper(valid) between current_date and current_date + 150""")


def numbers(texts):
    """How often each number of add_notices stands in the texts; others are left out: at some hours
    the daily jobs write, too."""
    found = (re.search(r"vụ-(\d+)", text) for text in texts)
    return collections.Counter(int(m.group(1)) for m in found if m)


def unsettled(db):
    """Notices that wait or are being sent."""
    return db.value("select count(*) from duty.notice where state in ('queued', 'leased', 'held')")


def settle(db, seconds=60):
    """Waits until the outbox has nothing left to do."""
    until(lambda: not db.value("select exists (select from duty.notice"
                               " where state in ('queued', 'leased', 'held'))"), seconds,
          "the outbox to be empty")
