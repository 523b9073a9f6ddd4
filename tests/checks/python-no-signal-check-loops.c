// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -- -std=c17 %mock
// Loops that only other code ends, and whether they check for signals.
#include <Python.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static sem_t ready;
static volatile int done;

/* Asks every time round. */
static PyObject *asks_ok(PyObject *self, PyObject *args) {
  while (!done) {
    Py_BEGIN_ALLOW_THREADS
    usleep(10000);
    Py_END_ALLOW_THREADS
    if (PyErr_CheckSignals())
      return NULL;
  }
  Py_RETURN_NONE;
}

/* Runs Python, which looks itself. */
static PyObject *calls_back_ok(PyObject *self, PyObject *callback) {
  while (!done) {
    Py_BEGIN_ALLOW_THREADS
    usleep(10000);
    Py_END_ALLOW_THREADS
    if (!PyObject_CallNoArgs(callback))
      return NULL;
  }
  Py_RETURN_NONE;
}

/* A signal ends it: the caller sees EINTR, and Python's error is set from it. */
static PyObject *fails_ok(PyObject *self, PyObject *args) {
  int r;
  for (;;) {
    Py_BEGIN_ALLOW_THREADS
    r = poll(NULL, 0, 100);
    Py_END_ALLOW_THREADS
    if (r < 0)
      return PyErr_SetFromErrno(PyExc_OSError);
    if (r > 0)
      break;
  }
  Py_RETURN_NONE;
}

/* So often, and no more. */
static PyObject *counts_ok(PyObject *self, PyObject *args) {
  int tries, r = 0;
  Py_BEGIN_ALLOW_THREADS
  for (tries = 0; tries < 10 && !r; ++tries) {
    usleep(1000);
    r = done;
  }
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(r);
}

/* Until a point in time. */
long now(void);
static PyObject *deadline_ok(PyObject *self, PyObject *args) {
  long end = now() + 5;
  Py_BEGIN_ALLOW_THREADS
  while (!done && now() < end)
    usleep(1000);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* The wait's own limit ends it. */
static PyObject *limit_ok(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  for (;;) {
    r = poll(NULL, 0, 500);
    if (r == 0 || (r < 0 && errno != EINTR))
      break;
  }
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Work, not waiting: lists, buffers, tables. */
struct node { struct node *next; int key, used; };
static struct node *table;
static PyObject *list_ok(PyObject *self, PyObject *args) {
  for (struct node *n = table; n; n = n->next)
    ++n->used;
  Py_RETURN_NONE;
}
static PyObject *buffer_ok(PyObject *self, PyObject *args) {
  const char *p = (const char *)args;
  for (;;) {
    char c = *p++;
    if (c == '\0')
      break;
    if (c == '\\' && !*p++)
      break;
  }
  return PyLong_FromLong(p - (const char *)args);
}
static PyObject *probe_ok(PyObject *self, PyObject *args) {
  unsigned i = 7, perturb = 99;
  while (1) {
    if (!table[i & 63].used || table[i & 63].key == 5)
      return PyLong_FromLong(i);
    perturb >>= 5;
    i = i * 5 + perturb + 1;
  }
}

/* Data comes, and ends. */
static PyObject *copy_ok(PyObject *self, PyObject *args) {
  char buffer[100];
  long n;
  Py_BEGIN_ALLOW_THREADS
  while ((n = read(3, buffer, sizeof buffer)) > 0)
    write(4, buffer, n);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* A spinlock is held for a moment. */
static int spin;
static PyObject *spinlock_ok(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  while (__atomic_exchange_n(&spin, 1, __ATOMIC_ACQUIRE))
    while (__atomic_load_n(&spin, __ATOMIC_RELAXED))
      ;
  __atomic_store_n(&spin, 0, __ATOMIC_RELEASE);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* A thread of its own, which never sees Ctrl-C. */
static void *worker_ok(void *a) {
  while (!done)
    usleep(1000);
  return a;
}
static PyObject *starts_ok(PyObject *self, PyObject *args) {
  pthread_t t;
  pthread_create(&t, NULL, worker_ok, NULL);
  Py_RETURN_NONE;
}

/* The extension has a signal handler that ends it. */
static volatile sig_atomic_t stopped;
static void stop(int s) { stopped = 1; }
static PyObject *own_handler_ok(PyObject *self, PyObject *args) {
  struct sigaction sa = {.sa_handler = stop};
  sigaction(SIGINT, &sa, NULL);
  Py_BEGIN_ALLOW_THREADS
  while (!stopped)
    usleep(1000);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Has nothing to do with Python, as far as is known. */
void elsewhere_ok(void) {
  while (!done)
    usleep(1000);
}

/* What it calls may ask. */
static PyObject *may_ask_ok(PyObject *self, PyObject *args) {
  extern int step(PyObject *);
  while (!done) {
    Py_BEGIN_ALLOW_THREADS
    usleep(10000);
    Py_END_ALLOW_THREADS
    step(self);
  }
  Py_RETURN_NONE;
}

/* Something else ends it, at an unknown time. */
static PyObject *other_end_ok(PyObject *self, PyObject *args) {
  int left = 10;
  Py_BEGIN_ALLOW_THREADS
  while (left > 0) {
    usleep(1000);
    left -= 1;
  }
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* The loop itself ends it. */
static PyObject *own_store_ok(PyObject *self, PyObject *args) {
  static int state;
  Py_BEGIN_ALLOW_THREADS
  while (state != 3) {
    usleep(1000);
    state = state + 1;
  }
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Waits for a thread that will be there soon, with a lock. */
static pthread_mutex_t mutex;
static pthread_cond_t cond;
static PyObject *condition_ok(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  pthread_mutex_lock(&mutex);
  while (!done)
    pthread_cond_wait(&cond, &mutex);
  pthread_mutex_unlock(&mutex);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

//===--- Alarms -------------------------------------------------------------===//

static PyObject *sleeps_bad(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  while (!done)
    usleep(10000);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' is called in a loop that does not check for signals: Ctrl-C is not noticed [asyncsafe-python-no-signal-check]
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* With the GIL taken back in between, which does not help. */
static PyObject *polls_bad(PyObject *self, PyObject *args) {
  int r;
  for (;;) {
    Py_BEGIN_ALLOW_THREADS
    r = poll(NULL, 0, 100);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' is called in a loop that does not check for signals
    Py_END_ALLOW_THREADS
    if (r > 0)
      break;
    if (r < 0 && errno != EINTR)
      return PyErr_SetFromErrno(PyExc_OSError);
  }
  Py_RETURN_NONE;
}

/* Whatever the wait answers. */
static PyObject *ignores_result_bad(PyObject *self, PyObject *args) {
  while (!done) {
    Py_BEGIN_ALLOW_THREADS
    sem_wait(&ready);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sem_wait' is called in a loop that does not check for signals
    Py_END_ALLOW_THREADS
  }
  Py_RETURN_NONE;
}

/* A server, for ever. */
static PyObject *serves_bad(PyObject *self, PyObject *args) {
  for (;;) {
    int fd;
    Py_BEGIN_ALLOW_THREADS
    fd = accept(3, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'accept' is called in a loop that does not check for signals
    Py_END_ALLOW_THREADS
    if (fd < 0)
      continue;
    close(fd);
  }
}

/* Once awake in a while, and never asks. */
static PyObject *timed_bad(PyObject *self, PyObject *args) {
  struct timespec t = {0, 0};
  Py_BEGIN_ALLOW_THREADS
  pthread_mutex_lock(&mutex);
  while (!done)
    pthread_cond_timedwait(&cond, &mutex, &t);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_timedwait' is called in a loop that does not check for signals
  pthread_mutex_unlock(&mutex);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* In a function that is called without holding the GIL. */
static void drain(void) {
  while (!done)
    usleep(10000);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' is called in a loop that does not check for signals
}
static PyObject *drains(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  drain();
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* The same of a retry. */
static int take(void) {
  int r;
  do {
    r = sem_wait(&ready);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sem_wait' is retried after EINTR without checking for signals
  } while (r < 0 && errno == EINTR);
  return r;
}
static PyObject *takes(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  r = take();
  Py_END_ALLOW_THREADS
  return r < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(r);
}

/* The wait stands in a function that hands EINTR on. */
static int wait_for(int fd) {
  struct pollfd p = {fd, 0, 0};
  int r;
  Py_BEGIN_ALLOW_THREADS
  r = poll(&p, 1, -1);
  Py_END_ALLOW_THREADS
  return r;
}
static PyObject *hands_on_ok(PyObject *self, PyObject *args) {
  while (wait_for(3) < 0)
    if (errno != EINTR || PyErr_CheckSignals())
      return PyErr_SetFromErrno(PyExc_OSError);
  Py_RETURN_NONE;
}
static PyObject *hands_on_bad(PyObject *self, PyObject *args) {
  while (wait_for(3) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' is retried after EINTR without checking for signals
    if (errno != EINTR)
      return NULL;
  Py_RETURN_NONE;
}

/* The limit is the caller's, and may be none. */
static PyObject *open_limit_bad(PyObject *self, PyObject *args) {
  int r, timeout = -1;
  if (!PyArg_ParseTuple(args, "|i", &timeout))
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  do
    r = poll(NULL, 0, timeout);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' is retried after EINTR without checking for signals
  while (r < 0 && errno == EINTR);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(r);
}

static PyMethodDef methods[] = {
    {"a", asks_ok, METH_NOARGS, ""},      {"b", calls_back_ok, METH_NOARGS, ""}, {"c", fails_ok, METH_NOARGS, ""},
    {"d", counts_ok, METH_NOARGS, ""},    {"e", deadline_ok, METH_NOARGS, ""},   {"f", limit_ok, METH_NOARGS, ""},
    {"g", list_ok, METH_NOARGS, ""},      {"h", buffer_ok, METH_NOARGS, ""},     {"i", probe_ok, METH_NOARGS, ""},
    {"j", copy_ok, METH_NOARGS, ""},      {"k", spinlock_ok, METH_NOARGS, ""},   {"l", starts_ok, METH_NOARGS, ""},
    {"m", own_handler_ok, METH_NOARGS, ""}, {"n", may_ask_ok, METH_NOARGS, ""},  {"o", other_end_ok, METH_NOARGS, ""},
    {"p", own_store_ok, METH_NOARGS, ""}, {"q", condition_ok, METH_NOARGS, ""},  {"r", sleeps_bad, METH_NOARGS, ""},
    {"s", polls_bad, METH_NOARGS, ""},    {"t", ignores_result_bad, METH_NOARGS, ""}, {"u", serves_bad, METH_NOARGS, ""},
    {"v", timed_bad, METH_NOARGS, ""},    {"w", drains, METH_NOARGS, ""},        {"x", takes, METH_NOARGS, ""},
    {"y", hands_on_ok, METH_NOARGS, ""},  {"z", hands_on_bad, METH_NOARGS, ""},  {"A", open_limit_bad, METH_VARARGS, ""},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *methods_of_module(void) { return methods; }
