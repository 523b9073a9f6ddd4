// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -- -std=c17 %mock
// RUN: %check_asyncsafe -checks=asyncsafe-python-no-signal-check %s %t -check-suffixes=,STRICT -option=Strict=true -- -std=c17 %mock
// Which functions the interpreter calls, and what they do about the GIL on the way to a wait.
#include <Python.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

static sem_t ready;
static volatile int done;

/* Released by functions of one's own. */
static PyThreadState *leave(void) { return PyEval_SaveThread(); }
static void enter(PyThreadState *state) { PyEval_RestoreThread(state); }
static PyObject *own_functions_ok(PyObject *self, PyObject *args) {
  PyThreadState *state = leave();
  sem_wait(&ready);
  enter(state);
  Py_RETURN_NONE;
}

/* Through a hook that may be for the GIL, or not. */
struct hooks {
  void (*release)(void);
  void (*take)(void);
} hooks;
static PyObject *hook(PyObject *self, PyObject *args) {
  hooks.release();
  sem_wait(&ready);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while holding the GIL
  hooks.take();
  Py_RETURN_NONE;
}

/* Not an entry. */
int helper_ok(void) { return sem_wait(&ready); }

/* No signal ends it, but another thread may wake it. */
static pthread_mutex_t mutex;
static pthread_cond_t cond;
static PyObject *condition(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  pthread_mutex_lock(&mutex);
  pthread_cond_wait(&cond, &mutex);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'pthread_cond_wait' keeps waiting after a signal: Ctrl-C is not noticed until it returns [asyncsafe-python-no-signal-check]
  pthread_mutex_unlock(&mutex);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Other code may set it at any moment. */
static PyObject *spins(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS
  while (!done)
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:11: warning: 'done' is polled in a loop that does not check for signals: Ctrl-C is not noticed [asyncsafe-python-no-signal-check]
    ;
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* What it calls may ask. */
int step(PyObject *);
static PyObject *steps(PyObject *self, PyObject *args) {
  while (!done) {
    step(self);
    Py_BEGIN_ALLOW_THREADS
    usleep(1000);
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:5: warning: 'usleep' is called in a loop that does not check for signals
    Py_END_ALLOW_THREADS
  }
  Py_RETURN_NONE;
}

/* With keywords: the table wants another type. */
static PyObject *keywords_bad(PyObject *self, PyObject *args, PyObject *keywords) {
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while holding the GIL
  Py_RETURN_NONE;
}

/* A slot of a type. */
static int init_bad(PyObject *self, PyObject *args, PyObject *keywords) {
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while holding the GIL
  return 0;
}

/* Once, for all who call it. */
static int take(void) { return sem_wait(&ready); }
static PyObject *first_bad(PyObject *self, PyObject *args) {
  take();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'take' may block forever while holding the GIL
  Py_RETURN_NONE;
}
static PyObject *second(PyObject *self, PyObject *args) {
  take();
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"a", own_functions_ok, METH_NOARGS, ""},
    {"b", hook, METH_NOARGS, ""},
    {"c", condition, METH_NOARGS, ""},
    {"d", spins, METH_NOARGS, ""},
    {"e", steps, METH_NOARGS, ""},
    {"f", (PyCFunction)(void (*)(void))keywords_bad, METH_VARARGS, ""},
    {"g", first_bad, METH_NOARGS, ""},
    {"h", second, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *methods_of_module(void) { return methods; }
static struct {
  int slot;
  void *function;
} slots[] = {{60, (void *)init_bad}, {0, NULL}};
void *slots_of_type(void) { return slots; }
