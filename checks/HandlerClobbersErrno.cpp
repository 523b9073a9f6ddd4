//===- HandlerClobbersErrno.cpp - Handlers that change errno --------------===//
//
// A signal handler returns to code that may be about to look at errno, and has changed
// it.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-clobbers-errno",
    "a signal handler may change errno and does not restore it",
    "C",
    "0.2",
    "CWE-479",
    true,
    run,
};
const RegisterCheck Registered(Info);

/// Somebody in the unit has included what declares it.
bool knowsErrno(const Unit &U) {
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (isErrno(E.subject()) || isErrno(E.other()))
          return true;
  return false;
}

/// A body of one list of statements that ends at its closing brace.
std::vector<Edit> saveAndRestore(const Function &F, const Unit &U) {
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

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const ErrnoChange &C : Facts.Defects.ErrnoChanges) {
    if (!speaks(C.Sure, Options))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[C.Run];
    Finding F = signalFinding(Info, C.At->Expr, C.Sure);
    bool Stores = C.At->kind() == EventKind::Assign;
    F.Message = (Stores ? std::string("errno is changed")
                        : "'" + U.Callees[C.At->site().Callee].Display + "' may change errno") +
                " in " + handlerOf(Facts, R) + ", which returns without restoring it";
    addInstallNote(Facts, R, F.Notes);
    F.Notes.push_back(
        {C.At->Expr, "save errno at the start of the handler, and restore it before the handler returns"});
    F.Fixes = saveAndRestore(U.Functions[R.Function], U);
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
