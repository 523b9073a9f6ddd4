//===- UnitBasis.h - What every stage of the analysis reads -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The unit, its calls, and the functions that were refused. Each stage derives its struct from that of
// the stage before (UnitBasis, UnitHandlers, UnitWaits, UnitFacts), so it can read earlier results and
// no later ones.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_UNITBASIS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_UNITBASIS_H

#include "analysis/engine/Callees.h"

#include <memory>

namespace asyncsafe {

struct UnitBasis {
  const Unit *Of = nullptr;
  std::shared_ptr<const Callees> Calls;
  std::vector<Refusal> Refusals;

  /// Records, once, that \p F was not fully analysed.
  void refuse(FunctionId F, std::string_view Why);
};

} // namespace asyncsafe

#endif
