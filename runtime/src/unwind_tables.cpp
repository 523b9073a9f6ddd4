// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "unwind_tables.hpp"

#include "landing_pad.hpp"

#include <cstring>
#include <optional>

extern "C" {
struct dwarf_eh_bases {
  void* tbase;
  void* dbase;
  void* func;
};
const void* _Unwind_Find_FDE(void* pc, dwarf_eh_bases* bases);
void __gxx_personality_v0();
}

namespace asyncsafe::inline v0::detail {
namespace {

namespace encoding {
constexpr unsigned char omitted = 0xff;
constexpr unsigned char indirect = 0x80;
constexpr unsigned char relative_to_pc = 0x10;
}  // namespace encoding

template <class T>
T load(const unsigned char*& at) noexcept {
  T value;
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

std::uint64_t read_uleb(const unsigned char*& at) noexcept {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const unsigned char byte = *at++;
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return value;
  }
}

std::int64_t read_sleb(const unsigned char*& at) noexcept {
  std::int64_t value = 0;
  for (unsigned shift = 0;;) {
    const unsigned char byte = *at++;
    value |= static_cast<std::int64_t>(byte & 0x7fU) << shift;
    shift += 7;
    if ((byte & 0x80U) != 0) continue;
    if ((byte & 0x40U) != 0 && shift < 64) value |= -(std::int64_t{1} << shift);
    return value;
  }
}

std::optional<std::uintptr_t> read_encoded(const unsigned char*& at, unsigned char how) noexcept {
  const unsigned char* start = at;
  std::uintptr_t value = 0;
  switch (how & 0x0fU) {
    case 0x00: value = load<std::uintptr_t>(at); break;
    case 0x01: value = read_uleb(at); break;
    case 0x02: value = load<std::uint16_t>(at); break;
    case 0x03: value = load<std::uint32_t>(at); break;
    case 0x04: value = load<std::uint64_t>(at); break;
    case 0x09: value = static_cast<std::uintptr_t>(read_sleb(at)); break;
    case 0x0a: value = static_cast<std::uintptr_t>(std::intptr_t{load<std::int16_t>(at)}); break;
    case 0x0b: value = static_cast<std::uintptr_t>(std::intptr_t{load<std::int32_t>(at)}); break;
    case 0x0c: value = static_cast<std::uintptr_t>(load<std::int64_t>(at)); break;
    default: return std::nullopt;
  }
  if (value == 0) return value;
  switch (how & 0x70U) {
    case 0x00: break;
    case encoding::relative_to_pc: value += reinterpret_cast<std::uintptr_t>(start); break;
    default: return std::nullopt;
  }
  if ((how & encoding::indirect) != 0) std::memcpy(&value, reinterpret_cast<const void*>(value), sizeof value);
  return value;
}

unsigned size_of_encoded(unsigned char how) noexcept {
  switch (how & 0x07U) {
    case 0x00: return sizeof(void*);
    case 0x02: return 2;
    case 0x03: return 4;
    case 0x04: return 8;
    default: return 0;
  }
}

bool ends_in_terminate(const unsigned char* pad) noexcept {
  const pad_ends ends = follow_pad(pad);
  return (ends.terminates || ends.clang_terminates) && !ends.resumes;
}

bool catch_all_terminates(const unsigned char* pad) noexcept {
  const pad_ends ends = follow_pad(pad);
  return ends.clang_terminates || (ends.terminates && !ends.catches);
}

struct tables {
  std::uintptr_t pads_start;
  unsigned char type_encoding;
  const unsigned char* types_end = nullptr;
  unsigned char site_encoding;
  const unsigned char* sites;
  const unsigned char* actions;
};

std::optional<tables> read_header(const unsigned char* at, std::uintptr_t function_start) noexcept {
  tables t;
  t.pads_start = function_start;
  const unsigned char pads_encoding = *at++;
  if (pads_encoding != encoding::omitted) {
    const auto start = read_encoded(at, pads_encoding);
    if (!start) return std::nullopt;
    t.pads_start = *start;
  }
  t.type_encoding = *at++;
  if (t.type_encoding != encoding::omitted) {
    const std::uint64_t offset = read_uleb(at);
    t.types_end = at + offset;
  }
  t.site_encoding = *at++;
  const std::uint64_t length = read_uleb(at);
  t.sites = at;
  t.actions = at + length;
  return t;
}

frame_verdict follow_actions(const tables& t, const unsigned char* action, const unsigned char* pad,
                             catch_matcher takes, const void* argument) noexcept {
  for (;;) {
    const std::int64_t filter = read_sleb(action);
    const unsigned char* here = action;
    const std::int64_t next = read_sleb(action);
    if (filter < 0) return frame_verdict::terminates;  // throw(): the only specification left in C++20
    if (filter > 0) {
      const unsigned char* entry =
          t.types_end - static_cast<std::uint64_t>(filter) * size_of_encoded(t.type_encoding);
      const auto type = read_encoded(entry, t.type_encoding);
      if (!type) return frame_verdict::catches;
      if (*type == 0) return catch_all_terminates(pad) ? frame_verdict::terminates : frame_verdict::catches;
      if (takes(*reinterpret_cast<const std::type_info*>(*type), argument)) return frame_verdict::catches;
    }
    if (next == 0) return ends_in_terminate(pad) ? frame_verdict::terminates : frame_verdict::passes;
    action = here + next;
  }
}

}  // namespace

bool frame_is_cxx(std::uintptr_t ip) noexcept {
  dwarf_eh_bases bases{};
  const auto* fde = static_cast<const unsigned char*>(_Unwind_Find_FDE(reinterpret_cast<void*>(ip), &bases));
  if (fde == nullptr) return false;
  std::int32_t to_cie;
  std::memcpy(&to_cie, fde + 4, sizeof to_cie);
  const unsigned char* cie = fde + 4 - to_cie;
  const unsigned char* at = cie + 8;
  const unsigned char version = *at++;
  const char* augmentation = reinterpret_cast<const char*>(at);
  at += std::strlen(augmentation) + 1;
  if (*augmentation != 'z') return false;
  read_uleb(at);
  read_sleb(at);
  if (version == 1)
    ++at;
  else
    read_uleb(at);
  read_uleb(at);
  for (const char* c = augmentation + 1; *c != '\0'; ++c) {
    switch (*c) {
      case 'P': {
        const unsigned char how = *at++;
        const auto personality = read_encoded(at, how);
        return personality && *personality == reinterpret_cast<std::uintptr_t>(&__gxx_personality_v0);
      }
      case 'L':
      case 'R': ++at; break;
      case 'S':
      case 'B': break;
      default: return false;
    }
  }
  return false;
}

frame_verdict look_at_frame(const unsigned char* table, std::uintptr_t function_start, std::uintptr_t ip,
                            catch_matcher takes, const void* argument) noexcept {
  const auto header = read_header(table, function_start);
  if (!header) return frame_verdict::passes;
  const unsigned char* at = header->sites;
  while (at < header->actions) {
    const auto start = read_encoded(at, header->site_encoding);
    const auto length = read_encoded(at, header->site_encoding);
    const auto pad = read_encoded(at, header->site_encoding);
    const std::uint64_t action = read_uleb(at);
    if (!start || !length || !pad) return frame_verdict::passes;
    if (ip < function_start + *start) break;  // sorted: no entry
    if (ip >= function_start + *start + *length) continue;
    if (*pad == 0) return frame_verdict::passes;
    const auto* code = reinterpret_cast<const unsigned char*>(header->pads_start + *pad);
    if (action == 0) return ends_in_terminate(code) ? frame_verdict::terminates : frame_verdict::passes;
    return follow_actions(*header, header->actions + action - 1, code, takes, argument);
  }
  return frame_verdict::terminates;  // GCC leaves the calls of a noexcept function out of the table
}

}  // namespace asyncsafe::detail
