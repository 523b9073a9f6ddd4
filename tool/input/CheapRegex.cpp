//===- CheapRegex.cpp - Regular expressions of strangers ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM writes out what an expression repeats: `(((a{1,255}){1,255}){1,255}){1,255}`, in a .clang-tidy's
// HeaderFilterRegex or a .clangd's PathMatch, wants 64 GB.  An expression that repeats so much is refused as
// invalid wherever one is made: in our code, in clang-tidy's and in clangd's (--wrap, CMakeLists.txt).
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

using llvm::StringRef;

/// As if each count repeated all that stands before it: no nesting, and no way to write it, hides one.
static bool isCheap(StringRef Text) {
  constexpr uint64_t Most = 1 << 16;
  uint64_t Size = Text.size();
  bool Repeats = false;
  for (size_t At = Text.find('{'); At != StringRef::npos; At = Text.find('{', At + 1)) {
    StringRef Rest = Text.drop_front(At + 1);
    uint64_t Times = 1, Count = 0;
    for (; !Rest.empty() && (llvm::isDigit(Rest.front()) || Rest.front() == ','); Rest = Rest.drop_front())
      if (Rest.front() == ',')
        Count = 0;
      else
        Times = std::max(
            Times, Count = std::min<uint64_t>(Count * 10 + static_cast<uint64_t>(Rest.front() - '0'), Most));
    Repeats |= Times > 1;
    Size = std::min(Size * Times, Most + 1);
  }
  return !Repeats || Size <= Most;
}

#define ASYNCSAFE_REGEX "_ZN4llvm5RegexC1ENS_9StringRefENS0_10RegexFlagsE"

// A constructor: the object comes first.
void realRegex(llvm::Regex *, StringRef, llvm::Regex::RegexFlags) asm("__real_" ASYNCSAFE_REGEX);
void wrapRegex(llvm::Regex *, StringRef, llvm::Regex::RegexFlags) asm("__wrap_" ASYNCSAFE_REGEX);

void wrapRegex(llvm::Regex *Made, StringRef Text, llvm::Regex::RegexFlags Flags) {
  // An unclosed group is invalid, and matches nothing.
  realRegex(Made, isCheap(Text) ? Text : "(", Flags);
}
