//===- UnitBasis.cpp - What every stage of the analysis reads -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/UnitBasis.h"

#include <algorithm>

namespace asyncsafe {

void UnitBasis::refuse(FunctionId F, std::string_view Why) {
  const Function &Fn = Of->Functions[F];
  bool Said = std::any_of(Refusals.begin(), Refusals.end(),
                          [&](const Refusal &R) { return R.Range == Fn.Range && R.Reason == Why; });
  if (!Said)
    Refusals.push_back({Fn.Display, Fn.Range, std::string(Why)});
}

} // namespace asyncsafe
