//===- RetypableObjects.cpp - Objects whose type may change ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/RetypableObjects.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/TargetInfo.h"

using namespace clang;

namespace asyncsafe {

namespace {

using Variables = llvm::DenseSet<const VarDecl *>;

/// Walks all uses. Each one that is known to work as well with the other type is approved where its
/// parent is visited, so before the use itself; a candidate with a use that nobody approved is dropped.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(ASTContext &Ast, const Ranges &Where, Variables Candidates)
      : Ast(Ast), Where(Where), IsCxx(Ast.getLangOpts().CPlusPlus), Candidates(std::move(Candidates)) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    // Namespaces and `extern "C"` may contain the project's own code again.
    if (D && Where.inSystemHeader(D->getLocation()) && !isa<NamespaceDecl>(D) && !isa<LinkageSpecDecl>(D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  Variables result() const {
    Variables Left;
    for (const VarDecl *V : Candidates)
      if (Declared.count(V) && !Dropped.count(V))
        Left.insert(V);
    return Left;
  }

  //--- declarations

  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    // `int a, b;` has one type for both.
    auto *Next = dyn_cast_or_null<DeclaratorDecl>(D->getNextDeclInContext());
    if (Next && Next->getTypeSpecStartLoc() == D->getTypeSpecStartLoc())
      for (DeclaratorDecl *Sibling : {D, Next})
        drop(dyn_cast<VarDecl>(Sibling));
    return true;
  }

  bool VisitVarDecl(VarDecl *D) {
    if (const VarDecl *V = candidate(D)) {
      Declared.insert(V);
      const Expr *Init = D->getInit();
      // Another declaration would disagree.
      if (D->getPreviousDecl() || V->getMostRecentDecl() != V || (Init && !keeps(*V, *Init)))
        drop(V);
    }
    // The type of a copy follows.
    if (D->getInit() && D->getType()->getContainedDeducedType())
      needsType(D->getInit());
    return true;
  }

  //--- loads

  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    // C converts a value in the same way, whatever its place.
    const DeclRefExpr *Loaded = loaded(E);
    if (Loaded && (!IsCxx || isWord(*Loaded)))
      Approved.insert(Loaded);
    return true;
  }
  bool VisitGenericSelectionExpr(GenericSelectionExpr *E) {
    if (E->isExprPredicate())
      needsType(E->getControllingExpr());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->getOpcode() == UO_LNot)
      converts(E->getSubExpr());
    else if (E->isIncrementDecrementOp() && !IsCxx)
      updates(E->getSubExpr());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isComparisonOp() || E->isLogicalOp()) {
      converts(E->getLHS());
      converts(E->getRHS());
    } else if (!IsCxx && E->getOpcode() == BO_Assign) {
      stores(*E);
    } else if (!IsCxx && E->isCompoundAssignmentOp()) {
      updates(E->getLHS());
    }
    return true;
  }
  bool VisitConditionalOperator(ConditionalOperator *E) {
    converts(E->getCond());
    return true;
  }

  //--- statements

  bool VisitCompoundStmt(CompoundStmt *S) {
    for (const Stmt *Child : S->body())
      discards(Child);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) {
    converts(S->getCond());
    discards(S->getThen());
    discards(S->getElse());
    return true;
  }
  bool VisitWhileStmt(WhileStmt *S) {
    converts(S->getCond());
    discards(S->getBody());
    return true;
  }
  bool VisitDoStmt(DoStmt *S) {
    converts(S->getCond());
    discards(S->getBody());
    return true;
  }
  bool VisitForStmt(ForStmt *S) {
    converts(S->getCond());
    for (const Stmt *Child : {static_cast<const Stmt *>(S->getInit()), static_cast<const Stmt *>(S->getInc()),
                              static_cast<const Stmt *>(S->getBody())})
      discards(Child);
    return true;
  }
  bool VisitSwitchCase(SwitchCase *S) {
    discards(S->getSubStmt());
    return true;
  }
  bool VisitLabelStmt(LabelStmt *S) {
    discards(S->getSubStmt());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (!Approved.count(E))
      drop(candidate(E->getDecl()));
    return true;
  }

private:
  const VarDecl *candidate(const ValueDecl *D) const {
    auto *V = dyn_cast_or_null<VarDecl>(D);
    V = V ? V->getCanonicalDecl() : nullptr;
    return V && Candidates.count(V) ? V : nullptr;
  }
  void drop(const VarDecl *V) {
    if (V)
      Dropped.insert(V->getCanonicalDecl());
  }
  const DeclRefExpr *named(const Expr *E) const {
    auto *Reference = dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParens() : nullptr);
    return Reference && candidate(Reference->getDecl()) ? Reference : nullptr;
  }
  const DeclRefExpr *loaded(const Expr *E) const {
    auto *Load = dyn_cast<ImplicitCastExpr>(E->IgnoreParens());
    return Load && Load->getCastKind() == CK_LValueToRValue ? named(Load->getSubExpr()) : nullptr;
  }
  /// A load gives an int with either type.
  bool isWord(const DeclRefExpr &E) const { return Ast.hasSameUnqualifiedType(E.getType(), Ast.IntTy); }

  /// The operand becomes an int or a truth value.
  void converts(const Expr *E) {
    while (E) {
      E = E->IgnoreParens();
      if (const DeclRefExpr *Loaded = loaded(E)) {
        Approved.insert(Loaded);
        return;
      }
      auto *Cast = dyn_cast<ImplicitCastExpr>(E);
      E = Cast ? Cast->getSubExpr() : nullptr;
    }
  }
  void needsType(const Expr *E) {
    if (auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
      if (const VarDecl *V = candidate(Reference->getDecl()); V && !isWord(*Reference))
        drop(V);
  }

  /// Statement \p S, whose value nobody uses: C++ makes a reference of it, which is deprecated for a volatile
  /// object.
  void discards(const Stmt *S) {
    auto *E = dyn_cast_or_null<Expr>(S);
    auto *Store = E ? dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts()) : nullptr;
    if (IsCxx && Store && Store->getOpcode() == BO_Assign)
      stores(*Store);
  }
  void stores(const BinaryOperator &Store) {
    if (const DeclRefExpr *To = named(Store.getLHS()))
      if (keeps(*candidate(To->getDecl()), *Store.getRHS()))
        Approved.insert(To);
  }
  void updates(const Expr *E) {
    if (const DeclRefExpr *To = named(E); To && isWord(*To))
      Approved.insert(To);
  }

  /// \p Value is the same in \p V and in an int.
  bool keeps(const VarDecl &V, const Expr &Value) const {
    QualType T = V.getType();
    if (Ast.hasSameUnqualifiedType(T, Ast.IntTy))
      return true;
    const Expr *E = Value.IgnoreImplicit()->IgnoreParenImpCasts();
    if (auto *List = dyn_cast<InitListExpr>(E))
      return List->getNumInits() == 0 || (List->getNumInits() == 1 && keeps(V, *List->getInit(0)));
    if (isa<ImplicitValueInitExpr>(E) || Ast.hasSameUnqualifiedType(T, E->getType()))
      return true;
    if (E->isValueDependent())
      return false;
    if (Expr::EvalResult Known; E->EvaluateAsInt(Known, Ast)) {
      llvm::APSInt Before = Known.Val.getInt();
      if (T->isBooleanType())
        return Before == 0 || Before == 1;
      llvm::APSInt After(Before.extOrTrunc(Ast.getIntWidth(T)), T->isUnsignedIntegerType());
      return llvm::APSInt::isSameValue(Before, After);
    }
    if (auto *Choice = dyn_cast<ConditionalOperator>(E))
      return keeps(V, *Choice->getTrueExpr()) && keeps(V, *Choice->getFalseExpr());
    auto *Binary = dyn_cast<BinaryOperator>(E);
    auto *Unary = dyn_cast<UnaryOperator>(E);
    return (Binary && (Binary->isComparisonOp() || Binary->isLogicalOp())) ||
           (Unary && Unary->getOpcode() == UO_LNot);
  }

  ASTContext &Ast;
  const Ranges &Where;
  bool IsCxx;
  Variables Candidates, Declared, Dropped;
  llvm::DenseSet<const DeclRefExpr *> Approved;
};

} // namespace

Variables retypable(ASTContext &Ast, const Ranges &Where, Variables Candidates) {
  // Elsewhere sig_atomic_t is another type, which may hold less.
  if (Candidates.empty() || Ast.getTargetInfo().getSigAtomicType() != TargetInfo::SignedInt)
    return {};
  Uses All(Ast, Where, std::move(Candidates));
  for (Decl *D : Ast.getTraversalScope())
    All.TraverseDecl(D);
  return All.result();
}

bool fitsSigAtomic(const VarDecl &V) {
  QualType T = V.getType();
  if (T.hasQualifiers() || V.isExternallyVisible() || !V.hasGlobalStorage())
    return false;
  if (auto *Typedef = T->getAs<TypedefType>())
    return Typedef->getDecl()->getName() == "sig_atomic_t";
  // No typedef, and no parentheses around the name.
  auto *Plain = dyn_cast<BuiltinType>(T.getTypePtr());
  if (!Plain)
    return false;
  switch (Plain->getKind()) {
  case BuiltinType::Int:
  case BuiltinType::Bool:
  case BuiltinType::Char_S:
  case BuiltinType::Char_U:
  case BuiltinType::Short:
    return true;
  default:
    return false;
  }
}

} // namespace asyncsafe
