//===- UnitContext.h - The tables of one captured unit ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Maintains the unit's tables: callees, model rows, local and temporary ids, bases of exception types,
// evidence of live sources; and the functions that remain to be captured.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_UNITCONTEXT_H
#define ASYNCSAFE_CAPTURE_UNITCONTEXT_H

#include "capture/Capture.h"
#include "capture/Ranges.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

#include <deque>
#include <set>

namespace asyncsafe {

/// A function to capture; \p ImplicitDestructor has no body of its own.
struct PendingFunction {
  const clang::FunctionDecl *Decl = nullptr;
  bool ImplicitDestructor = false;
  /// Lambda: the method whose `this` it captured, if any.
  unsigned OuterThisId = 0;
  /// If set, not the named destructor but the member initialisers of this class, whose constructor is
  /// implicit or not used here.
  const clang::CXXRecordDecl *InitialisersOf = nullptr;
};

class UnitContext {
public:
  UnitContext(clang::ASTContext &Ast, const ModelSet &Models, const CaptureOptions &Options);

  clang::ASTContext &Ast;
  const ModelSet &Models;
  const CaptureOptions &Options;
  Unit U;
  Ranges Where;

  //--- callees
  /// \p Virtual: this call is dispatched at run time. \p Ends: it never returns.
  CalleeId callee(const clang::FunctionDecl &F, bool Virtual = false, bool Ends = false);
  /// A call through a value called \p Name.
  CalleeId indirectCallee(const std::string &Name, bool NoThrow, bool ForC);
  /// What stands for a compiler's memory barrier: code that may load and store any object, and does nothing
  /// else.
  CalleeId barrierCallee();
  /// The row that answers a call of \p F with \p Args as written.
  const ModelRow *row(const clang::FunctionDecl &F, llvm::ArrayRef<const clang::Expr *> Args);
  /// For a method of a standard container, or a function returning an owner, that constructs a thread as
  /// its element: the effect of starting it; or null.
  const Effect *threadElement(const clang::FunctionDecl &F, unsigned NumArgs);
  /// The effect that a method of a lock-shaped class has, or null.
  const Effect *lockEffect(const clang::CXXMethodDecl &M);
  const std::string &name(const clang::FunctionDecl &F);
  const std::string &key(const clang::FunctionDecl &F);
  static bool noThrow(const clang::FunctionDecl &F);
  /// The destructor that an object of type \p T (or its elements) runs, or null if that is trivial.
  const clang::CXXDestructorDecl *destructor(clang::QualType T) const;
  /// Destroying such an object, or one within it, releases a lock, as a row says.
  bool holdsLock(clang::QualType T);

  //--- places
  unsigned localIndex(const clang::VarDecl &V);
  Place temporary();
  /// References and pointers that stand for their initialisers.
  llvm::DenseMap<const clang::ValueDecl *, Place> Aliases;
  unsigned outerThisId(const clang::FunctionDecl &Method);
  /// Place::Index of a Global: 1 if another unit may have a \p D of its own.
  static unsigned ownerOf(const clang::NamedDecl &D) { return D.isExternallyVisible() ? 0 : 1; }

  //--- shared objects (SharedObjects.cpp)
  /// The entry of a variable with static storage, or of a field.
  ObjectId object(const clang::ValueDecl &D);
  /// Once all code is captured: forgets the range of a type that some use needs as it is.
  void keepTypes();
  /// Records the functions and constants in a table of functions.
  void initialValues(const clang::VarDecl &V);

  //--- functions to capture
  void require(const clang::FunctionDecl &F, unsigned OuterThisId = 0);
  /// The call operators of a lambda: one, or its instantiations.
  void requireLambda(const clang::CXXRecordDecl &Closure, unsigned OuterThisId);
  /// The default member initialisers of \p R, if no constructor in this unit runs them.
  void requireInitialisers(const clang::CXXRecordDecl &R);
  std::deque<PendingFunction> Pending;
  void captured(const clang::FunctionDecl &F, FunctionId Id);
  /// Records functions that assembly, or an alias, gives other symbols (`.symver f, f@VERSION`).
  void namesOf(const clang::FileScopeAsmDecl &Assembly);
  void namesOf(const clang::FunctionDecl &Alias);
  bool hasOtherNames(const clang::FunctionDecl &F) const;
  /// Links callees to the functions that were captured.
  void link();

  //--- facts about the unit
  void mention(const clang::FunctionDecl &F, clang::SourceLocation L);
  void evidence(Source Of, const std::string &Name, clang::SourceLocation L);
  /// Records the bases of a class that is thrown or caught.
  void exceptionType(clang::QualType T);
  void exceptionType(const std::string &QualifiedName);
  void mistake(const std::string &Type);

private:
  /// The unit uses the library that \p Row is of.
  bool isInSight(const ModelRow &Row) const;
  void describe(Callee &C, const clang::FunctionDecl &F);
  void bases(const clang::CXXRecordDecl &R, std::vector<std::string> &Out);

  using CalleeKey = llvm::PointerIntPair<const clang::FunctionDecl *, 2, unsigned>; ///< virtual, ends
  llvm::DenseMap<CalleeKey, CalleeId> CalleeIds;
  llvm::StringMap<CalleeId> IndirectIds;
  llvm::DenseMap<const clang::FunctionDecl *, std::string> NameCache, KeyCache;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Mentioned;
  llvm::DenseMap<std::pair<const clang::FunctionDecl *, unsigned>, const ModelRow *> RowCache;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::vector<std::pair<const clang::FunctionDecl *, Effect>>>
      Shapes;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> LockHolders;
  void describe(Object &O, const clang::ValueDecl &D);
  void initialValue(Place P, const clang::Expr &Init);

  llvm::DenseMap<const clang::ValueDecl *, ObjectId> Objects;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Locals;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> OuterThisIds;
  llvm::DenseSet<const clang::FunctionDecl *> Required;
  llvm::DenseMap<const clang::FunctionDecl *, FunctionId> Captured;
  llvm::StringSet<> OtherNames;
  llvm::StringMap<Source> EvidenceOf;
  llvm::StringMap<bool> KnownExceptionTypes;
  std::set<std::pair<FileId, uint32_t>> KnownEvidence; ///< where it was found
  unsigned Temporaries = 0;
};

} // namespace asyncsafe

#endif
