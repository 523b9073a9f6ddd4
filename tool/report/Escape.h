//===- Escape.h - Escaping untrusted text -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only place through which names, messages and lines of analysed code reach a terminal, a log or a
// document. Such text may contain control characters that move the cursor, characters that change the
// direction of writing, and invalid bytes.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_ESCAPE_H
#define ASYNCSAFE_TOOL_REPORT_ESCAPE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace llvm {
class raw_ostream;
namespace json {
class OStream;
} // namespace json
} // namespace llvm

namespace asyncsafe {

/// \p Text for readers, as UTF-8: tabs stay; characters that are invisible, or that change how others
/// are shown, are spelt out, as in "<U+202E>" and, for an invalid byte, "<FF>". \param Lines  keeps line
/// ends as well.
std::string visible(llvm::StringRef Text, bool Lines = false);

/// \p Text as UTF-8 for an element or a quoted attribute of XML 1.0 and HTML, with invisible characters
/// spelt out.
std::string xml(llvm::StringRef Text);

/// A value of a GitHub workflow command: after "::", where lines are kept, or (\p Property) before it.
/// Invisible characters are spelt out.
std::string workflowValue(llvm::StringRef Text, bool Property);

/// Writes one JSON document whose strings have no effect on a terminal, and keep their value for readers
/// of JSON.
void writeJson(llvm::raw_ostream &Out, unsigned Indent,
               llvm::function_ref<void(llvm::json::OStream &)> Write);

} // namespace asyncsafe

#endif
