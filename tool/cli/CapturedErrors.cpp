//===- CapturedErrors.cpp - Capturing standard error ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/CapturedErrors.h"

#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

using namespace asyncsafe;

/// A pipe would block when full.
static int memoryFile() {
#ifdef __linux__
  return memfd_create("errors", MFD_CLOEXEC);
#else
  return -1;
#endif
}

CapturedErrors::CapturedErrors(std::string &Text) : Text(Text), Before(dup(STDERR_FILENO)) {
  if (Before >= 0)
    Memory = memoryFile();
  if (Memory >= 0)
    dup2(Memory, STDERR_FILENO);
}

CapturedErrors::~CapturedErrors() {
  if (Memory >= 0) {
    dup2(Before, STDERR_FILENO);
    char Piece[4096];
    off_t At = 0;
    for (ssize_t N; (N = pread(Memory, Piece, sizeof Piece, At)) > 0; At += N)
      Text.append(Piece, static_cast<size_t>(N));
    close(Memory);
  }
  if (Before >= 0)
    close(Before);
}
