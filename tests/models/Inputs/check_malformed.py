"""Malformed model files: file, JSON pointer and reason, exit 2, nothing analysed.

    check_malformed.py ASYNCSAFE GOLDEN SOURCE FOLDER [--update]

Compares what `asyncsafe models` says of every file in FOLDER with GOLDEN; then
`asyncsafe check` has to say the same, and no finding.
"""
import difflib
import os
import subprocess
import sys


def main():
    update = "--update" in sys.argv
    program, golden, source, folder = [a for a in sys.argv[1:] if a != "--update"]
    said = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(os.path.abspath(folder), name)
        said.append(f"== {name}\n")
        run = subprocess.run([program, "models", f"--models={path}"], capture_output=True, timeout=60)
        errors = run.stderr.decode("ascii").replace(path, name)
        said += errors.splitlines(keepends=True)
        check = subprocess.run([program, "check", f"--models={path}", source, "--"], capture_output=True, timeout=60)
        repeated = errors in check.stderr.decode().replace(path, name)
        if run.returncode == 0 and check.returncode != 2:
            said.append("valid\n")
        elif run.returncode != 2 or run.stdout:
            said.append(f"exit {run.returncode}, {len(run.stdout)} bytes on stdout\n")
        elif check.returncode != 2 or check.stdout or not repeated:
            said.append(f"check: exit {check.returncode}: {check.stdout.decode()}{check.stderr.decode()}\n")
    if update:
        with open(golden, "w") as file:
            file.writelines(said)
        return 0
    with open(golden) as file:
        wanted = file.readlines()
    difference = list(difflib.unified_diff(wanted, said, "golden", "said"))
    sys.stdout.writelines(difference)
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
