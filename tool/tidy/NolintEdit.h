//===- NolintEdit.h - A comment that silences a finding ---------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_TIDY_NOLINTEDIT_H
#define ASYNCSAFE_TOOL_TIDY_NOLINTEDIT_H

#include "checks/Finding.h"

#include "llvm/ADT/StringRef.h"

namespace clang {
class LangOptions;
} // namespace clang

namespace asyncsafe {

/// The edit that silences \p F by a NOLINT comment on its line; nothing where the line ends within
/// a token, as in a raw string.
/// \param Text  of the file that \p F stands in.
std::optional<Edit> nolintEdit(const Finding &F, llvm::StringRef Text, const clang::LangOptions &Language);

} // namespace asyncsafe

#endif
