//===- CapturedErrors.h - Capturing standard error --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_CLI_CAPTUREDERRORS_H
#define ASYNCSAFE_TOOL_CLI_CAPTUREDERRORS_H

#include <string>

namespace asyncsafe {

/// Collects what a library writes to standard error during its lifetime, and appends it to \p Text,
/// which is shown as untrusted text. If no file can be created for it, the output is not captured.
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
