//===- DocLinks.h - Links to the pages of our checks ------------*- C++ -*-===//
//
// Decides where a diagnostic's documentation link leads: to the published pages if
// the build was told of any, else to the page on this machine, else nowhere.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLANGD_DOCLINKS_H
#define ASYNCSAFE_TOOL_CLANGD_DOCLINKS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// The folders that may have `<check without prefix>.md`, best first.
void lookForPagesIn(std::vector<std::string> Folders);

/// The URI of the page of \p Check; empty if there is none.
std::string docLink(llvm::StringRef Check);

} // namespace asyncsafe

#endif
