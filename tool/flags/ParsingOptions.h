//===- ParsingOptions.h - Which options parsing needs -----------*- C++ -*-===//
//
// Decides which of Clang's options a compile command may bring along.  Commands are
// written by strangers, and Clang has options that start programs, load plugins and
// write files, with more in each release: so this is a list of what is let in, made
// from Clang's own table of options, and everything that it does not name stays out.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_FLAGS_PARSINGOPTIONS_H
#define ASYNCSAFE_TOOL_FLAGS_PARSINGOPTIONS_H

namespace llvm::opt {
class Arg;
} // namespace llvm::opt

namespace asyncsafe {

/// Does \p A say something about how source text is read: its language, its target, its
/// macros, where its headers are, and which warnings are errors?
bool servesParsing(const llvm::opt::Arg &A);

} // namespace asyncsafe

#endif
