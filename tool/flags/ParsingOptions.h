//===- ParsingOptions.h - Options allowed for parsing -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of Clang options that a compile command may use. Commands are untrusted, and Clang has
// options that start programs, load plugins and write files, with more in each release: so this is an
// allow list, made from Clang's own table of options, and all other options are dropped.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_FLAGS_PARSINGOPTIONS_H
#define ASYNCSAFE_TOOL_FLAGS_PARSINGOPTIONS_H

namespace llvm::opt {
class Arg;
} // namespace llvm::opt

namespace asyncsafe {

/// \p A affects how source text is read: its language, target, macros, header search, and which warnings
/// are errors.
bool servesParsing(const llvm::opt::Arg &A);

} // namespace asyncsafe

#endif
