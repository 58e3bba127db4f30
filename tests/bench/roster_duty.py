"""bench-roster, parts "province", "nation", "pure" and "speed": duty rosters from roster_gen.py. Each
roster is re-scored by the independent checker, each repair and ranking recomputed."""
import json
import random
import subprocess
import sys
from pathlib import Path

from roster_check import Check, Problem, load
from roster_modes_check import faults_of
from solve import BUILD, peak_mb, solve

HERE = Path(__file__).resolve().parent


def generated(folder, name, *args):
    path = folder / f"{name}.json"
    path.write_bytes(subprocess.run([sys.executable, HERE / "roster_gen.py", *map(str, args)],
                                    capture_output=True, check=True).stdout)
    return path


def compiled(folder, source):
    """One of the C timers of this folder, linked with the engine."""
    program = folder / Path(source).stem
    command = ["g++", "-O2", "-o", program, HERE / source] if source.endswith(".cc") else [
        "gcc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Idaemon", "-o", program, HERE / source,
        BUILD / "libroster.a", BUILD / "libcore.a", "-ljansson", "-lcrypto", "-lm", "-pthread"]
    subprocess.run(command, check=True)
    return program


def asked(program, *args):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True,
                          check=True).stdout.splitlines()


def timed(folder, *args):
    """[{ms, cpu_ms, penalty, bound, moves, uncovered, first_ms}] from solve_time."""
    keys = ("ms", "cpu_ms", "penalty", "bound", "moves", "uncovered", "first_ms")
    return [dict(zip(keys, map(float, row.split())))
            for row in asked(compiled(folder, "solve_time.c"), *args)]


def gap(x):
    return 100 * (x["penalty"] - x["bound"]) / max(1, x["penalty"])


def checked(problem, out, *args, reasons=500):
    """What dutysolve said of a roster that the checker agrees with."""
    said = solve("--problem", problem, "--out", out, *args)
    check = Check(Problem(load(problem)), load(out), reasons)
    if check.run() != said["penalty"] or check.faults:
        raise SystemExit(f"{problem}: {check.faults[:5]}")
    return said


def published(problem, roster, path, **more):
    """The problem with its roster published."""
    doc = load(problem)
    doc["published"] = [{"shift": a["shift"], "provider": a["provider"]}
                        for a in load(roster)["assignments"]]
    path.write_text(json.dumps({**doc, **more}))
    return doc


def province(line, folder, o):
    problem, out = generated(folder, "quarter", "--days", 92), folder / "quarter.out"
    said = checked(problem, out, "--seconds", 1)
    line("roster_quarter_1s_penalty", said["penalty"], "cost")
    line("roster_quarter_1s_gap", gap(said), "%")
    for x in timed(folder, problem, *((10, 100, 1000, 3000) + ((10000, 60000) if o.full else ()))):
        line(f"roster_quarter_gap_after_{x['ms']:.0f}ms", gap(x), "%")
        if gap(x) < 1:
            line("roster_quarter_to_gap_1", x["cpu_ms"], "ms")
            break
    disturbed(line, folder, problem, out)


def disturbed(line, folder, problem, out):
    """Repair and rank: times in one process, answers checked through the command."""
    path, r = folder / "published.json", random.Random(1)
    doc = published(problem, out, path)
    for row in asked(compiled(folder, "repair_time.c"), path):
        name, value = row.split()
        value = float(value)
        if name == "repair_proved":
            line("roster_repair_proved", 100 * value / count, "%")
        elif name.endswith("_us"):
            line("roster_" + name[:-3], value / 1000, "ms")
        elif name == "repair_count":
            count = value
    answers = 0
    for _ in range(20):
        who, day = r.choice(doc["providers"])["id"], r.randrange(doc["horizon"]["days"])
        away = {"provider": who, "from": day * 1440, "to": (day + r.choice((1, 3, 7, 14))) * 1440}
        published(problem, out, path, out=[away], notice_until=(day + 2) * 1440)
        shift = r.choice(doc["shifts"])["id"]
        for mode in (("repair",), ("rank", "--shift", shift), ("explain", "--shift", shift)):
            solve("--mode", *mode, "--problem", path, "--out", folder / "answer.json")
            faults = faults_of(Problem(load(path)), load(folder / "answer.json"))
            if faults:
                raise SystemExit(f"{mode}: {faults[:3]}")
            answers += 1
    line("roster_answers_checked", answers, "answers")


def nation(line, folder, o):
    problem, out = generated(folder, "nation", "--nation"), folder / "nation.out"
    first, ten, *long = timed(folder, problem, 0, 10000, *([600000] if o.full else [60000]))
    line("roster_nation_first", first["first_ms"], "ms")
    line("roster_nation_first_uncovered", first["uncovered"], "places")
    line("roster_nation_10s_penalty", ten["penalty"], "cost")
    line("roster_nation_10s_gap", gap(ten), "%")
    for x in long:
        line(f"roster_nation_10s_above_{x['ms'] / 1000:.0f}s",
             100 * (ten["penalty"] - x["penalty"]) / x["penalty"], "%")
    args = ("--problem", problem, "--budget", 1000000)
    line("roster_nation_memory", peak_mb(*args, "--out", folder / "once.out"), "MB")
    checked(problem, out, *args[2:], "--threads", 2, reasons=150)
    same = out.read_bytes() == (folder / "once.out").read_bytes()
    line("roster_nation_two_threads_same_bytes", int(same), "yes=1")


def pure(line, folder, o):
    ours, lemon = compiled(folder, "flow_time.c"), compiled(folder, "lemon_flow.cc")
    for name, args in (("province", ()), ("nation", ("--centres", 34, "--slots", 902))):
        graph = folder / "graph.txt"
        graph.write_text("\n".join(asked(sys.executable, HERE / "flow_graph.py", *args)) + "\n")
        best = {}
        for program in (ours, lemon):
            said = [asked(program, graph)[0].split() for _ in range(5 if name == "province" else 2)]
            best[program] = min(float(x[3]) for x in said), {x[1] for x in said}
        if best[ours][1] != best[lemon][1]:
            raise SystemExit(f"pure {name}: the optima differ: {best}")
        line(f"roster_flow_{name}", best[ours][0], "ms", "lemon", best[lemon][0])
    problem = generated(folder, "pure", "--pure")
    said = checked(problem, folder / "pure.out", "--seconds", 1)
    line("roster_pure_proved", int(said["bound"] == said["penalty"]), "yes=1")


def speed(line, folder, o):
    for people in (10, 39, 100, 1000):
        args = () if people == 39 else (
            "--nation", "--days", 31, "--people", people, "--centres", max(1, people // 38),
            "--slots", 9 * people)
        problem = generated(folder, "size", *args)
        first, one = timed(folder, problem, 0, 1000)
        line(f"roster_{people}_people_first", first["first_ms"], "ms")
        search = timed(folder, "--search", problem, 2000)[0]
        if search["moves"]:
            line(f"roster_{people}_people_moves",
                 search["moves"] / (search["cpu_ms"] - search["first_ms"]) / 1000, "M/s")
        line(f"roster_{people}_people_1s_gap", gap(one), "%")
        checked(problem, folder / "size.out", "--seconds", 1, reasons=100)
