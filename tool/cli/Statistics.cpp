//===- Statistics.cpp - What a run counted and took -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Statistics.h"

#include "tool/report/Escape.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <array>
#include <chrono>
#include <sys/resource.h>

using namespace asyncsafe;

static const auto Started = std::chrono::steady_clock::now();

static double seconds(const timeval &T) { return static_cast<double>(T.tv_sec) + T.tv_usec * 1e-6; }

void asyncsafe::writeStatistics(const Report &R, llvm::raw_ostream &Out) {
  std::map<std::string, std::array<size_t, 3>> Checks; // by level
  std::array<size_t, 3> Total{};
  for (const Finding &F : R.Findings) {
    size_t Column = static_cast<size_t>(F.Severity);
    ++Checks[F.Check][Column];
    ++Total[Column];
  }
  auto Row = [&](llvm::StringRef Name, auto Error, auto Warning, auto Note) {
    Out << llvm::formatv("{0,8} {1,8} {2,8}  {3}\n", Error, Warning, Note, Name);
  };
  auto Counts = [&](llvm::StringRef Name, const std::array<size_t, 3> &N) {
    Row(Name, N[static_cast<size_t>(Level::Error)], N[static_cast<size_t>(Level::Warning)],
        N[static_cast<size_t>(Level::Note)]);
  };
  Row("check", "errors", "warnings", "notes");
  for (const auto &[Check, N] : Checks)
    Counts(visible(Check), N);
  Counts("total", Total);
  std::chrono::duration<double> Wall = std::chrono::steady_clock::now() - Started;
  rusage Used{};
  getrusage(RUSAGE_SELF, &Used);
  Out << llvm::formatv("{0:f1} s, {1:f1} s of processor time, {2} MiB at most\n", Wall.count(),
                       seconds(Used.ru_utime) + seconds(Used.ru_stime), Used.ru_maxrss / 1024);
}
