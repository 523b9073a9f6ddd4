//===- UnitBasis.h - What every stage of the analysis stands on -*- C++ -*-===//
//
// The unit, its calls, and what was refused. Each stage whose results others read derives
// its struct from that of the stage before (UnitBasis, UnitHandlers, UnitWaits, UnitFacts):
// it can read what comes earlier and nothing that comes later.
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

  /// Says once that \p F was not analysed in full.
  void refuse(FunctionId F, std::string_view Why);
};

} // namespace asyncsafe

#endif
