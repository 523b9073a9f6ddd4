//===- CallEffects.cpp - What a call does ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers a call to the effects of a model row or lock shape, to a Call event, or to nothing.
//
//===----------------------------------------------------------------------===//

#include "capture/Lowering.h"
#include "models/StandardNames.h"

using namespace clang;

namespace asyncsafe {

/// The function that a row registers by name (`signal(SIGINT, stop)`).
static CalleeId handlerArgument(const std::vector<Effect> &Formal, const CallSite &Site) {
  for (const Effect &E : Formal)
    if (E.Kind == EffectKind::RegisterHandler && E.Subject.Root == Place::RootKind::Param &&
        E.Subject.Path.empty())
      for (auto [Index, Id] : Site.FunctionArgs)
        if (Index == E.Subject.Index)
          return Id;
  return NoId;
}

bool Lowering::answer(const std::vector<Effect> &Formal, const CallSite &Site, const Stmt &Where, Value &V) {
  for (const Effect &E : instantiate(Formal, Site))
    if (E.Kind == EffectKind::Answer && !E.Subject.isNone()) {
      V = {};
      V.Path = E.Subject;
      read(V.Path, Where);
      return true;
    }
  return false;
}

void Lowering::emitEffects(const std::vector<Effect> &Formal, const CallSite &Site, const Stmt &Where,
                           const std::string &Witness) {
  std::vector<Effect> Effects = instantiate(Formal, Site);
  llvm::erase_if(Effects, [](const Effect &E) { return E.Kind == EffectKind::Answer; });
  if (Effects.empty())
    return;
  Event Base = event(EffectEvent{{}, Site}, Where, /*Spelled=*/true);
  for (Effect &E : Effects) {
    Event Does = Base;
    if (E.Kind == EffectKind::Store || E.Kind == EffectKind::Add || E.Kind == EffectKind::Subtract) {
      Value From;
      if (E.Kind == EffectKind::Store) {
        From.Path = E.Other;
        From.Constant = E.OtherValue;
      } else {
        addsTo(From, E.Kind == EffectKind::Add, E.Other, E.OtherValue);
      }
      // A builtin that is not a library function is an atomic one.
      auto *Call = dyn_cast<CallExpr>(&Where);
      unsigned Builtin = Call ? Call->getBuiltinCallee() : 0;
      if (Builtin && !U.Ast.BuiltinInfo.isPredefinedLibFunction(Builtin))
        usedAtomically(E.Subject);
      assign(E.Subject, From, Where);
      continue;
    }
    if (E.Kind == EffectKind::RegisterHandler)
      Does.as<EffectEvent>()->Function = handlerArgument(Formal, Site);
    if (E.Kind == EffectKind::Interrupt) {
      U.exceptionType(E.Why->Type);
      if (E.Why->Witness.empty() && !Witness.empty())
        E.Why.edit().Witness = Witness;
    }
    bool Later = &Where == Awaited && E.Kind == EffectKind::Acquire && !isHandle(E.Resource);
    Does.as<EffectEvent>()->Does = std::move(E);
    if (Later)
      AcquiredAfterwards.push_back(std::move(Does));
    else
      emit(std::move(Does));
  }
}

/// A system C++ function that cannot throw and neither changes nor keeps anything relevant: a query, an
/// iterator's step, one without arguments.
bool Lowering::isHarmless(const FunctionDecl &F, const CallSite &Site) const {
  const Callee &C = U.U.Callees[Site.Callee];
  if (!C.NoThrow || !C.System || C.IsC || C.NoReturn || !Site.FunctionArgs.empty())
    return false;
  auto *M = dyn_cast<CXXMethodDecl>(&F);
  return (M && M->isConst()) || F.isOverloadedOperator() ||
         llvm::all_of(Site.Args, [](const Place &A) { return A.isNone(); });
}

/// Nothing for a function of the project that has the name of a library function.
const KnownOutcome *Lowering::outcome(const FunctionDecl &F, const CallSite &Site) {
  const FunctionDecl *Definition = nullptr;
  if (F.isDefined(Definition) && !U.Where.inSystemHeader(Definition->getLocation()))
    return nullptr;
  return U.Models.outcome(U.name(F), Site.Constants);
}

void Lowering::emitCallEvent(CallSite Site, ArrayRef<const Expr *> Args, const Stmt &Where) {
  for (unsigned I = 0; B.reachable() && I < Args.size() && I < Site.Args.size(); ++I) {
    auto Tested = TestedArguments.find(Args[I]);
    if (Tested == TestedArguments.end())
      continue;
    BlockId Outcomes[2] = {B.newBlock(), B.newBlock()}, After = B.newBlock();
    branch(Tested->second.Subject, Tested->second.Test, {Outcomes[1], B.Scope}, {Outcomes[0], B.Scope});
    for (int64_t Holds : {1, 0}) {
      B.enter(Outcomes[Holds]);
      Site.Constants[I] = Holds;
      emit(event(CallEvent{Site}, Where, /*Spelled=*/true));
      B.edge(After);
    }
    return B.enter(After);
  }
  emit(event(CallEvent{std::move(Site)}, Where, /*Spelled=*/true));
}

void Lowering::emitCall(const FunctionDecl &F, bool Virtual, CallSite Site, ArrayRef<const Expr *> Args,
                        const Stmt &Where) {
  const KnownOutcome *Outcome = outcome(F, Site);
  bool Stops = F.isNoReturn() || (Outcome && Outcome->NoReturn);
  Site.Callee = U.callee(F, Virtual, Stops);
  U.mention(F, U.Where.extent(Where).getBegin());
  if (const ModelRow *Row = U.row(F, written(Args))) {
    emitEffects(Row->Effects, Site, Where, Row->SourceText);
    if (llvm::any_of(Row->Effects, [](const Effect &E) { return E.Kind == EffectKind::Block; }))
      waitAnswers(F, Site.Result);
    for (const Effect &E : Row->Effects)
      if (E.Kind == EffectKind::SetJump)
        emitSetJump(Site.Result, Where);
    Callee &C = U.U.Callees[Site.Callee];
    if (Row->NoReturn) {
      Stops = true;
      C.NoReturn = true;
    }
    // A call without effects is still needed where it ends a path, and in a signal handler.
    bool InHandler = C.Safety == SignalSafety::Unsafe || (C.Safety == SignalSafety::Safe && !C.KeepsErrno);
    if (isFence(C.Name))
      emitBarrier(Where);
    else if (Row->Effects.empty() && (Row->NoReturn || InHandler)) {
      C.NoThrow = C.NoThrow || !Row->NoReturn; // the row would say so
      emit(event(CallEvent{Site}, Where, /*Spelled=*/true));
    }
  } else if (auto *M = dyn_cast<CXXMethodDecl>(&F); M && U.lockEffect(*M)) {
    emitEffects({*U.lockEffect(*M)}, Site, Where, "");
  } else if (!isHarmless(F, Site)) {
    if (!Site.FunctionArgs.empty())
      if (const Effect *Starts = U.threadElement(F, static_cast<unsigned>(Site.Args.size())))
        emitEffects({*Starts}, Site, Where, "");
    emitCallEvent(std::move(Site), Args, Where);
  }
  if (Stops)
    B.stop();
}

void Lowering::emitBarrier(const Stmt &Where) {
  CallSite Site;
  Site.Callee = U.barrierCallee();
  emit(event(CallEvent{std::move(Site)}, Where, /*Spelled=*/true));
}

} // namespace asyncsafe
