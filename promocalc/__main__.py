"""``python -m promocalc``."""

import sys

from promocalc.cli import main

sys.exit(main())
