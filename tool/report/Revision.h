//===- Revision.h - The revision that a report describes --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_REPORT_REVISION_H
#define ASYNCSAFE_TOOL_REPORT_REVISION_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// The root of the Git working tree that contains \p Folder: the nearest folder from it upwards with a
/// `.git`; empty if there is none.
std::string repositoryOf(llvm::StringRef Folder);

/// The commit checked out in the nearest folder from \p Folder upwards that has one, in hexadecimal;
/// empty if none can be read. Read from Git's files: no program is run.
std::string revisionOf(llvm::StringRef Folder);

/// "2026-02-28", in UTC. The variable SOURCE_DATE_EPOCH overrides the date, if set
/// (https://reproducible-builds.org/specs/source-date-epoch/).
std::string today();

} // namespace asyncsafe

#endif
