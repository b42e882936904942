"""softmax-verify as a user calls it. Arguments: the program, a C++ compiler, the source folder."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, COMPILER, SOURCE = sys.argv[1:4]
os.environ.pop("SOFTMAX_VERIFY_CALLED_AS", None)  # replay commands name the program itself

FAULTS = {
    # name: (five lines, laws one of which must be named)
    "unshifted": ("double s = 0; for (size_t j = 0; j < n; ++j) s += expf(x[j]);"
                  "for (size_t j = 0; j < n; ++j) y[j] = expf(x[j]) / s;", {"range", "shift"}),
    "missing_last": ("double s = 0; float m = x[0]; for (size_t j = 1; j < n; ++j) m = fmaxf(m, x[j]);"
                     "for (size_t j = 0; j + 1 < n; ++j) s += exp((double)x[j] - m); if (n == 1) s = 1;"
                     "for (size_t j = 0; j < n; ++j) y[j] = exp((double)x[j] - m) / s;", {"sum"}),
    "relative_1e-4": ("double s = 0; float m = x[0]; for (size_t j = 1; j < n; ++j) m = fmaxf(m, x[j]);"
                      "for (size_t j = 0; j < n; ++j) s += exp((double)x[j] - m);"
                      "for (size_t j = 0; j < n; ++j) y[j] = exp((double)x[j] - m) / s * 1.0001;", {"accuracy"}),
}


def run(*arguments, cwd=None):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, cwd=cwd, timeout=200)


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = os.path.join(self.folder.name, "out")

    def tearDown(self):
        self.folder.cleanup()

    def audit(self, *arguments):
        done = run("audit", *arguments, "--out", self.out)
        path = os.path.join(self.out, "report.json")
        report = json.load(open(path)) if os.path.exists(path) else None
        return done, report

    def library(self, name, source):
        path = os.path.join(self.folder.name, name)
        with open(path + ".cpp", "w") as out:
            out.write("#include <cmath>\n#include <cstddef>\n" + source)
        subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", path + ".cpp", "-o", path + ".so"], check=True)
        return path + ".so"

    ROW = ("static void row(const float* x, float* y, size_t n) { float m = x[0]; double s = 0;"
           "for (size_t j = 0; j < n; ++j) m = x[j] > m || x[j] != x[j] ? x[j] : m;"
           "for (size_t j = 0; j < n; ++j) s += exp((double)x[j] - m);"
           "for (size_t j = 0; j < n; ++j) y[j] = exp((double)x[j] - m) / s; }\n")
    EACH = "for (; rows-- > 0 && n > 0; x += n, y += n) row(x, y, n); return 0; }\n"
    SOFTMAX = 'extern "C" int softmax_f32(const float* x, float* y, size_t rows, size_t n) { '

    def test_this_library_conforms_and_the_four_files_exist(self):
        done, report = self.audit("softmax", "--cases", "60")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(len(report["cells"]), 12)
        for name in ("index.html", "report.json", "report.md", "junit.xml"):
            self.assertTrue(os.path.getsize(os.path.join(self.out, name)))

    def test_the_textbook_form_overflows_just_above_the_threshold_of_exp(self):
        done, report = self.audit("textbook-3.10", "--function", "softmax", "--cases", "200")
        self.assertEqual(done.returncode, 1)
        witness = {}
        for cell in report["cells"]:
            for finding in cell["findings"]:
                if finding["law"] == "range":
                    witness[cell["format"]] = finding["witness"]["x"]
        self.assertEqual(witness, {"f64": ["0x1.62e42fefa39fp+9"], "f32": ["0x1.62e43p+6"]})

    def test_replay_shows_what_the_report_says(self):
        broken = run("replay", "--subject", "textbook-3.10", "range/softmax/f32/1x1/0/-/0x1.62e43p+6")
        self.assertEqual(broken.returncode, 1, broken.stderr)
        self.assertIn("violated", broken.stdout)
        below = run("replay", "--subject", "textbook-3.10", "range/softmax/f32/1x1/0/-/0x1.62e42ep+6")
        self.assertEqual(below.returncode, 0, below.stdout)

    def test_golden_row_of_the_first_source(self):
        row = ",".join(float(v).hex() for v in range(705, 715))
        done = run("replay", "--subject", "textbook-3.10", "accuracy/softmax/f64/1x10/0/-/" + row)
        self.assertEqual(done.returncode, 1)
        subject = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("    ") and "0x1.6" in line.split()[0]]
        self.assertEqual(subject, ["0x0p+0"] * 5 + ["nan"] * 5)

    def test_faulty_libraries_are_rejected_by_the_right_law(self):
        for name, (body, laws) in FAULTS.items():
            with self.subTest(name):
                library = self.library(
                    name, self.SOFTMAX + "for (; rows-- > 0 && n > 0; x += n, y += n) {" + body + "} return 0; }\n")
                done, report = self.audit(library, "--cases", "150")
                self.assertEqual(done.returncode, 1, done.stderr)
                named = {f["law"] for f in report["cells"][0]["findings"]}
                self.assertTrue(laws <= named, (laws, named))

    def test_every_finding_is_seen_again_by_its_replay(self):
        # Rows, long rows, strides, threads, the first call: what a law makes up is in the witness.
        strided = ('extern "C" int softmax_f32_strided(const float* x, float* y, size_t rows, size_t n, ptrdiff_t xr,'
                   "ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) { for (size_t r = 0; r < rows; ++r) {"
                   "float a[4096], b[4096]; if (n > 4096) return 1;"
                   "for (size_t j = 0; j < n; ++j) a[j] = x[(rows > 8 ? 0 : (ptrdiff_t)r) * xr + (ptrdiff_t)j * xc];"
                   "row(a, b, n); for (size_t j = 0; j < n; ++j) y[(ptrdiff_t)r * yr + (ptrdiff_t)j * yc] = b[j]; }"
                   "return 0; }\n")
        libraries = {
            "rows": self.ROW + self.SOFTMAX + "if (rows > 40) y[n * 40] = 0.75f;"
                    "for (size_t r = 0; r < rows; ++r) if (r != 40 && n > 0) row(x + r * n, y + r * n, n); return 0; }",
            "blocks": self.ROW + self.SOFTMAX + "if (n > 5000) for (size_t j = 0; j < n * rows; ++j) if (x[j] != x[j])"
                      "{ for (size_t k = 0; k < n * rows; ++k) y[k] = 0; return 0; }" + self.EACH,
            "strides": self.ROW + strided + self.SOFTMAX + self.EACH,
            "threads": self.ROW + 'static int team = 1; extern "C" void softmax_set_threads(int n) { team = n; }\n'
                       + self.SOFTMAX + "const bool few = team > 1 && rows > 0 && rows < (size_t)team;"
                       "if (few) for (size_t j = 0; j < n * rows; ++j) y[j] = 0.25f; if (few) return 0;" + self.EACH,
            "first": self.ROW + "static int calls = 0;\n" + self.SOFTMAX + "if (calls++ == 0) for (size_t j = 0;"
                     "j < n * rows; ++j) y[j] = 0.25f; if (calls == 1) return 0;" + self.EACH,
        }
        laws = {"rows": "rows", "blocks": "blocks", "strides": "strided", "threads": "threads", "first": "first-call"}
        for name, source in libraries.items():
            with self.subTest(name):
                options = ["--threads", "4"] if name == "threads" else []
                done, report = self.audit(self.library(name, source), "--cases", "700", *options)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                findings = report["cells"][0]["findings"]
                self.assertIn(laws[name], [f["law"] for f in findings])
                for finding in findings:
                    again = subprocess.run(finding["replay"], shell=True, capture_output=True, text=True)
                    self.assertEqual(again.returncode, 1, finding["law"] + again.stdout[-300:] + again.stderr)
                    self.assertTrue(finding["seen_alone"], finding["law"])

    def test_a_finding_that_takes_earlier_calls_says_so(self):
        counts = self.ROW + "static int calls = 0;\n" + self.SOFTMAX + (
            "if (++calls > 60 && n * rows > 0) { for (size_t j = 0; j < n * rows; ++j) y[j] = 2; return 0; }") + self.EACH
        done, report = self.audit(self.library("counts", counts), "--cases", "200", "--law", "accuracy")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertFalse(all(f["seen_alone"] for f in report["cells"][0]["findings"]), done.stdout)
        self.assertIn("not seen again when a new process was called", " ".join(done.stdout.split()))

    def test_the_same_seed_gives_the_same_report_with_one_job_and_with_two(self):
        def texts(jobs):
            self.audit("textbook-3.11", "--cases", "100", "--jobs", jobs)
            report = json.load(open(os.path.join(self.out, "report.json")))
            report.pop("timing")
            for cell in report["cells"]:
                cell.pop("timing")
            return json.dumps(report)
        self.assertEqual(texts("1"), texts("2"))

    def test_bad_input_gives_one_sentence_and_status_2(self):
        contract = os.path.join(self.folder.name, "c.json")
        with open(contract, "w") as out:
            out.write('{"accuracy": "perfect"}')
        for arguments in (["audit", "./no_such_library.so"], ["audit", "no-such-subject"],
                          ["audit", "softmax", "--contract", contract], ["audit", "softmax", "--contract", "/nowhere"],
                          ["audit", "softmax", "--format", "f8"], ["audit", "softmax", "--accuracy", "ulp:none"],
                          ["audit", "softmax", "--law", "gravity"], ["audit", "softmax", "--budget", "soon"],
                          ["audit", "exec:/no/such/program"], ["audit", "softmax", "--symbol", "softmax_f32"],
                          ["replay", "--subject", "softmax", "nonsense"], ["oracle", "one"], ["oracle", "inf"],
                          ["fly"], [], ["audit", "--cases", "many"], ["audit", "softmax", "--out", "/proc/no"]):
            with self.subTest(arguments):
                if arguments[:2] == ["audit", "softmax"]:
                    arguments = arguments + ["--cases", "1"]
                done = run(*arguments, cwd=self.folder.name)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertEqual(done.stderr.count("softmax-verify:"), 1, done.stderr)

    def test_a_run_that_compared_nothing_is_status_3(self):
        done, _ = self.audit("softmax", "--function", "softmax", "--format", "f32", "--law", "merge", "--cases", "3")
        self.assertEqual(done.returncode, 3, done.stdout)

    def test_a_subject_that_refuses_special_rows_conforms_and_its_idle_laws_are_named(self):
        takes = "for (size_t i = 0; i < rows * n; ++i) if (!std::isfinite(x[i])) return 1;"
        library = self.library("refuses", self.ROW + self.SOFTMAX + takes + self.EACH)
        done, report = self.audit(library, "--cases", "300")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(report["cells"][0]["verdict"], "conforming")
        self.assertRegex(" ".join(done.stdout.split()), "that left nothing to compare for laws .*mask, .*special")

    def test_a_law_whose_finite_rows_are_refused_stays_vacuous(self):
        library = self.library("refuses_long", self.ROW + self.SOFTMAX + "if (n > 1) return 1;" + self.EACH)
        done, report = self.audit(library, "--law", "single,sweep", "--cases", "100")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertEqual(report["cells"][0]["verdict"], "vacuous")

    def test_help_of_each_verb_has_an_example(self):
        for verb in ("audit", "list", "replay", "oracle"):
            done = run(verb, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("Example: softmax-verify " + verb, done.stdout)

    def test_oracle_prints_exact_values(self):
        done = run("oracle", "--digits", "20", "--function", "logsumexp", "0", "0")
        self.assertEqual((done.returncode, done.stdout), (0, "logsumexp\n  0.69314718055994530942\n"), done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
