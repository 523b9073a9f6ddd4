//===- Xml.h - Text in XML and HTML -----------------------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_REPORT_XML_H
#define ASYNCSAFE_TOOL_REPORT_XML_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// \p Text as UTF-8 that may stand in an element or in a quoted attribute; what XML
/// 1.0 cannot say at all (control characters) becomes U+FFFD.
std::string xml(llvm::StringRef Text);

} // namespace asyncsafe

#endif
