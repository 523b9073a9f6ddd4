"""The rows say of each call that waits what a signal does to it here.

    check_eintr.py CLANG MODELS PROGRAM.c EXECUTABLE

Runs PROGRAM, which sends a signal to a thread that waits, with a handler that
does not restart calls and with one that does.  What the rows of posix-*.json say
under `on-signal` has to be what was seen.  A row that says something and is not
tried has to stand in UNTRIED.
"""
import glob
import json
import os
import platform
import subprocess
import sys

# Large-file forms, forms without a lock, and kin that are the same system call or function.
KIN = {
    "aio_suspend64", "creat64", "fopen64", "freopen", "freopen64", "open64", "openat64", "lio_listio64", "fcntl64", "lockf64", "sendfile64",
    "fgetc_unlocked", "getc_unlocked", "fgetwc", "getwc", "fgetwc_unlocked", "getwc_unlocked", "getw", "getchar", "getchar_unlocked",
    "getwchar", "getwchar_unlocked", "fgets_unlocked", "fgetws", "fgetws_unlocked", "gets", "fread_unlocked", "fwrite_unlocked",
    "fflush_unlocked", "putc", "fputc_unlocked", "putc_unlocked", "fputs_unlocked", "fputws", "fputws_unlocked", "fputwc", "putwc",
    "fputwc_unlocked", "putwc_unlocked", "putw", "putchar", "putchar_unlocked", "puts", "putwchar", "putwchar_unlocked", "printf",
    "wprintf", "scanf", "wscanf", "fwprintf", "fwscanf", "vprintf", "vwprintf", "vscanf", "vwscanf", "vfprintf", "vfwprintf", "vfscanf",
    "vfwscanf", "vdprintf", "fseek", "fseeko", "fseeko64", "fsetpos", "fsetpos64", "pread", "pread64", "preadv", "preadv64", "preadv2",
    "preadv64v2", "pwrite", "pwrite64", "pwritev", "pwritev64", "pwritev2", "pwritev64v2", "sigpause", "cnd_timedwait", "mtx_timedlock",
    "pthread_rwlock_clockrdlock", "pthread_rwlock_clockwrlock",
}  # fmt: skip
# Needs a device, a disk or a server that answers slowly, another system, or a library.
UNTRIED = KIN | {
    "close", "posix_close", "dup2", "dup3", "fsync", "fdatasync", "msync", "truncate", "truncate64", "ftruncate", "ftruncate64",
    "posix_fallocate", "posix_fallocate64", "fallocate", "fallocate64", "ioctl", "tcdrain", "tcsetattr", "copy_file_range", "getrandom",
    "kevent", "io_getevents", "gai_suspend",
}  # fmt: skip
# A second way to call a function, under another name: the condition of the effect it has.
VARIANTS = {"aio_suspend_limit": ("aio_suspend", {"arg2": "!=null"})}


def main():
    clang, models, source, executable = sys.argv[1:]
    if platform.system() != "Linux" or platform.libc_ver()[0] != "glibc":
        print("skipped: the rows are about Linux and glibc")
        return 0
    said = {}
    for file_name in sorted(glob.glob(os.path.join(models, "posix-*.json"))):
        with open(file_name) as file:
            for row in json.load(file).get("rows", []):
                for name in row["name"] if isinstance(row["name"], list) else [row["name"]]:
                    for effect in row.get("effects", []):
                        if "blocks" in effect:
                            said.setdefault(name, []).append((effect.get("when", {}), effect.get("on-signal", "ignores")))
    subprocess.run([clang, "-w", "-O0", source, "-o", executable, "-pthread"], check=True)
    # A busy machine may be too slow for a thread to be where it should: once more then.
    for attempt in range(3):
        output = subprocess.run([executable], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60).stdout
        tried, wrong = set(), []
        for line in output.splitlines():
            name, seen = line.split(" ", 1)
            tried.add(name)
            name, when = VARIANTS.get(name, (name, None))
            words = {signal for condition, signal in said.get(name, []) if when is None or condition == when}
            if when is None and len(words) > 1:  # the plain call is the one without the variant's condition
                words = {signal for condition, signal in said[name] if condition not in [c for n, c in VARIANTS.values() if n == name]}
            if seen != "missing" and words != {seen}:
                wrong.append(f"{name}: seen: {seen}, the model says: {', '.join(sorted(words)) or 'nothing'}")
        if not wrong:
            break
    untried = sorted(n for n, effects in said.items() if any(s != "ignores" for _, s in effects) and n not in tried and n not in UNTRIED)
    for line in wrong + [f"{name}: not tried" for name in untried]:
        print(line)
    print(f"{len(tried)} calls tried, {len(wrong)} wrong")
    return 1 if wrong or untried or len(tried) < 90 else 0


if __name__ == "__main__":
    sys.exit(main())
