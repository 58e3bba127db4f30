"""Reminders by a daemon that sleeps, wakes and is asked to hurry: each is sent, or says why not."""
import datetime

import demo
from wait import until


def reminders(db, kind):
    return db.rows(f"""select r.*, r.due_at at time zone 'Asia/Ho_Chi_Minh' as due,
            r.starts_at at time zone 'Asia/Ho_Chi_Minh' as starts
        from duty.reminder r where {kind}_id is not null order by due_at, reminder_id""")


def hearing(client, db, day, code):
    reply = client.submit("/hearings/new", {
        "court_id": demo.court(db, "tand-kv1"), "code": code, "date": day, "time": "07:30",
        "subject": "Trộm cắp tài sản",
        "provider_id": demo.person(db, "bong.sung")["provider_id"]}, form="/hearings/new")
    assert "done=hearing" in reply.path, reply


def tick(db):
    """What a daemon asks for every 15 seconds, at once; again while it was busy with a Centre."""
    db.rows("select duty.clock_tick()", user="duty_jobs")


def planned(db):
    def three():
        tick(db)
        return len(reminders(db, "hearing")) == 3
    until(three, 30, "the clock to plan three reminders")


def test_a_reminder_slept_through_is_sent_on_waking_and_the_one_before_says_why_not(make_dutyd, db):
    dutyd = make_dutyd()
    demo.set_clock(db, "2027-03-01T09:00:00+07:00")
    hearing(dutyd.client("coordinator"), db, "2027-03-10", "51/2027/TLST-DS")
    planned(db)
    dutyd.stop()  # and over the first and the second one's time
    demo.set_clock(db, "2027-03-09T20:00:00+07:00")
    make_dutyd()
    first, second, last = until(lambda: reminders(db, "hearing")[1]["state"] != "waiting" and
                                reminders(db, "hearing"), 30, "the clock to send it")
    assert (first["state"], first["reason"]) == ("dropped", "overtaken")
    assert second["state"] == "sent" and last["state"] == "waiting"
    demo.settle(db)
    texts = [r["body"] for r in db.rows("select body from duty.captured where body like %s",
                                        "%NHẮC phiên tòa vụ 51/2027/TLST-DS: 07:30%10/03/2027%")]
    assert len(texts) == 1, "one channel, once"


def test_a_daemon_that_wakes_after_the_hearing_reminds_nobody(make_dutyd, db):
    dutyd = make_dutyd()
    demo.set_clock(db, "2027-03-01T09:00:00+07:00")
    hearing(dutyd.client("coordinator"), db, "2027-03-10", "52/2027/TLST-DS")
    planned(db)
    dutyd.stop()
    demo.set_clock(db, "2027-03-10T07:31:00+07:00")
    make_dutyd()
    until(lambda: {r["reason"] for r in reminders(db, "hearing")} == {"past"}, 30,
          "each to say that it is past")
    assert not db.value("select count(*) from duty.notice where template = 'hearing.reminder'")


def test_two_daemons_remind_once(make_dutyd, db):
    first, _ = make_dutyd(), make_dutyd()
    demo.set_clock(db, "2027-03-01T09:00:00+07:00")
    hearing(first.client("coordinator"), db, "2027-03-10", "53/2027/TLST-DS")
    planned(db)
    demo.set_clock(db, "2027-03-03T07:30:30+07:00")
    until(lambda: reminders(db, "hearing")[0]["state"] == "sent", 30, "the reminder")
    demo.settle(db)
    assert db.value("select count(*) from duty.captured where body like '%%NHẮC phiên tòa%%'") == 1


def test_a_published_duty_is_reminded_of_the_day_before_and_a_withdrawn_one_is_not(desk):
    desk.publish()
    db = desk.db
    tick(db)
    duties = until(lambda: [r for r in reminders(db, "assignment") if r["state"] == "waiting"], 30,
                   "the clock to plan them")
    plain = [r for r in duties if r["starts"] - r["due"] == datetime.timedelta(days=1)]
    early = [r for r in duties if r["starts"] - r["due"] > datetime.timedelta(days=1)]
    assert plain and len(plain) + len(early) == len(duties), "never later than a day before"
    assert early, "what follows a day off is reminded of on the working day before it"
    off = {r["day"] for r in db.rows("""
        with c as (select set_config('app.center_id', '1', false))
        select day from c, duty.center_calendar(%s, %s) where duty.is_day_off(type)""",
                                     duties[0]["due"].date(), duties[-1]["due"].date())}
    late = [r for r in duties if r["due"].date() in off]
    assert not late, f"sent on a day off: {late[:3]}"
    gone = duties[-1]
    db.rows("update duty.assignment set state = 'withdrawn' where assignment_id = %s",
            gone["assignment_id"])
    tick(db)
    until(lambda: db.value("select reason from duty.reminder where reminder_id = %s",
                           gone["reminder_id"]) == "released", 30, "the clock to drop it")
