# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sources that grow: each family writes one file of size n, in which one thing is there n times.
bench/growth.py measures them; tests/growth gives the small sizes a budget of steps."""


def lines(n, text):
    """The text n times, with @ for the number."""
    return "".join(text.replace("@", str(i)) for i in range(n))


POSIX = """#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
"""
THREADS = POSIX + """static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
extern char buffer[64];
static pthread_t worker;
static void end(void) { pthread_cancel(worker); }
"""
# A lock and a class with a destructor, without any header.
OBJECTS = """struct Mutex { void lock(); void unlock(); };
struct Text { Text(const char *); Text(const Text &); ~Text(); };
struct Out { Out &operator<<(const Text &); Out &operator<<(int); };
void may_throw(int);
extern Mutex m;
"""
COROUTINES = """#include <coroutine>
struct Mutex { void lock(); void unlock(); };
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
struct Wait { bool await_ready(); void await_suspend(std::coroutine_handle<>); void await_resume(); };
extern Mutex m;
"""


def constargs(n):
    return "c", (THREADS + "static int act(int what, int fd) {\n  switch (what) {\n"
                 + lines(n, "  case @: pthread_mutex_lock(&m); return @;\n") + "  }\n  return read(fd, buffer, 1);\n}\n"
                 + "void *run(void *p) {\n  int fd = *(int *)p;\n" + lines(n, "  act(@, fd);\n") + "  return 0;\n}\n"
                 + "void start(void) { pthread_create(&worker, 0, run, 0); }\n")


def trynest(n):
    return "cpp", (OBJECTS + "void f() {\n  m.lock();\n" + "try {\n" * n + "may_throw(0);\n"
                   + lines(n, "} catch (int) { may_throw(@); throw; }\n") + "  m.unlock();\n}\n")


def tryseq(n):
    return "cpp", (OBJECTS + "void f() {\n  m.lock();\n" + lines(n, "  try { may_throw(@); } catch (int) { may_throw(-@); }\n")
                   + "  m.unlock();\n}\n")


def wakeups(n):
    return "cpp", ("#include <condition_variable>\n#include <mutex>\n#include <thread>\n"
                   + lines(n, "static std::mutex m@; static std::condition_variable c@; static bool done@;\n"
                              "void wait@() { std::unique_lock<std::mutex> l(m@); while (!done@) c@.wait(l); }\n"
                              "void wake@() { c@.notify_one(); done@ = true; }\n")
                   + "void start() {\n" + lines(n, "  std::thread(wait@).detach();\n") + "}\n")


def outlabels(n):
    return "c", (THREADS + "int f(const char **names) {\n  int result = -1;\n"
                 + lines(n, "  int fd@ = open(names[@], O_RDONLY);\n  if (fd@ < 0) goto out@;\n") + "  result = 0;\n"
                 + "".join(f"  close(fd{i});\nout{i}:;\n" for i in range(n - 1, -1, -1)) + "  return result;\n}\n")


def classchain(n):
    return "cpp", (OBJECTS + "struct C0 { Text t; C0(); ~C0(); };\n"
                   + "".join(f"struct C{i} : C{i - 1} {{ }};\n" for i in range(1, n))
                   + f"void f() {{ m.lock(); C{n - 1} c; may_throw(0); m.unlock(); }}\n")


def news(n):
    return "cpp", (OBJECTS + "void f() {\n" + lines(n, "  Text *t@ = new Text(\"@\");\n  may_throw(@);\n")
                   + lines(n, "  delete t@;\n") + "}\n")


def streams(n):
    return "cpp", (OBJECTS + "void f(Out &o) {\n  m.lock();\n  o"
                   + lines(n, "\n    << Text(\"@\")") + ";\n  m.unlock();\n}\n")


def initobj(n):
    return "cpp", ("#include <initializer_list>\n" + OBJECTS
                   + "struct List { List(std::initializer_list<Text>); ~List(); };\nvoid f() {\n  m.lock();\n  List l = {"
                   + lines(n, "Text(\"@\"),\n") + "};\n  m.unlock();\n}\n")


def coaw(n):
    return "cpp", COROUTINES + "Task f() {\n  m.lock();\n" + lines(n, "  co_await Wait();\n") + "  m.unlock();\n}\n"


def elseif(n):
    return "c", (THREADS + "int f(int x) {\n  pthread_mutex_lock(&m);\n  if (x == -1) read(0, buffer, 1);\n"
                 + lines(n, "  else if (x == @) buffer[0] = @ & 7;\n") + "  pthread_mutex_unlock(&m);\n  return x;\n}\n")


def gotos_locks(n):
    return "c", (THREADS + lines(n, "extern pthread_mutex_t m@;\n") + "int f(int x) {\n"
                 + lines(n, "  pthread_mutex_lock(&m@);\n  if (x == @) goto out@;\n  read(x, buffer, 1);\n")
                 + "".join(f"out{i}:\n  pthread_mutex_unlock(&m{i});\n" for i in range(n - 1, -1, -1)) + "  return 0;\n}\n")


def globalsflags(n):
    return "c", (POSIX + "extern char buffer[64];\n" + lines(n, "static volatile sig_atomic_t flag@;\n")
                 + "static void handler(int s) {\n" + lines(n, "  flag@ = 1;\n") + "}\n"
                 + "int main(void) {\n  struct sigaction a = {0};\n  a.sa_handler = handler;\n  sigaction(SIGTERM, &a, 0);\n"
                 + lines(n, "  if (!flag@) read(0, buffer, 1);\n") + "  return 0;\n}\n")


def funcs(n):
    return "c", THREADS + lines(n, "void f@(int fd) {\n  pthread_mutex_lock(&m);\n  read(fd, buffer, 1);\n"
                                   "  pthread_mutex_unlock(&m);\n}\n")


def fanout(n):
    return "c", (THREADS + lines(n, "void g@(int fd) { read(fd, buffer, @ & 7); }\n") + "void f(int fd) {\n"
                 + lines(n, "  g@(fd);\n") + "}\n")


def ptrchain(n):
    return "c", (THREADS + "void f(int *p0) {\n" + "".join(f"  int *p{i} = p{i - 1};\n" for i in range(1, n))
                 + f"  pthread_mutex_lock(&m);\n  read(*p{n - 1}, buffer, 1);\n  pthread_mutex_unlock(&m);\n}}\n")


def callsinone(n):
    return "c", (THREADS + "static void g(int fd) { read(fd, buffer, 1); }\nvoid f(int fd) {\n  pthread_mutex_lock(&m);\n"
                 + lines(n, "  g(fd);\n") + "  pthread_mutex_unlock(&m);\n}\n")


def macros(n):
    return "c", (THREADS + "#define LOCKED(x) do { pthread_mutex_lock(&m); x; pthread_mutex_unlock(&m); } while (0)\n"
                 "void f(int fd) {\n" + lines(n, "  LOCKED(buffer[0] = @ & 7);\n") + "}\n")


def assertions(n):
    return "cpp", (OBJECTS + 'extern "C" int open(const char *, int, ...);\nextern "C" int close(int);\n'
                   "struct Answer {};\nAnswer equal(int, int);\n"
                   "struct Assertion { Assertion(const Text &, int); ~Assertion(); void take(const Answer &); void end(); bool failed(); };\n"
                   "void Assertion::end() { if (failed()) throw 1; }\n"
                   '#define REQUIRE(a, b) do { Assertion x("a", b); x.take(equal(a, b)); x.end(); } while (0)\n'
                   "void f(const char *name) {\n  int fd = open(name, 0);\n" + lines(n, "  REQUIRE(fd, @);\n") + "  close(fd);\n}\n")


def stmts_cancel(n):
    return "c", (THREADS + "void f(int fd) {\n  pthread_mutex_lock(&m);\n" + lines(n, "  read(fd, buffer, 1);\n")
                 + "  pthread_mutex_unlock(&m);\n}\n")


def nestif(n):
    return "c", (THREADS + "void f(int x) {\n  pthread_mutex_lock(&m);\n" + lines(n, "  if (x > @) {\n")
                 + "read(x, buffer, 1);\n" + "  }\n" * n + "  pthread_mutex_unlock(&m);\n}\n")


def nestloop(n):
    return "c", (THREADS + "void f(int x) {\n  pthread_mutex_lock(&m);\n" + "  while (x--) {\n" * n
                 + "read(x, buffer, 1);\n" + "  }\n" * n + "  pthread_mutex_unlock(&m);\n}\n")


def waitsbad(n):
    return "c", (POSIX + "extern char buffer[64];\nstatic void handler(int s) {}\n"
                 "int main(void) {\n  struct sigaction a = {0};\n  a.sa_handler = handler;\n  sigaction(SIGTERM, &a, 0);\n"
                 + lines(n, "  if (read(0, buffer, 1) < 0) abort();\n") + "  return 0;\n}\n")


def waitsalone(n):
    return "c", (THREADS + "#include <semaphore.h>\nstatic sem_t all;\nstatic void together(void) { sem_wait(&all); }\n"
                 "void *body(void *a) {\n" + lines(n, "  together();\n  if (getpid() != @) return 0;\n") + "  return a;\n}\n"
                 "int main(void) { pthread_t t; return pthread_create(&t, 0, body, 0) || pthread_join(t, 0); }\n")


def chain(n):
    return "c", (THREADS + "void f0(int fd) { read(fd, buffer, 1); }\n"
                 + "".join(f"void f{i}(int fd) {{ f{i - 1}(fd); }}\n" for i in range(1, n)))


def recursion(n):
    """Functions that all reach each other, each with a wait of its own: an interpreter of a language."""
    return "c", (POSIX + "extern int flock(int, int);\nextern int more(void);\nstatic void stop(int s) { (void)s; }\n"
                 + lines(n, "static int f@(int fd);\n")
                 + "".join(f"static int f{i}(int fd) {{\n  if (!more()) return 0;\n"
                           f"  if (more()) return f{(i + 1) % n}(fd);\n  if (more()) return f{(3 * i + 7) % n}(fd);\n"
                           f"  return flock(fd, 2);\n}}\n" for i in range(n))
                 + "int main(void) { signal(SIGTERM, stop); return f0(0); }\n")


def chainrev(n):
    return "c", (THREADS + lines(n + 1, "void f@(int fd);\n")
                 + "".join(f"void f{i}(int fd) {{ f{i + 1}(fd); }}\n" for i in range(n))
                 + f"void f{n}(int fd) {{ read(fd, buffer, 1); }}\n")


def handlers(n):
    return "c", (POSIX + lines(n, "static volatile sig_atomic_t flag@;\nstatic void handler@(int s) { flag@ = 1; }\n")
                 + "void install(void) {\n" + lines(n, "  signal(@ % 60 + 1, handler@);\n") + "}\n")


def handlerfuncs(n):
    return "c", (POSIX + "#include <stdio.h>\nstatic int last;\n" + lines(n, "static void g@(void) { last = @; }\n")
                 + "static void handler(int s) {\n" + lines(n, "  g@();\n")
                 + "  printf(\"x\");\n}\nint main(void) { signal(SIGTERM, handler); return last; }\n")


def flagreads(n):
    return "c", (POSIX + "void work(void);\nstatic int flag;\nstatic void handler(int s) { flag = s; }\n"
                 + "int main(void) {\n  int sum = 0;\n  signal(SIGTERM, handler);\n  for (;;) {\n"
                 + lines(n, "    if (flag == @) sum++;\n") + "    work();\n  }\n}\n")


def threads(n):
    return "c", (THREADS + lines(n, "static int stop@;\nstatic void *run@(void *p) { while (!stop@) sleep(1000); return 0; }\n"
                                    "void stop_it@(void) { stop@ = 1; }\n")
                 + "void start(void) {\n  pthread_t t;\n" + lines(n, "  pthread_create(&t, 0, run@, 0);\n") + "}\n")


def mallocs(n):
    return "c", (THREADS + "void f(int fd) {\n" + lines(n, "  { char *p = malloc(@); read(fd, p, 1); free(p); }\n") + "}\n")


def manylocks(n):
    return "c", (THREADS + lines(n, "extern pthread_mutex_t m@;\n") + "void f(int fd) {\n"
                 + lines(n, "  pthread_mutex_lock(&m@);\n  read(fd, buffer, 1);\n  pthread_mutex_unlock(&m@);\n") + "}\n")


def heldlocks(n):
    return "c", (THREADS + lines(n, "extern pthread_mutex_t m@;\n") + "void f(int fd) {\n"
                 + lines(n, "  pthread_mutex_lock(&m@);\n  read(fd, buffer, 1);\n")
                 + lines(n, "  pthread_mutex_unlock(&m@);\n") + "}\n")


def retaken(n):
    return "c", (THREADS + "#include <semaphore.h>\nextern sem_t s;\nvoid take(int a) {\n"
                 "  while (sem_wait(&s) < 0 && errno == EINTR);\n"
                 + lines(n, "  if (a == @) return;\n  sem_post(&s);\n  while (sem_wait(&s) < 0 && errno == EINTR);\n") + "}\n")


def openings(n):
    return "c", (POSIX + "static void handler(int s) { _exit(s); }\n"
                 "static void unblock(void) {\n  sigset_t set;\n  sigemptyset(&set);\n  sigaddset(&set, SIGTERM);\n"
                 "  sigprocmask(SIG_UNBLOCK, &set, 0);\n}\n"
                 "static void a(void) {\n" + "  unblock();\n" * n + "}\nstatic void b(void) {\n" + "  a();\n" * n + "}\n"
                 "int main(void) {\n  signal(SIGTERM, handler);\n" + "  b();\n" * n + "  abort();\n}\n")


# name: (source, the size at which bench/growth.py begins); sizes for CI: tests/growth/Inputs/budgets.json
FAMILIES = {
    "constargs": (constargs, 60), "trynest": (trynest, 45), "wakeups": (wakeups, 120), "outlabels": (outlabels, 50),
    "classchain": (classchain, 125), "news": (news, 50), "streams": (streams, 125), "initobj": (initobj, 124),
    "coaw": (coaw, 500), "elseif": (elseif, 500), "tryseq": (tryseq, 100), "gotos_locks": (gotos_locks, 124),
    "globalsflags": (globalsflags, 250), "funcs": (funcs, 2500), "fanout": (fanout, 2000), "ptrchain": (ptrchain, 500),
    "callsinone": (callsinone, 124), "macros": (macros, 1000), "assertions": (assertions, 250), "stmts_cancel": (stmts_cancel, 624),
    "nestif": (nestif, 60), "nestloop": (nestloop, 60), "waitsbad": (waitsbad, 124), "chainrev": (chainrev, 2500),
    "recursion": (recursion, 500),
    "chain": (chain, 2500), "waitsalone": (waitsalone, 500), "handlers": (handlers, 250), "handlerfuncs": (handlerfuncs, 500),
    "flagreads": (flagreads, 500), "threads": (threads, 125),
    "mallocs": (mallocs, 250), "manylocks": (manylocks, 250), "heldlocks": (heldlocks, 60),
    "retaken": (retaken, 60), "openings": (openings, 60),
}
