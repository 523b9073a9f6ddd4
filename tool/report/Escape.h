//===- Escape.h - Text from outside on its way out --------------*- C++ -*-===//
//
// The one place through which names, messages and lines of analysed code reach a terminal, a
// log or a document.  Such text may hold control characters that move a cursor, characters
// that turn the direction of writing, and bytes that are no text at all.
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

/// \p Text for people, as UTF-8: tabs stay, and what cannot be seen or would change how the
/// rest is seen is spelt out, as in "<U+202E>" and, for a byte that is no UTF-8, "<FF>".
/// \param Lines  the ends of lines stay too.
std::string visible(llvm::StringRef Text, bool Lines = false);

/// \p Text as UTF-8 for an element or a quoted attribute of XML 1.0 and HTML; visible.
std::string xml(llvm::StringRef Text);

/// A value of a GitHub workflow command: behind "::", where lines stay, or (\p Property)
/// before it.  Visible.
std::string workflowValue(llvm::StringRef Text, bool Property);

/// Writes one JSON document: no character of its strings does anything in a terminal, and to
/// who reads it as JSON they are what they were.
void writeJson(llvm::raw_ostream &Out, unsigned Indent,
               llvm::function_ref<void(llvm::json::OStream &)> Write);

} // namespace asyncsafe

#endif
