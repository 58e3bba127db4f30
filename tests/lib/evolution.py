"""Evolution's calendar server as a client: run inside dbus-run-session with NAME=URL arguments, it
subscribes to each as the GNOME calendar would, then answers lines: "refresh" asks the addresses
again, "look" prints what it holds now, as JSON {NAME: [iCalendar component, ...]}."""
import json
import sys

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer, GLib  # noqa: E402


def subscribe(registry, name, url):
    source = EDataServer.Source.new_with_uid(name, None)
    source.set_parent("webcal-stub")
    source.set_display_name(name)
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("webcal")
    source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND).set_uri(
        GLib.Uri.parse(url, GLib.UriFlags.NONE))
    registry.commit_source_sync(source, None)


def connect(registry, name):
    """A connection to the subscription; it appears a moment after it was asked for."""
    for _ in range(1200):
        if source := registry.ref_source(name):
            return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 1, None)
        GLib.usleep(50_000)
        GLib.MainContext.default().iteration(False)
    raise SystemExit(f"no source {name}")


def main(pairs):
    registry = EDataServer.SourceRegistry.new_sync(None)
    for name, url in pairs:
        subscribe(registry, name, url)
    clients = {name: connect(registry, name) for name, _ in pairs}
    for line in sys.stdin:
        if line.strip() == "refresh":
            for client in clients.values():
                client.refresh_sync(None)
            continue
        held = {}
        for name, client in clients.items():
            _, found = client.get_object_list_as_comps_sync("#t", None)
            held[name] = [c.get_icalcomponent().as_ical_string() for c in found]
        print(json.dumps(held), flush=True)


if __name__ == "__main__":
    main([argument.split("=", 1) for argument in sys.argv[1:]])
