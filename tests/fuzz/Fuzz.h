//===- Fuzz.h - What the fuzz targets share ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TESTS_FUZZ_FUZZ_H
#define ASYNCSAFE_TESTS_FUZZ_FUZZ_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);

/// What holds for every input.
#define REQUIRE(Condition)                                                                                   \
  do {                                                                                                       \
    if (!(Condition)) {                                                                                      \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #Condition);                    \
      std::abort();                                                                                          \
    }                                                                                                        \
  } while (false)

/// The input as a file, for readers that take a name; it lives in memory.
class InputAsFile {
public:
  InputAsFile(const uint8_t *Data, size_t Size) : Descriptor(memfd_create("input", 0)) {
    REQUIRE(Descriptor >= 0 && write(Descriptor, Data, Size) == static_cast<ssize_t>(Size));
  }
  ~InputAsFile() { close(Descriptor); }
  InputAsFile(const InputAsFile &) = delete;
  std::string name() const { return "/proc/self/fd/" + std::to_string(Descriptor); }

private:
  int Descriptor;
};

inline std::string_view textOf(const uint8_t *Data, size_t Size) {
  return {reinterpret_cast<const char *>(Data), Size};
}

#endif
