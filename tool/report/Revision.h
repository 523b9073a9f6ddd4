//===- Revision.h - Of which state a report speaks --------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_REPORT_REVISION_H
#define ASYNCSAFE_TOOL_REPORT_REVISION_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// The root of the Git working tree that \p Folder is in: the folder itself or the nearest above it
/// that has a `.git`; empty if there is none.
std::string repositoryOf(llvm::StringRef Folder);

/// The commit that is checked out in \p Folder or the nearest folder above it that has one, in
/// hexadecimal; empty if there is none that can be read.  Read from Git's files: no program is run.
std::string revisionOf(llvm::StringRef Folder);

/// "2026-02-28", in UTC.  The variable SOURCE_DATE_EPOCH, if set, says when that is
/// (https://reproducible-builds.org/specs/source-date-epoch/).
std::string today();

} // namespace asyncsafe

#endif
