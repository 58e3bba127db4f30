"""Five years of a Centre on the real database and engine: the spread of points, as a table.

Minutes of work, so it is a figure of `make bench` and not a test of every change.
"""
import subprocess
import sys
from pathlib import Path

YEARS = Path(__file__).resolve().parent.parent / "integration/five_years.py"

if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", YEARS],
                            check=False).returncode)
