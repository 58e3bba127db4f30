"""The roster engine as a command, on problems made here from seeds: every answer passes the
independent checkers, and the same question has the same answer, byte for byte."""
import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections import Counter
from itertools import combinations, product

import pytest

from process import BUILD, PROGRAMS, ROOT
from roster_check import Check, Problem
from roster_modes_check import faults_of
from wait import until

import shifts_check
import shifts_gen

SOLVER = PROGRAMS / "dutysolve"
SIZES = ((14, 8, 1), (14, 20, 3), (28, 16, 2), (42, 12, 4))


def run(*args, program=SOLVER, code=0, **options):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=False,
                          timeout=300, **options)
    assert done.returncode == code, done.stderr
    return done


def figures(done):
    return {k: int(v) for k, v in (row.split(" ", 1) for row in done.stdout.splitlines())
            if v.lstrip("-").isdigit()}


@pytest.fixture(scope="module")
def make_problem(tmp_path_factory):
    """make_problem(option...): the file of a generated duty problem; made once for each choice."""
    folder, made = tmp_path_factory.mktemp("problems"), {}

    def make(*args):
        if args not in made:
            made[args] = folder / f"{len(made)}.json"
            out = subprocess.run([sys.executable, ROOT / "tests/bench/roster_gen.py", *args],
                                 capture_output=True, check=True).stdout
            made[args].write_bytes(out)
        return made[args]

    return make


def changed(path, out, **values):
    """The same problem with other values, written to out."""
    out.write_text(json.dumps({**json.loads(path.read_text()), **values}))
    return out


def solved(problem, out, *args):
    """The roster of a problem, without faults."""
    done = run("--problem", problem, "--out", out, *args)
    solution = json.loads(out.read_text())
    check = Check(Problem(json.loads(problem.read_text())), solution, reasons=80)
    penalty = check.run()
    assert check.faults == []
    assert figures(done)["penalty"] == penalty
    return solution


def named(solution, share=1.0, seed=1):
    """Assignments of a roster as a problem names them; a share of them, drawn."""
    r = random.Random(seed)
    return [{"shift": a["shift"], "provider": a["provider"]} for a in solution["assignments"]
            if r.random() < share]


# -- the public format --


def drawn(seed, size):
    text, rows = shifts_gen.instance(seed, *size)
    return text, [(who, day, t) for who, row in rows.items() for day, t in row.items()]


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_row_for_everybody_is_found_and_scored_as_the_checker_scores_it(tmp_path, seed, size):
    text, rows = drawn(seed, size)
    (tmp_path / "in.txt").write_text(text)
    said = figures(run("--budget", 20000, "--seed", seed, "--shifts", tmp_path / "in.txt", "--out",
                       tmp_path / "out.txt"))
    instance = shifts_check.Instance(text)
    found = shifts_check.read_rows((tmp_path / "out.txt").read_text())
    penalty, faults = shifts_check.check(instance, found)
    assert faults == [] and penalty == said["penalty"]
    assert said["bound"] <= min(penalty, shifts_check.check(instance, rows)[0])


def least_penalty(instance):
    """Of the best roster there is, by trying them all."""
    free, ways = [None, *instance.minutes], []
    for who in instance.staff:
        rows = [{d: t for d, t in enumerate(row) if t}
                for row in product(free, repeat=instance.days)]
        ways.append([[(who, d, t) for d, t in row.items()] for row in rows
                     if not shifts_check.row_faults(instance, who, row)])
    return min(shifts_check.penalty_of(instance, {x for row in rows for x in row})
               for rows in product(*ways))


@pytest.mark.parametrize("seed", range(6))
def test_of_a_tiny_instance_the_best_roster_is_found_and_no_bound_is_above_it(tmp_path, seed):
    text, _ = shifts_gen.instance(seed, 7, *((3, 1), (2, 2))[seed % 2])
    (tmp_path / "in.txt").write_text(text)
    said = figures(run("--budget", 20000, "--shifts", tmp_path / "in.txt", "--out",
                       tmp_path / "out.txt"))
    best = least_penalty(shifts_check.Instance(text))
    assert said["bound"] <= best == said["penalty"]


def test_the_checker_of_the_public_format_sees_each_kind_of_fault():
    text, rows = drawn(5, (28, 6, 3))
    for wrong in ((), ("SECTION_DAYS_OFF\n", "SECTION_DAYS_OFF\n{who},{day}\n"),):
        instance = shifts_check.Instance(
            text.replace(wrong[0], wrong[1].format(who=rows[0][0], day=rows[0][1])) if wrong
            else text)
        assert bool(shifts_check.check(instance, rows)[1]) == bool(wrong)
    who = next(iter(instance.staff))
    instance = shifts_check.Instance(text)
    for limit, fault in (({"max_minutes": 60}, "minutes"), ({"min_minutes": 99999}, "minutes"),
                         ({"max_run": 0}, "in a row, at most"), ({"max_weekends": -1}, "weekends"),
                         ({"min_run": 28}, "shifts in a row"), ({"min_off": 28}, "days off in a row"),
                         ({"max_of": dict.fromkeys(instance.minutes, 0)}, "at most 0")):
        tight = shifts_check.Instance(text)
        tight.staff[who] = tight.staff[who]._replace(**limit)
        assert any(fault in f for f in shifts_check.check(tight, rows)[1]), fault
    assert "two shifts" in shifts_check.check(instance, [*rows, rows[0]])[1][0]
    instance.never_next = dict.fromkeys(instance.minutes, set(instance.minutes))
    assert any(" after " in f for f in shifts_check.check(instance, rows)[1])


# -- duty rosters --


@pytest.mark.parametrize("options", [
    (), ("--seed", "2", "--patterns"), ("--seed", "3", "--pure"), ("--people", "12"),
    ("--nation", "--centres", "3", "--people", "60", "--days", "31", "--slots", "900")],
    ids=lambda o: " ".join(o) or "province")
def test_a_roster_holds_against_its_rules_costs_and_reasons(tmp_path, make_problem, options):
    solved(make_problem(*options), tmp_path / "out.json", "--budget", 30000)


def test_the_checker_of_duty_rosters_sees_each_kind_of_fault(tmp_path, make_problem):
    problem = make_problem("--people", "7", "--days", "10", "--zones", "1")
    said = json.dumps(solved(problem, tmp_path / "out.json", "--budget", 5000))
    doc = json.loads(problem.read_text())

    def faults(change):
        s = json.loads(said)
        change(s)
        check = Check(Problem(doc), s)
        check.run()
        return "\n".join(check.faults)

    def reason(s):
        return next(a["reason"] for a in s["assignments"] if a["reason"]["next"])

    def crowd(s):
        first = s["assignments"][0]
        for a in s["assignments"][1:12]:
            a["provider"] = first["provider"]

    for change, fault in (
            (lambda s: s["assignments"].pop(), "missing, stated"),
            (lambda s: s["assignments"].append(s["assignments"][0]), "assigned twice"),
            (crowd, "overlap"), (crowd, "rest"), (crowd, "week"), (crowd, "cost: stated"),
            (lambda s: s["assignments"][0].update(provider=999999), "unknown"),
            (lambda s: s["assignments"][0].update(pinned=True), "pinned is wrong"),
            (lambda s: s["cost"].update(fairness=s["cost"]["fairness"] + 1), "cost: stated"),
            (lambda s: s.update(penalty=s["penalty"] - 1), "penalty: stated"),
            (lambda s: s.update(bound=s["penalty"] + 1), "above penalty"),
            (lambda s: s.update(optimal=True), "optimal: stated"),
            (lambda s: s["uncovered"].pop(), "missing, stated"),
            (lambda s: s["uncovered"][0]["excluded"].update(rest=99), "excluded"),
            (lambda s: s["uncovered"][0].update(certificate={
                "shifts": [s["assignments"][0]["shift"]], "providers": []}), "may take shift"),
            (lambda s: reason(s).update(eligible=0), "eligible"),
            (lambda s: reason(s).update(cost={"stability": 1}), "costs"),
            (lambda s: reason(s).update(next=[]), "next"),
            (lambda s: reason(s).update(decided="stability"), "decided by")):
        found = faults(change)
        assert fault in found, (fault, found[:500])


def test_pins_and_publications_hold_against_the_checker_even_where_they_break_rules(
        tmp_path, make_problem):
    province, r = make_problem("--patterns"), random.Random(4)
    doc = json.loads(province.read_text())
    shifts, people = ([x["id"] for x in doc[k]] for k in ("shifts", "providers"))

    def draw(n):
        return [{"shift": s, "provider": r.choice(people)} for s in r.sample(shifts, n)]

    for s in r.sample(doc["shifts"], 40):
        s["needed"] = 2
        s["most"] = max(2, s.get("most", 1))
    problem = changed(province, tmp_path / "pins.json", shifts=doc["shifts"], pinned=draw(25),
                      published=draw(200))
    assert solved(problem, tmp_path / "out.json", "--budget", 20000)["warnings"]


def wild(doc, seed):
    """The problem with places, pins, bars, publications and rules drawn anew."""
    r = random.Random(seed)
    shifts, people = ([x["id"] for x in doc[k]] for k in ("shifts", "providers"))

    def draw(n):
        drawn = sorted({(r.choice(shifts), r.choice(people)) for _ in range(n)})
        return [{"shift": s, "provider": p} for s, p in drawn]

    doc.update(pinned=draw(r.choice((0, 5, 30))), published=draw(200), barred=draw(20))
    for s in r.sample(doc["shifts"], len(shifts) // 8):
        needed = r.choice((2, 3))
        s.update(needed=needed, most=needed + r.choice((0, 1)), over=r.choice((0, 50)))
    doc["rules"] = {k: v for k, v in doc["rules"].items()
                    if k == "max_duties_per_day" or r.random() < 0.7}
    for p in doc["providers"]:
        if r.random() < 0.2:
            p.update(share=r.choice((0, 25, 50)), max_per_week=r.choice((0, 1, 2)))
    return doc


@pytest.mark.parametrize("mode", ["draft", "fill"])
@pytest.mark.parametrize("seed", range(4))
def test_a_roster_of_a_wild_problem_holds(tmp_path, make_problem, seed, mode):
    size = (("--people", "6", "--days", "14"), ("--people", "20", "--patterns"))[seed % 2]
    doc = wild(json.loads(make_problem(*size, "--seed", str(seed)).read_text()), seed)
    (tmp_path / "in.json").write_text(json.dumps(doc))
    solved(tmp_path / "in.json", tmp_path / "out.json", "--mode", mode, "--budget", 5000)


def test_more_budget_never_makes_it_worse_and_the_bound_stays_below(tmp_path, make_problem):
    problem, penalty = make_problem(), None
    for budget in (0, 2000, 200000):
        s = solved(problem, tmp_path / "out.json", "--budget", budget)
        assert penalty is None or s["penalty"] <= penalty
        penalty = s["penalty"]


def equals(people, days, a_day):
    """Everybody alike, one duty a day; points in total and by weekday."""
    shifts = [{"id": 1 + day * a_day + k, "day": day, "start": day * 1440 + 480,
               "end": day * 1440 + 960, "post": k + 1, "kind": "custody_phone", "role": "main",
               "priority": 5, "points": {"total": 100, f"weekday{day % 7}": 100}}
              for day in range(days) for k in range(a_day)]
    return {"version": 1, "horizon": {"start": "2026-12-07", "days": days},
            "rules": {"max_duties_per_day": 1}, "weights": {"uncovered": 1000000, "fairness": 100},
            "point_kinds": ["total", *(f"weekday{k}" for k in range(7))], "places": [],
            "travel": [], "shifts": shifts,
            "providers": [{"id": i + 1, "class": "officer"} for i in range(people)]}


@pytest.mark.parametrize("people, days, a_day", [(10, 28, 3), (13, 28, 4), (39, 31, 16), (7, 21, 2)])
def test_among_equals_nobody_is_a_duty_off_in_total_or_on_any_weekday(tmp_path, people, days, a_day):
    (tmp_path / "in.json").write_text(json.dumps(equals(people, days, a_day)))
    s = solved(tmp_path / "in.json", tmp_path / "out.json", "--budget", 300000)
    count = Counter()
    for a in s["assignments"]:
        count[a["provider"]] += 1
        count[a["provider"], (a["shift"] - 1) // a_day % 7] += 1
    for weekday in (None, *range(7)):
        of = [count[p if weekday is None else (p, weekday)] for p in range(1, people + 1)]
        assert max(of) - min(of) <= 1, weekday
    assert s["optimal"]


def test_over_many_seeds_no_place_in_the_input_is_favoured(tmp_path):
    (tmp_path / "in.json").write_text(json.dumps(equals(8, 1, 1)))
    count = Counter()
    for seed in range(160):
        run("--problem", tmp_path / "in.json", "--out", tmp_path / "out.json", "--budget", 100,
            "--seed", seed)
        count[json.loads((tmp_path / "out.json").read_text())["assignments"][0]["provider"]] += 1
    chi_square = sum((count[p] - 20) ** 2 / 20 for p in range(1, 9))
    assert chi_square < 24.3, count  # by chance once in a thousand


def tiny(seed):
    """A problem small enough to try every roster, with a little of everything in it."""
    r = random.Random(seed)
    starts = (480, 1080)
    shifts = []
    for i in range(5):
        day, start = r.randrange(4), r.choice(starts)
        shifts.append({"id": i + 1, "day": day, "start": day * 1440 + start,
                       "end": day * 1440 + start + 600, "night": start == 1080, "post": 1,
                       "kind": "custody_phone", "role": "main", "priority": r.randint(1, 3),
                       "points": {r.choice("ab"): r.choice((50, 100, 150))}, "type": r.choice((1, 2)),
                       "area": r.choice((None, 7)), "most": r.choice((1, 1, 2)), "over": 30})
    people = [{"id": i + 1, "class": "officer", "ledger": {"a": r.choice((0, 100))},
               "areas": r.choice(([], [7])), "contract": r.choice((None, 1, 2)),
               "wishes": [{"day": r.randrange(4), "weight": r.choice((-3, 2))}]} for i in range(3)]
    asked = {(r.randint(1, 3), r.randint(1, 5)) for _ in range(3)}
    return {"version": 1, "horizon": {"start": "2026-12-04", "days": 4},
            "rules": {"rest_min": r.choice((0, 660)), "max_duties_per_week": r.choice((2, 3))},
            "weights": {"uncovered": r.choice((40, 1000)), "fairness": 10, "wish": 5, "area": 8,
                        "stability": 15, "pattern": r.choice((0, 9))},
            "point_kinds": ["a", "b"], "places": [], "travel": [], "shifts": shifts,
            "providers": people, "types": [{"id": 1, "not_after": []}, {"id": 2, "not_after": [1]}],
            "contracts": [{"id": 1, "min_minutes": 600, "max_minutes": 1200, "max_run": 1},
                          {"id": 2, "min_run": 2, "min_off": 2, "max_weekends": 0,
                           "max_of_type": {"1": 1}}],
            "requests": [{"provider": p, "shift": s, "weight": r.choice((-4, 4))}
                         for p, s in sorted(asked)],
            "published": [{"shift": r.randint(1, 5), "provider": r.randint(1, 3)}]}


def least(doc):
    """The cost of the best roster there is, by trying them all."""
    p, ways = Problem(doc), []
    for pid, person in p.people.items():
        sets = [set(c) for n in range(6) for c in combinations(p.shifts, n)]
        ways.append([(c, sum(p.person_cost(person, c).values())) for c in sets
                     if not p.person_breaks(person, c)
                     and not any(p.fixed_rule(person, p.shifts[i]) for i in c)])
    best = None
    for rows in product(*ways):
        stood = Counter(i for c, _ in rows for i in c)
        if all(n <= p.shifts[i]["most"] for i, n in stood.items()):
            cost = sum(p.cover_cost(stood).values()) + sum(x for _, x in rows)
            best = cost if best is None or cost < best else best
    return best + p.weights["stability"] * len(p.published)


@pytest.mark.parametrize("seed", range(20))
def test_of_a_tiny_problem_the_best_roster_is_found_and_no_bound_is_above_it(tmp_path, seed):
    (tmp_path / "in.json").write_text(json.dumps(tiny(seed)))
    s = solved(tmp_path / "in.json", tmp_path / "out.json", "--budget", 20000)
    best = least(tiny(seed))
    assert s["bound"] <= best == s["penalty"]


# -- what is published --


def test_gaps_are_filled_and_the_rest_stays(tmp_path, make_problem):
    problem, out = make_problem("--patterns"), tmp_path / "out.json"
    half = named(solved(problem, out, "--budget", 5000), 0.5)
    published = changed(problem, tmp_path / "half.json", published=half)
    filled = solved(published, out, "--mode", "fill", "--budget", 20000)
    stood = {(a["shift"], a["provider"]) for a in filled["assignments"]}
    assert {(x["shift"], x["provider"]) for x in half} <= stood


@pytest.mark.parametrize("options", [(), ("--patterns", "--seed", "6"), ("--people", "14")],
                         ids=lambda o: " ".join(o) or "province")
def test_repair_rank_and_explain_hold_when_recomputed(tmp_path, make_problem, options):
    problem, r = make_problem(*options), random.Random(8)
    roster = named(solved(problem, tmp_path / "out.json", "--budget", 20000))
    doc = {**json.loads(problem.read_text()), "published": roster}
    people, shifts = ([x["id"] for x in doc[k]] for k in ("providers", "shifts"))
    emptied = 0
    for _ in range(8):
        day = r.randrange(28)
        doc["out"] = [{"provider": pid, "from": day * 1440, "to": (day + r.choice((1, 5, 14))) * 1440}
                      for pid in r.sample(people, r.choice((1, 1, 2)))]
        doc["notice_until"] = (day + 2) * 1440
        (tmp_path / "in.json").write_text(json.dumps(doc))
        shift = r.choice(shifts)
        for mode in (("repair",), ("rank", "--shift", shift), ("explain", "--shift", shift)):
            said = json.loads(run("--mode", *mode, "--problem", tmp_path / "in.json").stdout)
            assert faults_of(Problem(doc), said) == []
            emptied += len(said.get("emptied", ()))
    assert emptied > 5


def test_without_dropouts_a_repair_moves_what_a_new_absence_forbids(tmp_path, make_problem):
    problem = make_problem()
    roster = named(solved(problem, tmp_path / "out.json", "--budget", 20000))
    doc = {**json.loads(problem.read_text()), "published": roster}
    ill = roster[40]["provider"]
    next(p for p in doc["providers"] if p["id"] == ill)["busy"].append(
        {"start": 0, "end": 31 * 1440, "place": None, "why": "absence", "ref": "ill"})
    (tmp_path / "in.json").write_text(json.dumps(doc))
    said = json.loads(run("--mode", "repair", "--problem", tmp_path / "in.json").stdout)
    assert faults_of(Problem(doc), said) == []
    assert {x["provider"] for x in said["emptied"]} == {ill}


# -- the same bytes --


def sanitized(folder):
    """dutysolve as a program with the sanitizers; build/asan has it as objects only."""
    program = folder / "dutysolve-asan"
    subprocess.run(["gcc", "-std=c11", "-D_GNU_SOURCE", "-O1", "-fsanitize=address,undefined",
                    f"-I{ROOT / 'daemon'}", ROOT / "daemon/roster/dutysolve.c",
                    BUILD / "asan/libroster.a", BUILD / "asan/libdutyd.a", "-o", program,
                    "-ljansson", "-lcrypto", "-lm", "-pthread"], check=True)
    return program


def answers(folder, program, make_problem, *args):
    """All that a program has to say on a few questions."""
    out, texts = folder / "out", []
    (folder / "shifts.txt").write_text(shifts_gen.instance(7, 28, 12, 3)[0])
    for question in (("--problem", make_problem()), ("--problem", make_problem("--patterns")),
                     ("--shifts", folder / "shifts.txt")):
        run(*question, "--out", out, "--budget", 10000, "--seed", 5, *args, program=program)
        texts.append(out.read_text())
    return texts


def test_two_threads_and_a_second_run_give_the_same_bytes(tmp_path, make_problem):
    first = answers(tmp_path, SOLVER, make_problem, "--threads", 1)
    assert first == answers(tmp_path, SOLVER, make_problem, "--threads", 1)
    assert first == answers(tmp_path, SOLVER, make_problem, "--threads", 2)


def test_clang_and_the_sanitizers_give_the_same_bytes_as_gcc(tmp_path, make_problem):
    expected = answers(tmp_path, SOLVER, make_problem)
    assert answers(tmp_path, BUILD / "clang/dutysolve", make_problem) == expected
    assert answers(tmp_path, sanitized(tmp_path), make_problem) == expected


# -- files and signals --

HOSTILE = {
    "empty": b"", "not JSON": b"{", "a list": b"[]", "binary": bytes(range(256)) * 40,
    "deep": b"[" * 100000, "no horizon": b'{"version":1}', "zeros": b"\0" * 1000,
    "long number": b'{"version":1,"horizon":{"start":"2026-01-01","days":1e400}}',
}
HOSTILE_TEXT = {
    "empty": "", "no sections": "7\n", "no horizon": "SECTION_SHIFTS\nD,480,\n",
    "unknown section": "SECTION_HORIZON\n14\nSECTION_MOON\n", "huge": "SECTION_HORIZON\n9999999999\n",
    "short row": "SECTION_HORIZON\n14\nSECTION_SHIFTS\nD\n",
    "unknown shift": "SECTION_HORIZON\n14\nSECTION_SHIFTS\nD,480,X\n",
    "NUL": "SECTION_HORIZON\n14\0\n",
}


@pytest.mark.parametrize("option, text", [
    *(pytest.param("--problem", v, id=f"JSON, {k}") for k, v in HOSTILE.items()),
    *(pytest.param("--shifts", v.encode(), id=f"shifts, {k}") for k, v in HOSTILE_TEXT.items())])
def test_a_hostile_file_is_refused_with_one_clear_line(tmp_path, option, text):
    (tmp_path / "in").write_bytes(text)
    done = run(option, tmp_path / "in", "--out", tmp_path / "out", "--budget", 10, code=2)
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert done.stderr.isprintable() or done.stderr[:-1].isprintable()
    assert not (tmp_path / "out").exists()


def start(problem, out):
    """A long run, under way."""
    p = subprocess.Popen([SOLVER, "--problem", problem, "--out", out, "--budget", str(10 ** 11)],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: cpu_ticks(p.pid) > 20 or p.poll() is not None, 60, "the search")
    assert p.poll() is None
    return p


def cpu_ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        return int(f.read().rsplit(")", 1)[1].split()[11])


def test_a_killed_run_leaves_no_half_written_file(tmp_path, make_problem):
    out = tmp_path / "out.json"
    out.write_text("what was there before")
    p = start(make_problem("--days", "92"), out)
    p.kill()
    p.wait(60)
    assert out.read_text() == "what was there before"
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_disk_that_fills_up_leaves_what_was_there_before(tmp_path, make_problem):
    out = tmp_path / "out.json"
    out.write_text("what was there before")
    done = subprocess.run(
        [SOLVER, "--problem", make_problem(), "--out", out, "--budget", "100"], check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert done.returncode != 0
    assert out.read_text() == "what was there before"


def test_a_run_that_is_asked_to_end_gives_the_best_so_far(tmp_path, make_problem):
    problem, out = make_problem("--days", "92"), tmp_path / "out.json"
    p = start(problem, out)
    p.send_signal(signal.SIGTERM)
    assert p.wait(60) == 0
    check = Check(Problem(json.loads(problem.read_text())), json.loads(out.read_text()), 50)
    check.run()
    assert check.faults == []
