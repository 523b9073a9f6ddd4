//===- HandlerFlagType.cpp - Objects shared with handlers -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler and other code share an object that the compiler may keep in a register,
// or store in parts: only `volatile sig_atomic_t` and lock-free atomics are fit for that.
//
//===----------------------------------------------------------------------===//

#include "analysis/handlers/HandlerDefects.h"
#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-flag-type",
    "a signal handler shares an object that is neither volatile sig_atomic_t nor a lock-free atomic",
    "C",
    "0.2",
    "CWE-366, CWE-662",
    run,
    "high",
};
const RegisterCheck Registered(Info);

using Kind = SharedObject::Kind;

/// Every unit that declares it can do with the other type.
std::vector<UnitEdit> retype(const Unit &U, const Object &O) {
  bool IsFree = std::all_of(U.Objects.begin(), U.Objects.end(), [&](const Object &Other) {
    return !(Other.Declared == O.Declared) || Other.TypeRange.isValid();
  });
  if (!IsFree || !O.TypeRange.isValid())
    return {};
  return {
      {O.TypeRange.File, O.TypeRange.Begin, O.TypeRange.End - O.TypeRange.Begin, "volatile sig_atomic_t"}};
}

constexpr unsigned WordBits = 64; ///< what common processors load and store as one

std::pair<Level, std::string> consequenceOf(const SharedObject &S, const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  const Object &O = U.Objects[S.Object];
  if (O.IsAtomic)
    return {Level::Error, "the handler deadlocks if it interrupts code that holds the atomic's lock"};
  if (!O.IsScalar || O.Bits > WordBits)
    return {Level::Warning, "one side can see the object half changed"};
  if (isUpdate(*S.Outside))
    return {Level::Warning, "what the handler stores between the load and the store of an update is lost"};
  bool Volatile = O.IsVolatile || O.IsUsedVolatile;
  if (!Volatile && S.MayBeReadOnce)
    return {Level::Error, "the compiler may read it once, and the loop never sees what the handler stores"};
  if (!Volatile && S.K == SharedObject::Kind::WrittenOutside && S.MayLeaveOutAStore)
    return {Level::Warning,
            "the compiler may leave out a store outside of the handler that another one follows"};
  if (!Volatile && S.IsLatch)
    return {Level::Warning,
            "the compiler may move the reset before the work that it follows, and the handler "
            "then sets it again too early"};
  if (O.IsPointer)
    return {Level::Warning, "it can change between a test and the use that the test is meant to protect"};
  if (!Volatile && !O.IsLocalToUnit && !isWholeProgram(U))
    return {Level::Warning,
            "the compiler may keep it in a register, here or in other units, and miss the change"};
  return {Level::Note, "the standard gives no guarantee, but each access here is a load or store of its own"};
}

/// The type must fit the object: sig_atomic_t holds neither pointers nor large numbers.
std::string adviceFor(const Object &O, const Unit &U) {
  std::string Atomic = U.IsCxx ? "std::atomic<" + O.Type + ">" : "_Atomic(" + O.Type + ")";
  if (O.IsAtomic)
    return std::string("use a type whose atomics are always lock-free, such as ") +
           (U.IsCxx ? "std::atomic<int>" : "atomic_int");
  if (!O.IsScalar)
    return std::string("let the handler only set a flag (") +
           (U.IsCxx ? "volatile std::sig_atomic_t" : "volatile sig_atomic_t") +
           "), and change this object outside it";
  if (O.IsPointer || O.Bits > 32)
    return "declare it " + Atomic + ", if that is lock-free, or let the handler only set a flag";
  return U.IsCxx ? "declare it volatile std::sig_atomic_t, or a std::atomic that is always lock-free"
                 : "declare it volatile sig_atomic_t, or a lock-free _Atomic";
}

std::string subject(const SharedObject &S, const UnitFacts &Facts) {
  return objectName(*Facts.Of, S.Object) + " is shared with " + handlerOf(Facts, Facts.HandlerRuns[S.Run]);
}

/// No type makes a load and a store one access.
constexpr const char *UpdateAdvice =
    "block the signal around the update, or use a lock-free atomic and one atomic operation";

Draft unfit(const SharedObject &S, const UnitFacts &Facts, const Reporter &Out) {
  const Unit &U = *Facts.Of;
  const Object &O = U.Objects[S.Object];
  const HandlerRun &R = Facts.HandlerRuns[S.Run];
  Draft F = signalFinding(Out, Info, O.Declared.isValid() ? O.Declared : S.Inside->Expr, S.Sure);
  F.Message =
      subject(S, Facts) + (O.IsAtomic ? ", but atomics of its type are not lock-free"
                                      : ", but its type '" + O.Type +
                                            "' is neither volatile sig_atomic_t nor a lock-free atomic");
  addHandlerNotes(Facts, R, F);
  bool Stores = S.K == Kind::ReadOutside;
  F.note(S.Inside->Expr, Stores ? "the handler stores to it here" : "the handler reads it here");
  const char *Does = isUpdate(*S.Outside) ? "it is updated" : Stores ? "it is read" : "it is stored to";
  F.note(S.Outside->Expr, std::string(Does) + " here, in " + functionName(U, S.OutsideIn));
  auto [Severity, Text] = consequenceOf(S, Facts);
  F.consequence(Severity, std::move(Text));
  F.help(isUpdate(*S.Outside) ? UpdateAdvice : adviceFor(O, U));
  if (!isUpdate(*S.Outside))
    F.fix("change its type to volatile sig_atomic_t", retype(U, O));
  return F;
}

Draft losesSignals(const SharedObject &S, const UnitFacts &Facts, const Reporter &Out) {
  const Unit &U = *Facts.Of;
  const HandlerRun &R = Facts.HandlerRuns[S.Run];
  const HandlerInstall &Lost = Facts.Handlers[S.OtherInstall];
  Draft F = signalFinding(Out, Info, S.Inside->Expr, S.Sure);
  F.Message = objectName(U, S.Object) + " holds only one signal: a " + signalName(*Lost.Signal) +
              " is lost if another signal arrives before it is read";
  F.note(Lost.At->Expr, signalName(*Lost.Signal) + " is given this handler here");
  addInstallNote(Facts, R, F);
  F.note(S.Outside->Expr,
         "the signals are distinguished here, in '" + U.Functions[S.OutsideIn].Display + "'");
  F.consequence(Level::Error, "the request that the lost signal makes is never carried out");
  F.help("use a separate flag for each signal");
  return F;
}

Draft losesChanges(const SharedObject &S, const UnitFacts &Facts, const Reporter &Out) {
  const HandlerRun &R = Facts.HandlerRuns[S.Run];
  Draft F = signalFinding(Out, Info, S.Outside->Expr, S.Sure);
  F.Message = objectName(*Facts.Of, S.Object) + " is updated by a load and a store, between which " +
              handlerOf(Facts, R) + " may store to it";
  addHandlerNotes(Facts, R, F);
  F.note(S.Inside->Expr, "the handler stores to it here");
  F.consequence(Level::Warning, "what the handler stores in between is lost");
  F.help(UpdateAdvice);
  return F;
}

Draft draftOf(const SharedObject &S, const UnitFacts &Facts, const Reporter &Out) {
  if (S.K == Kind::LosesSignals)
    return losesSignals(S, Facts, Out);
  return isFitForHandlers(Facts.Of->Objects[S.Object]) ? losesChanges(S, Facts, Out) : unfit(S, Facts, Out);
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const SharedObject &S : Facts.Defects.SharedObjects)
    if (Out.speaks(S.Sure))
      Out.add(draftOf(S, Facts, Out));
}

} // namespace

} // namespace asyncsafe
