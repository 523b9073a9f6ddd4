# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""calls.py FOLDER: functions that call each other many times, six levels deep, end all the same.

Each of the six functions calls the one below it thirty times, so there are 30^5 ways down; what the lowest one
does is different in each program.  Within 10 seconds of the processor and 4 GiB.
"""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from limits import limits

LEVELS, CALLS = 6, 30
HEAD = """#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
static int s, n, ends[2];
static volatile sig_atomic_t f;
static pthread_mutex_t m;
static pthread_cond_t c;
static jmp_buf b;
static void *read_some(void *p) { char *t = malloc(3); read(0, t, 3); free(t); return p; }
static void set(int x) { f = x; }
"""

# The parameters, how they are passed on, what the lowest function does, and the rest of the program.
PROGRAMS = {
    "work of a thread": ("int a", "a", "int fd; while ((fd = accept(s, 0, 0)) >= 0) close(fd);",
        "static void *w(void *p) { c5(1); return p; }"
        "int main(void) { pthread_t t; signal(SIGUSR1, set); pthread_create(&t, 0, w, 0); pthread_join(t, 0); }"),
    "filled set": ("sigset_t *a", "a", "sigaddset(a, SIGTERM);",
        "int main(void) { sigset_t x; signal(SIGTERM, set); sigemptyset(&x); c5(&x); sigprocmask(SIG_BLOCK, &x, 0);"
        " while (!f) pause(); }"),
    "set of the caller": ("sigset_t *a", "a", "sigprocmask(SIG_BLOCK, a, 0); while (!f) pause();",
        "int main(void) { sigset_t x; signal(SIGTERM, set); sigemptyset(&x); sigaddset(&x, SIGTERM); c5(&x); }"),
    "cancelled": ("pthread_t a", "a", "pthread_cancel(a);",
        "int main(void) { pthread_t t; pthread_create(&t, 0, read_some, 0); c5(t); pthread_join(t, 0); }"),
    "started": ("pthread_t *a, void *(*w)(void *)", "a, w", "pthread_create(a, 0, w, 0);",
        "int main(void) { pthread_t t; c5(&t, read_some); pthread_cancel(t); pthread_join(t, 0); }"),
    "woken": ("int a", "a", '(void)!write(ends[1], "x", 1); f = 1;',
        "static void on(int x) { f = 1; c5(x); }"
        "int main(void) { char y; pipe(ends); signal(SIGTERM, on); for (;;) { read(ends[0], &y, 1); if (f) { f = 0; c5(2); } } }"),
    "nonblocking": ("int a", "a", "fcntl(a, F_SETFL, O_NONBLOCK);",
        'static void on(int x) { write(ends[1], "x", 1); }'
        "int main(void) { char y; pipe(ends); c5(ends[0]); c5(ends[1]); signal(SIGTERM, on); for (;;) read(ends[0], &y, 1); }"),
    "stopped": ("int a", "a", "n = a;",
        "static void *w(void *p) { pthread_mutex_lock(&m); while (!n) pthread_cond_wait(&c, &m); pthread_mutex_unlock(&m);"
        " return p; }"
        "int main(void) { pthread_t t; pthread_create(&t, 0, w, 0); c5(1); pthread_join(t, 0); }"),
    "waited": ("int a", "a", "pthread_cond_wait(&c, &m);",
        "static void *w(void *p) { pthread_mutex_lock(&m); while (!n) c5(1); pthread_mutex_unlock(&m); return p; }"
        "int main(void) { pthread_t t; pthread_create(&t, 0, w, 0); n = 1; pthread_cond_signal(&c); pthread_join(t, 0); }"),
    "made": ("const char *a", "a", "mkfifo(a, 0600);",
        'static void on(int x) { unlink("/tmp/x"); _exit(x); }'
        'int main(void) { c5("/tmp/x"); signal(SIGTERM, on); pause(); }'),
    "ended": ("int a", "a", "if (a) exit(1);",
        "int main(void) { char *t = malloc(3); pthread_cleanup_push(free, t); c5(1); pthread_cleanup_pop(1); }"),
    "registered": ("int a, void (*h)(int)", "a, h", "signal(a, h);",
        "int main(void) { c5(SIGTERM, set); while (!f) pause(); }"),
    "jumped": ("int a", "a", "if (a) longjmp(b, 1);",
        "int main(void) { char *t = malloc(3); if (setjmp(b)) return 1; c5(1); free(t); }"),
    "counted": ("int a", "a", "n += a;",
        "static void *w(void *p) { pthread_mutex_lock(&m); c5(1); pthread_mutex_unlock(&m); return p; }"
        "int main(void) { pthread_t t; pthread_create(&t, 0, w, 0); pthread_cancel(t); return n; }"),
}


def main(folder):
    work = pathlib.Path(folder)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name, (takes, passes, does, rest) in PROGRAMS.items():
        text = HEAD + f"static void c0({takes}) {{ {does} }}\n"
        for level in range(1, LEVELS):
            text += f"static void c{level}({takes}) {{\n" + f"  c{level - 1}({passes});\n" * CALLS + "}\n"
        source = work / (name.replace(" ", "_") + ".c")
        source.write_text(text + rest + "\n")
        result = subprocess.run([os.environ["ASYNCSAFE"], "check", "--strict", "--sources=all", "--no-index", source, "--", "-w"],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL, preexec_fn=limits(4, 10))
        assert result.returncode in (0, 1) and "analysed 1 of 1 unit" in result.stderr, (name, result)


main(sys.argv[1])
