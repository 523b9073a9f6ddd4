// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes graphs of units that nobody has written, for bench/phases.py: 'asyncsafe link' reads the symbols of
// a unit and not what is in its functions, so that a hundred thousand units need not be parsed to see how it
// grows.
//
//   synthetic-graphs ASYNCSAFE FOLDER UNITS UNITS-A-PROGRAM
#include "effects/Graph.h"
#include "tool/cli/CapturedUnit.h"
#include "tool/cli/Index.h"
#include "tool/index/Store.h"

#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <fstream>

using namespace asyncsafe;

/// One unit in ten is a library that all programs share.
static constexpr size_t Library = 10, Group = 8;

static std::string name(const char *Kind, size_t Number) { return Kind + std::to_string(Number); }

static CapturedUnit unitAt(size_t I, size_t Units, size_t Program) {
  CapturedUnit U;
  U.Job.Directory = "/project/" + std::to_string(I / Program);
  U.Job.File = U.Job.Directory + name("/unit", I) + ".c";
  U.Job.Arguments = {"clang", "-c", U.Job.File, "-o", U.Job.File + ".o"};
  U.Tidy = "Checks: 'asyncsafe-*'\n";
  Unit Graph;
  Graph.MainFile = U.Job.File;
  Graph.Files = {U.Job.File, "/project/all.h"};
  UnitRecord &R = U.Record;
  R.Graph = packed(Graph);
  R.GraphHash = contentHash({R.Graph});
  R.Files = Graph.Files;
  for (const std::string &File : R.Files)
    R.Inputs.push_back({File, 1, 0, contentHash({File})});
  for (size_t Header = 0; Header < 100; ++Header) // of the system
    R.Inputs.push_back({name("/usr/include/header", Header) + ".h", 1, 0, contentHash({name("", Header)})});
  R.Names.MainFile = U.Job.File;
  R.Names.HasMain = I % Program == 0;
  R.Names.Size = 100;
  for (size_t F = 0; F < 20; ++F)
    R.Names.Defines.push_back("c:@F@" + name("function", I) + name("_", F));
  // A program uses some groups of libraries; a library uses its group.
  size_t First = I - I % Program, Own = I / Library;
  bool IsLibrary = I % Library == Library - 1;
  size_t Used =
      IsLibrary ? Own - Own % Group + (Own + 1) % Group : (I / Program * 7 + I % Group) % (Units / Library);
  std::vector<size_t> Callees = {Used * Library + Library - 1};
  if (!IsLibrary)
    Callees.insert(Callees.end(), {First + (I + 1) % Program, First + 2 * I % Program});
  for (size_t Callee : Callees)
    for (size_t F = 0; F < 5 && Callee < Units; ++F)
      R.Names.Needs.push_back("c:@F@" + name("function", Callee) + name("_", F));
  for (size_t F = 0; F < 20; ++F)
    R.Names.Needs.push_back("c:@F@" + name("libc", F));
  for (auto *Names : {&R.Names.Defines, &R.Names.Needs}) {
    std::sort(Names->begin(), Names->end());
    Names->erase(std::unique(Names->begin(), Names->end()), Names->end());
  }
  return U;
}

int main(int Argc, char **Argv) {
  if (Argc != 5) {
    llvm::errs() << "usage: synthetic-graphs ASYNCSAFE FOLDER UNITS UNITS-A-PROGRAM\n";
    return 2;
  }
  size_t Units = std::strtoul(Argv[3], nullptr, 10), Program = std::strtoul(Argv[4], nullptr, 10);
  std::string Builder = builderOf(Argv[1]);
  for (size_t I = 0; I < Units; ++I)
    std::ofstream(Argv[2] + name("/unit", I) + ".graph", std::ios::binary)
        << bytesOf(unitAt(I, Units, Program), Builder);
}
