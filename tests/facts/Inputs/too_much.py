"""Writes a C file with one function that is too much for the part of the analysis named."""
import sys


def summary():
    print("#include <stdlib.h>")
    print("struct s {", *(f"void *p{i};" for i in range(20)), "};")
    print("void drop(struct s *s, int x) {", *(f"free(s->p{i});" for i in range(20)))
    print(*(f"if (x == {i}) x++;" for i in range(6000)), sep="\n")
    print("}")


def handlers():
    print("#include <signal.h>\nstatic void on(int number) {}\nvoid installs(int x) {")
    # Each test depends on what could decide the flags, and there are many of both.
    print(*(f"int a{i} = 0;" for i in range(600)))
    print("struct sigaction s = {0}; s.sa_handler = on;")
    print(*(f"if (x == {i}) a{i} = 1; if (a{i} == 1) s.sa_flags |= 4;" for i in range(600)), sep="\n")
    print("sigaction(SIGTERM, &s, 0); }")


def paths():
    print("#include <errno.h>\n#include <poll.h>\nint waits(struct pollfd *p, int x) {")
    print(*(f"int a{i};" for i in range(13)))
    print("int n = poll(p, 1, -1);")
    print(*(f"if (x == {i}) a{i} = 1; else a{i} = 2;" for i in range(13)), sep="\n")
    print("if (n < 0 && errno == EINTR) return 1;")
    print("return", " + ".join(f"a{i}" for i in range(13)), "; }")


def flags():
    """An event loop that sets and tests flags: what they say has nothing to do with its waits."""
    print("#include <errno.h>\n#include <poll.h>\nstruct o { int", ", ".join(f"o{i}" for i in range(40)), "; };")
    print("void waits(struct pollfd *p, struct o *o, int x) { for (;;) { int n = poll(p, 1, 5000);")
    print("if (n < 0 && errno != EINTR || n == 0) return;")
    print(*(f"if (x == {i}) o->o{i} = {i}; if (o->o{39 - i} == 1) x++;" for i in range(40)), sep="\n")
    print("} }")


def states():
    """One function that makes so many files, before the handler that removes one of them is installed."""
    number = int(sys.argv[2])
    print("#include <fcntl.h>\n#include <signal.h>\n#include <unistd.h>")
    print('static void drop(int number) { unlink("lock"); _exit(number); }\nstatic void make(void) {')
    print(*(f'open("name{i}", O_CREAT | O_EXCL | O_WRONLY, 0644);' for i in range(number)), sep="\n")
    print("}\nint main(void) { make(); signal(SIGTERM, drop); for (;;) pause(); }")


{"states": states, "summary": summary, "flags": flags, "handlers": handlers, "paths": paths}[sys.argv[1]]()
