"""A browser without a screen: cookies, redirects, and forms sent as a page offers them."""
import http.client
import json
import urllib.parse
import uuid
from html.parser import HTMLParser


class Reply:
    def __init__(self, status, headers, body, path):
        self.status, self.headers, self.body, self.path = status, headers, body, path

    @property
    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    def forms(self):
        reader = FormReader()
        reader.feed(self.text)
        return reader.forms

    def __repr__(self):
        return f"<{self.status} {self.path} {self.body[:300]!r}>"


class Form:
    def __init__(self, method, action):
        self.method, self.action, self.fields, self.kinds = method, action, {}, {}


class FormReader(HTMLParser):
    """The forms of a page, each with the values its fields start with."""

    def __init__(self):
        super().__init__()
        self.forms, self.select, self.area = [], None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.forms.append(Form(a.get("method", "get").lower(), a.get("action")))
        elif not self.forms:
            return
        elif tag in ("input", "select", "textarea") and a.get("name"):
            self.field(tag, a)
        elif tag == "option" and self.select and ("selected" in a or self.value(self.select) is None):
            self.forms[-1].fields[self.select] = a.get("value", "")

    def field(self, tag, a):
        form, name = self.forms[-1], a["name"]
        kind = a.get("type", "text") if tag == "input" else tag
        form.kinds[name] = kind
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area = name
            form.fields[name] = ""
        elif kind not in ("checkbox", "radio") or "checked" in a:
            form.fields[name] = a.get("value", "on" if kind == "checkbox" else "")

    def value(self, name):
        return self.forms[-1].fields.get(name)

    def handle_data(self, data):
        if self.area:
            self.forms[-1].fields[self.area] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


class Client:
    """One browser. Pages it has seen give it the CSRF token its posts carry."""

    seconds = 120 # that an answer may take

    def __init__(self, port, host="127.0.0.1"):
        self.host, self.port = host, port
        self.cookies, self.csrf = {}, None
        self.headers = {"Accept": "text/html", "Accept-Language": "vi"}

    def request(self, method, path, body=None, headers=None, follow=True):
        reply = self.once(method, path, body, headers)
        for _ in range(5):
            if not follow or reply.status not in (301, 302, 303, 307, 308):
                break
            reply = self.once("GET", reply.headers["Location"])
        return reply

    def once(self, method, path, body=None, headers=None):
        where = urllib.parse.urlsplit(path)
        path = urllib.parse.urlunsplit(("", "", where.path or "/", where.query, ""))
        send = {**self.headers, **(headers or {})}
        if self.cookies:
            send["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.seconds)
        try:
            connection.request(method, path, body, {k: v for k, v in send.items() if v is not None})
            answer = connection.getresponse()
            reply = Reply(answer.status, answer.headers, answer.read(), path)
        finally:
            connection.close()
        self.remember(reply)
        return reply

    def remember(self, reply):
        for line in reply.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            if value and "max-age=0" not in line.lower().replace(" ", ""):
                self.cookies[name.strip()] = value
            else:
                self.cookies.pop(name.strip(), None)
        if "text/html" in (reply.headers.get("Content-Type") or ""):
            for form in reply.forms():
                self.csrf = form.fields.get("_csrf", self.csrf)

    def get(self, path, headers=None, follow=True):
        return self.request("GET", path, None, headers, follow)

    def get_json(self, path):
        return self.get(path, {"Accept": "application/json"}).json()

    def post_form(self, path, fields, headers=None, follow=True):
        """fields: a dict or a list of pairs. The CSRF token is added when it is not named."""
        pairs = list(fields.items()) if isinstance(fields, dict) else list(fields)
        if self.csrf and "_csrf" not in dict(pairs):
            pairs.append(("_csrf", self.csrf))
        body = urllib.parse.urlencode(pairs).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, body, {**kind, **(headers or {})}, follow)

    def post_multipart(self, path, fields, files, follow=True):
        """files: name -> (filename, bytes)."""
        mark = uuid.uuid4().hex
        fields = {"_csrf": self.csrf, **fields} if self.csrf else fields
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
                 for k, v in fields.items()]
        for name, (filename, content) in files.items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; '
                         f'filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'
                         .encode() + content + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.request("POST", path, b"".join(parts), kind, follow)

    def submit(self, page, fields, form=0, follow=True):
        """Opens a page and sends its form (by number, or by its action) with some fields changed."""
        opened = page if isinstance(page, Reply) else self.get(page)
        posts = [f for f in opened.forms() if f.method == "post"]
        chosen = posts[form] if isinstance(form, int) else \
            next(f for f in posts if f.action == form)
        return self.post_form(chosen.action or opened.path, {**chosen.fields, **fields},
                              follow=follow)

    def login(self, center, name, password):
        reply = self.submit("/login", {"center": center, "name": name, "password": password},
                            form="/login")
        assert reply.status == 200 and reply.path != "/login", \
            f"cannot log in as {name}: {reply}"
        return reply
