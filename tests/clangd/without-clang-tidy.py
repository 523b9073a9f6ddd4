# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is reported where --clang-tidy=0 is among the flags, as Qt Creator gives it."""

import pathlib
import sys

from lsp import Server, check

TEXT = """\
struct Mutex { void lock() noexcept; void unlock() noexcept; };
static void check() { throw 1; }
void f(Mutex &M) {
  M.lock();
  check();
  M.unlock();
}
bool g(int n) {
  if (n = 3)
    return true;
  if (n == 4);
    return false;
  return sizeof(char) != 1;
}
"""
OURS = "asyncsafe-unprotected-release"


def codes(folder, checks, *flags):
    folder.mkdir(parents=True)
    (folder / "compile_flags.txt").write_text("-std=c++17\n")
    if checks is not None:
        (folder / ".clang-tidy").write_text(f"Checks: '{checks}'\n")
    with Server(folder, *flags) as server:
        file = server.open("f.cpp", TEXT)
        return {d.get("code") for d in server.diagnostics(file)}


def main():
    folder = pathlib.Path(sys.argv[1])
    theirs = "bugprone-suspicious-semicolon"
    both = codes(folder / "on", theirs)
    check({OURS, theirs} <= both, "with clang-tidy:", both)
    for number, flag in enumerate(("--clang-tidy=0", "-clang-tidy=false")):
        off = codes(folder / f"off-{number}", theirs, flag)
        check(OURS in off and theirs not in off, flag, off)
        check("-Wparentheses" in off or any("parentheses" in str(code) for code in off), "the compiler's warnings are there", off)
    check(OURS in codes(folder / "none", None, "--clang-tidy=0"), "without a .clang-tidy")
    taken = codes(folder / "taken", f"-{OURS}", "--clang-tidy=0")
    check(OURS not in taken, "what .clang-tidy takes away stays away", taken)


main()
