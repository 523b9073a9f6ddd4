//===- Registry.cpp - The list of checks, and running them ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/Check.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

namespace {

std::vector<const CheckInfo *> &registered() {
  static std::vector<const CheckInfo *> All;
  return All;
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

UnitReport runChecks(const Unit &U, const AnalysisOptions &Options, Level Shown) {
  UnitFacts Facts = analyse(U, Options);
  Reporter Out(U, Options, Shown);
  for (const CheckInfo *Check : allChecks())
    Check->Run(Facts, Options, Out);
  UnitReport Report;
  Report.Hidden = Out.hidden();
  Report.Findings = Out.take();
  Report.Refusals = U.Refusals;
  Report.Refusals.insert(Report.Refusals.end(), Facts.Refusals.begin(), Facts.Refusals.end());
  return Report;
}

} // namespace asyncsafe
