//===- Durations.cpp - Constant lengths of time ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the length of a constant std::chrono::duration (or boost's). Such a class is recognised by
// its shape: a number, and a ratio of integers that gives the seconds per unit.
//
//===----------------------------------------------------------------------===//

#include "capture/Lowering.h"

#include "clang/AST/DeclTemplate.h"

#include <cmath>

using namespace clang;

namespace asyncsafe {

namespace {

struct Ratio {
  int64_t Numerator, Denominator;
};

const ClassTemplateSpecializationDecl *twoArguments(QualType T, TemplateArgument::ArgKind Kind) {
  auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Class || Class->getTemplateArgs().size() != 2)
    return nullptr;
  bool Both = llvm::all_of(Class->getTemplateArgs().asArray(),
                           [&](const TemplateArgument &A) { return A.getKind() == Kind; });
  return Both ? Class : nullptr;
}

/// The second argument of duration<number, ratio<1, 1000>>.
std::optional<Ratio> periodOf(QualType T) {
  auto *Duration = twoArguments(T, TemplateArgument::Type);
  if (!Duration || !Duration->getTemplateArgs()[0].getAsType()->isArithmeticType())
    return std::nullopt;
  auto *Period = twoArguments(Duration->getTemplateArgs()[1].getAsType(), TemplateArgument::Integral);
  if (!Period)
    return std::nullopt;
  const llvm::APSInt &N = Period->getTemplateArgs()[0].getAsIntegral(),
                     &D = Period->getTemplateArgs()[1].getAsIntegral();
  if (N.getSignificantBits() > 64 || D.getSignificantBits() > 64 || !N.isStrictlyPositive() ||
      !D.isStrictlyPositive())
    return std::nullopt;
  return Ratio{N.getExtValue(), D.getExtValue()};
}

std::optional<double> countOf(const APValue &Value) {
  if (!Value.isStruct() || Value.getStructNumFields() != 1 || Value.getStructNumBases())
    return std::nullopt;
  const APValue &Count = Value.getStructField(0);
  if (Count.isInt())
    return Count.getInt().roundToDouble(Count.getInt().isSigned());
  if (Count.isFloat())
    return Count.getFloat().convertToDouble();
  return std::nullopt;
}

} // namespace

std::optional<int64_t> Lowering::duration(const Expr *E) {
  constexpr double PerSecond = 1e9, Most = 9e18;
  if (!Cxx || !E || E->getType().isNull() || E->isValueDependent() || E->containsErrors())
    return std::nullopt;
  std::optional<Ratio> Period = periodOf(E->getType());
  if (!Period)
    return std::nullopt;
  E = E->IgnoreParens();
  if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    E = Temporary->getSubExpr();
  // A constant local need not be constexpr to be known.
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    if (auto *V = dyn_cast<VarDecl>(Reference->getDecl()); V && V->getType().isConstQualified() &&
                                                           V->getInit() && !isa<ParmVarDecl>(V) &&
                                                           !V->getInit()->isValueDependent())
      E = V->getInit();
  Expr::EvalResult Known;
  if (!E->EvaluateAsRValue(Known, U.Ast, /*InConstantContext=*/true) || Known.HasSideEffects)
    return std::nullopt;
  std::optional<double> Count = countOf(Known.Val);
  if (!Count || std::isnan(*Count))
    return std::nullopt;
  double Length =
      *Count * static_cast<double>(Period->Numerator) / static_cast<double>(Period->Denominator) * PerSecond;
  return std::fabs(Length) < Most ? static_cast<int64_t>(Length)
         : Length < 0             ? -static_cast<int64_t>(Most)
                                  : static_cast<int64_t>(Most);
}

} // namespace asyncsafe
