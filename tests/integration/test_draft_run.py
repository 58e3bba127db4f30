"""The engine at work for the daemon: seen while it runs, ended early, thrown away, killed.

The engine is the real one on the demonstration Centre; a run that must not end by itself is given
more seconds than any test waits.
"""
import datetime
import os
import pty
import signal
import time

import pytest

import daemon
import demo
from process import PROGRAMS, ROOT
from wait import until

LONG = 300
MONTH = demo.next_month()


def month_after(n):
    return (MONTH.replace(day=15) + datetime.timedelta(days=30 * n)).replace(day=1)


def page_of(month=MONTH):
    return f"/roster?month={month:%Y-%m}"


def engines(dutyd):
    """The pids of dutysolve that the daemon has started."""
    pid = dutyd.process.popen.pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return [p for p in map(int, f.read().split()) if is_alive(p)]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as f:
            return f.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def begin(client, month=MONTH, seed="1"):
    """Presses the button; nothing more."""
    reply = client.submit(page_of(month), {"seed": seed}, form="/roster/draft", follow=False)
    assert (reply.status, reply.headers["Location"]) == (303, page_of(month)), reply


def run_of(client, month=MONTH):
    return client.get_json(page_of(month))["run"]


def progress_of(client, month=MONTH):
    return until(lambda: run_of(client, month)["progress"], 30, "progress")


def press(client, what, month=MONTH):
    reply = client.submit(page_of(month), {}, form=f"/roster/draft/{what}")
    assert reply.status == 200 and reply.path == page_of(month), reply
    return reply


def over(client, month=MONTH):
    """The page once the run has ended."""
    def ended():
        reply = client.get(page_of(month))
        return 'id="run"' not in reply.text and reply
    return until(ended, 60, "the end of the run")


def draft_of(db, month=MONTH):
    """Who is drafted for what, and when it was drawn."""
    return (db.rows("""select shift_id, provider_id, reason from duty.draft_assignment d
                       join duty.roster r using (center_id, roster_id)
                       where lower(r.period) = %s order by 1, 2""", month),
            db.value("select drafted_at from duty.roster where lower(period) = %s", month))


@pytest.fixture
def dutyd(make_dutyd):
    return make_dutyd(roster__seconds=LONG)


@pytest.fixture
def coordinator(dutyd):
    return dutyd.client("coordinator")


@pytest.fixture
def drafted(db, make_dutyd):
    """A month with a draft: (what it is, after which it must be the same)."""
    short = make_dutyd(roster__seconds=1)
    demo.draw(short.client("coordinator"), MONTH, "5")
    short.stop()
    kept = draft_of(db)
    assert len(kept[0]) > 200
    return kept


def test_a_run_is_seen_while_it_goes_on_and_its_draft_is_kept_with_its_record(db, make_dutyd):
    dutyd = make_dutyd(roster__seconds=LONG)
    client = dutyd.client("coordinator")
    before = time.monotonic()
    begin(client, seed="7")
    assert time.monotonic() - before < 30, "the answer waits for nothing"
    first = progress_of(client)
    assert first["cost"] >= first["bound"] >= 0 and first["uncovered"] >= 0
    page = client.get(page_of())
    assert demo.said("run.title") in page.text and demo.said("run.finish") in page.text
    assert f'<noscript><meta http-equiv="refresh" content="2;url={page_of()}"></noscript>' \
        in page.text
    assert 'action="/roster/publish"' not in page.text, "nobody publishes what is being replaced"
    alone = client.get(f"/roster/draft?month={MONTH:%Y-%m}")
    assert alone.path.startswith("/roster/draft") and 'id="run"' in alone.text
    until(lambda: (run_of(client)["progress"]["moves"] > first["moves"]), 60, "more moves")
    press(client, "finish")

    done = over(client)
    assert demo.said("done.draft") in done.text
    assert demo.said("done.draft") not in client.get(page_of()).text, "said once"
    alone = client.get(f"/roster/draft?month={MONTH:%Y-%m}")
    assert alone.path == page_of(), "nothing more to follow"
    assert len(draft_of(db)[0]) > 200
    record = db.value("select draft from duty.roster where lower(period) = %s", MONTH)
    assert record["seed"] == 7 and record["engine"] and 0 <= record["bound"] <= record["penalty"]
    assert 0 < record["moves"] <= record["budget"]
    with db.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', center_id::text, true)"
                  " from duty.center where code = 'cantho'")
        posed = c.execute("select encode(sha256(convert_to(duty.roster_problem(%s)::text, 'UTF8')),"
                          " 'hex') as sha", [f"{MONTH:%Y-%m}"]).fetchone()["sha"]
    assert record["problem_hash"] == posed
    (event,) = dutyd.events("roster.run_kept")
    assert (event["center"], event["month"], event["seed"]) == ("cantho", f"{MONTH:%Y-%m}", "7")


def test_stopped_it_gives_the_best_so_far(db, dutyd, coordinator):
    begin(coordinator)
    progress_of(coordinator)
    press(coordinator, "finish")
    assert demo.said("done.draft") in over(coordinator).text
    assert len(draft_of(db)[0]) > 200
    record = db.value("select draft from duty.roster where lower(period) = %s", MONTH)
    assert 0 < record["moves"] < record["budget"]
    assert engines(dutyd) == []


def test_drawn_again_and_stopped_it_waits_beside_the_draft(db, drafted, dutyd, coordinator):
    begin(coordinator, seed="6")
    progress_of(coordinator)
    press(coordinator, "finish")
    page = over(coordinator)
    assert demo.said("edit.proposal") in page.text, page
    assert draft_of(db) == drafted
    waiting = db.rows("select draft, jsonb_array_length(added) as added from duty.draft_proposal")
    assert len(waiting) == 1 and waiting[0]["draft"]["seed"] == 6 and waiting[0]["added"] > 0


def test_only_gaps_are_filled_when_only_that_is_asked_for(db, drafted, dutyd, coordinator):
    db.rows("delete from duty.draft_assignment where shift_id in (select shift_id"
            " from duty.draft_assignment order by shift_id limit 3)")
    left = draft_of(db)[0]
    coordinator.submit(page_of(), {"seed": "6", "mode": "fill"}, form="/roster/draft")
    progress_of(coordinator)
    press(coordinator, "finish")
    assert demo.said("done.fill") in over(coordinator).text
    assert len(draft_of(db)[0]) > len(left)
    kept = {(r["shift_id"], r["provider_id"]): r["reason"] for r in draft_of(db)[0]}
    assert all(kept.get((r["shift_id"], r["provider_id"])) == r["reason"] for r in left)


def test_who_stops_it_at_once_gets_the_first_roster_there_is(db, dutyd, coordinator):
    begin(coordinator)
    press(coordinator, "finish")
    assert demo.said("done.draft") in over(coordinator).text
    assert len(draft_of(db)[0]) > 200


def test_discarded_it_leaves_the_earlier_draft(db, drafted, dutyd, coordinator):
    begin(coordinator, seed="6")
    progress_of(coordinator)
    (pid,) = engines(dutyd)
    page = press(coordinator, "discard")
    assert 'id="run"' not in page.text and demo.said("done.draft") not in page.text
    until(lambda: not is_alive(pid), 10, "the engine's end")
    assert draft_of(db) == drafted
    assert dutyd.events("roster.run_discarded") and not dutyd.events("roster.run_failed")
    begin(coordinator)  # and there is room for the next


def test_a_killed_engine_leaves_daemon_and_draft_and_is_told_once(db, drafted, dutyd, coordinator):
    begin(coordinator, seed="6")
    progress_of(coordinator)
    (pid,) = engines(dutyd)
    os.kill(pid, signal.SIGKILL)
    page = over(coordinator)
    assert demo.said("run.failed") in page.text and demo.said("error.roster.engine") in page.text
    assert demo.said("run.failed") not in coordinator.get(page_of()).text
    assert draft_of(db) == drafted
    (event,) = dutyd.events("roster.run_failed")
    assert event["code"] == "INTERNAL" and "killed by signal 9" in event["detail"]
    demo_page = dutyd.client("coordinator").get(page_of())
    assert demo_page.status == 200 and demo.said("run.failed") not in demo_page.text


def test_a_problem_the_engine_refuses_is_told_and_logged(db, drafted, dutyd, coordinator):
    db.rows("update duty.rule set value = '-5' where key = 'roster.weight_fairness'")
    begin(coordinator)
    assert demo.said("error.roster.engine") in over(coordinator).text
    assert draft_of(db) == drafted
    (event,) = dutyd.events("roster.run_failed")
    assert "error: weights" in event["detail"], event


def test_an_engine_that_does_not_end_when_asked_is_killed(db, drafted, dutyd, coordinator):
    begin(coordinator)
    progress_of(coordinator)
    (pid,) = engines(dutyd)
    os.kill(pid, signal.SIGSTOP)
    press(coordinator, "finish")
    assert demo.said("run.finishing") in coordinator.get(page_of()).text
    page = over(coordinator)
    assert demo.said("run.failed") in page.text and demo.said("error.roster.slow") in page.text
    assert not is_alive(pid)
    assert draft_of(db) == drafted


def test_a_run_needs_no_browser(db, make_dutyd):
    dutyd = make_dutyd(roster__seconds=1)
    begin(dutyd.client("coordinator"))
    until(lambda: draft_of(db)[1], 60, "the draft")
    assert len(draft_of(db)[0]) > 200


def test_who_signed_out_meanwhile_writes_nothing(db, drafted, dutyd, coordinator):
    begin(coordinator)
    progress_of(coordinator)
    coordinator.submit("/", {}, form="/logout")
    other = dutyd.client("administrator")
    press(other, "finish")
    over(other)
    (event,) = dutyd.events("roster.run_failed")
    assert event["code"] == "SIGNED_OUT"
    assert draft_of(db) == drafted


def test_a_month_has_one_run_and_the_second_is_told_so(dutyd, coordinator):
    begin(coordinator)
    other = dutyd.client("administrator")
    form = {"month": f"{MONTH:%Y-%m}", "seed": "2"}
    other.get("/roster")
    reply = other.post_form("/roster/draft", form, follow=False)
    assert reply.status == 409 and demo.said("error.roster.running") in reply.text
    assert 'id="run"' in reply.text, "the run itself is shown beside it"
    reply = other.post_form("/roster/draft", form, {"Accept": "application/json"}, follow=False)
    assert (reply.status, reply.json()["key"]) == (409, "error.roster.running")
    assert len(engines(dutyd)) <= 1


def test_two_draw_at_a_time_and_the_third_waits_its_turn(dutyd, coordinator):
    months = [month_after(n) for n in range(3)]
    for month in months:
        begin(coordinator, month)
    for month in months[:2]:
        progress_of(coordinator, month)
    third = run_of(coordinator, months[2])
    assert third["is_waiting"] and third["ahead"] == 2
    assert demo.said("run.waiting").format(ahead=2) in coordinator.get(page_of(months[2])).text
    assert len(engines(dutyd)) == 2
    press(coordinator, "discard", months[0])
    progress_of(coordinator, months[2])
    assert len(engines(dutyd)) == 2


def test_the_daemon_answers_while_engines_draw(dutyd, coordinator):
    for n in range(2):
        begin(coordinator, month_after(n))
    for n in range(2):
        progress_of(coordinator, month_after(n))
    slowest = 0
    for _ in range(100):
        before = time.monotonic()
        assert dutyd.client().get("/health").status == 200
        slowest = max(slowest, time.monotonic() - before)
    assert slowest < 30, f"one answer took {slowest:.1f} s"
    assert len(engines(dutyd)) == 2, "they were at work all the time"


def test_json_asks_and_follows_without_pages(make_dutyd):
    client = make_dutyd(roster__seconds=1).client("coordinator")
    client.get("/roster")
    client.headers["Accept"] = "application/json"
    path, month = "/roster/draft", f"{MONTH:%Y-%m}"
    begun = client.post_form(path, {"month": month, "seed": "3"})
    assert begun.status == 200 and begun.json()["run"]["seconds"] == 1, begun
    ended = until(lambda: (p := client.get_json(f"{path}?month={month}"))["run"] is None and p,
                  60, "the end")
    assert ended["ended"] == {"is_done": True}
    assert "ended" not in client.get_json(f"{path}?month={month}")
    for what in ("finish", "discard"):  # of a run that is over: nothing happens
        reply = client.post_form(f"{path}/{what}", {"month": month})
        assert reply.status == 200 and reply.json()["run"] is None, reply


def test_others_see_no_run_and_the_neighbour_cannot_end_it(dutyd, coordinator):
    begin(coordinator)
    progress_of(coordinator)
    for role in ("provider", "director"):
        client = dutyd.client(role)
        assert "run" not in client.get_json(page_of())
        assert 'id="run"' not in client.get(page_of()).text
    neighbour = dutyd.client("neighbour")
    assert run_of(neighbour) is None
    for what in ("finish", "discard"):
        reply = neighbour.post_form(f"/roster/draft/{what}", {"month": f"{MONTH:%Y-%m}"})
        assert reply.status == 200, reply
    assert not run_of(coordinator)["is_finishing"]
    assert len(engines(dutyd)) == 1


def test_a_stopped_daemon_leaves_no_process_and_no_half_draft(db, drafted, dutyd, coordinator):
    months = [MONTH] + [month_after(n) for n in (1, 2)]
    for month in months:
        begin(coordinator, month)
    for month in months[:2]:
        progress_of(coordinator, month)
    pids = engines(dutyd)
    assert len(pids) == 2
    before = time.monotonic()
    dutyd.stop()
    assert time.monotonic() - before < 60, "it does not wait for the engines"
    assert not any(map(is_alive, pids))
    assert draft_of(db) == drafted


def test_engines_die_with_a_killed_daemon(dutyd, coordinator):
    begin(coordinator)
    progress_of(coordinator)
    (pid,) = engines(dutyd)
    dutyd.kill()
    until(lambda: not is_alive(pid), 10, "the engine's end")


def read_until(terminal, end, seconds=60):
    """What the terminal shows until `end` is there; an ended program ends it, too."""
    shown, last = "", time.monotonic() + seconds
    while end not in shown:
        assert time.monotonic() < last, shown
        try:
            shown += os.read(terminal, 4096).decode()
        except OSError:
            break
    return shown


def test_dutyctl_shows_its_progress_on_a_terminal_and_ctrl_c_keeps_the_best(db, make_dutyd):
    ini = make_dutyd(start=False, roster__seconds=LONG).ini
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(PROGRAMS / "dutyctl", ["dutyctl", "--config", ini, "roster", "draft", "cantho",
                                         "dieuphoi", f"{MONTH:%Y-%m}", "3"],
                  {**os.environ, **daemon.SANITIZERS})
    shown = read_until(terminal, "uncovered ")
    os.write(terminal, b"\x03")
    shown += read_until(terminal, '"assignments"')
    assert "penalty" in shown, shown
    assert os.waitpid(pid, 0)[1] == 0, shown
    os.close(terminal)
    assert len(draft_of(db)[0]) > 200
    record = db.value("select draft from duty.roster where lower(period) = %s", MONTH)
    assert record["seed"] == 3 and record["moves"] < record["budget"]
    assert len(record["problem_hash"]) == 64
