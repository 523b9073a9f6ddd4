//===- UnmaskBeforeProtect.cpp - Masks that end too early -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A resource is acquired while the interruption is masked, and the mask ends before the
// release is guaranteed.
//
//===----------------------------------------------------------------------===//

#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-unmask-before-protect",
    "a mask under which a resource is acquired ends before the release is guaranteed",
    "A",
    "0.3",
    "CWE-459, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const Exposure &X : Facts.Exposures) {
    if (X.Reason != ExposureReason::LateUnmask)
      continue;
    Draft F = findingAt(Out, Info, X);
    F.Message = resourceName(X) + " is acquired here under a mask that ends before its release is guaranteed";
    if (X.Unmask)
      F.note(*X.Unmask, "the mask ends here");
    addPointNotes(X, U, F);
    if (X.Protection)
      F.note(*X.Protection, "the protection that releases it begins only here");
    addCancelNotes(X, Facts, F);
    addConsequence(X, F);
    F.help("end the mask only where the release is guaranteed");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
