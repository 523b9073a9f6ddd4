//===- Baseline.cpp - Known findings --------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/Baseline.h"

#include "tool/baseline/Fingerprint.h"
#include "tool/baseline/JsonReader.h"
#include "tool/report/Escape.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;
namespace json = llvm::json;

void asyncsafe::renderBaseline(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  writeJson(Out, /*Indent=*/1, [&](json::OStream &J) {
    J.object([&] {
      J.attribute("baseline", 1);
      J.attributeArray("findings", [&] {
        for (const Finding &F : R.Findings)
          J.object([&] {
            J.attribute("fingerprint", F.Fingerprint);
            J.attribute("check", F.Check);
            J.attribute("file", asUtf8(shownFrom(Options.Root, F.Where.File)));
            J.attribute("line", F.Where.Line);
            J.attribute("message", asUtf8(StringRef(F.Message)));
          });
      });
    });
  });
}

llvm::Expected<Baseline> asyncsafe::readBaseline(StringRef File) {
  Baseline B;
  llvm::Error Mistake = JsonReader::readFile(File, [&](JsonReader &J) {
    if (J.number("baseline") != 1)
      return J.fail(
          "baseline",
          "is not the version that this asyncsafe reads (1); write it again with 'asyncsafe baseline'");
    J.array("findings", [&](JsonReader &F) {
      std::string Fingerprint = F.string("fingerprint");
      if (Fingerprint.empty())
        return F.fail("fingerprint", "is empty");
      ++B.Known[Fingerprint];
    });
  });
  if (Mistake)
    return std::move(Mistake);
  return B;
}

void asyncsafe::applyBaseline(Report &R, const Baseline &B) {
  llvm::StringMap<unsigned> Left = B.Known;
  size_t Gone = 0;
  std::vector<Finding> New;
  for (Finding &F : R.Findings) {
    auto It = Left.find(F.Fingerprint);
    if (It != Left.end() && It->second) {
      --It->second;
      R.Known.push_back(std::move(F));
    } else {
      New.push_back(std::move(F));
    }
  }
  for (const auto &Entry : Left)
    Gone += Entry.second;
  R.Findings = std::move(New);
  R.HasBaseline = true;
  R.Remarks.push_back(llvm::formatv("{0} known from the baseline, {1} of it gone", R.Known.size(), Gone));
}
