//===- FilledBefore.h - Values that are there when a handler comes -*- C++ -*-===//
//
// Decides which variables and fields hold something by the time that a handler is installed: whoever
// installs it has called, on each path, what fills them if they are empty, and nobody empties them but with
// the object that they are a part of. `if (!name) name = look_up();` does no look-up in that handler.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_FILLEDBEFORE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_FILLEDBEFORE_H

#include "analysis/handlers/HandlerFacts.h"

#include <map>
#include <set>

namespace asyncsafe {

class FilledBefore {
public:
  explicit FilledBefore(const Callees &Calls);

  /// \p C holds only of what is empty, and that is filled when \p H is installed.
  bool contradicts(const HandlerInstall &H, const Condition &C);

private:
  void findEmptied();
  bool fills(const Event &E, ObjectId O);
  bool fills(FunctionId F, ObjectId O);
  bool isFilledAt(FunctionId F, const Event *At, ObjectId O, unsigned Depth);

  const Callees &Calls;
  const Unit &U;
  std::vector<bool> InSight; ///< by function: all its callers are known
  std::optional<std::set<ObjectId>> Emptied;
  std::map<std::pair<FunctionId, ObjectId>, bool> Fills;
  std::map<std::pair<const Event *, ObjectId>, bool> Known; ///< by installation
};

} // namespace asyncsafe

#endif
