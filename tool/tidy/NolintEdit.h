//===- NolintEdit.h - Suppressing a finding with NOLINT ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_TIDY_NOLINTEDIT_H
#define ASYNCSAFE_TOOL_TIDY_NOLINTEDIT_H

#include "checks/Finding.h"

#include "llvm/ADT/StringRef.h"

namespace clang {
class LangOptions;
} // namespace clang

namespace asyncsafe {

/// The edit that silences \p F with a NOLINT comment on its line; nothing if the line ends within a
/// token, as in a raw string. \param Text  of the file that contains \p F.
std::optional<Edit> nolintEdit(const Finding &F, llvm::StringRef Text, const clang::LangOptions &Language);

} // namespace asyncsafe

#endif
