"""Gateways of texts as their vendors document them, on loopback: each takes its own shape of request
and no other (fields, escaping, log-in), and writes down what a handset would show.

`says` makes the next answers of a gateway something else: "refuse" (a failure that HTTP calls 200),
"cut" (the message is taken, the line breaks before the answer).
"""
import base64
import itertools
import json
import re
import threading
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from process import ROOT

Sent = namedtuple("Sent", "to text token id callback")


class Wrong(Exception):
    """The vendor's own word of refusal: an HTTP status and a body."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body


class Vendor:
    """user, password: what the description is given in place of its files."""

    name, user, password, secret, text_rule = "", "nguoi dung/1", "mat khau & <2>", "khoa", "fold"

    def __init__(self):
        self.sent, self.says, self.wrong = [], [], []
        self.ids = itertools.count(1000)
        self.lock = threading.Lock()

    def description(self, url, prefix):
        """The shipped file, pointed at url, for numbers that begin with prefix."""
        text = (ROOT / f"config/gateways/{self.name}.ini").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(url = )https?://[^/]+", rf"\g<1>{url}/{self.name}", text)
        for key in ("user", "password", "secret"):
            text = re.sub(rf"(?m)^{key} = .*", f"{key} = {getattr(self, key)}", text)
        return text.replace("[gateway]\n", f"[gateway]\nprefixes = {prefix}\n", 1) \
                   .replace("[status]\n", "[status]\nfirst_seconds = 1\nevery_seconds = 1\n")

    def keep(self, to, text, token, callback=""):
        """A message is taken; a token that was taken before is the same message again."""
        with self.lock:
            for old in self.sent:
                if token and old.token == token:
                    return None
            new = Sent(to, text, token, str(next(self.ids)), callback)
            self.sent.append(new)
            return new

    def next_word(self):
        with self.lock:
            return self.says.pop(0) if self.says else "take"


def need(condition, status, body):
    if not condition:
        raise Wrong(status, body)


def fields_are(got, wanted, status, body):
    """Exactly these names: a gateway that ignores a misspelt one would lose what it says."""
    need(set(got) == set(wanted), status, {**body, "fields": sorted(set(got) ^ set(wanted))})


def is_plain(text):
    return text.isascii()


class Esms(Vendor):
    name = "esms"

    def handle(self, request):
        if request.method == "GET":
            return self.status(request.query)
        need(request.path.endswith("/MainService.svc/json/SendMultipleMessage_V4_post_json/"), 404, "")
        o = request.json()
        names = ["ApiKey", "SecretKey", "Phone", "Content", "Brandname", "SmsType", "IsUnicode",
                 "RequestId"]
        fields_are(o, names + ["CallbackUrl"] * ("CallbackUrl" in o), 200, {"CodeResult": "99"})
        self.log_in(o)
        need(re.fullmatch(r"0\d{9}", o["Phone"]), 200, {"CodeResult": "108"})
        need(o["SmsType"] == "2", 200, {"CodeResult": "300"})
        need(o["IsUnicode"] == str(int(not is_plain(o["Content"]))), 200, {"CodeResult": "146"})
        need(request.word != "refuse", 200,
             {"CodeResult": "146", "ErrorMessage": f"no template for {o['Content']}"})
        new = self.keep(o["Phone"], o["Content"], o["RequestId"], o.get("CallbackUrl", ""))
        need(new, 200, {"CodeResult": "124", "ErrorMessage": "Duplicate RequestId"})
        return 200, {"CodeResult": "100", "CountRegenerate": 0, "SMSID": new.id}

    def log_in(self, o):
        need((o.get("ApiKey"), o.get("SecretKey")) == (self.user, self.password), 200,
             {"CodeResult": "101", "ErrorMessage": "Authorize Failed"})

    def status(self, query):
        self.log_in(query)
        need(any(s.id == query["RefId"] for s in self.sent), 200, {"CodeResult": "105"})
        return 200, {"CodeResult": "100", "ReceiverList": [
            {"IsSent": True, "NetworkName": "Viettel", "Retry": 0, "SentResult": True}]}

    def report(self, sent, ok):
        return get(sent.callback, SMSID=sent.id, SendFailed=int(not ok), SendStatus=5,
                   SendSuccess=int(ok), TotalPrice="0.0000", RequestId=sent.token, TypeId=2,
                   telcoid=1, phonenumber=sent.to)


class Speedsms(Vendor):
    name, password = "speedsms", "x"

    def handle(self, request):
        need(request.path.endswith("/index.php/sms/send"), 404, "")
        need(request.basic() == (self.user, "x"), 401, {"status": "error", "code": "006"})
        o = request.json()
        fields_are(o, ["to", "content", "sms_type", "sender"], 200, {"status": "error", "code": "101"})
        need(o["sms_type"] == 3 and isinstance(o["to"], list) and len(o["to"]) == 1, 200,
             {"status": "error", "code": "101"})
        need(re.fullmatch(r"84\d{9}", o["to"][0]), 200, {"status": "error", "code": "105"})
        need(is_plain(o["content"]), 200, {"status": "error", "code": "110"})
        need(request.word != "refuse", 200, {"status": "error", "code": "105", "message": "phone"})
        new = self.keep(o["to"][0], o["content"], None)
        return 200, {"status": "success", "code": "00", "data": {"tranId": int(new.id)}}

    def report(self, sent, ok, url):
        return post(url, {"type": "report", "tranId": sent.id, "phone": sent.to,
                          "status": 0 if ok else 64})


class Tokens(Vendor):
    """An access token comes first; it can be called back before its time."""

    def __init__(self):
        super().__init__()
        self.given = []

    def new_token(self):
        self.given.append(f"token-{self.name}-{len(self.given)}")
        return self.given[-1]

    def revoke(self):
        self.given.append("")

    def is_good(self, token):
        return bool(self.given) and token == self.given[-1]


class Fpt(Tokens):
    name = "fpt"

    def handle(self, request):
        o = request.json()
        if request.path.endswith("/oauth2/token"):
            wanted = {"grant_type": "client_credentials", "client_id": self.user, "client_secret":
                      self.password, "scope": "send_brandname_otp", "session_id": o["session_id"]}
            need(o == wanted, 400, {"error": 1001})
            return 200, {"access_token": self.new_token(), "expires_in": 3600, "token_type": "Bearer"}
        need(request.path.endswith("/api/push-brandname-otp"), 404, "")
        fields_are(o, ["access_token", "session_id", "BrandName", "Phone", "Message", "RequestId"],
                   400, {"error": 1002})
        need(self.is_good(o["access_token"]), 401, {"error": 1011})
        need(re.fullmatch(r"84\d{9}", o["Phone"]), 400, {"error": 1003})
        text = base64.b64decode(o["Message"], validate=True).decode()
        need(request.word != "refuse", 200, {"error": 1014, "error_description": "template"})
        new = self.keep(o["Phone"], text, o["RequestId"])
        return 200, {"MessageId": new.id, "Phone": o["Phone"], "BrandName": o["BrandName"]}


class Viettel(Vendor):
    name = "viettel"
    SOAP = ('<?xml version="1.0"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
            '<S:Body><ns2:wsCpMtResponse xmlns:ns2="http://impl.bulkSms.ws/"><return><message>{}'
            "</message><result>{}</result></return></ns2:wsCpMtResponse></S:Body></S:Envelope>")

    def handle(self, request):
        need(request.path.endswith("/bulkapi"), 404, "")
        need(request.headers["Content-Type"].startswith("text/xml"), 415, "")
        need(request.headers["SOAPAction"] == '""', 500, "no SOAPAction")
        call = ET.fromstring(request.body).find(
            "{http://schemas.xmlsoap.org/soap/envelope/}Body/{http://impl.bulkSms.ws/}wsCpMt")
        need(call is not None, 500, "no wsCpMt")
        o = {child.tag: child.text or "" for child in call}
        names = ["User", "Password", "CPCode", "RequestID", "UserID", "ReceiverID", "ServiceID",
                 "CommandCode", "Content", "ContentType"]
        need(list(o) == names, 200, self.SOAP.format("fields", 0))
        need((o["User"], o["Password"]) == (self.user, self.password), 200,
             self.SOAP.format("Authenticate", 0))
        need(o["UserID"] == o["ReceiverID"] and re.fullmatch(r"84\d{9}", o["UserID"])
             and o["CommandCode"] == "bulksms", 200, self.SOAP.format("receiver", 0))
        need(o["ContentType"] == str(int(not is_plain(o["Content"]))), 200,
             self.SOAP.format("content type", 0))
        need(request.word != "refuse", 200, self.SOAP.format("CP_CODE &amp; brand", 0))
        self.keep(o["ReceiverID"], o["Content"], None)
        return 200, self.SOAP.format("Insert MT_QUEUE: OK", 1)


class Twilio(Vendor):
    name, user = "twilio", "AC123"

    def handle(self, request):
        base = f"/2010-04-01/Accounts/{self.user}/Messages"
        need(request.basic() == (self.user, self.password), 401, {"code": 20003})
        if request.method == "GET":
            need(re.search(re.escape(base) + r"/\d+\.json$", request.path), 404, {"code": 20404})
            return 200, {"sid": "x", "status": "delivered", "error_code": None}
        need(request.path.endswith(base + ".json"), 404, {"code": 20404})
        o = request.form()
        names = ["To", "From", "Body"] + ["StatusCallback"] * ("StatusCallback" in o)
        fields_are(o, names, 400, {"code": 21604})
        need(re.fullmatch(r"\+84\d{9}", o["To"]), 400, {"code": 21211})
        # An error that says 200 is not Twilio's way; a body without its 201 must not count either.
        need(request.word != "refuse", 200, {"code": 21610, "status": "failed"})
        new = self.keep(o["To"], o["Body"], None, o.get("StatusCallback", ""))
        return 201, {"sid": new.id, "status": "queued"}

    def report(self, sent, ok):
        return post(sent.callback, urllib.parse.urlencode(
            {"MessageSid": sent.id, "MessageStatus": "delivered" if ok else "undelivered",
             "To": sent.to, "ErrorCode": "" if ok else "30003"}).encode())


class Infobip(Vendor):
    name = "infobip"

    def handle(self, request):
        need(request.headers["Authorization"] == f"App {self.password}", 401, {})
        if request.method == "GET":
            need(request.path.endswith("/sms/3/logs"), 404, {})
            return 200, {"results": [{"messageId": request.query["messageId"], "status":
                                      {"groupId": 3, "name": "DELIVERED_TO_HANDSET"}}]}
        need(request.path.endswith("/sms/3/messages"), 404, {})
        [m] = request.json()["messages"]
        names = ["sender", "destinations", "content"] + ["webhooks"] * ("webhooks" in m)
        fields_are(m, names, 400, {})
        [to] = m["destinations"]
        need(re.fullmatch(r"84\d{9}", to["to"]), 400, {})
        group = 5 if request.word == "refuse" else 1
        if group == 1:
            self.keep(to["to"], m["content"]["text"], to["messageId"],
                      m.get("webhooks", {}).get("delivery", {}).get("url", ""))
        return 200, {"messages": [{"messageId": to["messageId"], "status": {
            "groupId": group, "name": "PENDING_ACCEPTED" if group == 1 else "REJECTED_SENDER"}}]}

    def report(self, sent, ok, others=()):
        each = [{"messageId": s.token, "to": s.to, "status": {
            "groupId": 3 if ok else 2, "name": "DELIVERED_TO_HANDSET" if ok else "UNDELIVERABLE"}}
            for s in (sent, *others)]
        return post(sent.callback, {"results": each})


class Epacific(Vendor):
    name = "epacific"

    def handle(self, request):
        need(request.path.endswith("/v1/SendSMS"), 404, {})
        need(request.headers["Token"] == self.password, 401, {})
        o = request.json()
        fields_are(o, ["to", "from", "message", "useUnicode", "requestId"], 200, {"errorCode": 4})
        need(o["useUnicode"] == str(int(not is_plain(o["message"]))), 200, {"errorCode": 5})
        need(request.word != "refuse", 200, {"errorCode": 9})
        self.keep(o["to"], o["message"], o["requestId"])
        return 200, {"errorCode": 0, "mtCount": 1, "referentId": "r1"}


class Zalo(Tokens):
    """The refresh token is good once; HTTP says 200 to everything."""

    name, text_rule, password = "zalo-zns", "keep", "refresh-0"

    def __init__(self):
        super().__init__()
        self.refresh = self.password

    def handle(self, request):
        if request.path.endswith("/v4/oa/access_token"):
            o = request.form()
            need(request.headers["secret_key"] == self.secret and o == {
                "app_id": self.user, "refresh_token": self.refresh, "grant_type": "refresh_token"},
                200, {"error": -14014, "error_name": "Invalid refresh token"})
            self.refresh = f"refresh-{len(self.given) + 1}"
            return 200, {"access_token": self.new_token(), "refresh_token": self.refresh,
                         "expires_in": "90000"}
        need(request.path.endswith("/message/template"), 404, {})
        need(self.is_good(request.headers["access_token"]), 200, {"error": -124})
        o = request.json()
        fields_are(o, ["phone", "template_id", "template_data", "tracking_id"], 200, {"error": -137})
        need(re.fullmatch(r"84\d{9}", o["phone"]), 200, {"error": -108})
        need(request.word != "refuse", 200, {"error": -118, "message": "Zalo account not existed"})
        new = self.keep(o["phone"], o["template_data"]["noi_dung"], o["tracking_id"])
        return 200, {"error": 0, "message": "Success", "data": {"msg_id": new.id if new else "again"}}

    def report(self, sent, ok, url):
        return post(url, {"event_name": "user_received_message" if ok else "other", "message": {
            "msg_id": sent.id, "tracking_id": sent.token, "delivery_time": "1602209137397"}})


class Vnpt(Vendor):
    name = "vnpt"

    def handle(self, request):
        o = request.json()["RQST"]
        need((o["APIUSER"], o["APIPASS"]) == (self.user, self.password), 200,
             {"RPLY": {"ERROR": "8"}})
        need(o["name"] == "send_sms_list" and re.fullmatch(r"84\d{9}", o["MOBILELIST"]), 200,
             {"RPLY": {"ERROR": "2"}})
        [param] = o["PARAMS"]
        need(o["DATACODING"] == ("0" if is_plain(param["CONTENT"]) else "8"), 200,
             {"RPLY": {"ERROR": "3"}})
        need(request.word != "refuse", 200, {"RPLY": {"ERROR": "14", "ERROR_DESC": "template"}})
        self.keep(o["MOBILELIST"], param["CONTENT"], o["REQID"])
        return 200, {"RPLY": {"name": "send_sms_list", "ERROR": "0", "ERROR_DESC": "success"}}


class Vietguys(Tokens):
    name = "vietguys"

    def handle(self, request):
        o = request.json()
        if request.path.endswith("/token/v1/refresh"):
            need(request.headers["Refresh-Token"].startswith(self.password) and o == {
                "username": self.user, "type": "refresh_token"}, 401, {})
            return 200, {"data": {"access_token": self.new_token(), "refresh_token": self.password}}
        need(self.is_good(request.headers["Authorization"].removeprefix("Bearer ")), 401, {})
        fields_are(o, ["from", "phone", "sms", "bid"], 200, {"error": 1})
        need(request.word != "refuse", 200, {"error": 7})
        new = self.keep(o["phone"], o["sms"], o["bid"])
        return 200, {"error": 0, "data": {"msgid": new.id}}


ALL = (Esms, Speedsms, Fpt, Viettel, Twilio, Infobip, Epacific, Zalo, Vnpt, Vietguys)


def get(url, **query):
    """The status of our GET."""
    return ask(f"{url}{'&' if '?' in url else '?'}{urllib.parse.urlencode(query)}", None)


def post(url, body, kind=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = kind or ("application/x-www-form-urlencoded" if isinstance(body, bytes)
                    else "application/json")
    return ask(url, data, {"Content-Type": kind})


def ask(url, data, headers=None):
    request = urllib.request.Request(url, data, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as e:
        return e.code


class Request:
    def __init__(self, handler, word):
        parts = urllib.parse.urlsplit(handler.path)
        self.method, self.headers, self.word = handler.command, handler.headers, word
        self.path = urllib.parse.unquote(parts.path)
        self.query = dict(urllib.parse.parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        self.body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))

    def json(self):
        need(self.headers["Content-Type"].startswith("application/json"), 415, {})
        return json.loads(self.body)

    def form(self):
        need(self.headers["Content-Type"] == "application/x-www-form-urlencoded", 415, {})
        return dict(urllib.parse.parse_qsl(self.body.decode(), strict_parsing=True))

    def basic(self):
        kind, _, coded = (self.headers["Authorization"] or "").partition(" ")
        need(kind == "Basic", 401, {})
        user, _, password = base64.b64decode(coded).decode().partition(":")
        return user, password


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A line that was cut on purpose."""


class Vendors:
    """All of them behind one port, each below its own name."""

    def __init__(self):
        self.by_name = {kind.name: kind() for kind in ALL}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            do_POST = do_GET

            def log_message(self, format, *args):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, handler):
        vendor = self.by_name[handler.path.split("/")[1]]
        word = vendor.next_word() if handler.command == "POST" and not re.search(
            r"oauth2|access_token$|refresh$", handler.path) else ""
        try:
            status, body = vendor.handle(Request(handler, word))
        except Wrong as e:
            status, body = e.status, e.body
            if word not in ("refuse", ""):
                vendor.wrong.append(str(e))
        except Exception as e:  # a request that is not even what it says
            vendor.wrong.append(repr(e))
            status, body = 400, {}
        if word == "cut":
            handler.connection.close()
            raise ConnectionResetError
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def start(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def describe(self, folder):
        """name -> the beginning of the numbers it serves; their files are in folder."""
        folder.mkdir(parents=True, exist_ok=True)
        prefixes = {name: f"8490{50 + n}" for n, name in enumerate(self.by_name)}
        for name, vendor in self.by_name.items():
            (folder / f"{name}.ini").write_text(vendor.description(self.url, prefixes[name]),
                                                encoding="utf-8")
        return prefixes
