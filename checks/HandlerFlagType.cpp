//===- HandlerFlagType.cpp - What handlers share in an unfit type ---------===//
//
// A handler and other code share an object that the compiler may keep in a register,
// or store in parts: only `volatile sig_atomic_t` and lock-free atomics are fit for that.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-flag-type",
    "a signal handler shares an object that is neither volatile sig_atomic_t nor a lock-free atomic",
    "C",
    "0.2",
    "CWE-366, CWE-662",
    true,
    run,
};
const RegisterCheck Registered(Info);

using Kind = SharedObject::Kind;

/// Its address is taken: it must keep its type.
bool isPointedTo(const Unit &U, const Object &O) {
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        auto Points = [&](const Place &P) {
          return P.AddressOf && P.Root == Place::RootKind::Global && P.Name == O.Name;
        };
        if (Points(E.other()) || Points(E.subject()) ||
            std::any_of(E.site().Args.begin(), E.site().Args.end(), Points))
          return true;
      }
  return false;
}

/// Nobody else can have declared it, and every value that it takes fits.
std::vector<Edit> retype(const Unit &U, const Object &O) {
  constexpr std::string_view Fits[] = {
      "int", "bool", "_Bool", "char", "short", "sig_atomic_t", "std::sig_atomic_t"};
  bool Simple = O.IsLocalToUnit && !O.IsField && O.TypeRange.isValid() &&
                std::find(std::begin(Fits), std::end(Fits), O.Type) != std::end(Fits);
  // `int a, b;` has one type for both: two edits of it would collide.
  bool Shared = std::count_if(U.Objects.begin(), U.Objects.end(),
                              [&](const Object &Other) { return Other.TypeRange == O.TypeRange; }) > 1;
  if (!Simple || Shared || isPointedTo(U, O))
    return {};
  return {
      {O.TypeRange.File, O.TypeRange.Begin, O.TypeRange.End - O.TypeRange.Begin, "volatile sig_atomic_t"}};
}

std::string subject(const SharedObject &S, const UnitFacts &Facts) {
  return objectName(*Facts.Of, S.Object) + " is shared with " + handlerOf(Facts, Facts.HandlerRuns[S.Run]);
}

Finding unfit(const SharedObject &S, const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  const Object &O = U.Objects[S.Object];
  const HandlerRun &R = Facts.HandlerRuns[S.Run];
  Finding F = signalFinding(Info, O.Declared.isValid() ? O.Declared : S.Inside->Expr, S.Sure);
  F.Message =
      subject(S, Facts) + (O.IsAtomic ? ", but atomics of its type are not lock-free"
                                      : ", but its type '" + O.Type +
                                            "' is neither volatile sig_atomic_t nor a lock-free atomic");
  addHandlerNotes(Facts, R, F.Notes);
  bool Stores = S.K == Kind::ReadOutside;
  F.Notes.push_back({S.Inside->Expr, Stores ? "the handler stores to it here" : "the handler reads it here"});
  F.Notes.push_back({S.Outside->Expr, std::string(Stores ? "it is read" : "it is stored to") + " here, in " +
                                          functionName(U, S.OutsideIn)});
  F.Notes.push_back(
      {F.Where, U.IsCxx ? "declare it volatile std::sig_atomic_t, or a std::atomic that is always lock-free"
                        : "declare it volatile sig_atomic_t, or a lock-free _Atomic"});
  F.Fixes = retype(U, O);
  return F;
}

Finding losesSignals(const SharedObject &S, const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  const HandlerRun &R = Facts.HandlerRuns[S.Run];
  const HandlerInstall &Lost = Facts.Handlers[S.OtherInstall];
  Finding F = signalFinding(Info, S.Inside->Expr, S.Sure);
  F.Message = objectName(U, S.Object) + " holds only one signal: a " + signalName(*Lost.Signal) +
              " is lost if another signal arrives before it is read";
  F.Notes.push_back({Lost.At->Expr, signalName(*Lost.Signal) + " is given this handler here"});
  addInstallNote(Facts, R, F.Notes);
  F.Notes.push_back(
      {S.Outside->Expr, "the signals are distinguished here, in '" + U.Functions[S.OutsideIn].Display + "'"});
  F.Notes.push_back({S.Inside->Expr, "use a separate flag for each signal"});
  return F;
}

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  for (const SharedObject &S : Facts.Defects.SharedObjects)
    if (speaks(S.Sure, Options))
      Out.push_back(S.K == Kind::LosesSignals ? losesSignals(S, Facts) : unfit(S, Facts));
}

} // namespace

} // namespace asyncsafe
