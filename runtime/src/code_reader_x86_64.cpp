// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "code_reader.hpp"

#include <cstring>

namespace asyncsafe::inline v0::detail {
namespace {

struct shape {
  bool known = false;
  bool modrm = false;
  unsigned immediate = 0;
};

constexpr bool in(unsigned value, unsigned low, unsigned high) noexcept { return value >= low && value <= high; }

shape one_byte(unsigned op, bool wide, bool half, unsigned reg) noexcept {
  const unsigned word = half ? 2 : 4;
  if (op < 0x40 && (op & 7U) < 4) return {true, true, 0};
  if (op < 0x40 && (op & 7U) == 4) return {true, false, 1};
  if (op < 0x40 && (op & 7U) == 5) return {true, false, word};
  if (in(op, 0x50, 0x5f) || in(op, 0x90, 0x99) || in(op, 0xa4, 0xa7) || in(op, 0xaa, 0xaf)) return {true, false, 0};
  if (op == 0x9c || op == 0x9d || op == 0xc9 || op == 0xcc) return {true, false, 0};
  if (op == 0x63 || in(op, 0x84, 0x8b) || op == 0x8d || op == 0x8f || in(op, 0xd0, 0xd3) || op == 0xfe || op == 0xff)
    return {true, true, 0};
  if (op == 0x68 || op == 0xa9) return {true, false, word};
  if (op == 0x6a || op == 0xa8 || in(op, 0xb0, 0xb7)) return {true, false, 1};
  if (op == 0x69 || op == 0x81 || op == 0xc7) return {true, true, word};
  if (op == 0x6b || op == 0x80 || op == 0x83 || op == 0xc0 || op == 0xc1 || op == 0xc6) return {true, true, 1};
  if (in(op, 0xb8, 0xbf)) return {true, false, wide ? 8U : word};
  if (op == 0xf6) return {true, true, reg < 2 ? 1U : 0U};
  if (op == 0xf7) return {true, true, reg < 2 ? word : 0U};
  return {};
}

shape two_byte(unsigned op) noexcept {
  if (op == 0x05 || op == 0xa2 || op == 0x77 || in(op, 0xc8, 0xcf)) return {true, false, 0};
  if (in(op, 0x70, 0x73) || op == 0xa4 || op == 0xac || op == 0xba || op == 0xc2 || in(op, 0xc4, 0xc6))
    return {true, true, 1};
  if (in(op, 0x0d, 0x1f) || in(op, 0x28, 0x2f) || in(op, 0x40, 0x6f) || in(op, 0x74, 0x76) || in(op, 0x7c, 0x7f) ||
      in(op, 0x90, 0x9f) || in(op, 0xa3, 0xa5) || in(op, 0xab, 0xc1) || op == 0xc3 || op == 0xc7 ||
      in(op, 0xd0, 0xfe))
    return {true, true, 0};
  return {};
}

unsigned operand_length(const unsigned char* modrm) noexcept {
  const unsigned mod = *modrm >> 6U, rm = *modrm & 7U;
  if (mod == 3) return 1;
  unsigned length = 1;
  if (rm == 4) {
    ++length;
    if (mod == 0 && (modrm[1] & 7U) == 5) length += 4;
  } else if (mod == 0 && rm == 5) {
    length += 4;
  }
  return length + (mod == 1 ? 1U : mod == 2 ? 4U : 0U);
}

std::int32_t load32(const unsigned char* at) noexcept {
  std::int32_t value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

instruction finish(const unsigned char* start, const unsigned char* at, shape s) noexcept {
  if (!s.known) return {};
  if (s.modrm) at += operand_length(at);
  at += s.immediate;
  return {instruction::plain, static_cast<unsigned>(at - start), nullptr};
}

instruction transfer(instruction::kind what, const unsigned char* start, const unsigned char* after,
                     std::int64_t distance) noexcept {
  return {what, static_cast<unsigned>(after - start), after + distance};
}

instruction decode_vex(const unsigned char* start, const unsigned char* at) noexcept {
  unsigned map = 1;
  if (*at == 0xc4) {
    map = at[1] & 0x1fU;
    at += 3;
  } else {
    at += 2;
  }
  const unsigned op = *at++;
  if (map == 1) {
    shape s = two_byte(op);
    if (op != 0x77) s.modrm = true;
    s.known = true;
    return finish(start, at, s);
  }
  if (map == 2) return finish(start, at, {true, true, 0});
  if (map == 3) return finish(start, at, {true, true, 1});
  return {};
}

}  // namespace

instruction decode(const unsigned char* start) noexcept {
  const unsigned char* at = start;
  bool half = false, wide = false;
  for (;; ++at) {
    if (*at == 0x66)
      half = true;
    else if (*at != 0xf2 && *at != 0xf3 && *at != 0x2e && *at != 0x3e && *at != 0x64 && *at != 0x65 && *at != 0xf0)
      break;
  }
  if ((*at & 0xf0U) == 0x40) wide = (*at++ & 8U) != 0;
  const unsigned op = *at++;
  if (op == 0xe8) return transfer(instruction::call, start, at + 4, load32(at));
  if (op == 0xe9) return transfer(instruction::jump, start, at + 4, load32(at));
  if (op == 0xeb) return transfer(instruction::jump, start, at + 1, static_cast<signed char>(*at));
  if (in(op, 0x70, 0x7f)) return transfer(instruction::branch, start, at + 1, static_cast<signed char>(*at));
  if (op == 0xc3 || op == 0xc2 || op == 0xf4) return {instruction::end, 1, nullptr};
  if (op == 0xc5 || op == 0xc4) return decode_vex(start, at - 1);
  if (op == 0xff) {
    const unsigned reg = (*at >> 3U) & 7U;
    if (reg == 4 || reg == 5) return {instruction::end, 1, nullptr};
    if (*at == 0x15) return transfer(instruction::call_through_memory, start, at + 5, load32(at + 1));
  }
  if (op != 0x0f) return finish(start, at, one_byte(op, wide, half, (*at >> 3U) & 7U));
  const unsigned second = *at++;
  if (second == 0x0b) return {instruction::end, 1, nullptr};
  if (in(second, 0x80, 0x8f)) return transfer(instruction::branch, start, at + 4, load32(at));
  if (second == 0x38) return finish(start, at + 1, {true, true, 0});
  if (second == 0x3a) return finish(start, at + 1, {true, true, 1});
  return finish(start, at, two_byte(second));
}

const void* const* plt_slot(const unsigned char* code) noexcept {
  const unsigned char endbr[] = {0xf3, 0x0f, 0x1e, 0xfa};
  if (std::memcmp(code, endbr, sizeof endbr) == 0) code += sizeof endbr;
  if (*code == 0xf2) ++code;  // bnd
  if (code[0] != 0xff || code[1] != 0x25) return nullptr;
  return reinterpret_cast<const void* const*>(code + 6 + load32(code + 2));
}

}  // namespace asyncsafe::detail
