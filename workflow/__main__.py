"""What `./reproduce` starts: this folder's packages are found whatever signs its path has."""

import sys

from crossborder.__main__ import guarded

sys.exit(guarded(sys.argv[1:]))
