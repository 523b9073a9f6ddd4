//===- SealedFile.h - Files between the phases ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The container of graphs, answers and findings: what it is, which build of asyncsafe wrote it, a
// checksum, and parts. The checksum detects damage, not malice: readers of parts trust nothing.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_SEALEDFILE_H
#define ASYNCSAFE_TOOL_CLI_SEALEDFILE_H

#include "tool/cli/WriteFile.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncsafe {

struct FileKind {
  llvm::StringRef Name;    ///< "graph"
  llvm::StringRef Command; ///< that writes such files
};

inline constexpr FileKind GraphFile{"graph", "asyncsafe capture"};
inline constexpr FileKind AnswersFile{"answers", "asyncsafe link"};
inline constexpr FileKind FindingsFile{"findings", "asyncsafe analyse"};

/// Files of \p Kind by any build of asyncsafe, damaged ones too.
OwnKind ownKind(const FileKind &Kind);

/// \param Builder  identifies this program; see builderOf().
std::string sealed(const FileKind &Kind, llvm::StringRef Builder, llvm::ArrayRef<llvm::StringRef> Parts);

/// The parts of \p Bytes. The error gives the reason and what to do, without the file's name.
llvm::Expected<std::vector<std::string>> unsealed(llvm::StringRef Bytes, const FileKind &Kind,
                                                  llvm::StringRef Builder, size_t NumParts);

/// The same for a file; the error begins with its name.
llvm::Expected<std::vector<std::string>> readSealed(llvm::StringRef File, const FileKind &Kind,
                                                    llvm::StringRef Builder, size_t NumParts);

/// The error for a file whose checksum is right and whose content is not.
llvm::Error notAsWritten(llvm::StringRef File, const FileKind &Kind);

} // namespace asyncsafe

#endif
