//===- HtmlColours.h - Syntax colours ---------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLCOLOURS_H
#define ASYNCSAFE_TOOL_REPORT_HTMLCOLOURS_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// Classifies each byte of a file with Clang's lexer.
class HtmlColours {
public:
  /// The classes in the page's style.
  static constexpr char Plain = ' ', Keyword = 'k', Text = 's', Number = 'n', Comment = 'c', Directive = 'p';

  /// A class for each byte of \p Code, the text of \p File, which must end in a zero byte (of a
  /// MemoryBuffer). Each file is read once.
  const std::string &of(llvm::StringRef File, llvm::StringRef Code);

private:
  llvm::StringMap<std::string> Files;
};

} // namespace asyncsafe

#endif
