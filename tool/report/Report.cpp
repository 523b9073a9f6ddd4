//===- Report.cpp - The report of a run -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/Report.h"

#include "tool/report/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <map>

using namespace asyncsafe;

/// Filled by constructors of namespace-scope objects, so it is created on first use.
static std::vector<const Format *> &registry() {
  static std::vector<const Format *> Formats;
  return Formats;
}

RegisterFormat::RegisterFormat(const Format &F) { registry().push_back(&F); }

std::vector<const Format *> asyncsafe::allFormats() {
  std::vector<const Format *> Sorted = registry();
  llvm::sort(Sorted, [](const Format *A, const Format *B) { return A->Name < B->Name; });
  return Sorted;
}

const Format *asyncsafe::findFormat(llvm::StringRef Name) {
  for (const Format *F : registry())
    if (F->Name == Name)
      return F;
  return nullptr;
}

llvm::StringRef asyncsafe::shownFrom(llvm::StringRef Folder, llvm::StringRef File) {
  llvm::StringRef Rest = File;
  if (Folder.size() > 1 && Rest.consume_front(Folder) && Rest.consume_front("/"))
    return Rest;
  return File;
}

std::string asyncsafe::asUtf8(std::string_view Bytes) {
  llvm::StringRef Text(Bytes.data(), Bytes.size());
  return llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
}

std::vector<Note> asyncsafe::pathOf(const Finding &F) {
  std::vector<Note> Steps{{F.Where, F.Message, F.Function}};
  Steps.insert(Steps.end(), F.Notes.begin(), F.Notes.end());
  return Steps;
}

std::string asyncsafe::messageOf(const Finding &F) {
  std::string Text = F.Message;
  for (const std::string &More : {F.Consequence, F.Help})
    if (!More.empty())
      Text += "; " + More;
  return Text;
}

std::string asyncsafe::uniqueFingerprint(const Finding &F) {
  return F.Fingerprint + ":" + std::to_string(F.Ordinal);
}

static std::string count(size_t N, llvm::StringRef What) {
  return llvm::formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s").str();
}

/// "2 functions in whole or in part (contains errors: 1; too large …: 1)": a reason may concern only one
/// part of the analysis.
static std::string refusals(const std::vector<RefusedFunction> &Refused) {
  std::map<std::string, unsigned> ByReason;
  for (const RefusedFunction &R : Refused)
    ++ByReason[R.Reason];
  std::vector<std::string> Reasons;
  for (const auto &[Reason, N] : ByReason)
    Reasons.push_back(llvm::formatv("{0}: {1}", Reason, N).str());
  return count(Refused.size(), "function") + " in whole or in part (" + llvm::join(Reasons, "; ") + ")";
}

bool asyncsafe::leavesOut(const Report &R) {
  const Coverage &C = R.Covered;
  return !C.Failed.empty() || !C.Refused.empty() || C.ProgramsInPart || C.Skipped;
}

unsigned asyncsafe::hiddenOf(const Report &R, Level L) {
  unsigned Read = L == Level::Note      ? R.Covered.HiddenNotes
                  : L == Level::Warning ? R.Covered.HiddenWarnings
                                        : 0;
  return Read +
         static_cast<unsigned>(llvm::count_if(R.Hidden, [&](const Finding &F) { return F.Severity == L; }));
}

/// "2 warnings and 1 note not shown (--level=note)"; empty if all are shown.
static std::string hidden(const Report &R) {
  std::vector<std::string> Counts;
  Level Lowest = Level::Note;
  for (Level L : {Level::Note, Level::Warning})
    if (unsigned N = hiddenOf(R, L)) {
      Lowest = Counts.empty() ? L : Lowest;
      Counts.insert(Counts.begin(), count(N, spelling(L)));
    }
  return Counts.empty()
             ? std::string()
             : llvm::formatv("{0} not shown (--level={1})", llvm::join(Counts, " and "), spelling(Lowest))
                   .str();
}

std::string asyncsafe::coverageLine(const Report &R) {
  const Coverage &C = R.Covered;
  std::string Line = count(R.Findings.size(), "finding");
  if (C.Suppressed)
    Line += llvm::formatv(" ({0} suppressed)", C.Suppressed).str();
  for (const std::string &Remark : R.Remarks)
    Line += "; " + Remark;
  Line += llvm::formatv("; analysed {0} of {1}", C.Analysed, count(C.Units, "unit")).str();
  if (C.Lowered)
    Line += llvm::formatv(" ({0} with errors that only newer Clang raises)", C.Lowered).str();
  std::vector<std::string> Not;
  if (!C.Failed.empty()) {
    std::vector<std::string> Names;
    for (const FailedUnit &F : llvm::ArrayRef(C.Failed).take_front(3))
      Names.push_back(F.File + ": " + F.Reason);
    if (C.Failed.size() > Names.size())
      Names.push_back(llvm::formatv("and {0} more", C.Failed.size() - Names.size()).str());
    Not.push_back(count(C.Failed.size(), "unit") + " failed (" + llvm::join(Names, "; ") + ")");
  }
  if (!C.Refused.empty())
    Not.push_back(refusals(C.Refused));
  if (C.ProgramsInPart)
    Not.push_back(count(C.ProgramsInPart, "program") + " only in part (too large, or too much shared)");
  if (C.Skipped)
    Not.push_back(count(C.Skipped, "database entry") + " neither C nor C++");
  std::string Hidden = hidden(R);
  if (!Hidden.empty())
    Line += "; " + Hidden;
  std::string Nothing = Hidden.empty() ? "; nothing left out" : "; nothing else left out";
  return visible(Line + (Not.empty() ? Nothing : "; not covered: " + llvm::join(Not, ", ")));
}
