"""A court's program with its key, and a clerk with a card: made as a coordinator makes them."""
import json
import re

import demo
from web import Client

KEY = re.compile(r'value="(dutyd_[A-Za-z0-9_-]{43})"')


class Api(Client):
    """A program: no cookies, a key, JSON both ways."""

    def __init__(self, port, key):
        super().__init__(port)
        self.key = key
        self.headers = {"Authorization": f"Bearer {key}" if key else None, "Accept-Language": "vi"}

    def call(self, method, path, body=None, **headers):
        """body: bytes as they are, anything else as JSON. headers: If_Match="…" and so on."""
        send = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            send = {"Content-Type": "application/json", **send}
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.request(method, f"/api/v1{path}", body, send, follow=False)

    def put(self, own_id, **fields):
        headers = {k: fields.pop(k) for k in list(fields) if k[0].isupper()}
        return self.call("PUT", f"/hearings/{own_id}", fields, **headers)


def fields(day, **changed):
    """A hearing as a program sends it."""
    return {"case_code": "81/2027/TLST-HS", "date": str(day), "time": "07:30", "end_time": "09:30",
            "room": "Phòng xử A", "judge": "Thẩm phán Mẫu", **changed}


def planner(dutyd, center="cantho"):
    """The coordinator's browser, signed in once per daemon, and again when the session has ended."""
    browsers = dutyd.__dict__.setdefault("planners", {})
    if center not in browsers or browsers[center].get("/keys").path != "/keys":
        browsers[center] = dutyd.client("coordinator" if center == "cantho" else "neighbour")
    return browsers[center]


def make_key(dutyd, court="tand-kv1", center="cantho", name="Phần mềm án", days="365"):
    """The key a coordinator makes, as the page shows it."""
    reply = planner(dutyd, center).submit("/keys", {
        "org_id": demo.court(dutyd.database, court, center), "name": name, "days": days},
        form="/keys/new")
    assert reply.status == 200, reply
    return KEY.search(reply.text).group(1)


def api(dutyd, court="tand-kv1", center="cantho"):
    return Api(dutyd.port, make_key(dutyd, court, center))


class Card:
    """What is printed: the code and the link's path."""

    def __init__(self, page):
        self.page = page
        self.code = re.search(r"<code>([0-9A-Z]{4}-[0-9A-Z]{6})</code>", page).group(1)
        self.link = re.search(r'value="http://[^/"]+(/door/[A-Za-z0-9_-]{43})"', page).group(1)


def make_card(dutyd, court="tand-kv1", center="cantho", days="31"):
    reply = planner(dutyd, center).submit("/keys", {
        "code_org_id": demo.court(dutyd.database, court, center), "code_name": "Phòng thư ký",
        "code_days": days}, form="/keys/codes")
    assert reply.status == 200, reply
    return Card(reply.text)
