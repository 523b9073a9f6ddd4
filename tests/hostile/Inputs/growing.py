"""growing.py: programs whose functions, calls and handlers are many, each a question that the analysis asks often."""

HEAD = "".join(f"#include <{name}.h>\n" for name in ("errno", "pthread", "setjmp", "signal", "stdlib", "unistd"))


def each(count, text):
    return "".join(text.replace("@", str(i)).replace("#", str(i + 1)) for i in range(count))


def towers(first, call, levels, width):
    """Functions that each call the one before often: width ^ levels ways lead down."""
    return first + "".join(f"static void f{i + 1}({call[0]}) {{ " + f"f{i}({call[1]}); " * width + "}\n"
                           for i in range(levels))


HANDLER = "static void h(int s) { }\n"
ACTION = "struct sigaction a = {0}; a.sa_handler = h; "
FILLS = "static char *p; char *look(void);\nstatic void h(int s) { if (!p) p = look(); write(1, p, 1); }\n"
THREAD = ("int main(void) { pthread_t t; pthread_create(&t, 0, w, 0); pthread_cancel(t); }\n")

PROGRAMS = {
    # What callers pass on, asked from below.
    "passed-on": HANDLER + towers(
        "static void f0(int s) { " + ACTION + "if (sigaction(s, &a, 0) < 0) exit(1); }\n", ("int s", "s"), 4, 100)
    + "int main(void) { f4(15); }\n",
    "passed-round": HANDLER + "static void g(int s, int d);\nstatic void f(int s, int d) { " + ACTION
    + "if (sigaction(s, &a, 0) < 0) exit(1);\n" + "if (d) g(s, d - 1);\n" * 300 + "}\nstatic void g(int s, int d) {\n"
    + "if (d) f(s, d - 1);\n" * 300 + "}\nint main(void) { f(15, 3); g(2, 2); }\n",
    "answers": HANDLER + "static void f(int s) { " + ACTION + "if (sigaction(s, &a, 0) < 0) exit(1);\n" * 6000
    + "}\nint main(void) { f(15); }\n",
    # What is there before a handler is installed.
    "filled-above": FILLS + towers("static void f0(void) { signal(15, h); }\n", ("void", ""), 4, 100)
    + "int main(void) { p = look(); f4(); }\n",
    "filled-below": FILLS + "static void f0(void) { p = look(); }\n" + each(6000, "static void f#(void) { f@(); }\n")
    + "int main(void) { f6000(); signal(15, h); }\n",
    "filled-round": FILLS + "static void g(int d);\nstatic void f(int d) { signal(15, h); " + "if (d) g(d - 1);\n" * 300
    + "}\nstatic void g(int d) { " + "if (d) f(d - 1);\n" * 300 + "p = look(); }\nint main(void) { f(3); g(2); }\n",
    # The end of the program, behind many calls that end it.
    "ends": "_Noreturn static void e0(int x) { exit(1); }\n" + "".join(
        f"_Noreturn static void e{i + 1}(int x) {{ switch (x) {{ "
        + "".join(f"case {j}: e{i}(x);\n" for j in range(200)) + f"}} e{i}(x); }}\n" for i in range(4))
    + "static pthread_mutex_t m;\nvoid *w(void *a) { pthread_mutex_lock(&m); if (a) e4(3); sleep(1);"
    " pthread_mutex_unlock(&m); return 0; }\n" + THREAD,
    # One function that does one thing often.
    "flags": HANDLER + "int main(void) { "
    + each(3000, "struct sigaction a@; a@.sa_handler = h; sigaction(1 + @ % 30, &a@, 0);\n") + "}\n",
    "programs": "static void f0(void) { execl(\"/bin/x\", \"x\", 0); }\n" + each(10000, "static void f#(void) { f@(); }\n")
    + "int main(void) { sigset_t s, o; sigfillset(&s); sigprocmask(SIG_BLOCK, &s, &o); f10000();"
    " sigprocmask(SIG_SETMASK, &o, 0); }\n",
    "errors": "static pthread_mutex_t m;\nint f(int x) { int r = 0; pthread_mutex_lock(&m);\n"
    + each(3000, "if (x == @) { r = @; return r; }\nif (x > @) return @ + 5;\n")
    + "pthread_mutex_unlock(&m); return r; }\n",
    "flags-of-handlers": each(600, "static int v@;\nstatic void k@(void) { v@ = 1; free(malloc(1)); }\n"
                              "static void h@(int s) { if (v@) k@(); }\n")
    + "int main(void) { " + each(600, "v@ = 2; signal(1 + @ % 60, h@); k@(); if (v@) pause();\n") + "}\n",
}
