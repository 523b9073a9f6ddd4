# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Says which C++ files are not as `./dev format` leaves them.

usage: format.py SOURCE
"""

import re
import subprocess
import sys


def main(source):
    # What './dev format' formats, by its own words.
    files = subprocess.run(["bash", "-c", f"cd '{source}' && eval \"$(sed -n '/^cxx_files() {{$/,/^}}$/p' dev)\" && cxx_files"],
                           text=True, capture_output=True, check=True).stdout.split()
    assert len(files) > 300, files
    done = subprocess.run(["clang-format-22", "--dry-run", "--Werror", *files], cwd=source, text=True, capture_output=True)
    unformatted = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error:", done.stderr, re.M)))
    for file in unformatted:
        print(f"{file}: run './dev format'")
    assert done.returncode == bool(unformatted), done.stderr
    return bool(unformatted)


sys.exit(main(*sys.argv[1:]))
