"""Prints a unit whose functions call each other many times over: who follows all ways along them
does not come to an end.  usage: fans.py KIND"""

import sys

CALLS, DEEP = 700, 5


def fan(name, leaf, parameter="void", argument=""):
    for depth in range(DEEP, -1, -1):
        body = leaf if depth == DEEP else f"  {name}{depth + 1}({argument});\n" * CALLS
        print(f"static void {name}{depth}({parameter}) {{\n{body}\n}}")


THREAD = """
static pthread_t t;
void start(void) { pthread_create(&t, 0, thread, 0); }
void end(void) { a0(); pthread_join(t, 0); }
"""
kind = sys.argv[1]
for header in ("errno", "pthread", "signal", "sys/socket", "unistd"):
    print(f"#include <{header}.h>")
print("void act(void);\nstatic volatile sig_atomic_t flag;\nstatic int ends[2];")
if kind == "stop":  # callers of who stores
    fan("a", "flag = 1;")
    print("static void *thread(void *p) { while (!flag) accept(ends[0], 0, 0); return p; }" + THREAD)
elif kind == "lock":  # callers that may hold the lock
    print("static pthread_mutex_t m; static pthread_cond_t c;")
    fan("a", "flag = 1; pthread_cond_signal(&c);")
    print("static void *thread(void *p) { pthread_mutex_lock(&m); while (!flag) pthread_cond_wait(&c, &m);"
          " pthread_mutex_unlock(&m); return p; }" + THREAD)
elif kind == "early":  # callers that wake and store
    fan("b", 'write(ends[1], "", 1);')
    fan("a", "b0(); flag = 1;")
    print("static void *thread(void *p) { char c; while (!flag) recv(ends[0], &c, 1, 0); return p; }" + THREAD)
elif kind == "late":  # callees that may need the flag
    fan("a", "act();")
    print("static void handler(int s) { flag = 1; }\n"
          "void run(void) { signal(SIGHUP, handler); for (;;) { pause(); if (flag) { a0(); flag = 0; } } }")
elif kind == "wake":  # callees of a handler that wake
    fan("a", 'write(ends[1], "", 1);')
    print("static void handler(int s) { a0(); flag = 1; }\n"
          "int main(void) { char c; pipe(ends); signal(SIGHUP, handler);"
          " for (;;) { read(ends[0], &c, 1); if (flag) act(); } }")
elif kind == "set":  # callees that fill a set of signals
    fan("a", "sigaddset(s, SIGHUP);", "sigset_t *s", "s")
    print("static sigset_t set;\nstatic void handler(int s) { flag = 1; }\n"
          "int main(void) { a0(&set); sigprocmask(SIG_BLOCK, &set, 0); signal(SIGHUP, handler); while (!flag) pause(); }")
