"""The linters as style rules: clang-format, clang-tidy, cppcheck and shellcheck.

Each rule yields (path, line, message). clang-tidy is slow, so a file's clean verdict is remembered
in the build folder under the hash of everything it reads; any change asks again.
"""
import hashlib
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FINDING = re.compile(r"^([^\s:][^:]*):(\d+):(?:\d+:)?\s*(?:fatal )?(?:error|warning|\w+): (.*)$")


def rules(root, build, tracked):
    lint = Linters(root, build, tracked)
    return [("clang-format", lint.clang_format), ("clang-tidy", lint.clang_tidy),
            ("cppcheck", lint.cppcheck), ("shellcheck", lint.shellcheck)]


def run(command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def findings(done, program):
    """What a linter printed as breaches; a failure it does not explain is one too."""
    found = []
    for line in (done.stdout + done.stderr).split("\n"):
        m = FINDING.match(line)
        if m and not line.endswith("[note]") and ": note: " not in line:
            found.append((Path(m.group(1)).absolute(), int(m.group(2)), m.group(3)))
    if done.returncode != 0 and not found:
        last = (done.stderr or done.stdout).strip().split("\n")[-1]
        found.append((Path(program).absolute(), 0, f"ended with {done.returncode}: {last}"))
    return found


class Linters:
    def __init__(self, root, build, tracked):
        self.root, self.build, self.tracked = root, build, tracked
        self.c_files = [str(p.relative_to(root)) for p in tracked("daemon/*.c", "tests/*.c")]
        self.headers = [str(p.relative_to(root)) for p in tracked("daemon/*.h", "daemon/*.def",
                                                                  "tests/*.h")]
        foreign = run(["pkg-config", "--cflags", "libpq", "libxml-2.0"]).stdout.split()
        self.flags = ["-std=c11", "-D_GNU_SOURCE", '-DDUTYD_VERSION="0"', "-Idaemon",
                      f"-I{build}/gen", *(f.replace("-I", "-isystem", 1) for f in foreign)]

    def clang_format(self):
        formatted = self.c_files + [h for h in self.headers if h.endswith(".h")]
        yield from findings(run(["clang-format", "--dry-run", "-Werror", *formatted]),
                            "clang-format")

    def clang_tidy(self):
        remembered = self.build / "clang-tidy"
        remembered.mkdir(parents=True, exist_ok=True)

        def one(path):
            mark = remembered / self.fingerprint(path)
            if mark.exists():
                return []
            done = run(["nice", "clang-tidy", "--quiet", path, "--", *self.flags])
            found = findings(done, path)
            if not found:
                mark.touch()
            return found

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for found in pool.map(one, self.c_files):
                yield from sorted(set(found))

    def fingerprint(self, path):
        """Of the file, everything of ours it includes, and the settings."""
        listed = self.build / "clang/obj" / (path[:-2] + ".d")
        reads = self.headers
        if listed.exists():
            words = listed.read_text().replace("\\\n", " ").split()
            reads = [w for w in words if not w.startswith("/") and not w.endswith(":")]
        h = hashlib.sha256(" ".join(self.flags).encode())
        for name in [path, ".clang-tidy", *sorted(set(reads))]:
            if os.path.isfile(name):
                h.update(name.encode() + b"\0" + Path(name).read_bytes())
        return h.hexdigest()

    def cppcheck(self):
        cache = self.build / "cppcheck"
        cache.mkdir(parents=True, exist_ok=True)
        daemon = [f for f in self.c_files if f.startswith("daemon/")]
        if not daemon:
            return
        done = run(["nice", "cppcheck", "--quiet", "--std=c11", "--enable=warning,portability",
                    "--inline-suppr", "--error-exitcode=1", f"--cppcheck-build-dir={cache}",
                    # It reads no system headers, so it guesses at sys/queue.h and foreign types;
                    # clang's analyzer, which reads them, decides about uninitialised values.
                    "--suppress=missingIncludeSystem", "--suppress=uninitvar",
                    "--suppress=ctuuninitvar", "--suppress=CastIntegerToAddressAtReturn",
                    "--template={file}:{line}: {severity}: {message} [{id}]",
                    f"-j{os.cpu_count()}", "-D_GNU_SOURCE", "-Idaemon", *daemon])
        yield from findings(done, "cppcheck")

    def shellcheck(self):
        scripts = [str(p.relative_to(self.root)) for p in self.tracked(
            "*.sh", ".ci/*", "systemd/*", "tests/*") if is_shell(p)]
        yield from findings(run(["shellcheck", "--format=gcc", *scripts]), "shellcheck")


def is_shell(path):
    with open(path, "rb") as f:
        first = f.readline(60)
    return path.suffix == ".sh" or re.match(rb"#!/(usr/)?bin/(env )?(ba|da)?sh\b", first)
