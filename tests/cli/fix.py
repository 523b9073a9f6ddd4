# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--fix and --fix-dry-run: what they change, what they never touch.

usage: fix.py ASYNCSAFE FOLDER FLAGS…
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time

HEADER = "#pragma once\n#include <signal.h>\nstatic int quit_requested;\n"
SOURCE = """#include <signal.h>
#include <unistd.h>
#include "flags.h"
static int stop;
static void on_term(int sig) {
  stop = 1;
  quit_requested = sig;
}
int main(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, 0);
  while (!stop && !quit_requested)
    pause();
  return 0;
}
"""


def main(program, top, *flags):
    top = pathlib.Path(top).absolute()
    shutil.rmtree(top, ignore_errors=True)

    def run(folder, *options):
        return subprocess.run([program, "check", "--level=note", *options, "app.c", "--", *flags, "-Ishared"], cwd=folder,
                              text=True, capture_output=True, timeout=60)

    def project(name, link=None):
        folder = top / name
        folder.mkdir(parents=True)
        (folder / ".git").mkdir()
        (folder / "app.c").write_text(SOURCE)
        if link:
            link.mkdir(parents=True)
            (folder / "shared").symlink_to(link)
        else:
            (folder / "shared").mkdir()
        (folder / "shared/flags.h").write_text(HEADER)
        long_ago = time.time() - 100
        for file in (folder / "app.c", folder / "shared/flags.h"):
            os.utime(file, (long_ago, long_ago))
        return folder

    # The diff is all of standard output, changes nothing, and makes with patch(1) what --fix makes.
    dry, wet = project("dry"), project("wet")
    shown = run(dry, "--fix-dry-run")
    assert shown.returncode == 1 and "can be mended by fix-its in" in shown.stderr, shown
    assert shown.stdout.startswith("--- a/app.c\n+++ b/app.c\n@@ "), shown.stdout
    assert (dry / "app.c").read_text() == SOURCE and (dry / "shared/flags.h").read_text() == HEADER
    subprocess.run(["patch", "-s", "-p1"], cwd=dry, input=shown.stdout, text=True, check=True)
    before = run(wet).stdout
    os.chmod(wet / "app.c", 0o640)
    fixed = run(wet, "--fix")
    assert "mended by fix-its in" in fixed.stdout and "'stop' is shared" not in fixed.stdout, fixed
    assert "'stop' is shared" in before and "pause" in fixed.stdout, before
    for file in ("app.c", "shared/flags.h"):
        assert (wet / file).read_text() == (dry / file).read_text(), file
    assert "static volatile sig_atomic_t stop;" in (wet / "app.c").read_text()
    assert "static volatile sig_atomic_t quit_requested;" in (wet / "shared/flags.h").read_text()
    assert (wet / "app.c").stat().st_mode & 0o777 == 0o640
    # A second run finds nothing more to mend.
    after = (wet / "app.c").read_text()
    again = run(wet, "--fix")
    assert "0 findings mended by fix-its in 0 files" in again.stdout and (wet / "app.c").read_text() == after, again

    # What a link leads to outside is left alone, and that is said.
    outside = project("outside", link=top / "elsewhere")
    result = run(outside, "--fix")
    assert (top / "elsewhere/flags.h").read_text() == HEADER
    assert "1 finding mended by fix-its in 1 file, 1 not: in files outside" in result.stdout, result.stdout

    # A report in a file goes beside the diff.
    both = project("both")
    result = run(both, "--fix-dry-run", "--format=json:report.json")
    assert result.stdout.startswith("--- a/") and '"findings"' in (both / "report.json").read_text(), result

    result = run(both, "--fix", "--fix-dry-run")
    assert result.returncode == 2 and "exclude each other" in result.stderr, result

    # A file that changed since the run began is not written over.
    future = project("future")
    soon = time.time() + 1000
    os.utime(future / "app.c", (soon, soon))
    result = run(future, "--fix")
    assert (future / "app.c").read_text() == SOURCE and "or changed since" in result.stdout, result.stdout


main(*sys.argv[1:])
