#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds the runtime in several ways and runs all its tests in each: GCC, Clang, the shared library, and GCC's
# sanitizers. Installs what it needs where that is missing. Every run says what it left out; the last line is the sum of
# all runs.
#
#   runtime/ci.sh             gcc clang shared asan tsan
#   runtime/ci.sh gcc asan    only these of: gcc clang shared asan tsan clang-asan clang-tsan aarch64, and clang-VERSION
#                             for a Clang other than the distribution's (clang-22: clang++-22)
#
# Only the gcc run has the strangers' projects.
# aarch64, under an emulator, only when asked for: it keeps no signal's timing, and builds GoogleTest from source.
# ASYNCSAFE, if set, names the program whose checks the examples must pass; without it those tests are skipped.
# ASYNCSAFE_JOBS is the number of jobs at once, 2 if not set.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
jobs=${ASYNCSAFE_JOBS:-2}
passed=0
failed=0
skipped=0

wanted=("$@")
[ ${#wanted[@]} -gt 0 ] || wanted=(gcc clang shared asan tsan)

packages=(cmake ninja-build g++ clang libgtest-dev libgmock-dev libbenchmark-dev libboost-thread-dev
  libasio-dev libuv1-dev libglib2.0-dev musl-tools
  python3 python3-dev pkg-config spin)
[[ " ${wanted[*]} " != *' aarch64 '* ]] || packages+=(g++-aarch64-linux-gnu qemu-user)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  log=$(mktemp)
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y "${missing[@]}"; } > "$log" 2>&1 || {
    cat "$log"
    echo "runtime/ci.sh: could not install: ${missing[*]}"
    echo "0 passed, 1 failed"
    exit 1
  }
fi
launcher=()
command -v ccache > /dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

# $1 names the run and its build folder, $2 is a regular expression of tests to leave out; then CMake's options.
run() {
  local name=$1 leave_out=$2 build log
  shift 2
  build=$top/build/runtime-$name
  [ "$name" = gcc ] && build=$top/build/runtime
  log=$build.log
  mkdir -p "$build"
  if ! { cmake -S "$here" -B "$build" -G Ninja "${launcher[@]}" "$@" &&
    cmake --build "$build" -j "$jobs"; } > "$log" 2>&1; then
    tail -n 60 "$log"
    echo "runtime $name: does not build"
    failed=$((failed + 1))
    return
  fi
  local selection=()
  [ -n "$leave_out" ] && selection=(-E "$leave_out")
  (cd "$build" && ctest -j "$jobs" --timeout 120 --output-on-failure "${selection[@]}") > "$log" 2>&1
  local summary total bad names skips
  summary=$(grep -E '^[0-9]+% tests passed' "$log")
  if [ -z "$summary" ]; then
    tail -n 40 "$log"
    failed=$((failed + 1))
    return
  fi
  bad=$(sed -E 's/.*, ([0-9]+) tests? failed out of .*/\1/' <<< "$summary")
  total=$(sed -E 's/.* out of ([0-9]+).*/\1/' <<< "$summary")
  # CTest counts what was skipped as passed.
  names=$(sed -nE 's/^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: ([^ ]+) .*\*\*\*Skipped.*/\1/p' "$log")
  skips=$(grep -c . <<< "$names")
  passed=$((passed + total - bad - skips))
  failed=$((failed + bad))
  skipped=$((skipped + skips))
  [ "$bad" -eq 0 ] || grep -vE ' Passed +[0-9.]+ sec$|^ +Start +[0-9]+:' "$log" | tail -n 150
  [ "$skips" -eq 0 ] || echo "runtime $name: skipped:" $names
  [ -z "$leave_out" ] || echo "runtime $name: left out: tests that match $leave_out"
  echo "runtime $name: $((total - bad - skips)) passed, $bad failed, $skips skipped ($SECONDS s so far)"
}

for one in "${wanted[@]}"; do
  case $one in
    gcc) run gcc '' -DCMAKE_CXX_COMPILER=g++ ;;
    clang) run clang strangers -DCMAKE_CXX_COMPILER=clang++ -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    shared) run shared strangers -DCMAKE_CXX_COMPILER=g++ -DBUILD_SHARED_LIBS=ON -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    clang-asan) run clang-asan '' -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DASYNCSAFE_RUNTIME_SANITIZE=address,undefined -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    clang-tsan) run clang-tsan '' -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DASYNCSAFE_RUNTIME_SANITIZE=thread -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    clang-[0-9]*) run "$one" strangers "-DCMAKE_C_COMPILER=$one" "-DCMAKE_CXX_COMPILER=clang++-${one#clang-}" -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    asan) run asan '' -DASYNCSAFE_RUNTIME_SANITIZE=address,undefined -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    tsan) run tsan '' -DASYNCSAFE_RUNTIME_SANITIZE=thread -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    aarch64) run aarch64 '' -DCMAKE_TOOLCHAIN_FILE="$here/cmake/aarch64-linux-gnu.cmake" -DASYNCSAFE_RUNTIME_BENCH=OFF ;;
    *)
      echo "runtime/ci.sh: no such run: $one" >&2
      exit 2
      ;;
  esac
done
[ "$skipped" -eq 0 ] || echo "runtime: $skipped skipped, named above"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
