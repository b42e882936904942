#!/usr/bin/env python3
"""Reads the headers of all faulty, honest and hostile subjects and writes faults.json.

usage: manifest.py SOURCE_DIR OUTPUT.json    (fails on the first malformed header)
       manifest.py SOURCE_DIR --flags        (lines "folder/id;flag flag", for CMake)

README.md describes the header.
"""
import json
import pathlib
import re
import sys

FOLDERS = {"catalogue": "fault", "variation": "fault", "equivalent": "equivalent",
           "honest": "honest", "hostile": "hostile"}
LAWS = set("sweep lengths blocks long midpoint planted range sum shift order accuracy mask permutation single "
           "special consistency merge batch rows repeat first-call placement in-place strided threads bounds "
           "input written environment process refusal empty outlier".split())
CONTRACT = {"accuracy": r"correctly-rounded|shifted|ulp:[0-9.]+", "exp_error": r"[0-9.]+",
            "summation": "recursive|pairwise|compensated", "underflow": "gradual|flush",
            "nan": "propagate|any", "positive_infinity": "nan|limit|any",
            "all_masked": "nan|zeros|uniform|any", "order": "exact|bound",
            "reproducibility": "bitwise|bound", "in_place": "yes|no", "max_cols": "[0-9]+|none",
            "threads": "[0-9]+"}
KEYS = ("fault", "equivalent", "honest", "hostile", "variant", "class", "law", "trigger", "contract", "flags")
NEEDED = {"fault": ("class", "law", "trigger"), "equivalent": ("class",), "honest": (),
          "hostile": ("law", "trigger")}
EXPORT = re.compile(r"^SUBJECT int ((?:log_)?softmax|logsumexp)_(f64|f32|f16|bf16)(?:_strided)?\(",
                    re.M)
NUMBERS = ("exp_error", "max_cols", "threads")


class Malformed(Exception):
    pass


def header_of(path):
    """The keys of the leading comment block; free text of several lines may follow them."""
    mark = "#" if path.suffix == ".py" else "//"
    header, free = {}, False
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("#!"):
            continue
        if not line.startswith(mark):
            break
        found = re.match(r"([a-z]+): *(.*?) *$", line[len(mark):].strip())
        if not found or found[1] not in KEYS:
            free = True
            if re.search(r"\b(law|contract|flags|class): ", line):
                raise Malformed(f"{path}:{number}: a key must begin its line")
            continue
        if free or found[1] in header:
            raise Malformed(f"{path}:{number}: key '{found[1]}' is given twice, or after the text")
        if not found[2]:
            raise Malformed(f"{path}:{number}: key '{found[1]}' has no value")
        header[found[1]] = found[2]
    return header


def contract_of(path, text):
    contract = {}
    for word in text.split():
        key, _, value = word.partition("=")
        if key not in CONTRACT or not re.fullmatch(CONTRACT[key], value):
            raise Malformed(f"{path}: contract '{word}' is not a known key=value")
        number = key in NUMBERS and value != "none"
        contract[key] = float(value) if number and "." in value else int(value) if number else value
    return contract


def entry_of(source, path, folder, kind):
    header = header_of(path)
    for key in (kind,) + NEEDED[kind]:
        if key not in header:
            raise Malformed(f"{path}: the header has no line '{key}: …'")
    if header[kind] != path.stem:
        raise Malformed(f"{path}: the header names '{header[kind]}', the file '{path.stem}'")
    if "variant" in header and not (kind == "honest" and path.with_stem(header["variant"]).exists()):
        raise Malformed(f"{path}: variant '{header['variant']}' names no other file of honest/")
    laws = [law.strip() for law in header["law"].split(",")] if "law" in header else []
    for law in laws:
        if law not in LAWS:
            raise Malformed(f"{path}: '{law}' is not a law; laws are {', '.join(sorted(LAWS))}")
    entry = {"kind": kind, "id": path.stem, "class": header.get("class", ""), "laws": laws,
             "trigger": header.get("trigger", ""), "variant": header.get("variant", ""),
             "contract": contract_of(path, header.get("contract", "")),
             "file": str(path.relative_to(source)), "door": 2 if path.suffix == ".py" else 1}
    if entry["door"] == 2:
        return entry | {"program": str(path.resolve()), "library": "", "functions": ["softmax"], "formats": ["f32"]}
    exports = EXPORT.findall(path.read_text())
    if not exports:
        raise Malformed(f"{path}: exports no function of the C ABI ('SUBJECT int NAME(' at the "
                        "start of a line)")
    unique = lambda values: list(dict.fromkeys(values))
    return entry | {"library": f"{folder}/{path.stem}.so",
                    "functions": unique(name for name, _ in exports),
                    "formats": unique(fmt for _, fmt in exports)}


def main():
    source = pathlib.Path(sys.argv[1])
    entries, seen = [], {}
    for folder, kind in FOLDERS.items():
        files = sorted(source.glob(f"{folder}/*.cpp"))
        if folder == "hostile":
            files += sorted(source.glob("hostile/door2/*.py"))
        for path in files:
            if sys.argv[2] == "--flags":
                header = header_of(path)
                if "flags" in header:
                    print(f"{folder}/{path.stem};{header['flags']}")
                continue
            if path.stem in seen:
                raise Malformed(f"{path}: id '{path.stem}' belongs to {seen[path.stem]} already")
            seen[path.stem] = path
            entries.append(entry_of(source, path, folder, kind))
    if sys.argv[2] != "--flags":
        output = pathlib.Path(sys.argv[2])
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        main()
    except Malformed as problem:
        sys.exit(f"manifest.py: {problem}")
