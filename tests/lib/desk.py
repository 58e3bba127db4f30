"""A drawn month of the demonstration Centre and the coordinator's browser on it."""
import contextlib
import json
import subprocess

import demo
from process import PROGRAMS
from wait import until

MONTH = demo.next_month()
NAME = f"{MONTH:%Y-%m}"
ROSTER = f"/roster?month={NAME}"


def said(key, /, **words):
    return demo.said(key).format(**words)


class Desk:
    """A drawn month and the coordinator's browser on it."""

    def __init__(self, db, dutyd):
        self.db, self.dutyd = db, dutyd
        self.client = dutyd.client("coordinator")

    def rows(self):
        """{(shift, provider)} of the draft."""
        return {(r["shift_id"], r["provider_id"]) for r in self.db.rows(
            "select shift_id, provider_id from duty.draft_assignment d join duty.roster r"
            " using (center_id, roster_id) where lower(r.period) = %s", MONTH)}

    def pins(self):
        return {(r["shift_id"], r["provider_id"]) for r in self.db.rows(
            "select shift_id, provider_id from duty.draft_assignment where is_pinned")}

    def published(self):
        return {(r["shift_id"], r["provider_id"]) for r in self.db.rows(
            "select shift_id, provider_id from duty.assignment a join duty.shift s"
            " using (center_id, shift_id) join duty.roster r using (center_id, roster_id)"
            " where a.state = 'published' and lower(r.period) = %s", MONTH)}

    def reason(self, shift, provider):
        return self.db.value("select reason from duty.draft_assignment where shift_id = %s"
                             " and provider_id = %s", shift, provider)

    def duty(self, kind="custody_phone", skip=0):
        """(shift, provider) of a drafted duty in the middle of the month."""
        row = self.db.rows(
            """select shift_id, provider_id from duty.draft_assignment
               join duty.shift s using (center_id, shift_id)
               join duty.duty_post p using (center_id, post_id)
               where p.kind = %s and s.duty_day >= %s + 9 and s.needed = 1 and s.role = 'main'
               order by s.starts, shift_id offset %s limit 1""", kind, MONTH, skip)[0]
        return row["shift_id"], row["provider_id"]

    def page(self, shift, instead=""):
        return f"/shifts/{shift}/substitutes?instead={instead}"

    def list_of_all(self, shift, instead):
        """The form of a duty's page from which anybody can be chosen."""
        opened = self.client.get(self.page(shift, instead))
        return next(f for f in opened.forms() if f.method == "post"
                    and f.action == f"/shifts/{shift}/substitutes" and "also" not in f.fields)

    def choose(self, shift, instead, provider, form=None, **more):
        """Chooses somebody, on the duty's page as it is or was."""
        form = form or self.list_of_all(shift, instead)
        return self.client.post_form(form.action, {**form.fields, "provider_id": provider, **more})

    def press(self, action, page=ROSTER):
        return self.client.submit(page, {}, form=action)

    def run(self, mode="draft", seed="1"):
        """Lets the engine run for the month; the page once it has ended."""
        begun = self.client.submit(ROSTER, {"seed": seed, "mode": mode}, form="/roster/draft")
        assert begun.status == 200, begun

        def ended():
            reply = self.client.get(ROSTER)
            return 'id="run"' not in reply.text and reply
        return until(ended, 60, "the run")

    def told(self):
        """Whom publishing the draft would tell, and what that costs, as the check before it says."""
        check = self.client.get_json(f"/roster/publish?month={NAME}")
        return check["told"], check["sms"]

    def publish(self):
        custody = {"overruling": "Thử nghiệm"}
        reply = self.client.submit(f"/roster/publish?month={NAME}", {"note": "", **custody},
                                   form="/roster/publish")
        assert reply.status == 200 and "done=publish" in reply.path, reply
        return reply

    def problem(self, query, *args):
        """A problem as the daemon poses it, asked as the coordinator."""
        with self.db.connect() as c, c.transaction():
            c.execute("select set_config('app.center_id', center_id::text, true),"
                      " set_config('app.role', 'coordinator', true)"
                      " from duty.center where code = 'cantho'")
            return c.execute(f"select {query} as it", args).fetchone()["it"]

    def solve(self, problem, *args):
        done = subprocess.run([PROGRAMS / "dutysolve", *args], input=json.dumps(problem),
                              capture_output=True, text=True, check=True, timeout=60)
        return json.loads(done.stdout)


@contextlib.contextmanager
def drawn_month(cluster, template, folder):
    """The name of a database with the month drawn, to be copied per test."""
    with demo.running(cluster, template, folder, roster__seconds=1) as dutyd:
        demo.draw(dutyd.client("coordinator"), MONTH, "5")
        dutyd.stop()
        yield dutyd.database.name


@contextlib.contextmanager
def desk_on(cluster, drawn, folder):
    with demo.running(cluster, drawn, folder, roster__seconds=1) as dutyd:
        yield Desk(dutyd.database, dutyd)
