//===- StateRestoredToConstant.cpp - Masks that do not nest ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A masked region ends by unmasking unconditionally: if the caller had masked as well, that ends the
// caller's mask.
//
//===----------------------------------------------------------------------===//

#include "checks/StateWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-state-restored-to-constant",
    "a mask ends by setting a constant instead of restoring the previous state, so that masks do not nest",
    "A",
    "0.3",
    "CWE-460",
    run,
};
const RegisterCheck Registered(Info);

/// `set(ENABLE, NULL)`: the first of two arguments becomes the saved state.
std::vector<UnitEdit> restoreKept(const ConstantRestore &C) {
  const Event &E = *C.End;
  bool IsPlain = C.Kind == StateKind::CancelState && C.Saved.Path.empty() && !C.Saved.isNone() &&
                 E.Spelling->size() == E.Expr.End - E.Expr.Begin;
  size_t Open = E.Spelling->find('('), Comma = E.Spelling->find(',');
  bool IsCall = IsPlain && Open != std::string::npos && Comma != std::string::npos && Open < Comma &&
                E.Spelling->find('(', Open + 1) == std::string::npos &&
                E.Spelling->find(spelling(C.Saved), Comma) == std::string::npos;
  if (!IsCall)
    return {};
  return {{E.Expr.File, static_cast<uint32_t>(E.Expr.Begin + Open + 1),
           static_cast<uint32_t>(Comma - Open - 1), spelling(C.Saved)}};
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const ConstantRestore &C : Facts.ConstantRestores) {
    if (!Out.speaks(C.Sure))
      continue;
    bool IsSignal = C.Kind == StateKind::SignalMask;
    Draft F(Out, Info, C.End->Expr, C.Sure, causeOf(C.Kind));
    bool IsHandler = C.Kind == StateKind::Disposition;
    F.Message = std::string(IsHandler  ? "the signal gets its default action"
                            : IsSignal ? "the signals are unblocked"
                                       : "cancellation is enabled") +
                " here whatever the state was before" +
                (C.Saved.isNone() ? std::string() : ", though " + quoted(spelling(C.Saved)) + " keeps it");
    if (C.Caller) {
      F.note(*C.CallerMask, std::string(IsSignal ? "the signals are blocked" : "cancellation is disabled") +
                                " here, in " + quoted(U.Functions[C.CallerIn].Display));
      F.note(*C.Caller,
             "which calls " + quoted(U.Functions[C.In].Display) + " here and relies on its mask afterwards");
    }
    F.note(*C.Change,
           C.Saved.isNone() ? "the state before is discarded here" : "the state before is saved here");
    F.consequence(C.Caller ? Level::Error : Level::Warning,
                  IsHandler ? "the handler that the program had installed is gone"
                  : IsSignal
                      ? "a caller that has blocked the signals is interrupted where it relies on its mask"
                      : "a caller that has disabled cancellation is cancelled where it relies on that");
    F.help(C.Saved.isNone() ? "save the state when changing it, and restore what was saved"
                            : "restore " + quoted(spelling(C.Saved)));
    F.fix("restore what was saved", restoreKept(C));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
