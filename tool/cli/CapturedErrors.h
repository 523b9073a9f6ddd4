//===- CapturedErrors.h - What others say on standard error -----*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_CLI_CAPTUREDERRORS_H
#define ASYNCSAFE_TOOL_CLI_CAPTUREDERRORS_H

#include <string>

namespace asyncsafe {

/// While this lives, what a library writes to standard error goes nowhere; then it is added to \p Text, to be
/// shown as text from outside is.  Where no file can be had for it, it is shown as it is.
class CapturedErrors {
public:
  explicit CapturedErrors(std::string &Text);
  ~CapturedErrors();
  CapturedErrors(const CapturedErrors &) = delete;

private:
  std::string &Text;
  int Before = -1, Memory = -1;
};

} // namespace asyncsafe

#endif
