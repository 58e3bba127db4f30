"""What the benches share: a database with the demonstration, and the printed line."""
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


def demo(folder, fast=False):
    """A running cluster, unless fast one that keeps its promises (fsync on), and a database with the
    demonstration."""
    cluster = Cluster(fast=fast).start()
    name = "bench"
    ini = write_ini(folder / "seed.ini", {"database.socket": cluster.folder,
                                          "database.port": cluster.port, "database.name": name})
    make_demo(ini)
    return cluster, Database(cluster, name), ini
