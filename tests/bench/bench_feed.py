"""bench-feed: full and conditional requests for one calendar a second, beside nginx serving the same
bytes as a static file in the same run. One load thread, 16 connections, one nginx worker."""
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import demo, line, wrk
from daemon import Dutyd, dutyctl
from ports import free_port, is_listening
from wait import until
from web import Client

NGINX = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; sendfile on; tcp_nodelay on;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ text/calendar ics; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}"""


def calendar_address(daemon):
    """Publishes a month, so that the calendar is a real one, and makes an address for it."""
    month = time.strftime("%Y-%m", time.localtime(time.time() + 31 * 86400))
    for step in ("draft", "publish"):
        dutyctl(daemon.ini, "roster", step, "cantho", "dieuphoi", month)
    lawyer = daemon.client("provider")
    page = lawyer.get("/me")
    made = lawyer.submit(page, {"name": "bench"}, form=-1)
    return made.text.split('/feed/')[1].split('.ics')[0]


def start_nginx(folder, body):
    www = folder / "www"
    www.mkdir()
    (www / "feed.ics").write_bytes(body)
    port = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(NGINX.format(folder=folder, port=port))
    os.chmod(folder, 0o755)
    process = subprocess.Popen(["nginx", "-c", str(conf), "-p", str(folder)])
    until(lambda: is_listening(port), 10, "nginx")
    return process, f"http://127.0.0.1:{port}/feed.ics", port


def compare(name, ours, theirs):
    """Alternating rounds, so that a busy moment of the machine hits both; the medians count."""
    rounds = [(wrk(**ours), wrk(**theirs)) for _ in range(3)]
    line(name, median(r[0] for r in rounds), "req/s", "nginx", median(r[1] for r in rounds))


def main():
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.chmod(folder, 0o755)
    cluster, database, _ = demo(folder)
    daemon = Dutyd(database, folder / "dutyd", log__level="warn").start()
    nginx = None
    try:
        path = f"/feed/{calendar_address(daemon)}.ics"
        feed = Client(daemon.port).get(path)
        line("feed_bytes", len(feed.body), "bytes")
        nginx, url, port = start_nginx(folder, feed.body)
        static = Client(port).get("/feed.ics")
        full = {"url": daemon.url + path}
        compare("feed_full", full, {"url": url})
        compare("feed_304", {**full, "If_None_Match": feed.headers["ETag"]},
                {"url": url, "If_None_Match": static.headers["ETag"]})
        compare("feed_full_64_connections", {**full, "connections": 64},
                {"url": url, "connections": 64})
        metrics = daemon.metrics()
        line("feed_renders", metrics["dutyd_feed_renders_total"], "renders")
    finally:
        if nginx:
            nginx.terminate()
            nginx.wait()
        daemon.stop()
        cluster.remove()


if __name__ == "__main__":
    main()
