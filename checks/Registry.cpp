//===- Registry.cpp - All checks, and one run of them ---------------------===//

#include "checks/Check.h"

#include <algorithm>
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
  std::sort(Report.Findings.begin(), Report.Findings.end(), before);
  Report.Findings.erase(std::unique(Report.Findings.begin(), Report.Findings.end(), sameFinding),
                        Report.Findings.end());
  Report.Refusals = U.Refusals;
  Report.Refusals.insert(Report.Refusals.end(), Facts.Refusals.begin(), Facts.Refusals.end());
  return Report;
}

} // namespace asyncsafe
