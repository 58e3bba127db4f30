"""A drafted month filled, drawn again, repaired after a dropout: compared, taken, undone, published.

Through the pages, the engine being the real one.
"""
import datetime
import types

import demo
from desk import MONTH, NAME, ROSTER, said
from wait import until


def test_a_gap_of_the_coming_days_leads_from_the_today_page_to_its_substitutes(desk):
    shift, provider = desk.duty()
    desk.client.submit(desk.page(shift, provider), {}, form=f"/shifts/{shift}/remove")
    desk.publish()
    day = desk.db.value("select duty_day from duty.shift where shift_id = %s", shift)
    demo.set_clock(desk.db, demo.at(day, "05:00").isoformat())
    today = desk.dutyd.client("administrator").get("/")
    assert f'<a href="/shifts/{shift}/substitutes">{demo.said("repair.find")}</a>' in today.text
    assert "/substitutes" not in desk.dutyd.client("director").get("/").text


def test_filling_keeps_hand_edits_and_touches_nothing_else(desk):
    first, someone = desk.duty()
    best = desk.client.get_json(desk.page(first, someone))["ranked"][0]["provider_id"]
    desk.choose(first, someone, best)
    for skip in (10, 20):
        shift, provider = desk.duty(skip=skip)
        desk.client.submit(desk.page(shift, provider), {}, form=f"/shifts/{shift}/remove")
    left = desk.rows()
    missing = len(desk.client.get_json(ROSTER)["uncovered"])
    assert missing >= 2
    done = desk.run("fill")
    assert demo.said("done.fill") in done.text, done
    assert desk.rows() > left, "what stood stands, and more"
    assert desk.pins() == {(first, best)}
    assert len(desk.client.get_json(ROSTER)["uncovered"]) < missing


def test_a_month_drawn_again_is_shown_as_a_difference_and_kept_or_taken(desk):
    shift, provider = desk.duty()
    best = desk.client.get_json(desk.page(shift, provider))["ranked"][0]["provider_id"]
    desk.choose(shift, provider, best)
    old = desk.rows()
    drawn = desk.run(seed="77")
    assert demo.said("edit.proposal") in drawn.text and desk.rows() == old
    diff = f"/roster/draft/diff?month={NAME}"
    page = desk.client.get(diff)
    data = desk.client.get_json(diff)["proposal"]
    people = {p["name"]: p for p in data["people"]}
    assert people and all(p["after"] - p["before"] == len(p["gains"]) - len(p["losses"])
                          for p in people.values())
    assert all(name in page.text for name in people)
    assert data["new"]["told"] >= data["new"]["sms"]["texts"] > 0
    assert f'>{data["new"]["sms"]["cost"]}<' in page.text
    kept = desk.press("/roster/draft/drop", diff)
    assert demo.said("done.drop") in kept.text and desk.rows() == old

    desk.run(seed="78")
    proposal = desk.client.get_json(diff)["proposal"]
    moved = {(g["shift_id"], p["name"]) for p in proposal["people"] for g in p["gains"]}
    taken = desk.press("/roster/draft/take", diff)
    assert demo.said("done.take") in taken.text, taken
    new = desk.rows()
    assert len(new - old) == len(moved) > 0
    assert (shift, best) in new and desk.pins() == {(shift, best)}, "pins survive"
    assert desk.told() == (proposal["new"]["told"], proposal["new"]["sms"]), \
        "whom it tells and what that costs is what the check before publication says"
    desk.press("/roster/undo")
    assert desk.rows() == old, "and undo brings the old draft back"


def test_an_edit_while_the_engine_draws_is_not_overwritten_by_its_result(desk):
    shift, provider = desk.duty()
    ranked = desk.client.get_json(desk.page(shift, provider))["ranked"]
    form = desk.list_of_all(shift, provider)  # the run takes a second: only the choice is to fall into it
    began = desk.client.submit(ROSTER, {"seed": "9"}, form="/roster/draft", follow=False)
    assert began.status == 303, began
    desk.choose(shift, provider, ranked[0]["provider_id"], form)
    edited = desk.rows()

    def ended():
        reply = desk.client.get(ROSTER)
        return 'id="run"' not in reply.text and reply
    page = until(ended, 60, "the run")
    assert demo.said("error.draft.stale") in page.text, page
    assert desk.rows() == edited and desk.client.get_json(ROSTER)["edits"]["proposal"] is None


def dropout(desk):
    """A provider with custody duties in the second week, and that week."""
    shift, provider = desk.duty()
    first = MONTH + datetime.timedelta(days=7)
    return provider, first, first + datetime.timedelta(days=9)


def test_a_repair_says_what_dutysolve_says_and_changes_as_little(desk):
    provider, first, last = dropout(desk)
    path = f"/roster/repair?provider={provider}&from={first}&to={last}"
    page, data = desk.client.get(path), desk.client.get_json(path)
    problem = desk.problem("duty.repair_problem('', %s, %s, %s, '')", str(provider), str(first),
                           str(last))
    answer = desk.solve(problem, "--mode", "repair")
    assert len(data["ways"]) == len(answer["alternatives"]) and data["proved"] == answer["proved"]
    for mine, theirs in zip(data["ways"], answer["alternatives"]):
        assert mine["people"] == theirs["people"] and mine["cells"] == theirs["cells"]
        assert {(c["shift_id"]) for c in mine["changes"]} == \
            {c["shift"] for c in theirs["changes"]}
    best, way = answer["alternatives"][0], data["ways"][0]
    assert said("repair.told", told=way["told"],
                sms=types.SimpleNamespace(**way["sms"])) in page.text
    assert said("repair.people", people=best["people"], cells=best["cells"]) in page.text
    before = desk.rows()
    form = next(f for f in page.forms() if f.action == "/roster/repair" and f.method == "post")
    done = desk.client.post_form(form.action, form.fields)
    assert done.status == 200 and done.path.startswith("/roster/publish"), done
    assert desk.told() == (way["told"], way["sms"]), "as the check before publication says"
    changed = {(c["shift"], c["from"]) for c in best["changes"]}
    assert before - desk.rows() == changed
    assert desk.rows() - before == {(c["shift"], c["to"]) for c in best["changes"] if c["to"]}
    lost = {(x["shift"], x["provider"]) for x in answer["emptied"]}
    assert lost <= changed and not lost & desk.rows()
    taken = next(c for c in best["changes"] if c["to"])
    assert desk.reason(taken["shift"], taken["to"])["decided"] == "repair"


def test_a_recorded_absence_leads_to_its_repair(desk):
    provider, first, last = dropout(desk)
    absence = desk.db.value(
        """insert into duty.absence (center_id, provider_id, during, kind)
           select center_id, %s, tstzrange(%s, %s), 'sick' from duty.center where code = 'cantho'
           returning absence_id""", provider, demo.at(first, "00:00"), demo.at(last, "23:00"))
    data = desk.client.get_json(f"/roster/repair?absence={absence}")
    assert data["case"]["provider"] == provider and data["ways"][0]["changes"]
    assert desk.client.get("/roster/repair?absence=999999").status == 404


def test_at_half_past_six_a_substitute_is_published_in_five_clicks(desk):
    desk.publish()
    shift, provider = desk.db.rows(
        """select shift_id, provider_id from duty.assignment a join duty.shift s
           using (center_id, shift_id) join duty.duty_post p using (center_id, post_id)
           where a.state = 'published' and p.kind = 'custody_phone' and s.role = 'main'
               and s.duty_day = %s and s.starts::time = '07:00' order by 1 limit 1""",
        MONTH + datetime.timedelta(days=13))[0].values()
    demo.set_clock(desk.db, demo.at(MONTH + datetime.timedelta(days=13), "06:30").isoformat())
    desk.client = desk.dutyd.client("coordinator")
    today = desk.client.get("/")
    link = f"/shifts/{shift}/substitutes?instead={provider}"
    assert link in today.text
    clicks = [f"open {link}"]
    page = desk.client.get(link)
    form = next(f for f in page.forms() if "also" in f.fields and not f.fields["also"])
    clicks.append("choose")
    done = desk.client.post_form(form.action, form.fields)
    check = f"/roster/publish?month={NAME}"
    assert f'href="{check}"' in done.text
    clicks.append("check")
    checked = desk.client.get(check)
    clicks.append("publish")
    published = desk.client.submit(checked, {}, form="/roster/publish")
    assert "done=publish" in published.path, published
    substitute = int(form.fields["provider_id"])
    assert (shift, substitute) in desk.published() and (shift, provider) not in desk.published()
    assert len(clicks) <= 5
    told = {r["person_id"] for r in desk.db.rows(
        "select distinct person_id from duty.notice where template like 'roster.%%'"
        " and created_at >= duty.now() - interval '1 hour'")}
    assert len(told) == 2, "the two it concerns are told"
