// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compile command, a word a line.
#include "tests/fuzz/Fuzz.h"
#include "tool/flags/ParsingOptions.h"
#include "tool/flags/ReduceFlags.h"

#include "capture/Compat.h"
#include "clang/Driver/Driver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

using namespace asyncsafe::compat::options;
using llvm::StringRef;
using Words = std::vector<const char *>;

/// Every option that \p Given is to a driver, or to the front end, is one that parsing needs.
static void requireHarmless(const Words &Given, unsigned Visibility, Words *ForFrontEnd) {
  unsigned MissingIndex, MissingCount;
  llvm::opt::InputArgList Args = clang::getDriverOptTable().ParseArgs(Given, MissingIndex, MissingCount,
                                                                      llvm::opt::Visibility(Visibility));
  REQUIRE(MissingCount == 0);
  for (const llvm::opt::Arg *A : Args) {
    llvm::opt::Option O = A->getOption();
    if (O.matches(OPT_Xclang) && ForFrontEnd) {
      ForFrontEnd->push_back(A->getValue());
      continue;
    }
    bool Ours = O.matches(OPT_no_default_config) || O.matches(OPT_include) || O.matches(OPT__SLASH_TC) ||
                O.matches(OPT__SLASH_TP) || O.matches(OPT__DASH_DASH) ||
                O.getKind() == llvm::opt::Option::InputClass;
    bool Harmless = Ours || O.matches(OPT__SLASH_clang) || asyncsafe::servesParsing(*A);
    if (!Harmless)
      std::fprintf(stderr, "kept: %s\n", A->getAsString(Args).c_str());
    REQUIRE(Harmless);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Bytes = textOf(Data, Size);
  std::vector<std::string> Command;
  for (StringRef Word : llvm::split(StringRef(Bytes.data(), Bytes.size()), '\n'))
    if (Command.size() < 64)
      Command.push_back(Word.take_until([](char C) { return C == '\0'; }).str());
  for (asyncsafe::WarningsAsErrors Errors :
       {asyncsafe::WarningsAsErrors::Keep, asyncsafe::WarningsAsErrors::Drop}) {
    std::vector<std::string> Kept = asyncsafe::reduceToParsing(Command, "/nowhere/a.c", "/nowhere", Errors);
    REQUIRE(llvm::is_contained(Kept, "/nowhere/a.c"));
    Words Given, ForFrontEnd;
    for (const std::string &Word : llvm::drop_begin(Kept))
      Given.push_back(Word.c_str());
    StringRef Mode = clang::driver::getDriverMode(Kept.front(), Given);
    requireHarmless(Given, clang::driver::IsClangCL(Mode) ? CLOption : ClangOption, &ForFrontEnd);
    requireHarmless(ForFrontEnd, CC1Option, nullptr);
  }
  return 0;
}
