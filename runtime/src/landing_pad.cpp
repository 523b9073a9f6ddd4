// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "landing_pad.hpp"

#include "code_reader.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <elf.h>
#include <exception>
#include <link.h>
#include <string_view>

extern "C" {
void* __cxa_begin_catch(void*) noexcept;
void __cxa_rethrow();
[[gnu::weak]] void __cxa_call_terminate(void*) noexcept;  // what GCC 14's pads call instead of std::terminate
const void* _Unwind_Find_FDE(void* pc, void* bases);
void _Unwind_Resume(struct _Unwind_Exception*);
}

namespace asyncsafe::inline v0::detail {
namespace {

enum class callee { other, terminate, clang_terminate, begin_catch, resume, never_returns };

callee by_address(const void* f) noexcept {
  const auto is = [f](auto* known) { return f == reinterpret_cast<const void*>(known); };
  if (is(&std::terminate) || is(&__cxa_call_terminate)) return callee::terminate;
  if (is(&__cxa_begin_catch)) return callee::begin_catch;
  if (is(&_Unwind_Resume) || is(&__cxa_rethrow)) return callee::resume;
  return callee::other;
}

callee by_name(std::string_view name) noexcept {
  if (name == "_ZSt9terminatev" || name == "__cxa_call_terminate") return callee::terminate;
  if (name == "__cxa_begin_catch") return callee::begin_catch;
  if (name == "_Unwind_Resume" || name == "__cxa_rethrow") return callee::resume;
  // What compilers put behind these is another block's code, not what follows the call.
  for (const std::string_view known : {"abort", "__assert_fail", "__stack_chk_fail", "__cxa_throw", "exit", "_exit"})
    if (name == known) return callee::never_returns;
  const bool handles = name.starts_with("__ubsan_handle_") && name.ends_with("_abort");
  const bool reports = name.starts_with("__asan_report_") && !name.ends_with("_noabort");
  const bool throws = name.starts_with("_ZSt") && name.find("__throw_") != name.npos;  // std::__throw_length_error, …
  return handles || reports || throws ? callee::never_returns : callee::other;
}

// A slot of the GOT that is bound lazily does not hold its function yet; the relocation that fills it has the name.
callee by_relocation(const void* const* slot) noexcept {
  Dl_info info;
  link_map* object = nullptr;
  if (::dladdr1(slot, &info, reinterpret_cast<void**>(&object), RTLD_DL_LINKMAP) == 0 || object == nullptr)
    return callee::other;
  const ElfW(Rela)* relocations = nullptr;
  std::size_t bytes = 0;
  const ElfW(Sym)* symbols = nullptr;
  const char* names = nullptr;
  for (const ElfW(Dyn)* entry = object->l_ld; entry->d_tag != DT_NULL; ++entry) {
    const auto address = entry->d_un.d_ptr;
    if (entry->d_tag == DT_JMPREL) relocations = reinterpret_cast<const ElfW(Rela)*>(address);
    if (entry->d_tag == DT_PLTRELSZ) bytes = entry->d_un.d_val;
    if (entry->d_tag == DT_SYMTAB) symbols = reinterpret_cast<const ElfW(Sym)*>(address);
    if (entry->d_tag == DT_STRTAB) names = reinterpret_cast<const char*>(address);
  }
  if (relocations == nullptr || symbols == nullptr || names == nullptr) return callee::other;
  for (std::size_t i = 0; i < bytes / sizeof *relocations; ++i)
    if (object->l_addr + relocations[i].r_offset == reinterpret_cast<std::uintptr_t>(slot))
      return by_name(names + symbols[ELF64_R_SYM(relocations[i].r_info)].st_name);
  return callee::other;
}

callee through_slot(const void* const* slot) noexcept {
  const callee found = by_address(*slot);
  return found != callee::other ? found : by_relocation(slot);
}

callee directly_called(const instruction& call) noexcept {
  if (call.what == instruction::call_through_memory)
    return through_slot(reinterpret_cast<const void* const*>(call.target));
  if (const callee found = by_address(call.target); found != callee::other) return found;
  const void* const* slot = plt_slot(call.target);
  return slot != nullptr ? through_slot(slot) : callee::other;
}

// __clang_call_terminate: __cxa_begin_catch and then std::terminate, and no branch. Sanitizers add calls of their own.
bool catches_only_to_terminate(const unsigned char* code) noexcept {
  bool caught = false;
  for (int patience = 24; patience > 0; --patience) {
    const instruction next = decode(code);
    code += next.length;
    switch (next.what) {
      case instruction::plain: break;
      case instruction::call:
      case instruction::call_through_memory:
        switch (directly_called(next)) {
          case callee::begin_catch: caught = true; break;
          case callee::terminate: return caught;
          default: break;
        }
        break;
      default: return false;
    }
  }
  return false;
}

// Slow: it looks through the symbols of a whole object.
callee by_symbol(const void* code) noexcept {
  Dl_info info;
  const bool known = ::dladdr(code, &info) != 0 && info.dli_sname != nullptr && info.dli_saddr == code;
  return known ? by_name(info.dli_sname) : callee::other;
}

enum class effort { by_address, by_name_too };

callee who_is_called(const instruction& call, effort how) noexcept {
  const callee found = directly_called(call);
  if (found != callee::other) return found;
  const bool direct = call.what == instruction::call;
  if (how == effort::by_name_too) {
    const void* code = direct ? call.target : *reinterpret_cast<const void* const*>(call.target);
    if (by_symbol(code) == callee::never_returns) return callee::never_returns;
  }
  return direct && catches_only_to_terminate(call.target) ? callee::clang_terminate : callee::other;
}

bool in_one_function(const unsigned char* a, const unsigned char* b) noexcept {
  unsigned char bases[3 * sizeof(void*)];
  const auto function_of = [&](const unsigned char* at) {
    return _Unwind_Find_FDE(const_cast<unsigned char*>(at), bases);
  };
  return function_of(a) == function_of(b);
}

// Places in code. An interrupt must be deliverable without memory, so there is an end to them; what does not fit is left out.
class places {
 public:
  bool empty() const noexcept { return count_ == 0; }
  void push(const unsigned char* at) noexcept {
    if (count_ < most) at_[count_++] = at;
  }
  const unsigned char* pop() noexcept { return at_[--count_]; }
  bool contains(const unsigned char* at) const noexcept { return std::find(at_, at_ + count_, at) != at_ + count_; }
  bool full() const noexcept { return count_ == most; }

 private:
  static constexpr std::size_t most = 512;
  const unsigned char* at_[most];
  std::size_t count_ = 0;
};

pad_ends follow(const unsigned char* pad, effort how) noexcept {
  constexpr int patience = 20'000;  // instructions; what was found by then is the answer
  pad_ends found;
  places to_visit, seen;
  to_visit.push(pad);
  int steps = 0;
  while (!to_visit.empty()) {
    const unsigned char* at = to_visit.pop();
    if (seen.contains(at)) continue;
    if (seen.full()) return found;
    seen.push(at);
    for (bool goes_on = true; goes_on;) {
      if (++steps > patience) return found;
      const instruction next = decode(at);
      at += next.length;
      switch (next.what) {
        case instruction::plain: break;
        case instruction::branch: to_visit.push(next.target); break;
        case instruction::jump:
          to_visit.push(next.target);
          goes_on = false;
          break;
        case instruction::end:
        case instruction::unknown: goes_on = false; break;
        case instruction::call:
        case instruction::call_through_memory:
          switch (who_is_called(next, how)) {
            case callee::other:
              // Behind a call that ends a function lies another function.
              goes_on = how == effort::by_address || in_one_function(at - 1, at);
              break;
            case callee::never_returns: goes_on = false; break;
            case callee::terminate: found.terminates = true; goes_on = false; break;
            case callee::clang_terminate: found.clang_terminates = true; goes_on = false; break;
            case callee::begin_catch: found.catches = true; goes_on = false; break;
            case callee::resume: found.resumes = true; goes_on = false; break;
          }
      }
    }
  }
  return found;
}

}  // namespace

pad_ends follow_pad(const unsigned char* pad) noexcept {
  const pad_ends found = follow(pad, effort::by_address);
  // More than one end: perhaps because the way went on behind a call that does not return.
  const bool terminates = found.terminates || found.clang_terminates;
  return terminates && (found.catches || found.resumes) ? follow(pad, effort::by_name_too) : found;
}

}  // namespace asyncsafe::detail
