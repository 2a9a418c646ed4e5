"""Writes geodata/checksums.json anew: run it after every change of tables, stories or derived files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))


def main() -> None:
    """Write the file."""
    from explorer.io.integrity import NAME, checksums

    (HERE / NAME).write_text(json.dumps(checksums(HERE), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
