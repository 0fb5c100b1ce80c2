"""Writes the data cards: `python -m evaluation.cards`; `--check` only says which are stale."""

import argparse
import sys

from evaluation.cards.writing import stale, write_cards


def main() -> None:
    """Ends with status 1 where `--check` finds a stale card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    if parser.parse_args().check:
        old = stale()
        sys.stdout.write("".join(f"stale: {name}\n" for name in old))
        raise SystemExit(1 if old else 0)
    sys.stdout.write("".join(f"{path.name}\n" for path in write_cards()))


if __name__ == "__main__":
    main()
