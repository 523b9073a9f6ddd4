//===- Replay.cpp - The corpus of every fuzz target, as a test ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Usage: ReplayCorpus CORPUS [MUTATIONS]
//
// Gives each target its corpus, and each input so many times more with bytes changed, the same
// ones in every run.  A search for new inputs is libFuzzer's business (`./dev fuzz`): this
// one keeps what was found from coming back, wherever the tests run.
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

#define X(Name) extern "C" int fuzz##Name(const uint8_t *Data, size_t Size);
ASYNCSAFE_TARGETS
#undef X

namespace fs = llvm::sys::fs;

namespace {

struct Target {
  const char *Name;
  int (*Run)(const uint8_t *, size_t);
};

constexpr Target Targets[] = {
#define X(Name) {#Name, fuzz##Name},
    ASYNCSAFE_TARGETS
#undef X
};

/// What is being read, for a message from a signal handler.
std::string Now;

void die(int Signal) {
  constexpr char Text[] = ": crashed, did not hold, or took too long\n";
  static_cast<void>(!write(STDERR_FILENO, Now.data(), Now.size()));
  static_cast<void>(!write(STDERR_FILENO, Text, sizeof Text - 1));
  std::signal(Signal, SIG_DFL);
  raise(Signal);
}

/// \p Text with some of its bytes changed, doubled or cut off.
std::string mutated(std::string Text, std::mt19937 &Random) {
  auto Below = [&](size_t Count) { return Count ? Random() % Count : 0; };
  static constexpr llvm::StringLiteral Words[] = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  "\"",
                                                  "\\u0000",
                                                  "\x1b[2J",
                                                  "-1",
                                                  "1e999",
                                                  "null",
                                                  "99999999999999999999",
                                                  "\xff",
                                                  "\n",
                                                  "*",
                                                  "-Xclang",
                                                  "@x",
                                                  "--config=x"};
  for (size_t Changes = 1 + Below(8); Changes; --Changes) {
    size_t At = Below(Text.size() + 1);
    switch (Below(5)) {
    case 0:
      if (At < Text.size())
        Text[At] = static_cast<char>(Random());
      break;
    case 1:
      Text.insert(At, Words[Below(std::size(Words))].str());
      break;
    case 2:
      Text.erase(At, 1 + Below(8));
      break;
    case 3:
      Text.insert(At, Text.substr(Below(Text.size() + 1), Below(64)));
      break;
    case 4:
      if (Below(8) == 0)
        Text.resize(At);
      break;
    }
  }
  return Text;
}

std::vector<std::string> filesIn(const llvm::Twine &Folder) {
  std::vector<std::string> Files;
  std::error_code EC;
  for (fs::directory_iterator I(Folder, EC), End; I != End && !EC; I.increment(EC))
    Files.push_back(I->path());
  std::sort(Files.begin(), Files.end());
  return Files;
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc < 2)
    return 2;
  unsigned Mutations = 300;
  if (Argc > 2 && llvm::StringRef(Argv[2]).getAsInteger(10, Mutations))
    return 2;
  for (int Signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM})
    std::signal(Signal, die);
  for (const Target &T : Targets) {
    std::vector<std::string> Files = filesIn(llvm::Twine(Argv[1]) + "/" + T.Name);
    if (Files.empty()) {
      llvm::errs() << T.Name << " has no corpus\n";
      return 1;
    }
    size_t Inputs = 0;
    for (const std::string &File : Files) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      if (!Buffer) {
        llvm::errs() << File << ": " << Buffer.getError().message() << '\n';
        return 1;
      }
      std::string Text = (*Buffer)->getBuffer().str();
      std::mt19937 Random(static_cast<unsigned>(Text.size()));
      for (unsigned I = 0; I <= Mutations; ++I, ++Inputs) {
        std::string Input = I ? mutated(Text, Random) : Text;
        Now = File + ", mutation " + std::to_string(I);
        constexpr unsigned Seconds = 20; // on a busy machine
        alarm(Seconds);
        T.Run(reinterpret_cast<const uint8_t *>(Input.data()), Input.size());
      }
    }
    llvm::outs() << T.Name << ": " << Inputs << " inputs\n";
  }
  return 0;
}
