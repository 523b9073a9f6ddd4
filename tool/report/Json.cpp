//===- Json.cpp - The report as one JSON object ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For programs. docs/report.schema.json describes the contents; file names are absolute, offsets are in
// bytes. Fields are never removed or renamed within a version.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
namespace json = llvm::json;

static std::string text(std::string_view S) { return asUtf8(S); }

static void place(json::OStream &J, const FilePlace &P) {
  J.attribute("file", text(llvm::StringRef(P.File)));
  J.attribute("line", P.Line);
  J.attribute("column", P.Column);
  J.attribute("begin", P.Begin);
  J.attribute("end", P.End);
}

static void finding(json::OStream &J, const Finding &F) {
  J.attribute("check", F.Check);
  place(J, F.Where);
  J.attribute("level", text(spelling(F.Severity)));
  J.attribute("certainty", text(spelling(F.Sure)));
  J.attribute("source", text(spelling(F.Why)));
  J.attribute("message", text(llvm::StringRef(F.Message)));
  J.attribute("consequence", text(llvm::StringRef(F.Consequence)));
  J.attribute("help", text(llvm::StringRef(F.Help)));
  J.attribute("function", text(llvm::StringRef(F.Function)));
  J.attribute("fingerprint", F.Fingerprint);
  J.attributeArray("programs", [&] {
    for (const std::string &Name : F.Programs)
      J.value(text(llvm::StringRef(Name)));
  });
  J.attributeArray("notes", [&] {
    for (const Note &N : F.Notes)
      J.object([&] {
        place(J, N.Where);
        J.attribute("message", text(llvm::StringRef(N.Message)));
        J.attribute("function", text(llvm::StringRef(N.Function)));
      });
  });
  J.attributeArray("fixes", [&] {
    for (const Edit &E : F.Fixes)
      J.object([&] {
        J.attribute("file", text(llvm::StringRef(E.File)));
        J.attribute("offset", E.Offset);
        J.attribute("length", E.Length);
        J.attribute("text", text(llvm::StringRef(E.Text)));
      });
  });
}

static void coverage(json::OStream &J, const Report &R) {
  const Coverage &C = R.Covered;
  J.attribute("units", C.Units);
  J.attribute("analysed", C.Analysed);
  J.attributeArray("failed", [&] {
    for (const FailedUnit &F : C.Failed)
      J.object([&] {
        J.attribute("file", text(llvm::StringRef(F.File)));
        J.attribute("reason", text(llvm::StringRef(F.Reason)));
      });
  });
  J.attributeArray("refused", [&] {
    for (const RefusedFunction &R : C.Refused)
      J.object([&] {
        J.attribute("function", text(llvm::StringRef(R.Function)));
        place(J, R.Where);
        J.attribute("reason", text(llvm::StringRef(R.Reason)));
      });
  });
  J.attributeArray("suppressed", [&] {
    for (const Finding &F : R.Silenced)
      J.object([&] { finding(J, F); });
    for (const Finding &F : R.Filtered)
      J.object([&] {
        finding(J, F);
        J.attribute("by", "filter");
      });
  });
  J.attribute("skipped", C.Skipped);
  J.attributeObject("hidden", [&] {
    J.attribute("warnings", hiddenOf(R, Level::Warning));
    J.attribute("notes", hiddenOf(R, Level::Note));
  });
  if (!R.Part.empty())
    J.attribute("shard", R.Part);
}

static void render(const Report &R, const RenderOptions &, llvm::raw_ostream &Out) {
  writeJson(Out, /*Indent=*/2, [&](json::OStream &J) {
    J.object([&] {
      J.attribute("version", 1);
      J.attribute("root", text(llvm::StringRef(R.Root)));
      J.attributeArray("findings", [&] {
        for (const Finding &F : R.Findings)
          J.object([&] { finding(J, F); });
      });
      J.attributeObject("coverage", [&] { coverage(J, R); });
      J.attributeArray("sources", [&] {
        for (const auto &[File, Hash] : R.Sources)
          J.object([&, &File = File, &Hash = Hash] {
            J.attribute("file", text(llvm::StringRef(File)));
            J.attribute("sha256", Hash);
          });
      });
    });
  });
}

static const Format Json{"json", "one JSON object", render};
static const RegisterFormat Registered(Json);
