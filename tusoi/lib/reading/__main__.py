"""``python -m tusoi.lib.reading FILE...``: the records of each file as a line of JSON."""

import sys

from tusoi.lib.reading.intake import intake

if __name__ == "__main__":
    sys.exit(intake([name for name in sys.argv[1:] if name != "--json"], sys.stdout, sys.stderr))
