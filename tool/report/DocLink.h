//===- DocLink.h - Links to the checks' pages -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes a check's documentation link: to the published pages if the build configured them, else to
// the page on this machine, else empty.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_DOCLINK_H
#define ASYNCSAFE_TOOL_REPORT_DOCLINK_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// The folders that may contain `<check without prefix>.md`, best first.
void lookForPagesIn(std::vector<std::string> Folders);
/// Those of the installation that contains \p Program, then those of the sources.
void lookForPagesBeside(llvm::StringRef Program);

/// The URI of the page of \p Check; empty if there is none.
std::string docLink(llvm::StringRef Check);

} // namespace asyncsafe

#endif
