"""What the benches share: a database with the demonstration, the printed line, a load with wrk."""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from cluster import Cluster, Database  # noqa: E402
from daemon import make_demo, write_ini  # noqa: E402


def line(name, value, unit, peer=None, peer_value=None):
    """`bench NAME VALUE UNIT [peer PEER VALUE ratio R]`, the form of the contract."""
    text = f"bench {name} {value:.6g} {unit}"
    if peer:
        text += f" peer {peer} {peer_value:.6g} ratio {value / peer_value:.3g}"
    print(text, flush=True)


def demo(folder):
    """A running cluster that keeps its promises (fsync on) and a database with the demonstration."""
    cluster = Cluster(fast=False).start()
    name = "bench"
    ini = write_ini(folder / "seed.ini", {"database.socket": cluster.folder,
                                          "database.port": cluster.port, "database.name": name})
    make_demo(ini)
    return cluster, Database(cluster, name), ini


def wrk(url, seconds=4, connections=16, **headers):
    """Requests a second from one load thread."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    for key, value in headers.items():
        command += ["-H", f"{key.replace('_', '-')}: {value}"]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout and "If_None_Match" not in headers:
        raise SystemExit(f"{url} answered with errors:\n{done.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))
