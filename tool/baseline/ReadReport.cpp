//===- ReadReport.cpp - A JSON report back into a report ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/ReadReport.h"

#include "tool/baseline/JsonReader.h"

#include "llvm/ADT/STLExtras.h"

using namespace asyncsafe;

static FilePlace place(JsonReader &J) {
  FilePlace P;
  P.File = J.string("file");
  P.Line = J.number("line");
  P.Column = J.number("column");
  P.Begin = J.number("begin");
  P.End = J.number("end");
  if (P.End < P.Begin)
    J.fail("end", "is before the begin");
  return P;
}

static Finding finding(JsonReader &J) {
  Finding F;
  F.Check = J.string("check");
  F.Where = place(J);
  F.Message = J.string("message");
  F.Function = J.string("function");
  F.Fingerprint = J.string("fingerprint");
  if (auto Severity = parseLevel(J.string("level")))
    F.Severity = *Severity;
  else
    J.fail("level", "must be error, warning or note");
  F.Consequence = J.stringIfAny("consequence");
  F.Help = J.stringIfAny("help");
  if (auto Sure = parseCertainty(J.string("certainty")))
    F.Sure = *Sure;
  else
    J.fail("certainty", "must be definite, likely or unknown");
  if (auto Why = parseCause(J.string("source")))
    F.Why = *Why;
  else
    J.fail("source", "is not an interrupt source");
  J.array("notes", [&](JsonReader &N) {
    FilePlace Where = place(N);
    std::string Message = N.string("message");
    F.Notes.push_back({Where, Message, N.string("function")});
  });
  J.array("fixes", [&](JsonReader &E) {
    Edit Edit;
    Edit.File = E.string("file");
    Edit.Offset = E.number("offset");
    Edit.Length = E.number("length");
    Edit.Text = E.string("text");
    F.Fixes.push_back(std::move(Edit));
  });
  F.Programs = J.stringsIfAny("programs");
  llvm::sort(F.Programs);
  return F;
}

static Coverage coverage(JsonReader &J, Report &R) {
  Coverage C;
  C.Units = J.number("units");
  C.Analysed = J.number("analysed");
  C.Skipped = J.number("skipped");
  J.objectIfAny("hidden", [&](JsonReader &H) {
    C.HiddenWarnings = H.number("warnings");
    C.HiddenNotes = H.number("notes");
  });
  R.Part = J.stringIfAny("shard");
  J.array("failed", [&](JsonReader &F) {
    std::string File = F.string("file");
    C.Failed.push_back({File, F.string("reason")});
  });
  J.array("refused", [&](JsonReader &F) {
    RefusedFunction Refused;
    Refused.Function = F.string("function");
    Refused.Where = place(F);
    Refused.Reason = F.string("reason");
    C.Refused.push_back(std::move(Refused));
  });
  J.array("suppressed", [&](JsonReader &F) {
    std::vector<Finding> &Where = F.stringIfAny("by") == "filter" ? R.Filtered : R.Silenced;
    Where.push_back(finding(F));
  });
  return C;
}

llvm::Expected<Report> asyncsafe::readReport(llvm::StringRef File) {
  Report R;
  llvm::Error Mistake = JsonReader::readFile(File, [&](JsonReader &J) {
    if (J.number("version") != 1)
      return J.fail("version", "is not the version that this asyncsafe reads (1); was it written by "
                               "'asyncsafe check --format json'?");
    J.array("findings", [&](JsonReader &F) { R.Findings.push_back(finding(F)); });
    R.FromFile = true;
    R.Root = J.stringIfAny("root");
    J.arrayIfAny("sources", [&](JsonReader &S) {
      std::string File = S.string("file");
      R.Sources[File] = S.string("sha256");
    });
    J.object("coverage", [&](JsonReader &C) { R.Covered = coverage(C, R); });
  });
  if (Mistake)
    return std::move(Mistake);
  return R;
}
