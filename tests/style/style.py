#!/usr/bin/python3
"""The house rules a machine can read, and the linters: one check per rule.

`style.py [RULE...]` prints `style: RULE file:line message` for each breach and ends with `N passed,
N failed` over the rules. Source text is read with comments and strings blanked out, so that line numbers stay true.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

import linters

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BUILD", "build"))

BANNED = re.compile(
    r"(?<![\w.>])(strcpy|strcat|v?sprintf|strtok(?:_r)?|ato[fil]l?|strto(?:u?ll?|[iu]max)|localtime"
    r"|gmtime|s?rand|system|popen|PQexec|setenv|signal|alloca)\s*\("
)
FLAW_WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PURE_CORE = {"arena", "base", "buf", "err", "str"}
# What each folder of daemon/ stands on besides itself and core (design, section 2).
STANDS_ON = {
    "core": set(),
    "i18n": set(),
    "template": {"i18n"},
    "db": set(),
    "roster": set(),
    "http": {"i18n"},
    "feed": {"db", "http", "template", "i18n"},
    "notice": {"db", "http", "template", "i18n", "feed"},
    "intake": {"db", "http", "template", "i18n"},
    "clock": {"db", "http", "template", "i18n"},
    "web": {"db", "http", "template", "i18n", "feed"},
}


class Source:
    """One C file: its lines, its lines without comments and strings, and its functions."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.split("\n")
        self.code = blank(self.text).split("\n")
        self.functions = list(functions(self.code))


def blank(text):
    """The same text with comments and the insides of literals replaced by spaces."""
    token = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def functions(code):
    """Yields (first line, last line, signature), counted from 0: a body opens at column 0."""
    start = None
    for n, line in enumerate(code):
        if line == "{" and n > 0 and code[n - 1].rstrip().endswith(")"):
            start = n
            while start > 0 and re.match(r"[\w\s(]", code[start - 1]) and code[start - 1].strip() \
                    and not code[start - 1].rstrip().endswith((";", "}")):
                start -= 1
            signature = " ".join(code[start:n])
        elif line == "}" and start is not None:
            yield start, n, signature
            start = None


def tracked(*patterns):
    """The project's files matching the patterns, without what is built or installed."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "--", *patterns],
        capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted(ROOT / p for p in listing if p and (ROOT / p).is_file())


class Style:
    def __init__(self):
        self.c_files = [Source(p) for p in tracked("daemon/*.c", "daemon/*.h", "tests/*.c",
                                                   "tests/*.h")]
        self.daemon = [s for s in self.c_files if self.name(s.path).startswith("daemon/")]

    def name(self, path):
        return str(path.relative_to(ROOT))

    def rule_line_length(self):
        written = tracked("*.c", "*.h", "*.py", "*.sql", "*.js", "*.css", "*.sh", "Makefile",
                          ".ci/*", "tests/check")
        for path in written:
            if self.name(path) == "sql/schema.sql":
                continue
            for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                allowed = 100 if path.suffix in (".c", ".h") else 120
                if len(line.expandtabs(4)) > allowed and not line.startswith("-- name: "):
                    yield path, n, f"{len(line.expandtabs(4))} columns, {allowed} allowed"

    def rule_file_length(self):
        for path in tracked("*.c", "*.h", "*.py", "*.sql", "*.js", "*.css"):
            count = path.read_text(encoding="utf-8").count("\n")
            if count > 900 and self.name(path) != "sql/schema.sql":
                yield path, count, f"{count} lines, 900 allowed"

    def rule_function_length(self):
        for s in self.c_files:
            for first, last, _ in s.functions:
                if last - first + 1 > 90:
                    yield s.path, first + 1, f"function of {last - first + 1} lines, 90 allowed"

    def rule_function_length_p90(self):
        sizes = sorted(last - first + 1 for s in self.daemon for first, last, _ in s.functions)
        if sizes:
            p90 = sizes[min(len(sizes) - 1, len(sizes) * 9 // 10)]
            print(f"style: {len(sizes)} functions in daemon/, p50 {sizes[len(sizes) // 2]}, "
                  f"p90 {p90}, longest {sizes[-1]} lines")
            if p90 > 45:
                yield ROOT / "daemon", 0, f"nine in ten functions are within {p90} lines, not 45"

    def rule_nesting(self):
        block = re.compile(r"(\)|\belse|\bdo)\s*\{\s*$")
        for s in self.c_files:
            for first, last, _ in s.functions:
                stack = []
                for n in range(first, last + 1):
                    line = s.code[n].replace("} else", "}\nelse")
                    for c in re.finditer(r"[{}]", line):
                        if c.group() == "}":
                            stack.pop() if stack else None
                        else:
                            head = line[:c.end()]
                            stack.append(bool(block.search(head)) and c.end() == len(line.rstrip()))
                    if sum(stack) > 3 and stack[-1]:
                        yield s.path, n + 1, f"nested {sum(stack)} deep, 3 allowed"

    def rule_parameters(self):
        for s in self.c_files:
            for first, _, signature in s.functions:
                args = signature[signature.find("(") + 1:signature.rfind(")")]
                while re.search(r"\([^()]*\)", args):
                    args = re.sub(r"\([^()]*\)", "", args)
                count = sum("struct err *" not in arg for arg in args.split(","))
                if count > 6:
                    yield s.path, first + 1, f"{count} parameters besides the error, 6 allowed"

    def rule_banned_functions(self):
        for s in self.daemon:
            for n, line in enumerate(s.code, 1):
                for m in BANNED.finditer(line):
                    yield s.path, n, f"{m.group(1)} is banned"

    def rule_goto_ladders(self):
        for s in self.daemon:
            for first, last, _ in s.functions:
                labels = {m for line in s.code[first:last]
                          for m in re.findall(r"\bgoto\s+(\w+)", line)}
                if len(labels) > 1:
                    yield s.path, first + 1, f"a ladder of labels: {', '.join(sorted(labels))}"

    def rule_include_direction(self):
        for s in self.daemon:
            parts = s.path.relative_to(ROOT / "daemon").parts
            folder = parts[0] if len(parts) > 1 else ""
            for n, line in enumerate(s.lines, 1):
                m = re.match(r'\s*#include "(?:(\w+)/)?(\w+)\.\w+"', line)
                if m and not include_is_allowed(folder, s.path.stem, m):
                    yield s.path, n, f"{folder}/ does not stand on {m.group(1) or m.group(2)}"

    def rule_opening_comment(self):
        for s in self.c_files:
            if not s.text.startswith("/* "):
                yield s.path, 1, "does not begin with a comment saying what it is"

    def rule_own_header_first(self):
        for s in self.daemon:
            header = s.path.with_suffix(".h")
            if s.path.suffix == ".c" and header.is_file():
                m = re.search(r'^#include [<"]([^>"]+)[>"]', s.text, re.M)
                if m and m.group(1) != str(header.relative_to(ROOT / "daemon")):
                    yield s.path, 1, "includes something before its own header"

    def rule_log_keys(self):
        listed = ROOT / "docs/log-keys.md"
        known = set(re.findall(r"^(\w+): ", listed.read_text(), re.M)) if listed.exists() else set()
        for s in self.daemon:
            for n, line in enumerate(s.lines, 1):
                for key in re.findall(r'\bLOG_[SVI]\(\s*"([^"]*)"', line):
                    if key not in known:
                        yield s.path, n, f"log key {key} is not in docs/log-keys.md"

    def rule_no_reminders(self):
        for path in tracked("daemon", "sql", "tests", "systemd", "Makefile", "docs", "README.md"):
            if "/tests/data/" in str(path) or "/corpus/" in str(path) or path.suffix not in (
                    ".c", ".h", ".py", ".sql", ".js", ".css", ".html", ".md", ".sh", ""):
                continue
            for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                if FLAW_WORDS.search(line) and path != Path(__file__).resolve():
                    yield path, n, "a reminder instead of the work"

    def rule_config_sample(self):
        table = (ROOT / "daemon/core/config.def").read_text()
        sample = ROOT / "config/dutyd.ini"
        text = sample.read_text() if sample.exists() else ""
        section, present = "", set()
        for line in text.split("\n"):
            if m := re.match(r"\[(\w+)\]", line):
                section = m.group(1)
            elif m := re.match(r"[#;]?\s*(\w+)\s*=", line):
                present.add((section, m.group(1)))
        for key in re.findall(r"^C\((\w+),\s*(\w+),", table, re.M):
            if key not in present:
                yield sample, 1, f"{key[0]}.{key[1]} of config.def is not in the sample"

    def rule_sql_function_files(self):
        define = re.compile(r"^\s*create\s+(?:or\s+replace\s+)?(?:function|procedure)\s+"
                            r"(?:(\w+)\.)?(\w+)\s*\(", re.I | re.M)
        for path in tracked("sql/functions"):
            found = define.findall(path.read_text(encoding="utf-8"))
            names = {name for _, name in found} | {f"{sch}_{name}" for sch, name in found}
            if len({f for f in found}) != 1 or path.stem not in names:
                yield path, 1, f"should define one function called {path.stem}"


def include_is_allowed(folder, stem, m):
    target = m.group(1) or ("db" if m.group(2) == "db_query" else folder)
    if folder in ("", "ctl") or target == folder:
        return True
    if folder == "roster" and stem != "dutysolve":
        return target == "core" and m.group(2) in PURE_CORE
    if folder == "intake" and stem.startswith(("parse_", "dutyparse")):
        return target == "core"
    return target == "core" or target in STANDS_ON.get(folder, set())


def main(names):
    os.chdir(ROOT)
    style = Style()
    rules = [(m[5:].replace("_", "-"), getattr(style, m)) for m in dir(style)
             if m.startswith("rule_")]
    rules += linters.rules(ROOT, BUILD, tracked)
    rules = [r for r in rules if not names or r[0] in names]
    failed = 0
    for name, rule in rules:
        breaches = list(rule())
        failed += bool(breaches)
        for path, line, message in breaches:
            print(f"style: {name} {os.path.relpath(path, ROOT)}:{line} {message}")
    print(f"{len(rules) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
