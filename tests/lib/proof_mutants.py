"""Law: no bound without one of its terms, and no changed constant, survives the proofs.

    proof_mutants.py REPOSITORY CMAKE COMPILER SOLLYA GAPPA [FILE...]

Makes each change of proof_mutants.txt, and one to each number of lib/proof/places.txt, in a copy of
lib, and runs the proof checks that read the file there. Fails where all of them pass, where a text
is not in the source any more, or once too often, and where the copy does not pass unchanged. FILE
narrows it down to some files of lib/src.
"""

import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "lib/proof"))
import check_terms


class Copy:
    """A folder lib, and the checks on it."""

    def __init__(self, repository, folder, cmake, compiler, sollya, gappa):
        self.lib = pathlib.Path(folder) / "lib"
        shutil.copytree(repository / "lib", self.lib)
        self.cmake, self.compiler, self.sollya, self.gappa = cmake, compiler, sollya, gappa
        self.wrong_derivations = []
        self.derived = check_terms.derived_by(sollya, self.lib, self.wrong_derivations)

    def passes(self, kind, script, source, array="", count=""):
        tool, ending = (self.sollya, "sollya") if kind == "derived" else (self.gappa, "gappa")
        command = [self.cmake, f"-DTOOL={tool}", f"-DSCRIPT={self.lib}/proof/{script}.{ending}",
                   f"-DSOURCE={self.lib}/src/{source}.hpp", f"-DARRAY={array}", f"-DCOUNT={count}",
                   "-P", f"{self.lib}/proof/check_{kind}.cmake"]
        return subprocess.run(command, capture_output=True).returncode == 0

    def terms_pass(self):
        """check_terms.py; its derivations do not read the source."""
        return not self.wrong_derivations and not check_terms.problems_of(
            self.lib, self.compiler, self.sollya, self.derived)

    def all_pass(self, file):
        """The checks that read src/`file`, all of them for None; the quick ones first."""
        lines = (self.lib / "proof/checks.txt").read_text().splitlines()
        checks = [line.split() for line in sorted(lines) if not line.startswith("#")]
        return all(self.passes(*check) for check in checks
                   if file in (None, f"{check[2]}.hpp")) and self.terms_pass()


def spaced(text):
    """A pattern for the text, white space being any white space."""
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def listed(lines):
    """(file, pattern with groups before, gone and behind, what comes, the line) of each line."""
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        file, text = line.split(": ", 1)
        before, gone, comes, behind = re.fullmatch(
            r"(.*?)(?:\[-(.*?)-\])?(?:\{\+(.*?)\+\})?((?<=-\]|\+\}).*)", text).groups("")
        pattern = f"({spaced(before)})({spaced(gone)})({spaced(behind)})"
        yield file, pattern, comes, line


def next_number(number):
    """The last digit, one more or, for a 9, one less."""
    digits, suffix = re.fullmatch(r"(.*?)([FU]?)", number).groups()
    return digits[:-1] + ("8" if digits[-1] == "9" else str(int(digits[-1], 16) + 1)) + suffix


def placed(lib):
    """The same for each number of places.txt in src; for a place without one, its last word."""
    for file, names, text in check_terms.places((lib / "proof/places.txt").read_text()):
        if not file.startswith("src/"):
            continue
        match = check_terms.pattern_of(text).search((lib / file).read_text())
        if match is None:
            yield file[4:], "(?!)", "", f"{file}: {text.strip()}"
            continue
        begin, end = match.span()
        spans = [match.span(i + 1) for i in range(len(names))]
        source = match.string
        for first, last in spans or [(source.rindex(" ", begin, end), end)]:
            comes = next_number(source[first:last]) if names else ""
            pattern = (f"({re.escape(source[begin:first])})({re.escape(source[first:last])})"
                       f"({re.escape(source[last:end])})")
            yield file[4:], pattern, comes, f"{file}: {source[first:last]} in {text.strip()}"


def verdict(copy, mutant):
    """Empty, or what is wrong."""
    file, pattern, comes, line = mutant
    path = copy.lib / "src" / file
    source = path.read_text()
    found = list(re.finditer(pattern, source))
    if len(found) != 1:
        return f"stands {len(found)} times in the source: {line}"
    begin, end = found[0].span(2)
    path.write_text(source[:begin] + comes + source[end:])
    survives = copy.all_pass(file)
    path.write_text(source)
    return f"survives: {line}" if survives else ""


def judge(arguments, mutants):
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(arguments[0], folder, *arguments[1:])
        verdicts = []
        for mutant in mutants:
            verdicts.append(verdict(copy, mutant))
            if verdicts[-1]:
                print(verdicts[-1], flush=True)
        return verdicts


def main(repository, *tools_and_files):
    repository, tools, files = pathlib.Path(repository), tools_and_files[:4], tools_and_files[4:]
    lines = (pathlib.Path(__file__).parent / "proof_mutants.txt").read_text().splitlines()
    mutants = [mutant for mutant in [*listed(lines), *placed(repository / "lib")]
               if not files or mutant[0] in files]
    with tempfile.TemporaryDirectory() as folder:
        if not Copy(repository, folder, *tools).all_pass(None):
            print("the proofs fail without a change, or sollya or gappa is missing")
            return 1
    workers = 2
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        parts = pool.map(lambda i: judge((repository, *tools), mutants[i::workers]), range(workers))
    wrong = [problem for part in parts for problem in part if problem]
    print(f"{len(mutants) - len(wrong)} of {len(mutants)} changes are seen")
    return 1 if wrong or not mutants else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
