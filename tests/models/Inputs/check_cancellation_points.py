"""posix-cancellation.json says of each function what this C library does.

    check_cancellation_points.py CLANG MODELS PROGRAM.c EXECUTABLE

Runs PROGRAM, which cancels a thread in every function.  A function that acts on
it has to be definite or likely; one that does not must not be definite, nor
likely unless it depends on something that the one call tried does not show.
"""
import json
import os
import platform
import subprocess
import sys

# The call tried had nothing to write, or was complete at once.
DEPENDS = {"aio_suspend", "fclose", "lio_listio", "puts", "putwchar", "vwprintf", "wprintf", "wscanf"}
# Name services may answer from a file, or not be there at all.
DEPENDS |= {
    "getaddrinfo", "getnameinfo", "gethostbyaddr", "gethostbyname", "gethostid", "getpwnam", "getpwnam_r", "getpwuid", "getpwuid_r",
    "getgrnam", "getgrnam_r", "getgrgid", "getgrgid_r", "getservbyname", "getservbyport", "openlog", "syslog",
}  # fmt: skip
# Names are drawn from random bits, which only sometimes takes a system call.
DEPENDS |= {"mkdtemp", "tmpnam"}
# Functions whose row has a condition, and second calls under another name.
ALIASES = {"fcntl_getfl": None, "fclose_buffered": "fclose", "sleep_1": "sleep"}


def main():
    clang, models, source, executable = sys.argv[1:]
    libc = platform.libc_ver()
    if libc[0] != "glibc" or tuple(map(int, libc[1].split(".")[:2])) != (2, 36):
        print(f"skipped: the rows were checked against glibc 2.36, this is {' '.join(libc)}")
        return 0
    sure = {}
    with open(os.path.join(models, "posix-cancellation.json")) as file:
        for row in json.load(file).get("rows", []):
            for name in row["name"] if isinstance(row["name"], list) else [row["name"]]:
                for effect in row["effects"]:
                    sure[name] = effect.get("sure", "definite")
    subprocess.run([clang, "-w", "-O0", source, "-o", executable, "-pthread"], check=True)
    output = subprocess.run([executable], capture_output=True, text=True, timeout=120).stdout
    wrong = tried = 0
    for line in output.splitlines():
        words = line.split()
        if len(words) != 2:
            continue
        name, what = words
        name = ALIASES.get(name, name)
        if name is None:
            continue
        tried += 1
        said = sure.get(name, "none")
        good = said in ("definite", "likely") if what == "cancelled" else said in ("unknown", "none") or name in DEPENDS
        if not good:
            wrong += 1
            print(f"{name}: {what}, the model says {said}")
    print(f"{tried} functions tried, {wrong} wrong")
    return 1 if wrong or tried < 250 else 0


if __name__ == "__main__":
    sys.exit(main())
