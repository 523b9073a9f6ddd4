//===- Lowering.h - One function's AST to its graph -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks a function's code in the order of evaluation that Clang's own code generator uses (CGStmt,
// CGExpr*, CGClass, CGCleanup), so that the unwind scopes agree with its landing pads. Each part has its
// own file, named at the declarations below.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_LOWERING_H
#define ASYNCSAFE_CAPTURE_LOWERING_H

#include "capture/FunctionBuilder.h"
#include "capture/Prescan.h"
#include "capture/UnitContext.h"

#include "clang/AST/Stmt.h"
#include "clang/AST/StmtCXX.h"

#include <set>

namespace asyncsafe {

/// The value of an expression, as far as the graph represents it.
struct Value {
  Place Path;   ///< the access path it denotes
  Place Result; ///< the Temporary of the call that made it
  std::optional<int64_t> Constant;
  CalleeId Function = NoId;     ///< the function that it points to
  int64_t Sets = 0, Clears = 0; ///< bits that `|=` and `&=` change
  int64_t Adds = 0;             ///< the amount that `++`, `--` or `+=` adds
  unsigned AddsParameter = 0;   ///< … the parameter, counted from 1
  bool Shrinks = false;         ///< by `/=` and `>>=`
  /// The path is a call that may return another object each time.
  bool Fresh = false;
  /// It is the truth of this comparison with a constant.
  std::optional<Condition> Truth;

  /// Names the value, for an argument.
  const Place &path() const { return Path.isNone() || (Fresh && !Result.isNone()) ? Result : Path; }
  /// Names the object, for a part of it: two calls of one accessor denote one object.
  const Place &object() const { return Path.isNone() ? Result : Path; }
  /// Names the value itself, for binding and tests.
  const Place &bound() const { return Result.isNone() ? Path : Result; }
};

class Lowering {
public:
  Lowering(UnitContext &Unit, const PendingFunction &Pending, Prescan Scan);
  Function run();

private:
  struct SetJump;
  using Expr = clang::Expr;
  using Stmt = clang::Stmt;
  using QualType = clang::QualType;

  //--- Statements.cpp
  void lower(const Stmt *S);
  void lowerStatement(const Stmt &S);
  /// \p Value: of a statement expression, where the last expression's value goes.
  Value lowerCompound(const clang::CompoundStmt &S, const Place *Into = nullptr, bool WantsValue = false);
  void lowerCompoundChild(const Stmt &Child, uint32_t Compound, uint32_t Position, bool Last);
  void lowerDecl(const clang::Decl &D);
  void lowerVariable(const clang::VarDecl &V);
  void lowerStatic(const clang::VarDecl &V);
  void lowerInitializer(const clang::VarDecl &V, const Place &P);
  void lowerTry(const clang::CXXTryStmt &S);
  void lowerHandlers(const clang::CXXTryStmt &S, ScopeId Try, BlockId After, bool Rethrows);
  ScopeId pushTry(const clang::CXXTryStmt &S);
  void lowerReturn(const clang::ReturnStmt &S);
  void emitReturn(const clang::ReturnStmt &S, Event R, const clang::VarDecl *Elided);
  void lowerAsm(const clang::AsmStmt &S);
  /// A compiler keeps no object in a register across \p Where.
  void emitBarrier(const clang::Stmt &Where);
  void children(const Stmt &S);

  //--- Branches.cpp
  void lowerIf(const clang::IfStmt &S);
  void lowerWhile(const clang::WhileStmt &S);
  void lowerDo(const clang::DoStmt &S);
  void lowerFor(const clang::ForStmt &S);
  void lowerRangeFor(const clang::CXXForRangeStmt &S);
  void noteElements(const clang::CXXForRangeStmt &S);
  void lowerSwitch(const clang::SwitchStmt &S);
  void lowerSwitchCase(const clang::SwitchCase &S);
  struct Switch;
  void dispatch(const clang::SwitchStmt &S, const Switch &Cases, BlockId Exit, const Place &Subject,
                std::optional<int64_t> Known, bool NotZero);

  //--- Expressions.cpp
  /// \p Into: the place that the value initialises and that other code destroys; null if the value is a
  /// temporary.
  Value lowerExpr(const Expr *E, const Place *Into = nullptr);
  Value lowerExprHere(const Expr &E, const Place *Into);
  void lowerDiscarded(const Expr *E);
  Value lowerDefaultArgument(const clang::CXXDefaultArgExpr &E, const Place *Into);
  Value lowerReference(const clang::DeclRefExpr &E);
  Value lowerMember(const clang::MemberExpr &E);
  Value lowerThis();
  Value lowerLambda(const clang::LambdaExpr &E, const Place *Into);
  void lowerThrow(const clang::CXXThrowExpr &E);
  std::optional<int64_t> constant(const Expr *E);
  /// The nanoseconds of a constant duration; nothing for other types.
  std::optional<int64_t> duration(const Expr *E);
  std::optional<int64_t> unchangedConstant(const clang::ValueDecl &D);
  /// Locals initialised with the only result that a call can have.
  llvm::DenseMap<const clang::VarDecl *, int64_t> KnownAnswers;
  void assign(const Place &To, const Value &From, const Stmt &Where);
  /// \p P is read: an event if it could be a flag.
  void read(const Place &P, const Stmt &Where);
  /// \p Lvalue denotes the object at \p P, possibly with a volatile type.
  void seenAs(const Place &P, const Expr &Lvalue);
  /// A builtin accesses the object at \p P atomically.
  void usedAtomically(const Place &P);
  Value lowerAtomic(const clang::AtomicExpr &E);

  //--- Numbers.cpp
  /// \p Result of a call that waits is a number to be followed.
  void waitAnswers(const clang::FunctionDecl &F, const Place &Result);
  bool isWaitNumber(const Place &P) const;
  void numberAssigned(const Place &To, const Place &From);
  void use(UseKind As, const Place &P, const Stmt &Where);
  void useAsIndex(const Expr &Index, const Place &P, const Stmt &Where);
  void useAsArgument(const Expr &Argument, const Place &P, const clang::FunctionDecl *Callee);
  void useAsBound(const clang::ForStmt &S);
  void lookedAt(const Stmt &E);
  std::set<std::pair<Place::RootKind, unsigned>>
      WaitNumbers; ///< results of waits so far, and variables that hold one

  //--- Operators.cpp
  Value lowerCast(const clang::CastExpr &E, const Place *Into);
  Value lowerUnary(const clang::UnaryOperator &E);
  Value lowerBinary(const clang::BinaryOperator &E, const Place *Into);
  Value changedBits(const clang::BinaryOperator &E);
  void overridden(const clang::CXXMethodDecl &M, std::vector<std::string> &Out);
  void addsTo(Value &To, const clang::BinaryOperator &E, const Place &Right);
  static void addsTo(Value &To, bool Grows, const Place &By, std::optional<int64_t> Known);
  Value lowerAssignment(const clang::BinaryOperator &E);
  Value lowerConditional(const clang::AbstractConditionalOperator &E, const Place *Into);
  std::optional<int64_t> operandConstant(const Value &V, const Expr *E);
  Value lowerLogical(const clang::BinaryOperator &E);
  Value lowerFullExpr(const clang::ExprWithCleanups &E, const Place *Into);

  //--- Conditions.cpp
  /// Branches on \p E; the edges leave the scopes inside the targets'.
  void lowerCondition(const Expr *E, Target True, Target False);
  void lowerConditionHere(const Expr &E, Target True, Target False);
  Value lowerStepped(const clang::UnaryOperator &E, int64_t &Shift);
  Value lowerTested(const Expr *E, int64_t &Shift);
  void lowerComparison(const clang::BinaryOperator &E, Target True, Target False);
  void branch(const Place &Subject, Predicate Test, Target True, Target False);
  /// What \p E, whose operands have the values \p Left and \p Right, says of a place.
  std::optional<Condition> truthOf(const clang::BinaryOperator &E, const Value &Left, const Value &Right);
  void branchOnSetJump(const SetJump &J, bool ZeroTrue, Target True, Target False);

  //--- Calls.cpp
  Value lowerCall(const clang::CallExpr &E, const Place *Into);
  Value lowerBuiltin(const clang::CallExpr &E, const clang::FunctionDecl &F, bool &Done);
  /// Without default arguments.
  static llvm::ArrayRef<const Expr *> written(llvm::ArrayRef<const Expr *> Args);
  void lowerArgument(const Expr *E, CallSite &Site, const clang::FunctionDecl *Callee = nullptr);
  void lowerArguments(llvm::ArrayRef<const Expr *> Args, CallSite &Site,
                      const clang::FunctionDecl *Callee = nullptr);
  /// Emits the effects of a call of \p F: those of its row, or a Call event.
  void emitCall(const clang::FunctionDecl &F, bool Virtual, CallSite Site, llvm::ArrayRef<const Expr *> Args,
                const Stmt &Where);
  /// The Call event, or one on each outcome of a test that is an argument: `check(fd >= 0)`.
  void emitCallEvent(CallSite Site, llvm::ArrayRef<const Expr *> Args, const Stmt &Where);
  void emitEffects(const std::vector<Effect> &Formal, const CallSite &Site, const Stmt &Where,
                   const std::string &Witness);
  /// How such a call ends, as far as its constant arguments determine it.
  const KnownOutcome *outcome(const clang::FunctionDecl &F, const CallSite &Site);
  bool isHarmless(const clang::FunctionDecl &F, const CallSite &Site) const;
  /// For a row that specifies the call's result: that place, read now.
  bool answer(const std::vector<Effect> &Formal, const CallSite &Site, const Stmt &Where, Value &V);
  CalleeId functionArgument(const Expr *E);
  /// The function that \p E, of a function or pointer type, denotes.
  CalleeId functionValue(const Expr *E);
  const clang::FunctionDecl *functionReference(const Expr *E);
  Value lowerDestructorCall(const clang::CXXMemberCallExpr &E, const clang::CXXDestructorDecl &D);
  void requireLambdaBody(const clang::CXXRecordDecl &Closure);

  //--- Objects.cpp
  Value lowerConstruct(const clang::CXXConstructExpr &E, const Place *Into);
  Value lowerInherited(const clang::CXXInheritedCtorInitExpr &E, const Place *Into);
  Value lowerInitList(const Expr &E, llvm::ArrayRef<Expr *> Inits, const Place *Into);
  Value lowerArrayLoop(const clang::ArrayInitLoopExpr &E, const Place *Into);
  Value lowerMaterialize(const clang::MaterializeTemporaryExpr &E);
  Value lowerNew(const clang::CXXNewExpr &E);
  Value lowerDelete(const clang::CXXDeleteExpr &E);
  /// Pushes the destruction of \p Object.
  ScopeId pushDestroy(const Place &Object, const clang::CXXDestructorDecl &D, clang::SourceRange Range,
                      bool Normal, const void *Variable = nullptr);
  void lowerConstructorPrologue(const clang::CXXConstructorDecl &C);
  void pushMembers(const clang::CXXRecordDecl &R);
  /// \p Size: the variable that the size depends on.
  void interruptByThrow(const Stmt &Where, const char *Type, const char *Witness, Place Size = {});

  //--- Cleanups.cpp
  void pushCleanup(const CallSite &Site, const clang::FunctionDecl *F, clang::SourceRange Range,
                   uint8_t RunsOn, bool Normal);
  void pushCleanupAttribute(const clang::VarDecl &V, const clang::FunctionDecl &F, const Place &P);
  bool lowerCleanupMacro(const clang::DoStmt &S);
  void lowerCleanupBody(const clang::CompoundStmt &Body);
  /// Emits, on the normal path, the actions of leaving the scopes inside \p Outer, innermost first.
  void leave(ScopeId Outer, const void *HandedOver = nullptr);
  void runAction(ScopeId S);
  void leaveRecord(ScopeId S);
  void setEnd(clang::SourceLocation L) { EndOfScope = L; }
  void popTo(ScopeId Outer);
  void jumpTo(Target T, bool IsIdle = false);

  //--- Jumps.cpp
  Target &label(const clang::LabelDecl &L);
  void lowerLabel(const clang::LabelStmt &S);
  void lowerGoto(const clang::LabelDecl &L);
  void lowerIndirectGoto(const clang::IndirectGotoStmt &S);
  void resolveGotos();
  void emitSetJump(const Place &Result, const Stmt &Where);
  /// If the last expression was a call of setjmp: its two returns, no longer joined.
  std::optional<SetJump> takeSetJump();

  //--- Coroutines.cpp
  void lowerCoroutine(const clang::CoroutineBodyStmt &S);
  Value lowerSuspend(const clang::CoroutineSuspendExpr &E, const Place *Into);
  void lowerCoReturn(const clang::CoreturnStmt &S);
  bool neverSuspends(const clang::CoroutineSuspendExpr &E);
  /// The call whose result is being awaited, and what it acquires after that.
  const Stmt *Awaited = nullptr;
  std::vector<Event> AcquiredAfterwards;

  //--- Places.cpp
  void declared(const clang::VarDecl &V);
  Place placeOf(const clang::ValueDecl &D);
  Place global(const clang::VarDecl &V);
  Place field(Place Base, const clang::FieldDecl &F);
  static Place addressOf(Place P);
  static Place dereferenced(Place P);
  static bool isPure(const Place &P);
  bool isStable(const Place &P, bool Pointer) const;
  /// Records that \p V stands for \p Init, if it does.
  bool alias(const clang::VarDecl &V, const Value &Init);
  Place returnedMember(const clang::CXXMethodDecl &M, const Place &Object);
  void nameByAccessor(Value &V, const clang::FunctionDecl &F, const Place *Object, bool Virtual,
                      QualType Result);

  //--- Lowering.cpp
  void prepare();
  void lowerBody();
  void lowerImplicitDestructor();
  void lowerInitialisers(const clang::CXXRecordDecl &R);
  void initialise(Place Member, const clang::FieldDecl &F, const Expr &Init);
  Event event(Event::Content What, const Stmt &Where, bool Spelled = false);
  Event *emit(Event E) { return B.append(std::move(E)); }
  bool hasExceptions() const;
  /// The text of the current statement, if it only constructs one object.
  std::string movableText() const;
  /// The text of the statement, if it is only an expression.
  std::string storeText() const;

  UnitContext &U;
  const PendingFunction &Pending;
  const clang::FunctionDecl &Fn;
  const clang::CXXRecordDecl *Closure = nullptr; ///< of a lambda's call operator
  Prescan Scan;
  FunctionBuilder B;
  bool Cxx;

  /// The position of the code being lowered, for Event::Stmt.
  struct Position {
    const clang::Stmt *S = nullptr;
    SourceRange Range; ///< of S, computed on demand
    uint32_t Compound = NoId, Index = 0;
    bool Last = false;
    Shared<Statement> Known; ///< made for its first event
  } Here;
  uint32_t Compounds = 0;
  clang::SourceLocation EndOfScope;
  clang::SourceRange UsedAt; ///< of the default argument that is being lowered

  struct Loop {
    Target Break, Continue;
    bool IsOnce = false; ///< never repeated
  };
  std::vector<Loop> Loops;
  struct Switch {
    llvm::DenseMap<const clang::SwitchCase *, BlockId> Cases;
  };
  std::vector<Switch> Switches;

  llvm::DenseMap<const clang::LabelDecl *, Target> Labels;
  llvm::DenseMap<const clang::LabelDecl *, bool> Placed;
  struct PendingGoto {
    BlockId From;
    ScopeId Scope;
    const clang::LabelDecl *To;
    Position At;
    BlockId Landing;
    clang::SourceLocation Where;
  };
  std::vector<PendingGoto> Gotos;
  BlockId IndirectGotos = NoId;

  llvm::DenseMap<const clang::OpaqueValueExpr *, Value> Opaque;
  /// Temporaries with extended life: destroyed by the scope around the full-expression.
  std::vector<ScopeId> Extended;
  unsigned FullExpressions = 0;     ///< nesting of ExprWithCleanups
  std::pair<Place, Place> LastLoad; ///< of `__atomic_load`: destination and source
  unsigned Arms = 0;                ///< nesting of conditionally evaluated operands
  std::vector<const Expr *> CleanupArguments;
  llvm::DenseMap<const Expr *, Condition> TestedArguments; ///< of type bool
  /// The last call of setjmp: both its returns, and where they join again.
  struct SetJump {
    BlockId First = NoId, Second = NoId, Join = NoId;
  };
  SetJump LastSetJump;
  BlockId SecondReturnGoesTo = NoId; ///< by the last condition on a setjmp
  std::vector<Place> ThisOverride;
  llvm::DenseMap<const clang::ValueDecl *, Place> Elements; ///< what range-based `for` points to
  bool SuspendsLeftOut = false;
  /// Roots whose pointer may change: no alias goes through them.
  std::set<std::pair<Place::RootKind, unsigned>> UnstableRoots;
  std::set<std::string> UnstableGlobals;
};

} // namespace asyncsafe

#endif
