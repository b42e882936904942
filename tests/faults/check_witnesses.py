#!/usr/bin/env python3
"""Are the shrunk witnesses of the obvious faults the fewest entries that show them?

    check_witnesses.py POWER.json      what ./run power wrote; exit status 1 and a line for each that is not

Each witness is (rows, entries of a row), known from the fault itself: its file says which lane, length or
row it needs."""
import json
import re
import sys

FEWEST = {
    "MAX-02": (1, 8),  # one whole vector of 8
    "MAX-05": (1, 2),  # a largest entry behind the first
    "MAX-10": (1, 257),  # an entry behind the 256 that count
    "MAX-13": (1, 1),  # an entry outside whole vectors
    "MAX-16": (1, 8),  # one whole vector of 8
    "OVF-01": (2, 1),  # a second row
    "TAIL-01": (1, 9),  # one entry more than a vector of 8
    "TAIL-04": (1, 33),  # one entry more than 32
    "duplicate_maximum": (1, 2),  # a tie
    "max_without_block_2": (1, 2048),  # two whole blocks of 1024
    "max_without_first": (1, 2),  # another entry beside the first
    "max_without_lane": (1, 8),  # one whole vector of 8
    "max_without_last": (1, 2),  # another entry beside the last
}


def shape(witness):
    """Of '[0x0p+0 x 5, 0x1p+0 (1)]', a line a row: ' x N' stands for N equal entries."""
    rows = witness.splitlines()
    entries = rows[0].strip("[]").split(", ")
    left_out = re.compile(r"\.\.\. (\d+) entries left out \.\.\.")
    count = 0
    for entry in entries:
        hidden = left_out.fullmatch(entry)
        times = re.search(r" x (\d+)$", entry)
        count += int(hidden[1]) if hidden else int(times[1]) if times else 1
    return len(rows), count


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        subjects = {subject["id"]: subject for subject in json.load(file)["subjects"]}
    wrong = []
    for name, fewest in FEWEST.items():
        trials = subjects[name]["trials"] if name in subjects else []
        if not trials:
            wrong.append(f"{name}: not in this report")
        for trial in trials:
            found = shape(trial["first"]["witness"]) if trial["rejected"] else None
            if found != fewest:
                wrong.append(f"{name}, seed {trial['seed']}: witness of {found} (rows, entries), "
                             f"the fewest are {fewest}")
    print("\n".join(wrong) or f"{len(FEWEST)} faults: each witness has the fewest entries that show it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
