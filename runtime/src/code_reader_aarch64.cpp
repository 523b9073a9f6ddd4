// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "code_reader.hpp"

#include <cstring>

namespace asyncsafe::inline v0::detail {
namespace {

std::uint32_t word(const unsigned char* at) noexcept {
  std::uint32_t value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// `bits` wide, starting at bit `low`, counted in instructions.
std::int64_t distance(std::uint32_t w, unsigned low, unsigned bits) noexcept {
  const std::uint32_t field = (w >> low) & ((1U << bits) - 1);
  const std::int64_t value = static_cast<std::int32_t>(field << (32 - bits)) >> (32 - bits);
  return value * 4;
}

}  // namespace

instruction decode(const unsigned char* at) noexcept {
  const std::uint32_t w = word(at);
  if ((w & 0xfc000000U) == 0x94000000U) return {instruction::call, 4, at + distance(w, 0, 26)};
  if ((w & 0xfc000000U) == 0x14000000U) return {instruction::jump, 4, at + distance(w, 0, 26)};
  if ((w & 0xff000000U) == 0x54000000U || (w & 0x7e000000U) == 0x34000000U)  // b.cond, cbz, cbnz
    return {instruction::branch, 4, at + distance(w, 5, 19)};
  if ((w & 0x7e000000U) == 0x36000000U) return {instruction::branch, 4, at + distance(w, 5, 14)};  // tbz, tbnz
  if ((w & 0xfffffc1fU) == 0xd65f0000U || (w & 0xfffffc1fU) == 0xd61f0000U) return {instruction::end, 4, nullptr};
  if ((w & 0xffe0001fU) == 0xd4200000U || w == 0) return {instruction::end, 4, nullptr};  // brk, udf
  return {instruction::plain, 4, nullptr};
}

const void* const* plt_slot(const unsigned char* code) noexcept {
  if (word(code) == 0xd503245fU) code += 4;  // bti c
  const std::uint32_t adrp = word(code), ldr = word(code + 4);
  if ((adrp & 0x9f00001fU) != 0x90000010U || (ldr & 0xffc003ffU) != 0xf9400211U) return nullptr;
  const std::uint32_t pages = ((adrp >> 5U) & 0x7ffffU) << 2U | ((adrp >> 29U) & 3U);
  const std::int64_t offset = static_cast<std::int64_t>(static_cast<std::int32_t>(pages << 11U) >> 11) * 4096;
  const std::uintptr_t page = (reinterpret_cast<std::uintptr_t>(code) & ~std::uintptr_t{4095}) +
                              static_cast<std::uintptr_t>(offset);
  return reinterpret_cast<const void* const*>(page + ((ldr >> 10U) & 0xfffU) * 8);
}

}  // namespace asyncsafe::detail
