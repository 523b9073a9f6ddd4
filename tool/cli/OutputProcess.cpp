//===- OutputProcess.cpp - A separate process that writes outputs ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/OutputProcess.h"

#include "tool/cli/WriteFile.h"

#include "llvm/ADT/StringMap.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <unistd.h>
#include <vector>

using namespace asyncsafe;
using llvm::StringRef;

namespace {

/// A request: the number of a file and the length of the text that follows.
struct Request {
  uint32_t File;
  uint64_t Length;
};

/// The process, as seen by its parent.
struct Connection {
  llvm::StringMap<uint32_t> Files; ///< the number of each
  int Requests = -1, Answers = -1;
};

} // namespace

static Connection &connection() {
  static Connection Live;
  return Live;
}

static std::error_code lastError() { return std::error_code(errno, std::generic_category()); }

/// Reads or writes all \p Length bytes; false if the other end is closed or on an error.
template <typename Call, typename Pointer>
static bool whole(Call Do, int Descriptor, Pointer Data, size_t Length) {
  while (Length) {
    ssize_t Done = Do(Descriptor, Data, Length);
    if (Done < 0 && errno == EINTR)
      continue;
    if (Done <= 0)
      return false;
    Data += Done;
    Length -= static_cast<size_t>(Done);
  }
  return true;
}

static bool readWhole(int Descriptor, void *Data, size_t Length) {
  return whole(read, Descriptor, static_cast<char *>(Data), Length);
}
static bool writeWhole(int Descriptor, const void *Data, size_t Length) {
  return whole(write, Descriptor, static_cast<const char *>(Data), Length);
}

/// Serves write requests until the other end is closed.
[[noreturn]] static void serve(const std::vector<std::string> &Files, int Requests, int Answers) {
  // Interruptions are for the parent: a complete request is written completely.
  for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    std::signal(Signal, SIG_IGN);
  Request R;
  while (readWhole(Requests, &R, sizeof R) && R.File < Files.size()) {
    // Grows as data arrives, so that a length alone allocates nothing.
    std::string Text;
    char Piece[1 << 16];
    while (Text.size() < R.Length) {
      size_t Wanted = std::min<uint64_t>(sizeof Piece, R.Length - Text.size());
      if (!readWhole(Requests, Piece, Wanted))
        _exit(0);
      Text.append(Piece, Wanted);
    }
    int32_t Error = writeNow(Files[R.File], Text).value();
    if (!writeWhole(Answers, &Error, sizeof Error))
      break;
  }
  _exit(0);
}

std::error_code asyncsafe::startOutputProcess(llvm::ArrayRef<std::string> Files) {
  int Requests[2], Answers[2];
  if (pipe(Requests) != 0)
    return lastError();
  if (pipe(Answers) != 0) {
    std::error_code EC = lastError();
    close(Requests[0]);
    close(Requests[1]);
    return EC;
  }
  pid_t Child = fork();
  std::error_code EC = Child < 0 ? lastError() : std::error_code();
  if (Child == 0) {
    close(Requests[1]);
    close(Answers[0]);
    serve(Files.vec(), Requests[0], Answers[1]);
  }
  close(Requests[0]);
  close(Answers[1]);
  if (EC) {
    close(Requests[1]);
    close(Answers[0]);
    return EC;
  }
  for (size_t I = 0; I < Files.size(); ++I)
    connection().Files[Files[I]] = static_cast<uint32_t>(I);
  connection().Requests = Requests[1];
  connection().Answers = Answers[0];
  return {};
}

std::optional<std::error_code> asyncsafe::writeInOutputProcess(StringRef File, StringRef Text) {
  Connection &C = connection();
  auto It = C.Files.find(File);
  if (C.Requests < 0 || It == C.Files.end())
    return std::nullopt;
  Request R{It->second, Text.size()};
  int32_t Error;
  if (!writeWhole(C.Requests, &R, sizeof R) || !writeWhole(C.Requests, Text.data(), Text.size()) ||
      !readWhole(C.Answers, &Error, sizeof Error))
    return std::make_error_code(std::errc::broken_pipe);
  return std::error_code(Error, std::generic_category());
}
