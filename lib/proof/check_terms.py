"""Holds every number of lib/src that a theorem is about against its derivation.

    check_terms.py LIB COMPILER SOLLYA

LIB is the folder of the library. Numbers come from two sides as lines "name = value": what the
source has (proof/source_constants.cpp prints what C++ can name, proof/places.txt finds the numbers
inside functions), and what proof/bounds_*.sollya derive, term by term. Fails unless both sides have
the same names with the same values, where a derivation reports "#error", and where a number of the
source is on neither side.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

NUMBER = (r"-?0x[0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?(?:p[-+]?\d+)?[FU]?|-?\d+\.\d*(?:e[-+]?\d+)?F?|-?\d+U?"
          r"|2\^\([-0-9.]+\)")
# What is printed by a script and compared byte by byte, or is no part of the proofs.
APART = {"dd_constants.hpp", "exp_polynomial.hpp", "exp_pair.hpp", "exp_direct.hpp", "exp_sixteenth.hpp",
         "exp_float_pair.hpp", "log_polynomial.hpp", "textbook.cpp"}


def lines_of(text):
    """{name: value} of the lines "name = value"; those of a table of terms are indented."""
    found = [line.split(" = ") for line in text.splitlines()
             if " = " in line and not line.startswith((" ", "#"))]
    return {name.strip(): value.strip() for name, value in found}


def sollya(program, name, script, problems):
    run = subprocess.run([program], input=script, capture_output=True, text=True)
    lines = (run.stdout + run.stderr).splitlines()
    problems += [f"{name}: {line}" for line in lines if "#error" in line or "Warning" in line]
    if run.returncode != 0:
        problems.append(f"{name}: sollya ends with {run.returncode}")
    return run.stdout


def places(text):
    """(file, names, text) of each entry of places.txt."""
    entries = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            entries[-1][2].append(line)
        else:
            file, _, names = line.partition(":")
            entries.append((file, names.split(), []))
    return [(file, names, " ".join(parts)) for file, names, parts in entries]


def pattern_of(text):
    words = [re.escape(word).replace("@", f"({NUMBER})") for word in text.split()]
    return re.compile(r"\s+".join(words))


def numbers_at(lib, problems):
    """{name: text of the number} for places.txt, and {file: spans of its places}."""
    numbers, spans = {}, {}
    for file, names, text in places((lib / "proof/places.txt").read_text()):
        found = list(pattern_of(text).finditer((lib / file).read_text()))
        if len(found) != 1 or len(found[0].groups()) != len(names):
            problems.append(f"{file} has {len(found)} times: {text.strip()}")
            continue
        numbers.update(zip(names, found[0].groups()))
        spans.setdefault(file, []).append(found[0].span())
    return numbers, spans


def without_comments(source):
    """Blanks in their place, so that positions stay."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), source, flags=re.S)


def nowhere(lib, named, spans):
    """Constants that are not printed; literals and uses of a bound that are in no place."""
    constant = re.compile(r"\bconstexpr\s+(?:double|float|int|std::size_t)\s+(k\w+)\s*=\s*[^;]*\d[^;]*;")
    literal = re.compile(r"(?<![\w.])(?:0x[0-9a-f.]+p[-+]?\d+|\d+\.\d*)F?(?![\w.])")
    for path in sorted((lib / "src").iterdir()):
        if path.suffix not in {".hpp", ".cpp"} or path.name in APART:
            continue
        source = without_comments(path.read_text())
        here = spans.get(f"src/{path.name}", [])
        inside = lambda at: any(first <= at < last for first, last in here)
        ends = [m.span() for m in re.finditer(r"constexpr[^;{]*;", source)]
        for m in constant.finditer(source):
            if not inside(m.start()) and m[1] not in named and "Traits" not in m[0]:
                yield f"src/{path.name}: {m[1]}"
        if path.name == "error_bounds.hpp":  # its functions are printed
            continue
        for m in re.finditer(r"\bbound::[\w:]+", source):
            if not inside(m.start()):
                yield f"src/{path.name}: the use of {m[0]}"
        for m in literal.finditer(source):
            printed = any(first <= m.start() < last for first, last in ends)
            if not inside(m.start()) and not printed and float.fromhex(m[0].rstrip("F")) != 1:
                yield f"src/{path.name}: {m[0]}"


def printed_by(compiler, lib, problems):
    with tempfile.TemporaryDirectory() as folder:
        build = [compiler, "-std=c++20", "-O0", "-ffp-contract=off", f"-I{lib}/src",
                 f"-I{lib}/include", f"{lib}/proof/source_constants.cpp", "-o", f"{folder}/print"]
        built = subprocess.run(build, capture_output=True, text=True)
        if built.returncode != 0:
            problems.append(built.stderr)
            return {}
        return lines_of(subprocess.run([f"{folder}/print"], capture_output=True, text=True).stdout)


def derived_by(solver, lib, problems):
    derived = {}
    for bounds in sorted((lib / "proof").glob("bounds_*.sollya")):
        script = (lib / "proof/terms.sollya").read_text() + bounds.read_text()
        for name, value in lines_of(sollya(solver, bounds.name, script, problems)).items():
            if name in derived:
                problems.append(f"{name} is derived twice")
            derived[name] = value
    return derived


def number_of(text):
    """As Sollya reads it, to which hexadecimal digits without an exponent are no number."""
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return str(int(text, 16))
    return re.sub("[FU]$", "", text)


def placed_in(solver, lib, problems):
    """The numbers of places.txt, and {file: spans of its places}."""
    numbers, spans = numbers_at(lib, problems)
    script = "display = hexadecimal!;\n" + "".join(
        f'print("{name} =", double({number_of(text)}));\n'
        for name, text in numbers.items()) + "quit;\n"
    return lines_of(sollya(solver, "places.txt", script, problems)), spans


def differences(source, derived, names):
    return [f"{name}: the source has {source.get(name, 'nothing')}, the derivation "
            f"{derived.get(name, 'nothing')}"
            for name in sorted(names) if source.get(name) != derived.get(name)]


def problems_of(lib, compiler, solver, derived):
    """What is wrong with the source beside the derivations; the program comes last, it takes long."""
    problems = []
    source, spans = placed_in(solver, lib, problems)
    problems += differences(source, derived, source)
    if problems:
        return problems
    source.update(printed_by(compiler, lib, problems))
    problems += differences(source, derived, source.keys() | derived.keys())
    named = {re.split("::| ", name)[-1] for name in source}
    return problems + [f"no theorem is about {number}" for number in nowhere(lib, named, spans)]


def main(lib, compiler, solver):
    problems = []
    derived = derived_by(solver, lib, problems)
    problems += problems_of(lib, compiler, solver, derived)
    for problem in problems:
        print(problem)
    print(f"{len(derived)} numbers of the source are derived")
    return 1 if problems or not derived else 0


if __name__ == "__main__":
    if sys.argv[3].endswith("NOTFOUND"):
        sys.exit("sollya was not found: install the package sollya, then configure again")
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
