#!/usr/bin/env bash
# The bits of the library for each compiler and optimisation level at hand and, within each, for
# every vector target of this machine: builds lib_every_target again and again, runs it, and writes
# a table to FILE; and for AArch64 under qemu-user, on fewer rows, where the cross compiler is there
# (packages g++-aarch64-linux-gnu, qemu-user; two libraries of arm64 are fetched into build/).
# Exit status 1 when two hashes of one format over the same rows differ.
#   tests/lib/reproducibility.sh [FILE]     (default: reports/reproducibility.md)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-reports/reproducibility.md}
scale=${SOFTMAX_TEST_SCALE:-16} # 16: more than 10^7 outputs a format
few=1                           # what qemu has the time for
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
    version=$("$compiler" -dumpfullversion 2>/dev/null || "$compiler" -dumpversion)
    printf 'reproducibility: %s %s %s\n' "$compiler" "$version" "$level" >&2
    for rows in "$scale" "$few"; do
      SOFTMAX_TEST_SCALE=$rows "$folder/bin/lib_every_target" |
        sed -n "s/^hash /$compiler $version $level x86_64 /p" >>"$table"
    done
  done
done

# The packages of arm64 that the test links, without installing them; false where they cannot be had.
fetch_arm64() {
  local root=$1
  [ -f "$root/usr/include/mpfr.h" ] && return
  mkdir -p "$root"
  if ! dpkg --print-foreign-architectures | grep -qx arm64; then
    printf 'reproducibility: adds arm64 to the architectures of dpkg, to fetch its packages\n' >&2
    dpkg --add-architecture arm64 && apt-get update -qq || return
  fi
  (cd "$root" && apt-get download -qq libhwy-dev:arm64 libhwy1:arm64 libgtest-dev:arm64 \
    libgmp-dev:arm64 libgmp10:arm64 libmpfr-dev:arm64 libmpfr6:arm64 &&
    for package in ./*.deb; do dpkg -x "$package" .; done) 2>/dev/null
}

cross=aarch64-linux-gnu-g++
if command -v "$cross" >/dev/null && command -v qemu-aarch64 >/dev/null; then
  folder=build/reproducibility/aarch64
  fetch_arm64 "$folder/root" || {
    printf 'reproducibility: the arm64 packages of libhwy, libgtest and libmpfr could not be fetched (as root, with apt); without %s\n' \
      "$cross, run this on a machine that has them" >&2
    exit 2
  }
  libraries=$PWD/$folder/root/usr/lib/aarch64-linux-gnu
  for level in -O1 -O2 -O3; do
    "$cross" -std=c++20 "$level" -ffp-contract=off -Ilib/include -Ilib/src -Itests/lib \
      -isystem "$folder/root/usr/include" -isystem "$folder/root/usr/include/aarch64-linux-gnu" \
      tests/lib/every_target.test.cpp lib/src/fixed.cpp lib/src/fixed_exp.cpp lib/src/kernels.cpp lib/src/last_resort.cpp lib/src/rows.cpp \
      -o "$folder/every_target" "$libraries/libgtest_main.a" "$libraries/libgtest.a" \
      "$libraries/libhwy.so.1" "$libraries/libmpfr.so.6" "$libraries/libgmp.so.10"
    printf 'reproducibility: %s %s\n' "$cross" "$level" >&2
    SOFTMAX_TEST_SCALE=$few qemu-aarch64 -L /usr/aarch64-linux-gnu \
      -E LD_LIBRARY_PATH="$libraries" "$folder/every_target" |
      sed -n "s/^hash /g++ $("$cross" -dumpfullversion) $level aarch64 /p" >>"$table"
  done
fi

python3 - "$table" "$scale" >"$out" <<'PY'
import collections, sys

rows = [line.split() for line in open(sys.argv[1])]
hashes = collections.defaultdict(set)
for compiler, version, level, machine, kind, outputs, targets, value in rows:
    hashes[kind, outputs].add(value)
same = all(len(values) == 1 for values in hashes.values())
print("# The same bits everywhere\n")
print("One hash (FNV-1a) over the bits of every output of softmax, log_softmax and logsumexp on a fixed set of rows: nine")
print("families, NaN among them, up to 17000 entries a row. Within a line, every vector target gave that hash, or the test fails.")
print("AArch64 runs under qemu-user, on a sixteenth of the rows; the other machines ran those too, so that the hashes compare. Of its")
print("targets the library has NEON and the two without vectors: where SVE is named, NEON ran, and where AVX3_DL is named, AVX3 (AVX-512) ran.\n")
print(f"Repeat it with `SOFTMAX_TEST_SCALE={sys.argv[2]} tests/lib/reproducibility.sh`.\n")
print("| format | outputs | hash | machine | compiler | level | targets |")
print("|---|---:|---|---|---|---|---|")
for compiler, version, level, machine, kind, outputs, targets, value in sorted(rows, key=lambda r: (r[4], -int(r[5]), r[3], r)):
    print(f"| {kind} | {outputs} | `{value}` | {machine} | {compiler} {version} | `{level}` | {targets.replace(',', ', ')} |")
print("\n" + ("All hashes over the same rows are the same." if same and rows else "**Hashes differ.**"))
sys.exit(0 if same and rows else 1)
PY
echo "reproducibility: $out" >&2
