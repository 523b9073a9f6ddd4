// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A CPython extension that blocks in C++: once through the runtime, once as such code is usually written.
#include <asyncsafe/io.hpp>
#include <asyncsafe/python.hpp>

#include <algorithm>
#include <chrono>
#include <thread>
#include <unistd.h>

namespace {

// For the test to see, from outside Python, that C++ was unwound.
long unwound_count = 0;
struct counts_unwinding {
  ~counts_unwinding() { ++unwound_count; }
};

// Said by C++, where it is too late for Python itself to take a Ctrl-C.
void say_ready() { [[maybe_unused]] const auto written = ::write(1, "ready\n", 6); }

PyObject* read_with(PyObject*, PyObject* argument) {
  const int fd = static_cast<int>(PyLong_AsLong(argument));
  char byte = 0;
  const auto count = asyncsafe::run_interruptible([&] {
    counts_unwinding local;
    say_ready();
    return asyncsafe::io::read(fd, &byte, 1);
  });
  if (!count) return nullptr;  // the Python error is set
  return PyLong_FromSize_t(*count);
}

// Retries on EINTR, as correct C does; so nobody ever asks Python for its signals.
PyObject* read_without(PyObject*, PyObject* argument) {
  const int fd = static_cast<int>(PyLong_AsLong(argument));
  char byte = 0;
  ssize_t count;
  Py_BEGIN_ALLOW_THREADS;
  say_ready();
  do count = ::read(fd, &byte, 1);
  while (count < 0 && errno == EINTR);
  Py_END_ALLOW_THREADS;
  return PyLong_FromSsize_t(count);
}

PyObject* compute_with(PyObject*, PyObject*) {
  const bool ended = asyncsafe::run_interruptible([] {
    counts_unwinding local;
    say_ready();
    for (;;) asyncsafe::check_signals();
  });
  if (!ended) return nullptr;
  Py_RETURN_NONE;
}

// A thread of C++ that POSIX cancels inside a call. \return whether it ended as a cancelled thread does.
PyObject* cancel_within(PyObject*, PyObject*) {
  const auto body = [](void*) -> void* {
    struct holds_gil {
      PyGILState_STATE state = PyGILState_Ensure();
      ~holds_gil() { PyGILState_Release(state); }
    } hold;
    asyncsafe::run_interruptible([] {
      counts_unwinding local;
      pthread_cancel(pthread_self());
      pthread_testcancel();
    });
    return nullptr;
  };
  void* result = nullptr;
  Py_BEGIN_ALLOW_THREADS;
  pthread_t cancelled;
  pthread_create(&cancelled, nullptr, body, nullptr);
  pthread_join(cancelled, &result);
  Py_END_ALLOW_THREADS;
  return PyBool_FromLong(result == PTHREAD_CANCELED);
}

// Off the main thread there is nothing for Ctrl-C to interrupt.
PyObject* sleep_with(PyObject*, PyObject* argument) {
  const double seconds = PyFloat_AsDouble(argument);
  const bool ended =
      asyncsafe::run_interruptible([&] { asyncsafe::io::sleep_for(std::chrono::duration<double>(seconds)); });
  if (!ended) return nullptr;
  Py_RETURN_NONE;
}

// Nanoseconds that one idle poll takes: the fastest of many, since others want the processor, too.
PyObject* idle_cost(PyObject*, PyObject*) {
  constexpr int rounds = 100'000;
  double fastest = 1e9;
  for (int repetition = 0; repetition < 100; ++repetition) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
      asyncsafe::check_signals();
      asm volatile("" : : : "memory");
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    fastest = std::min(fastest, took.count() / rounds);
  }
  return PyFloat_FromDouble(fastest);
}

PyObject* unwound(PyObject*, PyObject*) { return PyLong_FromLong(unwound_count); }

PyMethodDef methods[] = {{"read_with", read_with, METH_O, nullptr},
                         {"read_without", read_without, METH_O, nullptr},
                         {"compute_with", compute_with, METH_NOARGS, nullptr},
                         {"sleep_with", sleep_with, METH_O, nullptr},
                         {"cancel_within", cancel_within, METH_NOARGS, nullptr},
                         {"idle_cost", idle_cost, METH_NOARGS, nullptr},
                         {"unwound", unwound, METH_NOARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
PyModuleDef module_definition = {
    PyModuleDef_HEAD_INIT, "asyncsafe_demo", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_asyncsafe_demo() { return PyModule_Create(&module_definition); }
