// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "die.hpp"

#include "raw_io.hpp"

#include <cstdarg>
#include <cstdio>
#include <exception>

namespace asyncsafe::inline v0::detail {
namespace {

// One write, so that the lines of several threads do not mix.
void put_line(const char* format, std::va_list arguments) noexcept {
  char line[512] = "asyncsafe: ";
  constexpr int prefix = 11;
  int length = std::vsnprintf(line + prefix, sizeof line - prefix - 1, format, arguments) + prefix;
  if (length > static_cast<int>(sizeof line) - 2) length = static_cast<int>(sizeof line) - 2;
  line[length] = '\n';
  raw_write(2, line, static_cast<std::size_t>(length) + 1);
}

}  // namespace

void complain(const char* format, ...) noexcept {
  std::va_list arguments;
  va_start(arguments, format);
  put_line(format, arguments);
  va_end(arguments);
}

void die(const char* format, ...) noexcept {
  std::va_list arguments;
  va_start(arguments, format);
  put_line(format, arguments);
  va_end(arguments);
  std::terminate();
}

}  // namespace asyncsafe::detail
