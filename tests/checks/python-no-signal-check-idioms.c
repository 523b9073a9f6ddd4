// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -- -std=c17 %mock
// Idioms of extensions that give up the GIL, ask for signals, and try again.
#include <Python.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

static sem_t ready;

/* Macros of one's own. */
#define BEGIN_ALLOW_THREADS { PyThreadState *state = PyEval_SaveThread();
#define END_ALLOW_THREADS PyEval_RestoreThread(state); }
static PyObject *macros_ok(PyObject *self, PyObject *args) {
  int r;
  BEGIN_ALLOW_THREADS
  r = sem_wait(&ready);
  END_ALLOW_THREADS
  return r ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(r);
}

/* Asks, and goes to where errors go. */
static PyObject *to_error_ok(PyObject *self, PyObject *args) {
  for (;;) {
    int r;
    Py_BEGIN_ALLOW_THREADS
    r = accept(3, NULL, NULL);
    Py_END_ALLOW_THREADS
    if (r >= 0)
      return PyLong_FromLong(r);
    if (errno != EINTR)
      return PyErr_SetFromErrno(PyExc_OSError);
    if (PyErr_CheckSignals())
      goto error;
  }
error:
  return NULL;
}

/* In a function of its own, in the condition. */
static int check(void) { return PyErr_CheckSignals(); }
static PyObject *callee_ok(PyObject *self, PyObject *args) {
  int r;
  do {
    Py_BEGIN_ALLOW_THREADS
    r = poll(NULL, 0, -1);
    Py_END_ALLOW_THREADS
  } while (r < 0 && errno == EINTR && check() == 0);
  Py_RETURN_NONE;
}

/* As Cython writes `with nogil` and `with gil`. */
static PyObject *generated_ok(PyObject *self, PyObject *args) {
  PyObject *r = NULL;
  int t;
  {
    PyThreadState *_save;
    _save = PyEval_SaveThread();
    while (1) {
      t = sem_wait(&ready);
      if (t == 0)
        break;
      {
        PyGILState_STATE gil = PyGILState_Ensure();
        int x = PyErr_CheckSignals();
        PyGILState_Release(gil);
        if (x == -1)
          goto L4_error;
      }
    }
    PyEval_RestoreThread(_save);
    goto L5;
  L4_error:
    PyEval_RestoreThread(_save);
    goto L1_error;
  L5:;
  }
  r = Py_None;
  Py_INCREF(Py_None);
L1_error:
  return r;
}

/* A thread that Python did not start never sees Ctrl-C. */
static void *worker_ok(void *a) {
  for (;;) {
    while (sem_wait(&ready) < 0 && errno == EINTR)
      ;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetInterrupt();
    PyGILState_Release(gil);
  }
  return a;
}
static PyObject *starts_ok(PyObject *self, PyObject *args) {
  pthread_t t;
  pthread_create(&t, NULL, worker_ok, NULL);
  Py_RETURN_NONE;
}

/* A wait with a limit is tried again for that time at the most. */
static PyObject *bounded_ok(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  do
    r = poll(NULL, 0, 100);
  while (r < 0 && errno == EINTR);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(r);
}

static PyObject *retries_bad(PyObject *self, PyObject *args) {
  int r;
  Py_BEGIN_ALLOW_THREADS
  while ((r = sem_wait(&ready)) == -1 && errno == EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sem_wait' is retried after EINTR without checking for signals: Ctrl-C is not noticed [asyncsafe-python-no-signal-check]
    continue;
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"macros", macros_ok, METH_NOARGS, ""},       {"to_error", to_error_ok, METH_NOARGS, ""},
    {"callee", callee_ok, METH_NOARGS, ""},       {"generated", generated_ok, METH_NOARGS, ""},
    {"starts", starts_ok, METH_NOARGS, ""},       {"bounded", bounded_ok, METH_NOARGS, ""},
    {"retries", retries_bad, METH_NOARGS, ""},    {NULL, NULL, 0, NULL},
};
PyMethodDef *methods_of_module(void) { return methods; }
