// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -- -std=c17 %mock
// What becomes of the error that asking for signals sets.
#include <Python.h>
#include <errno.h>
#include <unistd.h>

static int busy(void *);
static void *thing;

static PyObject *returns_ok(PyObject *self, PyObject *args) {
  if (PyErr_CheckSignals() < 0)
    return NULL;
  Py_RETURN_NONE;
}

/* Through a variable, and out at the end. */
static PyObject *variable_ok(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  int r = PyErr_CheckSignals();
  if (r == -1)
    goto done;
  result = PyLong_FromLong(1);
done:
  PyErr_Occurred();
  return result;
}

/* The caller tests whether an error is set. */
static void loop(void) {
  while (busy(thing)) {
    if (PyErr_CheckSignals())
      break;
  }
}
static PyObject *occurred_ok(PyObject *self, PyObject *args) {
  loop();
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

/* Out of the loop, and asks then whether an error is set. */
static PyObject *breaks_ok(PyObject *self, PyObject *args) {
  while (busy(thing))
    if (PyErr_CheckSignals())
      break;
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

/* Another error takes its place, on purpose. */
static PyObject *replaces_ok(PyObject *self, PyObject *args) {
  if (PyErr_CheckSignals()) {
    PyErr_Clear();
    PyErr_SetString(PyExc_OSError, "cancelled");
    return NULL;
  }
  Py_RETURN_NONE;
}

/* Saved over the clean-up, and put back. */
static PyObject *saves_ok(PyObject *self, PyObject *args) {
  PyObject *t, *v, *b;
  if (PyErr_CheckSignals()) {
    PyErr_Fetch(&t, &v, &b);
    busy(thing);
    PyErr_Restore(t, v, b);
    return NULL;
  }
  Py_RETURN_NONE;
}

/* Kept until it is over. */
static PyObject *remembers_ok(PyObject *self, PyObject *args) {
  int interrupted = 0;
  while (busy(thing) && !interrupted)
    if (PyErr_CheckSignals()) {
      PyErr_Clear();
      interrupted = 1;
    }
  if (interrupted) {
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return NULL;
  }
  Py_RETURN_NONE;
}

/* An error of something else is cleared, and none of signals. */
static PyObject *other_error_ok(PyObject *self, PyObject *args) {
  if (PyErr_CheckSignals())
    return NULL;
  if (PyObject_IsTrue(args) < 0)
    PyErr_Clear();
  Py_RETURN_NONE;
}

/* 0 means an error to its callers. */
static int step(void) {
  if (PyErr_CheckSignals())
    return 0;
  return 1;
}
static PyObject *zero_ok(PyObject *self, PyObject *args) {
  if (!step())
    return NULL;
  Py_RETURN_NONE;
}

/* A callback that cannot fail: called by C code, which would not know. */
void callback_ok(void *data) {
  PyGILState_STATE gil = PyGILState_Ensure();
  if (PyErr_CheckSignals())
    PyErr_WriteUnraisable(NULL);
  PyGILState_Release(gil);
}

//===--- Alarms -------------------------------------------------------------===//

static PyObject *clears_bad(PyObject *self, PyObject *args) {
  while (busy(thing))
    if (PyErr_CheckSignals())
      PyErr_Clear();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the error that 'PyErr_CheckSignals' has set is discarded: KeyboardInterrupt is lost [asyncsafe-python-no-signal-check]
  Py_RETURN_NONE;
}

static PyObject *prints_bad(PyObject *self, PyObject *args) {
  if (PyErr_CheckSignals() != 0) {
    PyErr_WriteUnraisable(self);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the error that 'PyErr_CheckSignals' has set is discarded
  }
  Py_RETURN_NONE;
}

static PyObject *goes_on_bad(PyObject *self, PyObject *args) {
  int interrupted = 0;
  while (busy(thing))
    if (PyErr_CheckSignals())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the function continues after 'PyErr_CheckSignals' has failed: KeyboardInterrupt stays pending, and is raised in the wrong place [asyncsafe-python-no-signal-check]
      ++interrupted;
  return PyLong_FromLong(interrupted);
}

static PyObject *succeeds_bad(PyObject *self, PyObject *args) {
  while (busy(thing))
    if (PyErr_CheckSignals())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the function returns success after 'PyErr_CheckSignals' has failed: Python raises SystemError instead of KeyboardInterrupt [asyncsafe-python-no-signal-check]
      break;
  Py_RETURN_NONE;
}

/* -1 is not above 0. */
static PyObject *wrong_sign_bad(PyObject *self, PyObject *args) {
  if (PyErr_CheckSignals() > 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the function returns success after 'PyErr_CheckSignals' has failed
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *without_gil_bad(PyObject *self, PyObject *args) {
  int asked = 0;
  Py_BEGIN_ALLOW_THREADS
  while (busy(thing) && !asked)
    asked = PyErr_CheckSignals();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'PyErr_CheckSignals' is called without holding the GIL [asyncsafe-python-no-signal-check]
  Py_END_ALLOW_THREADS
  if (asked)
    return NULL;
  Py_RETURN_NONE;
}

static int busy(void *p) { return usleep(1000); }

static PyMethodDef methods[] = {
    {"a", returns_ok, METH_NOARGS, ""},     {"b", variable_ok, METH_NOARGS, ""},  {"c", occurred_ok, METH_NOARGS, ""},
    {"d", breaks_ok, METH_NOARGS, ""},      {"e", replaces_ok, METH_NOARGS, ""},  {"f", saves_ok, METH_NOARGS, ""},
    {"g", remembers_ok, METH_NOARGS, ""},   {"h", other_error_ok, METH_NOARGS, ""}, {"i", zero_ok, METH_NOARGS, ""},
    {"j", clears_bad, METH_NOARGS, ""},     {"k", prints_bad, METH_NOARGS, ""},   {"l", goes_on_bad, METH_NOARGS, ""},
    {"m", succeeds_bad, METH_NOARGS, ""},   {"n", wrong_sign_bad, METH_NOARGS, ""}, {"o", without_gil_bad, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *methods_of_module(void) { return methods; }
