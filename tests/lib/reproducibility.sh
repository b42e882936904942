#!/usr/bin/env bash
# The bits of the library for each compiler and optimisation level at hand and, within each, for
# every vector target of this machine: builds lib_every_target again and again, runs it, and writes
# a table to FILE. Exit status 1 when two hashes of one format differ.
#   tests/lib/reproducibility.sh [FILE]     (default: reports/reproducibility.md)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-reports/reproducibility.md}
scale=${SOFTMAX_TEST_SCALE:-16} # 16: more than 10^7 outputs a format
table=$(mktemp)
trap 'rm -f "$table"' EXIT

for compiler in g++ clang++; do
  command -v "$compiler" >/dev/null || continue
  for level in -O1 -O2 -O3; do
    folder=build/reproducibility/$compiler$level
    mkdir -p "$folder"
    cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" \
      -DCMAKE_CXX_FLAGS_RELEASE="$level" >"$folder.log" 2>&1 ||
      { tail -n 5 "$folder.log" && exit 2; }
    cmake --build "$folder" --target lib_every_target >"$folder.log" 2>&1 ||
      { tail -n 20 "$folder.log" && exit 2; }
    printf 'reproducibility: %s %s\n' "$("$compiler" -dumpfullversion)" "$level" >&2
    SOFTMAX_TEST_SCALE=$scale "$folder/bin/lib_every_target" |
      sed -n "s/^hash /$compiler $("$compiler" -dumpfullversion) $level /p" >>"$table"
  done
done

python3 - "$table" "$scale" >"$out" <<'PY'
import collections, platform, sys

rows = [line.split() for line in open(sys.argv[1])]
hashes = collections.defaultdict(set)
for compiler, version, level, kind, outputs, targets, value in rows:
    hashes[kind].add(value)
same = all(len(values) == 1 for values in hashes.values())
print("# The same bits everywhere\n")
print("One hash (FNV-1a) over the bits of every output of softmax, log_softmax and logsumexp on a fixed set of rows: nine")
print("families, NaN among them, up to 17000 entries a row. Within a line, every vector target gave that hash, or the test fails.\n")
print(f"Repeat it with `SOFTMAX_TEST_SCALE={sys.argv[2]} tests/lib/reproducibility.sh`. Machine: {platform.machine()}.\n")
print("| format | compiler | level | outputs | targets | hash |")
print("|---|---|---|---:|---|---|")
for compiler, version, level, kind, outputs, targets, value in sorted(rows, key=lambda r: (r[3], r)):
    print(f"| {kind} | {compiler} {version} | `{level}` | {outputs} | {targets.replace(',', ', ')} | `{value}` |")
print("\n" + ("All hashes of a format are the same." if same and rows else "**Hashes differ.**"))
sys.exit(0 if same and rows else 1)
PY
echo "reproducibility: $out" >&2
