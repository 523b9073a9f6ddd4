//===- DocLink.h - Links to the pages of our checks -------------*- C++ -*-===//
//
// Decides where a check's documentation link leads: to the published pages if the build was
// told of any, else to the page on this machine, else nowhere.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_DOCLINK_H
#define ASYNCSAFE_TOOL_REPORT_DOCLINK_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// The folders that may have `<check without prefix>.md`, best first.
void lookForPagesIn(std::vector<std::string> Folders);
/// Those of an installation that \p Program is a part of, then those of the sources.
void lookForPagesBeside(llvm::StringRef Program);

/// The URI of the page of \p Check; empty if there is none.
std::string docLink(llvm::StringRef Check);

} // namespace asyncsafe

#endif
