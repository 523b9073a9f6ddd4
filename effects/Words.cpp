//===- Words.cpp - Words that all stages share ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Words.h"

#include <array>
#include <limits>

namespace asyncsafe {

namespace {

constexpr std::array<std::string_view, NumSources> SourceNames = {"throw", "cancel", "interrupt", "suspend",
                                                                  "jump",  "signal", "python"};

constexpr std::array<std::string_view, 3> CertaintyNames = {"unknown", "likely", "definite"};

struct KindWords {
  std::string_view Spelling, Noun;
  bool Handle;
};
constexpr std::array<KindWords, NumResourceKinds> KindTable = {{
    {"lock", "lock", false},
    {"shared-lock", "shared lock", false},
    {"semaphore", "semaphore", false},
    {"counter", "count", false},
    {"cancel-state", "cancellation state", false},
    {"signal-mask", "signal mask", false},
    {"fd", "file descriptor", true},
    {"file", "file", true},
    {"heap", "memory", true},
    {"array", "array", true},
    {"mapping", "memory mapping", true},
    {"directory", "directory stream", true},
    {"reference", "reference", true},
    {"gil", "GIL", false},
    {"thread", "thread", true},
    {"handle", "handle", true},
    {"terminal", "terminal mode", false},
    {"name", "file name", false},
    {"ipc", "IPC object", false},
}};

constexpr std::array<std::string_view, NumEffectKinds> EffectNames = {"acquire",
                                                                      "release",
                                                                      "adopt",
                                                                      "associate",
                                                                      "disarm",
                                                                      "transfer",
                                                                      "escape",
                                                                      "interrupt",
                                                                      "mask",
                                                                      "unmask",
                                                                      "restore-mask",
                                                                      "block",
                                                                      "wake",
                                                                      "register-handler",
                                                                      "push-cleanup",
                                                                      "set-jump",
                                                                      "runs-callback",
                                                                      "runs-on-thread",
                                                                      "runs-at-exit",
                                                                      "set-nonblocking",
                                                                      "send-signal",
                                                                      "answer",
                                                                      "cancel-thread",
                                                                      "store",
                                                                      "cancel-anywhere",
                                                                      "cancel-at-points",
                                                                      "outlive",
                                                                      "undo",
                                                                      "replace-program",
                                                                      "add",
                                                                      "subtract",
                                                                      "open-slow",
                                                                      "start-process"};

constexpr std::array<std::string_view, 3> OnSignalNames = {"ignores", "restarts", "fails"};
constexpr std::array<std::string_view, 4> ErrorInNames = {"errno", "result", "negated", "elsewhere"};

template <class Enum, size_t N>
std::optional<Enum> parseName(const std::array<std::string_view, N> &Names, std::string_view Text) {
  for (size_t I = 0; I != N; ++I)
    if (Names[I] == Text)
      return static_cast<Enum>(I);
  return std::nullopt;
}

} // namespace

std::string_view spelling(Source S) { return SourceNames[size_t(S)]; }
std::optional<Source> parseSource(std::string_view Text) { return parseName<Source>(SourceNames, Text); }

std::string_view spelling(Certainty C) { return CertaintyNames[size_t(C)]; }
std::optional<Certainty> parseCertainty(std::string_view Text) {
  return parseName<Certainty>(CertaintyNames, Text);
}

std::string_view spelling(ResourceKind K) { return KindTable[size_t(K)].Spelling; }
std::optional<ResourceKind> parseResourceKind(std::string_view Text) {
  for (size_t I = 0; I != KindTable.size(); ++I)
    if (KindTable[I].Spelling == Text)
      return static_cast<ResourceKind>(I);
  return std::nullopt;
}
std::string_view noun(ResourceKind K) { return KindTable[size_t(K)].Noun; }
bool isHandle(ResourceKind K) { return KindTable[size_t(K)].Handle; }

std::string_view spelling(EffectKind K) { return EffectNames[size_t(K)]; }
std::optional<EffectKind> parseEffectKind(std::string_view Text) {
  return parseName<EffectKind>(EffectNames, Text);
}

std::string_view spelling(WaitLength L) {
  constexpr std::array<std::string_view, 3> Names = {"unbounded", "open", "bounded"};
  return Names[size_t(L)];
}

std::string_view spelling(OnSignal S) { return OnSignalNames[size_t(S)]; }
std::optional<OnSignal> parseOnSignal(std::string_view Text) {
  return parseName<OnSignal>(OnSignalNames, Text);
}

constexpr std::array<std::string_view, 3> MaskDepthNames = {"points", "masked", "uninterruptible"};
std::string_view spelling(MaskDepth D) { return MaskDepthNames[size_t(D)]; }
std::optional<MaskDepth> parseMaskDepth(std::string_view Text) {
  std::optional<MaskDepth> D = parseName<MaskDepth>(MaskDepthNames, Text);
  return D == MaskDepth::Points ? std::nullopt : D;
}

constexpr std::array<std::string_view, 8> LimitUnitNames = {
    "unknown", "seconds", "milliseconds", "microseconds", "nanoseconds", "timespec", "timeval", "duration"};
std::string_view spelling(LimitUnit L) { return LimitUnitNames[size_t(L)]; }
std::optional<LimitUnit> parseLimitUnit(std::string_view Text) {
  std::optional<LimitUnit> L = parseName<LimitUnit>(LimitUnitNames, Text);
  return L == LimitUnit::Unknown ? std::nullopt : L;
}

std::optional<int64_t> nanoseconds(int64_t Count, LimitUnit Unit) {
  int64_t Each = 1;
  switch (Unit) {
  case LimitUnit::Seconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Milliseconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Microseconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Nanoseconds:
    break;
  default:
    return std::nullopt;
  }
  constexpr int64_t Most = std::numeric_limits<int64_t>::max();
  return Count > Most / Each ? Most : Count < -(Most / Each) ? -Most : Count * Each;
}

std::string_view spelling(ErrorIn E) { return ErrorInNames[size_t(E)]; }
std::optional<ErrorIn> parseErrorIn(std::string_view Text) { return parseName<ErrorIn>(ErrorInNames, Text); }

} // namespace asyncsafe
