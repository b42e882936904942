"""softmax-verify bench as a user calls it. Arguments: the program, a C++ compiler."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, COMPILER = sys.argv[1:3]
QUICK = ["--rounds", "3", "--min-time", "0.002"]

LIBRARY = """
#include <cmath>
#include <cstddef>
extern "C" int NAME(const float* x, float* y, std::size_t rows, std::size_t n) {
  for (; rows-- > 0; x += n, y += n) {
    double s = 0; float m = x[0];
    for (std::size_t j = 1; j < n; ++j) m = std::fmax(m, x[j]);
    for (std::size_t j = 0; j < n; ++j) s += std::exp((double)x[j] - m);
    for (std::size_t j = 0; j < n; ++j) y[j] = BODY;
  }
  return 0;
}
"""


def run(*arguments, cwd=None, env=None):
    return subprocess.run([PROGRAM, "bench", *arguments], capture_output=True, text=True, cwd=cwd, timeout=200,
                          env={**os.environ, **(env or {})})


class Bench(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = os.path.join(self.folder.name, "out")

    def tearDown(self):
        self.folder.cleanup()

    def bench(self, *arguments, env=None):
        done = run(*arguments, *QUICK, "--out", self.out, env=env)
        path = pathlib.Path(self.out, "speed.json")
        return done, json.loads(path.read_text()) if path.exists() else None

    def library(self, name, body, symbol="softmax_f32"):
        source = os.path.join(self.folder.name, name + ".cpp")
        library = os.path.join(self.folder.name, name + ".so")
        with open(source, "w") as out:
            out.write(LIBRARY.replace("NAME", symbol).replace("BODY", body))
        subprocess.run([COMPILER, "-shared", "-fPIC", "-O2", source, "-o", library], check=True)
        return library

    def test_this_library_alone(self):
        done, report = self.bench("softmax", "--format", "f32,bf16", "--shape", "64x16,1x3000")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("benchmark", done.stderr)  # Google Benchmark has nothing to complain of
        self.assertEqual(len(report["groups"]), 3 * 2 * 2)
        for group in report["groups"]:
            ours = group["entries"][0]
            self.assertEqual(len(ours["timing"]["rounds"]), 3)
            self.assertGreater(ours["timing"]["median"], 0)
            self.assertLessEqual(ours["judgement"]["largest_ulp"], 0.5)
            self.assertEqual(ours["ratio"], 1.0)
        self.assertEqual([(g["rows"], g["cols"], len(g["sides"])) for g in report["side_by_side"]],
                         [(64, 16, 6), (1, 3000, 6)])
        for shape, side in ((shape, side) for shape in report["side_by_side"] for side in shape["sides"]):
            self.assertEqual(len(side["timing"]["rounds"]), 3)
            self.assertEqual(side["two_threads"] is None, shape["rows"] == 1)
            if (side["function"], side["format"]) == ("softmax", "f32"):
                self.assertEqual(side["ratio"], 1.0)
        text = pathlib.Path(self.out, "speed.md").read_text()
        self.assertIn("`./run bench softmax --format f32,bf16 --shape 64x16,1x3000 --rounds 3 --min-time 0.002`", text)
        self.assertIn("64x16", done.stdout)

    def test_absent_peers_are_named(self):
        done, report = self.bench("--function", "softmax", "--format", "f32", "--shape", "8x8",
                                  env={"SOFTMAX_VERIFY_PEERS": self.folder.name})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("libxnnpack-dev", {a["name"]: a["why"] for a in report["absent"]}["xnnpack"])
        self.assertIn("xnnpack: not installed", done.stdout)

    def test_a_library_by_its_path_and_another_name(self):
        library = self.library("honest", "(float)(std::exp((double)x[j] - m) / s)", symbol="my_kernel")
        done, report = self.bench("softmax", library, "--symbol", "softmax_f32=my_kernel", "--function", "softmax",
                                  "--format", "f32,f64", "--shape", "64x16")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        entries = {g["format"]: {e["name"]: e for e in g["entries"]} for g in report["groups"]}
        self.assertTrue(entries["f32"][library]["judgement"]["sane"])
        self.assertLess(entries["f32"][library]["judgement"]["largest_ulp"], 1.0)
        self.assertFalse(entries["f64"][library]["measured"])

    def test_who_is_wrong_is_not_ranked(self):
        library = self.library("wrong", "x[j] / 16")
        done, report = self.bench("softmax", library, "--function", "softmax", "--format", "f32", "--shape", "64x16")
        self.assertEqual(done.returncode, 1, done.stderr)
        ours, wrong = report["groups"][0]["entries"][:2]
        self.assertEqual(ours["ratio"], 1.0)
        self.assertFalse(wrong["judgement"]["sane"])
        self.assertIn("not ranked", done.stdout)

    def test_nothing_to_time_is_status_3(self):
        library = self.library("honest", "(float)(std::exp((double)x[j] - m) / s)")
        done, _ = self.bench(library, "--function", "logsumexp", "--format", "f64", "--shape", "8x8")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)

    def test_bad_input_gives_one_sentence_and_status_2(self):
        empty = os.path.join(self.folder.name, "empty.so")
        subprocess.run([COMPILER, "-shared", "-fPIC", "-x", "c++", os.devnull, "-o", empty], check=True)
        for arguments in (["--shape", "16"], ["--shape", "0x4"], ["--shape", "4x4,4by4"], ["--rounds", "0"],
                          ["--rounds", "many"], ["--min-time", "soon"], ["--min-time", "-1"], ["--min-time", "nan"],
                          ["--function", "relu"], ["--format", "f8"], ["--symbol", "softmax_f32"], ["no-such-subject"],
                          ["./no_such_library.so"], ["exec:true"], [empty], ["--fly"], ["--out", "/proc/no"]):
            with self.subTest(arguments):
                if not any(a in arguments for a in ("no-such-subject", "./no_such_library.so", "exec:true", empty)):
                    arguments = ["softmax"] + arguments
                done = run(*arguments, cwd=self.folder.name)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertEqual(done.stderr.count("softmax-verify:"), 1, done.stderr)

    def test_help_has_an_example(self):
        self.assertIn("Example: softmax-verify bench", run("--help").stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
