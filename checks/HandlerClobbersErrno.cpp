//===- HandlerClobbersErrno.cpp - Handlers that change errno --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A signal handler changes errno and returns to code that may be about to read it.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-clobbers-errno",
    "a signal handler may change errno and does not restore it",
    "C",
    "0.2",
    "CWE-479",
    run,
    "high",
};
const RegisterCheck Registered(Info);

bool mentionsErrno(const Function &F) {
  return hasBranchOn(F, isErrno) ||
         hasEvent(F, [](const Event &E) { return isErrno(E.subject()) || isErrno(E.other()); });
}

/// Some code in the unit uses errno, so its header is included.
bool knowsErrno(const Unit &U) { return std::any_of(U.Functions.begin(), U.Functions.end(), mentionsErrno); }

/// Code that a handler can interrupt may read errno. Without a `main`, most of that code is in other
/// units.
bool mayAskErrnoOutside(const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  std::vector<bool> InHandlers = functionsInHandlers(Facts);
  bool IsWhole = false;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    IsWhole |= U.Functions[F].IsMain;
    if (!InHandlers[F] && mentionsErrno(U.Functions[F]))
      return true;
  }
  return !IsWhole;
}

/// A body that is a single list of statements and ends at its closing brace.
std::vector<UnitEdit> saveAndRestore(const Function &F, const Unit &U) {
  const Event *First = nullptr;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Return || E.kind() == EventKind::Throw || !E.In->Range.isValid() ||
          E.In->Range.File != F.Range.File)
        return {};
      if (!First || E.In->Range.Begin < First->In->Range.Begin)
        First = &E;
    }
  constexpr uint32_t Body = 0; // the first compound statement of a function
  constexpr std::string_view Name = "saved_errno";
  bool Taken = std::find(F.LocalNames.begin(), F.LocalNames.end(), Name) != F.LocalNames.end();
  if (!First || First->In->Compound != Body || First->In->Position != 0 || Taken || !knowsErrno(U) ||
      F.Range.Begin >= First->In->Range.Begin)
    return {};
  bool OneLine = First->In->Range.Line == F.Range.Line;
  std::string Indent = OneLine ? " " : "\n" + std::string(First->In->Range.Column - 1, ' ');
  std::string Restore = "errno = " + std::string(Name) + ";";
  uint32_t Brace = F.Range.End - 1;
  std::string Inner =
      OneLine ? Restore + " " : std::string(First->In->Range.Column - 1, ' ') + Restore + "\n";
  return {
      {First->In->Range.File, First->In->Range.Begin, 0, "int " + std::string(Name) + " = errno;" + Indent},
      {F.Range.File, Brace, 0, Inner}};
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const ErrnoChange &C : Facts.Defects.ErrnoChanges) {
    if (!Out.speaks(C.Sure))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[C.Run];
    Draft F = signalFinding(Out, Info, C.At->Expr, C.Sure);
    bool Stores = C.At->kind() == EventKind::Assign;
    F.Message = (Stores ? std::string("errno is changed")
                        : "'" + U.Callees[C.At->site().Callee].Display + "' may change errno") +
                " in " + handlerOf(Facts, R) + ", which returns without restoring it";
    addInstallNote(Facts, R, F);
    if (mayAskErrnoOutside(Facts))
      F.consequence(Level::Warning,
                    "the interrupted code can read the error of another call and handle the wrong failure");
    else
      F.consequence(Level::Note, "no code that the handler can interrupt tests errno");
    F.help("save errno at the start of the handler, and restore it before the handler returns");
    F.fix("save errno, and restore it before the handler returns",
          saveAndRestore(U.Functions[R.Function], U));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
