"""`python -m mitra`: the command line. Parses, calls, prints; no logic of its own."""

import sys

from mitra.cli import main

sys.exit(main(sys.argv[1:]))
