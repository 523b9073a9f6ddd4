// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++ extensions of CPython: Ctrl-C, and whatever else a Python signal handler raises, ends a call that blocks or
// computes in C++, after C++ has been unwound. Only the main thread of the main interpreter is affected, as in
// Python itself. Needs Python.h, and nothing of this is in the runtime's library.
#pragma once

#if __has_include(<Python.h>)
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/detail/external_source.hpp>
#include <asyncsafe/exceptions.hpp>

#include <cxxabi.h>
#include <exception>
#include <memory>
#include <optional>
#include <sys/syscall.h>
#include <type_traits>
#include <unistd.h>
#include <utility>

namespace asyncsafe::inline v0::python {

/// Carries the Python exception that a signal handler raised through C++ frames.
class python_error : public interrupted {
 public:
  /// Takes over the current Python error. The GIL is held.
  python_error() : error_(std::make_shared<fetched>()) {}
  [[nodiscard]] const char* what() const noexcept override { return "a Python exception raised by a signal handler"; }
  /// Makes it the current Python error. The GIL is held. Once.
  void restore() const { error_->restore(); }

 private:
  struct fetched {
    fetched() { PyErr_Fetch(&type, &value, &traceback); }
    fetched(const fetched&) = delete;
    fetched& operator=(const fetched&) = delete;
    ~fetched() {
      if (type == nullptr) return;
      const PyGILState_STATE gil = PyGILState_Ensure();
      Py_XDECREF(type);
      Py_XDECREF(value);
      Py_XDECREF(traceback);
      PyGILState_Release(gil);
    }
    void restore() {
      PyErr_Restore(std::exchange(type, nullptr), std::exchange(value, nullptr), std::exchange(traceback, nullptr));
    }
    PyObject* type = nullptr;
    PyObject* value = nullptr;
    PyObject* traceback = nullptr;
  };
  std::shared_ptr<fetched> error_;
};

namespace detail_ {

inline std::exception_ptr poll(void*) {
  const PyGILState_STATE gil = PyGILState_Ensure();
  std::exception_ptr raised;
  if (PyErr_CheckSignals() == -1) raised = std::make_exception_ptr(python_error());
  PyGILState_Release(gil);
  return raised;
}

// The GIL is held.
inline bool signals_concern_us() {
  return ::syscall(SYS_gettid) == ::getpid() && PyInterpreterState_Get() == PyInterpreterState_Main();
}

}  // namespace detail_

/// A delivery point for C++ code inside run_interruptible: polls without the GIL, and takes it only when a signal has
/// arrived.. \throws python_error, or another pending interrupt.
inline void check_signals() {
  if (asyncsafe::detail::anything_pending()) [[unlikely]]
    asyncsafe::checkpoint();
}

/// Releases the GIL and runs `f()`, which must not touch Python objects and may use everything of this library.
/// Called with the GIL held; returns with it.
/// \return true, or the result of `f`, if it ended; false or an empty optional if a signal handler raised: then C++
/// has been unwound and the Python error is set, so that the extension returns NULL.
/// \throws what else `f` throws.
template <class F>
auto run_interruptible(F&& f) {
  using result = std::invoke_result_t<F&>;
  using answer = std::conditional_t<std::is_void_v<result>, bool, std::optional<result>>;
  answer value{};
  std::optional<asyncsafe::detail::external_source> source;
  if (detail_::signals_concern_us()) {
    // A signal that Python already knows of does not pass through our hook.
    if (PyErr_CheckSignals() == -1) return value;
    source.emplace(detail_::poll, nullptr);
  }
  PyThreadState* saved = PyEval_SaveThread();
  std::exception_ptr failure;
  try {
    if constexpr (std::is_void_v<result>) {
      f();
      value = true;
    } else {
      value.emplace(f());
    }
  } catch (const abi::__forced_unwind&) {
    PyEval_RestoreThread(saved);  // whoever unwinds further expects to hold it
    throw;                        // pthread_cancel takes no for an answer by ending the process
  } catch (...) {
    failure = std::current_exception();
  }
  PyEval_RestoreThread(saved);
  source.reset();
  if (!failure) return value;
  try {
    std::rethrow_exception(failure);
  } catch (const python_error& error) {
    value = answer{};
    error.restore();
  }
  return value;
}

}  // namespace asyncsafe::inline v0::python

namespace asyncsafe::inline v0 {
using python::check_signals;
using python::python_error;
using python::run_interruptible;
}  // namespace asyncsafe::inline v0

#endif
