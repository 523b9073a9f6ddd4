//===- Gitlab.cpp - The report as GitLab's code quality -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes a JSON array for `artifacts:reports:codequality`; the merge request shows new findings by
// comparing fingerprints.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
namespace json = llvm::json;

static const char *severity(Level L) {
  switch (L) {
  case Level::Note:
    return "info";
  case Level::Warning:
    return "minor";
  case Level::Error:
    return "major";
  }
  return "minor";
}

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  writeJson(Out, /*Indent=*/2, [&](json::OStream &J) {
    J.array([&] {
      for (const Finding &F : R.Findings)
        J.object([&] {
          J.attribute("description", asUtf8(llvm::StringRef(messageOf(F))));
          J.attribute("check_name", F.Check);
          J.attribute("fingerprint", uniqueFingerprint(F));
          J.attribute("severity", severity(F.Severity));
          J.attributeObject("location", [&] {
            J.attribute("path", asUtf8(shownFrom(Options.Root, F.Where.File)));
            J.attributeObject("lines", [&] { J.attribute("begin", F.Where.Line); });
          });
        });
    });
  });
}

static const Format Gitlab{"gitlab", "GitLab's code quality report", render};
static const RegisterFormat Registered(Gitlab);
