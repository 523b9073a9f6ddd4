//===- Xml.cpp - Text in XML and HTML -------------------------------------===//

#include "tool/report/Xml.h"

#include "tool/report/Report.h"

std::string asyncsafe::xml(llvm::StringRef Text) {
  std::string Result;
  for (char C : asUtf8(Text)) {
    switch (C) {
    case '&':
      Result += "&amp;";
      break;
    case '<':
      Result += "&lt;";
      break;
    case '>':
      Result += "&gt;";
      break;
    case '"':
      Result += "&quot;";
      break;
    case '\'':
      Result += "&#39;";
      break;
    default:
      bool Control = static_cast<unsigned char>(C) < 0x20 && C != '\t' && C != '\n' && C != '\r';
      if (Control)
        Result += "\xEF\xBF\xBD";
      else
        Result += C;
    }
  }
  return Result;
}
