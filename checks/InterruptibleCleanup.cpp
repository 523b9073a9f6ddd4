//===- InterruptibleCleanup.cpp - Cleanups that can be interrupted --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler or cleanup routine can itself be interrupted before its release.
//
//===----------------------------------------------------------------------===//

#include "checks/BoundaryWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-interruptible-cleanup",
    "a handler or cleanup routine can be interrupted before it has released its resource",
    "B",
    "0.3",
    "CWE-459, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

std::string routine(const HarmfulCleanup &C, const Unit &U) { return quoted(U.Functions[C.In].Display); }

void sayAgain(const HarmfulCleanup &C, const Unit &U, Reporter &Out) {
  Draft F(Out, Info, C.Point->Expr, C.Sure, Source::Cancel);
  std::string What = quoted(spelling(C.What));
  F.Message = "the thread can be cancelled here, and the cleanup handler then releases " + What + " again";
  if (!(C.SideEffect->Expr == C.Point->Expr))
    F.note(*C.SideEffect, "it is released here");
  F.note(*C.Store, What + " still names it until here");
  F.note(*C.Call, routine(C, U) + " is called here while it is pushed as the cleanup handler");
  F.consequence(Level::Error, C.Resource == ResourceKind::Fd
                                  ? "a descriptor that another thread has just opened is closed"
                                  : "the same object is released twice: memory is corrupted");
  F.help("clear " + What + " first and release a copy, or disable cancellation around both");
  Out.add(std::move(F));
}

void sayReentered(const HarmfulCleanup &C, const UnitFacts &Facts, Reporter &Out) {
  const Unit &U = *Facts.Of;
  std::string Signal = signalName(*Facts.Handlers[C.Install].Signal);
  Draft F(Out, Info, C.Point->Expr, C.Sure, Source::Signal);
  F.Message = routine(C, U) + " runs in normal code and in the handler of " + Signal +
              ": a signal that arrives behind this does it twice";
  F.note(*C.Call, "normal code calls " + routine(C, U) + " here, with the signal not blocked");
  F.note(*C.Store, "only this says that it was done");
  F.consequence(Level::Error, "what is counted or released here is so twice");
  F.help("block the signal around the call in normal code");
  Out.add(std::move(F));
}

void sayDeadlock(const HarmfulCleanup &C, const Unit &U, Reporter &Out) {
  Draft F(Out, Info, C.Point->Expr, C.Sure, Source::Cancel);
  F.Message = "the cleanup handler " + routine(C, U) +
              " waits here, without a limit, for what only the cancelled thread itself would do";
  F.note(*C.SideEffect, "only this would end the wait");
  F.consequence(Level::Error, "the thread never ends, and the code that joins it blocks forever");
  F.help("wait with a limit, or not at all, in a cleanup handler");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const HarmfulCleanup &C : Facts.HarmfulCleanups) {
    if (!Out.speaks(C.Sure))
      continue;
    if (C.K == HarmfulCleanup::Kind::Again)
      sayAgain(C, U, Out);
    else if (C.K == HarmfulCleanup::Kind::Signal)
      sayReentered(C, Facts, Out);
    else
      sayDeadlock(C, U, Out);
  }
  for (const InterruptedCleanup &C : Facts.InterruptedCleanups) {
    if (!Out.speaks(C.Point.Sure))
      continue;
    Exposure X; // to speak of the resource as the other checks do
    X.Resource = C.Resource;
    X.PlaceText = C.PlaceText;
    X.MayEndToo = C.MayEndToo;
    Draft F(Out, Info, C.Point.At->Expr, C.Point.Sure, C.Point.Why);
    F.Message = std::string(C.InHandler ? "this handler" : "this cleanup routine") +
                " can be left here before it releases " + resourceName(X);
    addPointNotes(C.Point, 0, U, F);
    F.note(*C.Release, "the release here is skipped");
    addCancelNotes(C.In, C.Point.Why, Facts, F);
    addConsequence(X, F);
    F.help(C.Point.Why == Source::Cancel ? "release first, or disable cancellation until the release is done"
           : C.Point.Why == Source::Interrupt
               ? "release first, or disable interruption until the release is done"
               : "release first, or let an object own the resource");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
