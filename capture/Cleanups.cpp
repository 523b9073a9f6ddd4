//===- Cleanups.cpp - Destructors and cleanup handlers --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers destructors and cleanup handlers in their order on the normal path, and recognises the macros
// that bracket code with a handler.
//
//===----------------------------------------------------------------------===//

#include "capture/Lowering.h"

#include "capture/Names.h"

using namespace clang;

namespace asyncsafe {

static uint8_t bit(Source S) { return static_cast<uint8_t>(1u << static_cast<unsigned>(S)); }

/// The sources on which a destructor, or a handler run by the unwinder, runs.
static uint8_t onUnwinding() {
  return bit(Source::Throw) | bit(Source::Cancel) | bit(Source::Interrupt) | bit(Source::Suspend);
}

ScopeId Lowering::pushDestroy(const Place &Object, const CXXDestructorDecl &D, clang::SourceRange Range,
                              bool Normal, const void *Variable) {
  UnwindScope S;
  S.Kind = ScopeKind::Destroy;
  S.Range = U.Where.range(Range);
  S.RunsOn = onUnwinding();
  S.Conditional = false;
  CallSite Site;
  Site.This = Object;
  Site.Callee = U.callee(D);
  S.Action.What = DestroyEvent{Object, std::move(Site)};
  S.Action.Expr = S.Range;
  S.Action.In = Statement{S.Range};
  return B.push(std::move(S), {Normal, Variable, &D});
}

void Lowering::pushCleanup(const CallSite &Site, const FunctionDecl *F, clang::SourceRange Range,
                           uint8_t RunsOn, bool Normal) {
  UnwindScope S;
  S.Kind = ScopeKind::Cleanup;
  S.Range = U.Where.range(Range);
  S.RunsOn = RunsOn;
  S.Action.What = CallEvent{Site};
  S.Action.Expr = S.Range;
  S.Action.In = Statement{S.Range};
  // A handler that a row answers becomes the row's effects: one scope each, the first innermost.
  const ModelRow *Row = F ? U.row(*F, CleanupArguments) : nullptr;
  std::vector<Effect> Effects;
  if (Row)
    Effects = instantiate(Row->Effects, Site);
  if (Effects.empty()) {
    B.push(std::move(S), {Normal, nullptr, nullptr, !Normal});
    return;
  }
  for (auto E = Effects.rbegin(); E != Effects.rend(); ++E) {
    UnwindScope One = S;
    One.Action.What = EffectEvent{*E, One.Action.as<CallEvent>()->Site};
    B.push(std::move(One), {Normal, nullptr, nullptr, !Normal});
  }
}

void Lowering::pushCleanupAttribute(const VarDecl &V, const FunctionDecl &F, const Place &P) {
  CallSite Site;
  Site.Callee = U.callee(F);
  Site.Args.push_back(addressOf(P));
  Site.Constants.emplace_back();
  U.mention(F, V.getLocation());
  CleanupArguments.clear();
  pushCleanup(Site, nullptr, V.getSourceRange(), hasExceptions() ? onUnwinding() : 0,
              /*Normal=*/true);
}

void Lowering::runAction(ScopeId S) {
  if (!B.reachable())
    return;
  const UnwindScope Scope = B.scope(S);
  B.Scope = B.parent(S);
  BlockId After = NoId;
  if (Scope.Conditional) {
    BlockId Run = B.newBlock();
    After = B.newBlock();
    B.edge(After);
    B.flowInto(Run);
  }
  Event E = Scope.Action;
  if (EndOfScope.isValid())
    E.Expr = U.Where.range(clang::SourceRange(EndOfScope, EndOfScope));
  E.In = Statement{E.Expr};
  if (auto *D = static_cast<const CXXDestructorDecl *>(B.note(S).Destructor)) {
    if (const ModelRow *Row = U.row(*D, {}))
      for (Effect &Formal : instantiate(Row->Effects, E.site())) {
        Event Does = E;
        Does.What = EffectEvent{std::move(Formal), E.as<DestroyEvent>()->Site};
        emit(std::move(Does));
      }
  }
  emit(std::move(E));
  if (auto *D = static_cast<const CXXDestructorDecl *>(B.note(S).Destructor); D && D->isNoReturn())
    B.stop();
  if (After != NoId) {
    B.edge(After);
    B.enter(After);
  }
}

void Lowering::leave(ScopeId Outer, const void *HandedOver) {
  for (ScopeId S = B.Scope; S != Outer; S = B.parent(S)) {
    const FunctionBuilder::ScopeNote &Note = B.note(S);
    if (Note.Normal && !(HandedOver && Note.Variable == HandedOver))
      runAction(S);
    else if (Note.IsRecord)
      leaveRecord(S);
  }
  B.Scope = Outer;
}

/// `return` between pthread_cleanup_push() and pthread_cleanup_pop(): the handler stays pushed.
void Lowering::leaveRecord(ScopeId S) {
  if (!B.reachable() || !Here.S)
    return;
  Effect Stays;
  Stays.Kind = EffectKind::PushCleanup;
  Stays.Raises = Source::Cancel;
  B.Scope = S;
  emit(event(EffectEvent{std::move(Stays), CallSite()}, *Here.S));
}

void Lowering::popTo(ScopeId Outer) { leave(Outer); }

//===----------------------------------------------------------------------===//
// Push and pop macros
//===----------------------------------------------------------------------===//

/// The two arguments of the macro, found where its expansion initialises a class with a constructor, a
/// struct, or two pointers in a row.
static void handlerArguments(const Stmt &S, SmallVectorImpl<const Expr *> &Out) {
  auto *Declaration = dyn_cast<DeclStmt>(&S);
  if (!Declaration)
    return;
  for (const Decl *D : Declaration->decls()) {
    auto *V = dyn_cast<VarDecl>(D);
    const Expr *Init = V ? V->getInit() : nullptr;
    if (!Init || Out.size() >= 2)
      continue;
    Init = Init->IgnoreParens();
    if (auto *Full = dyn_cast<ExprWithCleanups>(Init))
      Init = Full->getSubExpr();
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Init)) {
      for (const Expr *A : Construct->arguments())
        Out.push_back(A);
    } else if (auto *List = dyn_cast<InitListExpr>(Init)) {
      for (const Expr *A : List->inits())
        if (!isa<ImplicitValueInitExpr>(A))
          Out.push_back(A);
    } else {
      Out.push_back(Init);
    }
  }
}

/// The argument of the pop macro: the last operand of its expansion.
static const Expr *executeArgument(const Stmt &S) {
  if (auto *If = dyn_cast<IfStmt>(&S))
    return If->getCond();
  if (auto *E = dyn_cast<Expr>(&S)) {
    E = E->IgnoreParens();
    if (auto *Full = dyn_cast<ExprWithCleanups>(E))
      E = Full->getSubExpr();
    if (auto *Assign = dyn_cast<BinaryOperator>(E))
      return Assign->isAssignmentOp() ? Assign->getRHS() : nullptr;
    if (auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      return Call->getNumArgs() == 1 ? Call->getArg(0) : nullptr;
  }
  return nullptr;
}

bool Lowering::lowerCleanupMacro(const DoStmt &S) {
  if (!S.getDoLoc().isMacroID())
    return false;
  StringRef Macro = U.Where.macroAt(S.getDoLoc());
  if (Macro.empty() || U.Models.macro(Macro.str()) != MacroRole::CleanupPush)
    return false;
  auto *Body = dyn_cast<CompoundStmt>(S.getBody());
  if (!Body)
    return false;
  auto From = [&](const Stmt &Child) { return U.Where.macroAt(Child.getBeginLoc()); };

  // The macro's own declarations come first.
  SmallVector<const Expr *, 4> Arguments;
  auto Child = Body->body_begin(), End = Body->body_end();
  SourceLocation Loc = S.getDoLoc();
  const CompoundStmt *Nested = nullptr;
  // Only the expansion of this use of the macro: another use may follow directly.
  auto Same = [&](const Stmt &C) { return U.Where.sameExpansion(S.getDoLoc(), C.getBeginLoc()); };
  for (; Child != End && Same(**Child); ++Child) {
    if (auto *Inner = dyn_cast<DoStmt>(*Child)) {
      Nested = dyn_cast<CompoundStmt>(Inner->getBody());
      ++Child;
      break;
    }
    handlerArguments(**Child, Arguments);
  }
  if (Arguments.size() < 2)
    return false;
  bool CleansOnReturn = !Nested;
  U.evidence(Source::Cancel, Macro.str(), Loc);

  ScopeId Base = B.Scope;
  CallSite Site;
  const Expr *Routine = Arguments[0];
  Value RoutineValue = lowerExpr(Routine);
  lowerArgument(Arguments[1], Site);
  const FunctionDecl *F = functionReference(Routine);
  Site.Callee = F ? U.callee(*F) : U.indirectCallee(spelling(RoutineValue.path()), false, false);
  CleanupArguments.assign(1, Arguments[1]);
  uint8_t RunsOn = bit(Source::Cancel);
  if (hasExceptions())
    RunsOn |= bit(Source::Throw) | bit(Source::Interrupt) | bit(Source::Suspend);
  pushCleanup(Site, F, clang::SourceRange(Loc, Loc), RunsOn, CleansOnReturn);

  // The user's statements, followed by what the pop macro adds.
  const Expr *Execute = nullptr;
  uint32_t Compound = Compounds++, Index = 0;
  auto IsPop = [&](const Stmt &C) {
    StringRef Name = From(C);
    return !Name.empty() && U.Models.macro(Name.str()) == MacroRole::CleanupPop;
  };
  auto Walk = [&](CompoundStmt::const_body_iterator I, CompoundStmt::const_body_iterator E) {
    for (; I != E; ++I) {
      const Stmt *C = *I;
      if (IsPop(*C)) {
        if (const Expr *Found = executeArgument(*C))
          Execute = Found;
        continue;
      }
      setEnd(Body->getRBracLoc());
      lowerCompoundChild(*C, Compound, Index++, false);
    }
  };
  if (Nested)
    Walk(Nested->body_begin(), Nested->body_end());
  Walk(Child, End);
  Here = {&S, {}, NoId, 0, false};
  Value V = Execute ? lowerExpr(Execute) : Value();
  std::optional<int64_t> Known = Execute ? constant(Execute) : std::nullopt;
  std::vector<ScopeId> Handlers = B.between(Base, B.Scope);
  BlockId After = B.newBlock();
  if (!Known) {
    BlockId Run = B.newBlock();
    branch(V.bound(), {Predicate::Op::NE, 0}, {Run, B.Scope}, {After, B.Scope});
    B.enter(Run);
  }
  setEnd(Body->getRBracLoc());
  if (!Known || *Known)
    for (auto I = Handlers.rbegin(); I != Handlers.rend(); ++I)
      runAction(*I);
  B.Scope = Base;
  B.flowInto(After);
  return true;
}

} // namespace asyncsafe
