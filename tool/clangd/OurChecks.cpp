//===- OurChecks.cpp - Enabling asyncsafe's checks in clangd --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A user who starts asyncsafe-clangd wants its checks. clangd runs only checks that its own table of
// timings lists as fast, and only those that a .clang-tidy or its short list of defaults enables: this
// file adds asyncsafe's to both. A .clang-tidy that selects asyncsafe checks by name, or removes some,
// is obeyed as `asyncsafe check` obeys it.
// Some editors run clang-tidy themselves and start clangd with --clang-tidy=0 (Qt Creator does, and has
// no setting for it). That disables clangd's own checks; asyncsafe's stay enabled.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/Clangd.h"

#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

static bool OursAlone = false;
void asyncsafe::runOurChecksAlone() { OursAlone = true; }

namespace clang::clangd {

std::optional<bool> real_isFastTidyCheck(StringRef Check) //
    asm("__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> wrap_isFastTidyCheck(StringRef Check) //
    asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::optional<bool> wrap_isFastTidyCheck(StringRef Check) {
  return Check.starts_with("asyncsafe-") ? true : real_isFastTidyCheck(Check);
}

TidyProvider real_provideDefaultChecks() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProvider wrap_provideDefaultChecks() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

/// Some asyncsafe check is enabled by name.
static bool picksOurs(StringRef Checks) {
  llvm::SmallVector<StringRef, 16> Globs;
  llvm::SplitString(Checks, Globs, ",\n");
  return llvm::any_of(Globs, [](StringRef Glob) {
    Glob = Glob.trim();
    return Glob.contains("asyncsafe") && !Glob.starts_with("-");
  });
}

/// The removals of asyncsafe checks, to be repeated after all are enabled.
static std::string removalsOfOurs(StringRef Checks) {
  llvm::SmallVector<StringRef, 16> Globs;
  llvm::SplitString(Checks, Globs, ",\n");
  std::string Removals;
  for (StringRef Glob : Globs)
    if (Glob = Glob.trim(); Glob.starts_with("-") && Glob.contains("asyncsafe"))
      Removals += ("," + Glob).str();
  return Removals;
}

/// The globs that concern asyncsafe's checks.
static std::string globsOfOurs(StringRef Checks) {
  llvm::SmallVector<StringRef, 16> Globs;
  llvm::SplitString(Checks, Globs, ",\n");
  llvm::erase_if(Globs, [](StringRef Glob) { return !Glob.contains("asyncsafe"); });
  return llvm::join(Globs, ",");
}

TidyProvider wrap_provideDefaultChecks() {
  return [Defaults = real_provideDefaultChecks()](tidy::ClangTidyOptions &Options, StringRef File) {
    Defaults(Options, File);
    std::string Checks = Options.Checks.value_or("");
    if (!picksOurs(Checks))
      Checks += (Checks.empty() ? "" : ",") + ("asyncsafe-*" + removalsOfOurs(Checks));
    Options.Checks = OursAlone ? "-*," + globsOfOurs(Checks) : Checks;
  };
}

} // namespace clang::clangd
