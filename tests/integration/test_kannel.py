"""Through the real Kannel: what handsets get, what becomes of texts, and what people send back."""
import os
import random
import socket
import subprocess
import threading
import time
import unicodedata
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

import demo
import vendors
from gateway import kannel_settings
from kannel import Kannel, SmppKannel
from process import BUILD, ROOT
from wait import until

HERE = Path(__file__).resolve().parents[1] / "lib"
KEY = "khoa-goi-lai-bi-mat"
END = {"refused": "11", "undelivered": "12", "expired": "13", "throttled": "14", "silent": "15",
       "delivered": "20"}


@pytest.fixture(scope="module")
def smpp():
    gateway = SmppKannel().start()
    yield gateway
    gateway.stop()


def add(db, address, n=1, policy="twice", name="vụ"):
    who = demo.person(db, "bong.sung")
    db.rows("""
        insert into duty.notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, due_at, deadline, created_at, priority, policy)
        select center_id, %s, 'sms', %s, 'vi', 'hearing.assigned', jsonb_build_object('code', %s::text,
            'date', '2026-12-01', 'time', '07:30', 'court', 'Tòa', 'room', 'P1', 'mode', 'online'),
            %s, duty.now(), duty.now() + interval '1 day', duty.now(), 9, %s
        from duty.center where code = 'cantho'""", who["person_id"], address, f"{name}-{n}",
            f"test:{address}:{n}", policy)
    db.rows("select pg_notify('notice', '')")
    return f"test:{address}:{n}"


def notice(db, key):
    return db.rows("select * from duty.notice where dedupe_key = %s", key)[0]


def attempts(db, key):
    return db.rows("select a.* from duty.notice_attempt a join duty.notice n using (center_id, notice_id)"
                   " where n.dedupe_key = %s order by a.n", key)


def receipts(db, key):
    return [r["kind"] for r in db.rows(
        "select kind from duty.receipt r join duty.notice n using (center_id, notice_id)"
        " where n.dedupe_key = %s order by received_at, receipt_id", key)]


def reaches(db, key, *states):
    try:
        return until(lambda: notice(db, key)["state"] in states, 20, key)
    except TimeoutError as e:
        raise AssertionError(f"{notice(db, key)} {attempts(db, key)}") from e


def settings(folder, gateway, **more):
    return {**kannel_settings(folder / "gateways", gateway), "notice__callback_key": KEY, **more}


# ---- what an SMS centre may say ----

def test_every_end_an_sms_centre_knows_is_told_apart(db, make_dutyd, smpp, tmp_path):
    make_dutyd(**settings(tmp_path, smpp))
    key = {what: add(db, f"+849012345{end}") for what, end in END.items() if what != "throttled"}
    reaches(db, key["delivered"], "delivered")
    until(lambda: set(receipts(db, key["delivered"])) == {"accepted", "delivered"}, 60, "both reports")
    for what, kind in (("refused", "refused"), ("undelivered", "failed"), ("expired", "failed")):
        reaches(db, key[what], "failed")
        assert kind in receipts(db, key[what]), what
    until(lambda: "accepted" in receipts(db, key["silent"]), 15, "the centre to take it")
    assert notice(db, key["silent"])["state"] == "sent", "nobody knows whether it was read"
    key["throttled"] = add(db, f"+849012345{END['throttled']}")
    reaches(db, key["throttled"], "delivered")  # Kannel keeps it and tries again
    assert len([x for x in smpp.said("submit") if x["to"].endswith("14")]) == 3  # two parts, one twice
    assert len(attempts(db, key["throttled"])) == 1


def reports(dutyd, token, *kinds):
    url = f"{dutyd.url}/gateway/{KEY}/kannel/receipt"
    return [vendors.get(url, token=token, kind=kind, detail="") for kind in kinds]


def test_reports_come_in_any_order_twice_late_and_for_strangers(db, make_dutyd, smpp, tmp_path):
    dutyd = make_dutyd(**settings(tmp_path, smpp))
    keys = [add(db, f"+849012346{n}15") for n in range(3)]
    for key in keys:
        reaches(db, key, "sent")
        until(lambda: "accepted" in receipts(db, key), 60, "the centre to take it")
    tokens = [attempts(db, key)[0]["token"] for key in keys]
    assert reports(dutyd, tokens[0], "1", "8", "1", "2") == [200] * 4  # delivered before accepted
    assert notice(db, keys[0])["state"] == "delivered"
    assert reports(dutyd, tokens[1], "2", "2") == [200] * 2
    assert notice(db, keys[1])["state"] == "failed"
    assert reports(dutyd, tokens[1], "1") == [200]  # late, and better
    assert notice(db, keys[1])["state"] == "delivered"
    assert reports(dutyd, "0" * 32, "1") == [200]
    assert reports(dutyd, tokens[2], "99") == [422]
    assert notice(db, keys[2])["state"] == "sent"


# ---- people answer ----

def incoming(db):
    return db.rows("select kind, sender, text, verdict from duty.incoming order by received_at")


def test_what_people_text_back_arrives_letter_by_letter_and_counts_once(db, make_dutyd, tmp_path):
    gateway = SmppKannel()
    dutyd = make_dutyd(start=False, **settings(tmp_path, gateway))
    gateway.replies = f"{dutyd.url}/gateway/{KEY}/kannel/text?from=%p&to=%P&text=%b&id=%I"
    phone = demo.person(db, "bong.sung")["sms"]
    other = "+84988777666"
    try:
        gateway.start()
        dutyd.start()
        for number, text in ((phone, "xác nhận 42"), (phone, "XACNHAN 7"), (other, "hủy ạ")):
            gateway.reply(number, "8079", text)
        until(lambda: len(incoming(db)) >= 2, 20, "the texts")
        said = {(r["sender"], r["text"]): r["verdict"] for r in incoming(db)}
        assert said[(phone, "xác nhận 42")] != "unclear", said
        assert (phone, "XACNHAN 7") in said
        # The same once more, as Kannel does when our answer was lost.
        again = f"{dutyd.url}/gateway/{KEY}/kannel/text"
        one = dict(**{"from": phone.lstrip("+")}, to="8079", text="đến", id="m-1")
        assert [vendors.get(again, **one), vendors.get(again, **one)] == [200, 200]
        assert len([r for r in incoming(db) if r["text"] == "đến"]) == 1
    finally:
        gateway.stop()


# ---- when Kannel is not well ----

def arrived(gateway, number):
    """How often that handset got something; its centre prints a little later than it answers."""
    own = lambda: [t for t in gateway.texts() if t.to.lstrip("+") == number.lstrip("+")]  # noqa: E731
    until(own, 10, f"a text at {number}, of {gateway.texts()}")
    return len(own())


def test_a_text_that_kannel_only_queues_leaves_when_its_line_is_back(db, make_dutyd, kannel, tmp_path):
    make_dutyd(**settings(tmp_path, kannel))
    kannel.disconnect_centre()
    key = add(db, "+84901234520")
    reaches(db, key, "sent")
    assert "Queued" in attempts(db, key)[0]["detail"]
    kannel.connect_centre()
    reaches(db, key, "delivered")
    assert arrived(kannel, "+84901234520") == 1


def test_a_wrong_log_in_and_a_closed_door_keep_texts_until_they_are_mended(db, make_dutyd, kannel,
                                                                            tmp_path):
    db.rows("update duty.rule set value = 1 where key like 'notice.backoff.%%'")
    kannel.password = "sai"
    dutyd = make_dutyd(**settings(tmp_path, kannel))
    key = add(db, "+84901234521")
    until(lambda: attempts(db, key) and attempts(db, key)[0]["outcome"], 20, "the first attempt")
    assert attempts(db, key)[0]["outcome"] == "tempfail" and attempts(db, key)[0]["code"] == "403"
    dutyd.stop()
    kannel.password = Kannel.password
    ended = kannel.sendsms
    kannel.sendsms = 9  # nobody listens there
    settings(tmp_path, kannel)
    dutyd.start()
    until(lambda: any(a["code"] == "not_sent" for a in attempts(db, key)), 20, "a closed door")
    dutyd.stop()
    kannel.sendsms = ended
    settings(tmp_path, kannel)
    dutyd.start()
    reaches(db, key, "delivered")
    assert arrived(kannel, "+84901234521") == 1


class Stalling:
    """Takes every request and never answers; or answers 500 after it was taken. Counts those for the
    number of the test: the daily notices come here, too."""

    def __init__(self, answer=None):
        self.answer, self.got = answer, 0
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        held = []
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            self.got += b"901234522" in line.recv(65536)
            if self.answer:
                line.sendall(self.answer)
                line.close()
            else:
                held.append(line)


@pytest.mark.parametrize("answer", [None, b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"])
def test_whoever_may_have_it_is_not_asked_again_where_twice_is_worse(db, make_dutyd, tmp_path, answer):
    peer = Stalling(answer)
    gateway = Kannel()
    gateway.sendsms = peer.port
    make_dutyd(**settings(tmp_path, gateway, notice__timeout_ms=1500))
    key = add(db, "+84901234522", policy="never")
    reaches(db, key, "unknown")
    time.sleep(2.5)  # as long as a second try would have taken
    assert peer.got == 1
    assert [a["outcome"] for a in attempts(db, key)] == ["unknown"]
    peer.socket.close()


# ---- parts ----

def sendsms(gateway, number, text, coding):
    fields = {"username": gateway.user, "password": gateway.password, "from": "TGPL", "to": number,
              "text": text, "charset": "UTF-8", "coding": coding}
    url = f"{gateway.url}?{urllib.parse.urlencode(fields)}"
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status


def test_a_handset_gets_the_text_as_it_is_kept_in_as_many_parts_as_were_counted(db, make_dutyd, kannel,
                                                                                 tmp_path):
    make_dutyd(**settings(tmp_path, kannel))
    names = ["vụ", "Nguye\u0302\u0303n Thi\u0323 A\u0301nh " * 3, "តុលាការ " * 12, "😀" * 40]
    keys = [add(db, f"+8490123453{n}", name=name) for n, name in enumerate(names)]
    for key in keys:
        reaches(db, key, "delivered")
    for n in range(len(keys)):
        assert arrived(kannel, f"+8490123453{n}") == 1
    shown = {t.to.lstrip("+"): t for t in kannel.texts()}
    for n, key in enumerate(keys):
        kept = attempts(db, key)[0]["text"]
        at_hand = shown[f"8490123453{n}"]
        assert at_hand.text == kept
        assert "e\u0302" not in kept, "decomposed letters cost twice"
        assert at_hand.parts == parts_of(kept)


def parts_of(text):
    units = len(text.encode("utf-16-be")) // 2
    return 1 if units <= 70 else -(-units // 67)


PIECES = {
    "vi": "Trợ giúp viên Nguyễn Thị Ánh được phân công phiên tòa lúc 07:30 ngày 01/12/2026; "
          "đ Đ ơ ư ă â ê ô ữ ỵ ẵ ".split(" "),
    "vi-marks": [unicodedata.normalize("NFD", w) for w in "Nguyễn Thị Ánh phiên tòa đổi giờ ữ ệ".split(" ")],
    "plain": "Phien toa TGPL 07:30 01/12/2026 phong so 3 (Truc tuyen) - & @ $ _ ' \" % # ! ?".split(" "),
    "gsm": "à è é ì ò ù É Ñ Ö Ü ß ñ ö ü å æ ø Δ Σ £ ¥ § ¿ [ ] { } ~ \\ | ^ € []{} €€".split(" "),
    "km": "តុលាការ ប្រជាជន សេវាកម្ម ជំនួយ ផ្នែក ច្បាប់ ថ្ងៃទី ១២ ខែធ្នូ ឆ្នាំ ២០២៦ ស្ត្រី".split(" "),
    "emoji": "😀 👍🏽 👩‍⚖️ 🇻🇳 ⚖ ✓ 📅".split(" "),
}


def random_text(chance):
    """Of one language, or of several; its length around the borders of parts."""
    words = sum((PIECES[k] for k in chance.sample(list(PIECES), chance.choice([1, 1, 1, 2, 3]))), [])
    size = chance.choice([chance.randrange(1, 900), *(chance.randrange(n - 4, n + 5) for n in
                                                      (70, 134, 160, 201, 306, 459))])
    text = ""
    while len(text) < size:
        text += chance.choice(words) + chance.choice(["", " ", " "])
    return text[:size].strip() or "a"


def counted(folder, texts):
    """(parts, is it UCS-2, the text composed) as dutyd counts them."""
    program = folder / "sms_parts"
    subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", f"-I{ROOT}/daemon", HERE / "sms_parts.c",
                    BUILD / "libdutyd.a", BUILD / "libcore.a", "-lcrypto", "-o", program], check=True)
    done = subprocess.run([program], input="\n".join(texts) + "\n", capture_output=True, text=True,
                          encoding="utf-8", check=True)
    rows = [line.split(" ", 2) for line in done.stdout.split("\n")[:-1]]
    return [(int(parts), ucs2 == "1", text) for parts, ucs2, text in rows]


def test_parts_are_counted_as_kannel_makes_them(kannel, tmp_path):
    """TEXTS=10000 by hand: a minute and a half."""
    chance = random.Random(20261122)
    texts = [random_text(chance) for _ in range(int(os.environ.get("TEXTS", "300")))]
    ours = [row for row in counted(tmp_path, texts) if row[0] <= 10]  # Kannel's max-messages here
    assert len(ours) > len(texts) * 0.9
    for n, (_, ucs2, text) in enumerate(ours):
        assert sendsms(kannel, f"8490{n:07d}", text, 2 if ucs2 else 0) == 202
    made = until(lambda: (m := kannel.sends()) and len(m) == len(ours) and m, 20, "all of them")
    wrong = [(parts, made[f"8490{n:07d}"], ucs2, text) for n, (parts, ucs2, text) in enumerate(ours)
             if parts != made[f"8490{n:07d}"]]
    assert not wrong, f"{len(wrong)} of {len(ours)}: {wrong[:3]}"
    assert {parts for parts, _, _ in ours} >= {1, 2, 3, 4}
    assert {unicodedata.is_normalized("NFC", text) for _, ucs2, text in ours} == {True}
