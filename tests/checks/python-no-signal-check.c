// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -- -std=c17 %mock
// Extensions of CPython that wait, with the GIL and without it.
#include <Python.h>
#include <errno.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

static sem_t ready;

/* CPython's own idiom. */
static PyObject *reads_ok(PyObject *self, PyObject *args) {
  int fd, asked = 0;
  char buffer[10];
  Py_ssize_t n;
  if (!PyArg_ParseTuple(args, "i", &fd))
    return NULL;
  do {
    Py_BEGIN_ALLOW_THREADS
    n = read(fd, buffer, sizeof buffer);
    Py_END_ALLOW_THREADS
  } while (n < 0 && errno == EINTR && !(asked = PyErr_CheckSignals()));
  if (n < 0)
    return asked ? NULL : PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(n);
}

/* One try: the interpreter itself looks at signals once the call has failed. */
static PyObject *once_ok(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  r = sem_wait(&ready);
  Py_END_ALLOW_THREADS
  if (r < 0)
    return PyErr_SetFromErrno(PyExc_OSError);
  Py_RETURN_NONE;
}

/* A file, for all we know. */
static PyObject *file_ok(PyObject *self, PyObject *args) {
  char byte;
  return PyLong_FromLong(read(3, &byte, 1));
}

/* Asks in a function that it calls. */
static int interrupted(void) { return PyErr_CheckSignals() < 0; }
static PyObject *asks_elsewhere_ok(PyObject *self, PyObject *args) {
  int r;
  do {
    Py_BEGIN_ALLOW_THREADS
    r = sem_wait(&ready);
    Py_END_ALLOW_THREADS
    if (r < 0 && errno == EINTR && interrupted())
      return NULL;
  } while (r < 0 && errno == EINTR);
  Py_RETURN_NONE;
}

/* Releases the GIL around the function that waits. */
static int take(void) { return sem_wait(&ready); }
static PyObject *releases_outside_ok(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  take();
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Nothing to do with Python: it runs on no thread that has the GIL, as far as is known. */
void worker_ok(void) {
  while (sem_wait(&ready) < 0 && errno == EINTR)
    ;
}

/* Asks whether an error is set afterwards. */
static PyObject *occurred_ok(PyObject *self, PyObject *args) {
  PyErr_CheckSignals();
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

/* In a macro, as loops of the standard library have it. */
#define MAYBE_CHECK_SIGNALS                                                                                            \
  do {                                                                                                                 \
    if ((0 == (++count & 0xfff)) && PyErr_CheckSignals())                                                              \
      return NULL;                                                                                                     \
  } while (0)
static PyObject *macro_ok(PyObject *self, PyObject *args) {
  int count = 0;
  while (count < 100000)
    MAYBE_CHECK_SIGNALS;
  Py_RETURN_NONE;
}

/* A lock is held for a short time. */
typedef void *PyThread_type_lock;
int PyThread_acquire_lock(PyThread_type_lock, int);
void PyThread_release_lock(PyThread_type_lock);
static PyThread_type_lock table_lock;
static PyObject *lock_ok(PyObject *self, PyObject *args) {
  PyThread_acquire_lock(table_lock, 1);
  PyThread_release_lock(table_lock);
  Py_RETURN_NONE;
}

static PyObject *holds_bad(PyObject *self, PyObject *args) {
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while holding the GIL: no other thread can run Python, and Ctrl-C is not noticed [asyncsafe-python-no-signal-check]
  Py_RETURN_NONE;
}

static PyObject *holds_in_callee_bad(PyObject *self, PyObject *args) {
  take();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'take' may block forever while holding the GIL
  Py_RETURN_NONE;
}

static PyObject *retries_bad(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  do {
    r = accept(3, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'accept' is retried after EINTR without checking for signals: Ctrl-C is not noticed [asyncsafe-python-no-signal-check]
  } while (r < 0 && errno == EINTR);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(r);
}

static PyObject *ignores_bad(PyObject *self, PyObject *args) {
  PyErr_CheckSignals();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'PyErr_CheckSignals' is ignored: KeyboardInterrupt is lost, or raised in the wrong place [asyncsafe-python-no-signal-check]
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"reads", reads_ok, METH_VARARGS, ""},        {"once", once_ok, METH_NOARGS, ""},
    {"file", file_ok, METH_NOARGS, ""},           {"asks_elsewhere", asks_elsewhere_ok, METH_NOARGS, ""},
    {"releases", releases_outside_ok, METH_NOARGS, ""}, {"occurred", occurred_ok, METH_NOARGS, ""},
    {"macro", macro_ok, METH_NOARGS, ""},         {"lock", lock_ok, METH_NOARGS, ""},
    {"holds", holds_bad, METH_NOARGS, ""},        {"holds_in_callee", holds_in_callee_bad, METH_NOARGS, ""},
    {"retries", retries_bad, METH_NOARGS, ""},    {"ignores", ignores_bad, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *methods_of_module(void) { return methods; }
