// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A JSON report, on its way into every format.
#include "tests/fuzz/Fuzz.h"
#include "tool/baseline/Merge.h"
#include "tool/baseline/ReadReport.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  InputAsFile File(Data, Size);
  auto Read = asyncsafe::readReport(File.name());
  if (!Read) {
    REQUIRE(!llvm::toString(Read.takeError()).empty());
    return 0;
  }
  std::vector<asyncsafe::Report> Parts;
  Parts.push_back(std::move(*Read));
  asyncsafe::Report R = asyncsafe::merge(std::move(Parts));
  asyncsafe::RenderOptions Options;
  Options.Root = Options.WorkingDirectory = "/nowhere";
  Options.Suppressed = true;
  for (const asyncsafe::Format *F : asyncsafe::allFormats()) {
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    F->Render(R, Options, Out);
    REQUIRE(llvm::json::isUTF8(Text));
    REQUIRE(Text.find('\x1b') == std::string::npos && Text.find('\0') == std::string::npos);
    if (F->Name == "json" || F->Name == "sarif" || F->Name == "gitlab") {
      auto Parsed = llvm::json::parse(Text);
      REQUIRE(static_cast<bool>(Parsed));
    }
  }
  return 0;
}
