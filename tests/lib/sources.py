"""Calendar addresses as tests enter them, and small calendars to put there."""
import html

import demo
from calendars import calendar, event
from wait import until


class Source:
    """A calendar address entered by the coordinator, and what is known of it."""

    def __init__(self, dutyd, url, org="tand-kv2", wait=True):
        self.db, self.dutyd, self.org = dutyd.database, dutyd, demo.court(dutyd.database, org)
        self.browser = None
        reply = self.client().submit("/sources", {"body_id": self.org, "url": url}, form="/sources")
        assert reply.status == 200 and demo.said("done.source") in html.unescape(reply.text), reply
        self.path = reply.path.partition("?")[0]
        self.id = int(self.path.rpartition("/")[2])
        if wait:
            self.visits(1)

    def client(self):
        """The coordinator's browser, logged in anew when the clock has ended its session."""
        if not self.browser or self.browser.get("/sources", follow=False).status != 200:
            self.browser = self.dutyd.client("coordinator")
        return self.browser

    def end(self):
        self.db.rows("update duty.calendar_source set ended_at = duty.now(), lease = null,"
                     " lease_until = null, lease_pid = null where source_id = %s", self.id)

    def row(self):
        return self.db.rows("select *, next_at - duty.now() as wait, next_at - tried_at as pause"
                            " from duty.calendar_source where source_id = %s", self.id)[0]

    def page(self):
        return self.client().get_json(self.path)

    def text(self):
        return html.unescape(self.client().get(self.path).text)

    def seen(self):
        """How many visits to this address have ended, as the log tells."""
        return sum(e["source"] == str(self.id) for e in self.dutyd.events("source.asked"))

    def visits(self, count, seconds=20):
        until(lambda: self.seen() >= count, seconds, f"visit {count}")
        return until(lambda: not self.row()["lease"] and self.row(), 30, "its record")

    def again(self, seconds=20, **later):
        """Later, a visit is due and made."""
        count = self.seen() + 1
        demo.move_clock(self.db, **later)
        self.db.rows("select pg_notify('source', '')")
        return self.visits(count, seconds)

    def hearings(self):
        return self.db.rows("""
            select h.*, c.code from duty.hearing h join duty.legal_case c using (center_id, case_id)
            where exists (select from duty.hearing_origin o where o.hearing_id = h.hearing_id
                and o.door = 'poll' and o.source_id = %s) order by c.code, h.starts""", self.id)


def days():
    return demo.weekdays(demo.next_month())


def case(n):
    return f"{n}/2027/HS-ST"


def two(n, third=False):
    """The cases n and n + 1, and perhaps n + 2. Each test has numbers of its own."""
    d = days()
    return calendar(event("a@toa", d[2], "07:30", case(n)), event("b@toa", d[3], "13:30", case(n + 1)),
                    *([event("c@toa", d[4], "07:30", case(n + 2))] if third else []))
