#!/bin/sh
# Runs the SQL tests, all or those named, each on a fresh copy of a migrated database.
cd "$(dirname "$0")/../.." && exec /usr/bin/python3 tests/lib/sqltest.py "$@"
