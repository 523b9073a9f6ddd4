#ifndef MOCK_PYTHON_H
#define MOCK_PYTHON_H
#include "errno.h"
#include "stddef.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct _object PyObject;
typedef struct _ts PyThreadState;
typedef long Py_ssize_t;
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef struct PyMethodDef {
  const char *ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char *ml_doc;
} PyMethodDef;
#define METH_VARARGS 1
#define METH_NOARGS 4
extern PyObject *PyExc_OSError, *PyExc_KeyboardInterrupt, _Py_NoneStruct;
#define Py_None (&_Py_NoneStruct)
#define Py_RETURN_NONE return Py_None
int PyArg_ParseTuple(PyObject *, const char *, ...);
PyObject *PyLong_FromLong(long);
PyObject *PyErr_SetFromErrno(PyObject *);
PyObject *PyErr_Occurred(void);
void PyErr_Clear(void);
int PyErr_CheckSignals(void);
PyThreadState *PyEval_SaveThread(void);
void PyEval_RestoreThread(PyThreadState *);
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
PyGILState_STATE PyGILState_Ensure(void);
void PyGILState_Release(PyGILState_STATE);
PyObject *PyIter_Next(PyObject *);
PyObject *PyObject_CallNoArgs(PyObject *);
void PyErr_SetInterrupt(void);
void PyErr_WriteUnraisable(PyObject *);
void PyErr_SetString(PyObject *, const char *);
void PyErr_SetNone(PyObject *);
void PyErr_Fetch(PyObject **, PyObject **, PyObject **);
void PyErr_Restore(PyObject *, PyObject *, PyObject *);
int PyErr_ExceptionMatches(PyObject *);
int PyObject_IsTrue(PyObject *);
#define Py_INCREF(op) ((void)(op))
#define Py_BEGIN_ALLOW_THREADS { PyThreadState *_save; _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS PyEval_RestoreThread(_save); }
#ifdef __cplusplus
}
#endif
#endif
