#!/usr/bin/env python3
"""Every id of catalogue_ids.txt has a file in catalogue/ or a reason in not_recreated.md; not both."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent


def main():
    ids = (ROOT / "catalogue_ids.txt").read_text().split()
    recreated = {re.sub(r"[a-z]$", "", path.stem) for path in ROOT.glob("catalogue/*.cpp")}
    reasons = dict(re.findall(r"^\| ([A-Z]+-\d+) \| (.+?) \|$",
                              (ROOT / "not_recreated.md").read_text(), re.M))
    problems = [f"'{i}' is listed twice in catalogue_ids.txt" for i in set(ids)
                if ids.count(i) > 1]
    problems += [f"'{i}' has neither a file in catalogue/ nor a reason in not_recreated.md"
                 for i in ids if i not in recreated and i not in reasons]
    problems += [f"'{i}' has a file in catalogue/ and a reason in not_recreated.md"
                 for i in ids if i in recreated and i in reasons]
    problems += [f"'{i}' is not an id of catalogue_ids.txt"
                 for i in sorted((recreated | set(reasons)) - set(ids))]
    if len(ids) < 126:
        problems.append(f"catalogue_ids.txt lists {len(ids)} ids; the catalogue has 126")
    for problem in problems:
        print(f"check_catalogue.py: {problem}", file=sys.stderr)
    print(f"{len(ids)} ids: {len(set(ids) & recreated)} recreated, {len(reasons)} with a reason")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
