//===- Registry.cpp - All checks, and one run of them ---------------------===//

#include "checks/Check.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace asyncsafe {

namespace {

std::vector<const CheckInfo *> &registered() {
  static std::vector<const CheckInfo *> All;
  return All;
}

bool before(const Finding &A, const Finding &B) {
  return std::tie(A.Where.File, A.Where.Begin, A.Check, A.Message) <
         std::tie(B.Where.File, B.Where.Begin, B.Check, B.Message);
}

/// What says the same stays in the order in which its check has found it.
void sortFindings(std::vector<Finding> &All) {
  std::vector<size_t> Order(All.size());
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(),
            [&](size_t A, size_t B) { return before(All[A], All[B]) || (!before(All[B], All[A]) && A < B); });
  std::vector<Finding> Sorted;
  Sorted.reserve(All.size());
  for (size_t I : Order)
    Sorted.push_back(std::move(All[I]));
  All = std::move(Sorted);
}

/// Instantiations of one template find the same thing at the same line.
bool sameFinding(const Finding &A, const Finding &B) {
  return A.Check == B.Check && A.Where.File == B.Where.File && A.Where.Begin == B.Where.Begin;
}

} // namespace

RegisterCheck::RegisterCheck(const CheckInfo &Info) { registered().push_back(&Info); }

const std::vector<const CheckInfo *> &allChecks() {
  static const std::vector<const CheckInfo *> Sorted = [] {
    std::vector<const CheckInfo *> All = registered();
    std::sort(All.begin(), All.end(), [](const CheckInfo *A, const CheckInfo *B) { return A->Id < B->Id; });
    return All;
  }();
  return Sorted;
}

UnitReport runChecks(const Unit &U, const AnalysisOptions &Options) {
  UnitFacts Facts = analyse(U, Options);
  UnitReport Report;
  for (const CheckInfo *Check : allChecks())
    Check->Run(Facts, Options, Report.Findings);
  sortFindings(Report.Findings);
  Report.Findings.erase(std::unique(Report.Findings.begin(), Report.Findings.end(), sameFinding),
                        Report.Findings.end());
  Report.Refusals = U.Refusals;
  Report.Refusals.insert(Report.Refusals.end(), Facts.Refusals.begin(), Facts.Refusals.end());
  return Report;
}

} // namespace asyncsafe
