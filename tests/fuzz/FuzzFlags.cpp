// A compile command, a word a line.
#include "tests/fuzz/Fuzz.h"
#include "tool/flags/ReduceFlags.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Bytes = textOf(Data, Size);
  std::vector<std::string> Command;
  for (StringRef Word : llvm::split(StringRef(Bytes.data(), Bytes.size()), '\n'))
    if (Command.size() < 64)
      Command.push_back(Word.take_until([](char C) { return C == '\0'; }).str());
  std::vector<std::string> Kept = asyncsafe::reduceToParsing(Command, "/nowhere/a.c", "/nowhere");
  REQUIRE(llvm::is_contained(Kept, "/nowhere/a.c"));
  for (StringRef Word : llvm::drop_begin(Kept)) {
    REQUIRE(!Word.starts_with("-fplugin") && !Word.starts_with("--amdgpu-arch-tool"));
    REQUIRE(!Word.starts_with("-stats-file") && !Word.starts_with("--config="));
  }
  return 0;
}
