// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A .clang-tidy.
#include "tests/fuzz/Fuzz.h"
#include "tool/tidy/UnitOptions.h"

#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/SourceMgr.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string Text(textOf(Data, Size)); // the YAML parser wants a NUL behind it
  auto Options = clang::tidy::parseConfigurationWithDiags(llvm::MemoryBufferRef(Text, ".clang-tidy"),
                                                          [](const llvm::SMDiagnostic &) {});
  if (!Options)
    return 0;
  std::vector<std::string> Errors;
  static_cast<void>(asyncsafe::readUnitOptions(*Options, "/nowhere/a.c", Errors));
  return 0;
}
