#include "landing_pad.hpp"

#include "code_reader.hpp"

#include <algorithm>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <exception>
#include <link.h>
#include <vector>

extern "C" {
void* __cxa_begin_catch(void*) noexcept;
void __cxa_rethrow();
void _Unwind_Resume(struct _Unwind_Exception*);
}

namespace asyncsafe::detail {
namespace {

enum class callee { other, terminate, clang_terminate, begin_catch, resume };

callee by_address(const void* f) noexcept {
  const auto is = [f](auto* known) { return f == reinterpret_cast<const void*>(known); };
  if (is(&std::terminate)) return callee::terminate;
  if (is(&__cxa_begin_catch)) return callee::begin_catch;
  if (is(&_Unwind_Resume) || is(&__cxa_rethrow)) return callee::resume;
  return callee::other;
}

callee by_name(const char* name) noexcept {
  if (std::strcmp(name, "_ZSt9terminatev") == 0) return callee::terminate;
  if (std::strcmp(name, "__cxa_begin_catch") == 0) return callee::begin_catch;
  if (std::strcmp(name, "_Unwind_Resume") == 0 || std::strcmp(name, "__cxa_rethrow") == 0) return callee::resume;
  return callee::other;
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

callee who_is_called(const instruction& call) noexcept {
  if (call.what == instruction::call_through_memory)
    return through_slot(reinterpret_cast<const void* const*>(call.target));
  if (const callee found = by_address(call.target); found != callee::other) return found;
  if (const void* const* slot = plt_slot(call.target)) return through_slot(slot);
  return is_two_calls(call.target) ? callee::clang_terminate : callee::other;
}

}  // namespace

pad_ends follow_pad(const unsigned char* pad) noexcept {
  constexpr int patience = 20'000;  // instructions; what was found by then is the answer
  pad_ends found;
  std::vector<const unsigned char*> to_visit{pad};
  std::vector<const unsigned char*> seen;
  int steps = 0;
  while (!to_visit.empty()) {
    const unsigned char* at = to_visit.back();
    to_visit.pop_back();
    if (std::find(seen.begin(), seen.end(), at) != seen.end()) continue;
    seen.push_back(at);
    for (bool goes_on = true; goes_on;) {
      if (++steps > patience) return found;
      const instruction next = decode(at);
      at += next.length;
      switch (next.what) {
        case instruction::plain: break;
        case instruction::branch: to_visit.push_back(next.target); break;
        case instruction::jump:
          to_visit.push_back(next.target);
          goes_on = false;
          break;
        case instruction::end:
        case instruction::unknown: goes_on = false; break;
        case instruction::call:
        case instruction::call_through_memory:
          switch (who_is_called(next)) {
            case callee::other: break;
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

}  // namespace asyncsafe::detail
