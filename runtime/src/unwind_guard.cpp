// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "unwind_guard.hpp"

#include "catch_all.hpp"
#include "nptl_layout.hpp"
#include "unwind_tables.hpp"

#include <cstring>
#include <typeinfo>
#include <unwind.h>

namespace asyncsafe::inline v0::detail {
namespace {

struct walk {
  const void* frame;
  const std::type_info* thrown;
  void* object;
  bool safe = true;
};

// The object that the exception_ptr holds: catch clauses may have to convert a pointer to it.
void* object_of(const std::exception_ptr& e) noexcept {
#if defined(__GLIBCXX__)
  void* object = nullptr;
  static_assert(sizeof e == sizeof object);
  std::memcpy(&object, static_cast<const void*>(&e), sizeof object);
  return object;
#else
  return nullptr;
#endif
}

bool takes([[maybe_unused]] const std::type_info& caught, [[maybe_unused]] const walk& state) noexcept {
#if defined(__GLIBCXX__)
  void* object = state.object;
  if (state.thrown->__is_pointer_p()) object = *static_cast<void**>(object);
  return caught.__do_catch(state.thrown, &object, 1);
#else
  return true;
#endif
}

_Unwind_Reason_Code visit(_Unwind_Context* context, void* raw) {
  walk& state = *static_cast<walk*>(raw);
  if (_Unwind_GetCFA(context) <= reinterpret_cast<_Unwind_Word>(state.frame)) return _URC_NO_REASON;
  // What our own brackets catch they throw again: it is their caller's frames that count.
  if (_Unwind_FindEnclosingFunction(reinterpret_cast<void*>(_Unwind_GetIP(context) - 1)) == catch_all_start())
    return _URC_NO_REASON;
  int before_instruction = 0;
  std::uintptr_t ip = _Unwind_GetIPInfo(context, &before_instruction);
  if (before_instruction != 0) {
    state.safe = false;  // a handler called us
    return _URC_END_OF_STACK;
  }
  --ip;
  const auto* table = static_cast<const unsigned char*>(_Unwind_GetLanguageSpecificData(context));
  if (table == nullptr || !frame_is_cxx(ip)) return _URC_NO_REASON;
  const frame_verdict verdict = look_at_frame(
      table, _Unwind_GetRegionStart(context), ip,
      [](const std::type_info& caught, const void* argument) {
        return takes(caught, *static_cast<const walk*>(argument));
      },
      &state);
  if (verdict == frame_verdict::passes) return _URC_NO_REASON;
  state.safe = verdict == frame_verdict::catches;
  return _URC_END_OF_STACK;
}

}  // namespace

bool throw_is_safe(const std::exception_ptr& e, const void* frame) noexcept {
#if defined(__GLIBCXX__)
  walk state{frame, e.__cxa_exception_type(), object_of(e)};
#else
  walk state{frame, nullptr, nullptr};
#endif
  _Unwind_Backtrace(visit, &state);
  return state.safe;
}

bool would_catch([[maybe_unused]] const std::type_info& type, [[maybe_unused]] const std::exception_ptr& e) noexcept {
#if defined(__GLIBCXX__)
  const walk state{nullptr, e.__cxa_exception_type(), object_of(e)};
  return takes(type, state);
#else
  return false;
#endif
}

namespace {

// A handler is near the top of its stack; what lies a thousand frames below it is not searched for one.
constexpr int deepest_handler = 1000;

_Unwind_Reason_Code note_signal_frame(_Unwind_Context* context, void* raw) {
  int& patience = *static_cast<int*>(raw);
  int struck = 0;
  _Unwind_GetIPInfo(context, &struck);
  if (struck != 0) patience = -1;
  return patience < 0 || --patience == 0 ? _URC_END_OF_STACK : _URC_NO_REASON;
}

// What the C++ ABI puts before each exception object; the fields behind these are not needed.
struct exception_header {
  std::type_info* type;
  void (*destructor)(void*);
  void (*unexpected_handler)();  // of throw() specifications that C++17 took away; never called for one of ours
  void (*terminate_handler)();
};
constexpr std::size_t header_size = 112;  // struct __cxa_exception on 64-bit machines, with its _Unwind_Exception

// Serves as a mark. Were it called after all, it would do what the default handler does.
void delivered_as_an_interrupt() { std::terminate(); }

// Null if the header is not where the ABI says.
exception_header* header_of([[maybe_unused]] const std::exception_ptr& e) noexcept {
#if defined(__GLIBCXX__)
  if (!e) return nullptr;
  auto* header = reinterpret_cast<exception_header*>(static_cast<char*>(object_of(e)) - header_size);
  return header->type == e.__cxa_exception_type() ? header : nullptr;
#else
  return nullptr;
#endif
}

}  // namespace

bool in_signal_handler() noexcept {
  int patience = deepest_handler;
  _Unwind_Backtrace(note_signal_frame, &patience);
  return patience < 0;
}

// Atomic: one exception_ptr may be sent to several threads.
void mark_delivered(const std::exception_ptr& e) noexcept {
  if (exception_header* header = header_of(e))
    __atomic_store_n(&header->unexpected_handler, &delivered_as_an_interrupt, __ATOMIC_RELAXED);
}

bool was_delivered(const std::exception_ptr& e) noexcept {
  exception_header* header = header_of(e);
  return header != nullptr &&
         __atomic_load_n(&header->unexpected_handler, __ATOMIC_RELAXED) == &delivered_as_an_interrupt;
}

bool thread_is_exiting() noexcept {
  constexpr unsigned exiting_bit = 0x10;  // EXITING_BITMASK in glibc's nptl/descr.h since 2.0
  const unsigned* flags = nptl_field<unsigned>(::pthread_self(), "_thread_db_pthread_cancelhandling");
  return flags != nullptr && (*flags & exiting_bit) != 0;
}

}  // namespace asyncsafe::detail
