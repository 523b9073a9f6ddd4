// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits, descriptors and handlers: what a row says of one call.
#include "effects/Graph.h"
#include "models/Models.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <set>

#include <unistd.h>

using namespace asyncsafe;

namespace {

/// An argument of a call: a constant, or the value or the address of a local.
struct Argument {
  Place Path;
  std::optional<int64_t> Constant;
  Argument(int64_t V) : Constant(V) {}
  Argument(int V) : Constant(V) {}
  Argument(std::string_view Name) {
    Path.Root = Place::RootKind::Local;
    Path.AddressOf = Name[0] == '&';
    Path.Name = std::string(Path.AddressOf ? Name.substr(1) : Name);
    Path.Index = 1 + unsigned(std::hash<std::string>()(Path.Name) % 1000);
  }
  Argument(const char *Name) : Argument(std::string_view(Name)) {}
};

std::vector<Effect> effects(std::string_view Name, std::vector<Argument> Arguments) {
  const ModelRow *Row = ModelSet::builtin()->find({Name, unsigned(Arguments.size()), {}});
  if (!Row) {
    ADD_FAILURE() << "no row answers " << Name;
    return {};
  }
  CallSite Site;
  Site.Result.Root = Place::RootKind::Temporary;
  for (const Argument &A : Arguments) {
    Site.Args.push_back(A.Path);
    Site.Constants.push_back(A.Constant);
  }
  return instantiate(Row->Effects, Site);
}

std::vector<Effect> of(EffectKind Kind, std::string_view Name, std::vector<Argument> Arguments) {
  std::vector<Effect> Out;
  for (Effect &E : effects(Name, std::move(Arguments)))
    if (E.Kind == Kind)
      Out.push_back(std::move(E));
  return Out;
}

/// "never", or how long the one wait of the call can last.
std::string waits(std::string_view Name, std::vector<Argument> Arguments) {
  std::vector<Effect> Blocks = of(EffectKind::Block, Name, std::move(Arguments));
  if (Blocks.empty())
    return "never";
  EXPECT_EQ(Blocks.size(), 1u) << Name;
  return std::string(spelling(Blocks[0].Wait->Length));
}

Effect wait(std::string_view Name, std::vector<Argument> Arguments) {
  std::vector<Effect> Blocks = of(EffectKind::Block, Name, std::move(Arguments));
  EXPECT_EQ(Blocks.size(), 1u) << Name;
  return Blocks.empty() ? Effect() : Blocks[0];
}

std::optional<int64_t> limit(std::string_view Name, std::vector<Argument> Arguments) {
  return wait(Name, std::move(Arguments)).Wait->Limit;
}

constexpr int64_t Second = 1000000000;

TEST(Limits, areCountedInTheUnitOfTheRow) {
  EXPECT_EQ(limit("sleep", {60}), 60 * Second);
  EXPECT_EQ(limit("usleep", {30000000}), 30 * Second);
  EXPECT_EQ(limit("poll", {"fds", 1, 30000}), 30 * Second);
  EXPECT_EQ(limit("epoll_wait", {3, "events", 1, 250}), Second / 4);
  EXPECT_EQ(limit("Sleep", {30000}), 30 * Second);
  EXPECT_EQ(limit("WaitForSingleObject", {"handle", 60000}), 60 * Second);
  EXPECT_EQ(limit("g_usleep", {5}), 5000);
}

TEST(Limits, areNotKnownOfWhatIsNoConstant) {
  EXPECT_EQ(limit("sleep", {"n"}), std::nullopt);
  EXPECT_EQ(limit("poll", {"fds", 1, -1}), std::nullopt);
  EXPECT_EQ(limit("nanosleep", {"&duration", 0}), std::nullopt);
  EXPECT_EQ(limit("sem_timedwait", {"&semaphore", "&deadline"}), std::nullopt);
}

TEST(Limits, saturate) {
  constexpr int64_t Most = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(nanoseconds(Most, LimitUnit::Seconds), Most);
  EXPECT_EQ(nanoseconds(-Most, LimitUnit::Seconds), -Most);
  EXPECT_EQ(nanoseconds(std::numeric_limits<int64_t>::min(), LimitUnit::Milliseconds), -Most);
  EXPECT_EQ(nanoseconds(1, LimitUnit::Duration), std::nullopt);
}

TEST(Limits, ofADurationAreInItsType) {
  const ModelRow *Row = ModelSet::builtin()->find({"std::this_thread::sleep_for", 1, {}});
  ASSERT_TRUE(Row);
  CallSite Site;
  Site.Args.emplace_back();
  Site.Constants.emplace_back();
  Site.Durations.emplace_back(0, 30 * Second);
  for (const Effect &E : instantiate(Row->Effects, Site))
    if (E.Kind == EffectKind::Block) {
      EXPECT_EQ(E.Wait->Limit, 30 * Second);
      // What its caller sees has no argument any more.
      Effect Summary = E;
      Summary.Other = Place();
      EXPECT_EQ(instantiate({Summary}, CallSite()).at(0).Wait->Limit, 30 * Second);
    }
}

TEST(Lengths, ofAWaitAreInItsLimit) {
  EXPECT_EQ(waits("poll", {"fds", 1, -1}), "unbounded");
  EXPECT_EQ(waits("poll", {"fds", 1, 100}), "bounded");
  EXPECT_EQ(waits("poll", {"fds", 1, 0}), "never");
  EXPECT_EQ(waits("poll", {"fds", 1, "timeout"}), "open");
  EXPECT_EQ(waits("select", {1, "&set", 0, 0, 0}), "unbounded");
  EXPECT_EQ(waits("select", {1, "&set", 0, 0, "&tv"}), "bounded");
  EXPECT_EQ(waits("select", {1, "&set", 0, 0, "tv"}), "open");
  EXPECT_EQ(waits("pause", {}), "unbounded");
  EXPECT_EQ(waits("sleep", {10}), "bounded");
  EXPECT_EQ(waits("sleep", {"n"}), "bounded");
  EXPECT_EQ(waits("sleep", {0}), "never");
  EXPECT_EQ(waits("WaitForSingleObject", {"h", 4294967295}), "unbounded");
  EXPECT_EQ(waits("WaitForSingleObject", {"h", 50}), "bounded");
  EXPECT_EQ(waits("WaitForSingleObject", {"h", "ms"}), "open");
}

TEST(Lengths, ofPointsInTime) {
  EXPECT_TRUE(wait("sem_timedwait", {"s", "&t"}).Wait->Deadline);
  EXPECT_TRUE(wait("clock_nanosleep", {1, 1, "&t", 0}).Wait->Deadline);
  EXPECT_FALSE(wait("clock_nanosleep", {1, 0, "&t", 0}).Wait->Deadline);
  EXPECT_FALSE(wait("nanosleep", {"&t", 0}).Wait->Deadline);
}

TEST(Flags, thatKeepACallFromBlocking) {
  EXPECT_EQ(waits("recv", {"fd", "b", 1, 0}), "unbounded");
  EXPECT_EQ(waits("recv", {"fd", "b", 1, 64}), "never");
  EXPECT_EQ(waits("recv", {"fd", "b", 1, 64 | 256}), "never");
  EXPECT_EQ(waits("recv", {"fd", "b", 1, 256}), "unbounded");
  EXPECT_EQ(waits("recv", {"fd", "b", 1, "flags"}), "unbounded") << "nothing is known: it may block";
  EXPECT_EQ(waits("waitpid", {-1, "&s", 1}), "never");
  EXPECT_EQ(waits("waitpid", {-1, "&s", 2}), "unbounded");
  EXPECT_EQ(waits("msgrcv", {"q", "m", 1, 0, 2048}), "never");
  EXPECT_EQ(waits("flock", {"fd", 2}), "unbounded");
  EXPECT_EQ(waits("flock", {"fd", 2 | 4}), "never");
  EXPECT_EQ(waits("flock", {"fd", 8}), "never");
  EXPECT_EQ(waits("fcntl", {"fd", 7, "&l"}), "unbounded");
  EXPECT_EQ(waits("fcntl", {"fd", 6, "&l"}), "never");
  EXPECT_EQ(waits("GetOverlappedResult", {"h", "&o", "&n", 0}), "never");
}

TEST(Signals, doToAWaitWhatTheRowSays) {
  EXPECT_EQ(wait("poll", {"fds", 1, -1}).Wait->Signal, OnSignal::Fails);
  EXPECT_EQ(wait("accept", {"fd", 0, 0}).Wait->Signal, OnSignal::Restarts);
  EXPECT_EQ(wait("pthread_join", {"t", 0}).Wait->Signal, OnSignal::Ignores);
  EXPECT_TRUE(wait("close", {"fd"}).Wait->NoRetry);
  EXPECT_TRUE(wait("connect", {"fd", "a", 1}).Wait->NoRetry);
  EXPECT_FALSE(wait("read", {"fd", "b", 1}).Wait->NoRetry);
  EXPECT_EQ(wait("read", {"fd", "b", 1}).Sure, Certainty::Unknown);
  EXPECT_EQ(wait("accept", {"fd", 0, 0}).Sure, Certainty::Definite);
}

TEST(Signals, maskTakenForTheWait) {
  Effect E = wait("ppoll", {"fds", 1, 0 + 1, "&mask"});
  EXPECT_TRUE(E.Wait->TakesMask);
  EXPECT_EQ(spelling(E.Wait->Mask), "&mask");
  EXPECT_FALSE(wait("ppoll", {"fds", 1, "&t", 0}).Wait->TakesMask) << "a null pointer is none";
  EXPECT_TRUE(wait("sigsuspend", {"&mask"}).Wait->TakesMask);
  EXPECT_FALSE(wait("poll", {"fds", 1, -1}).Wait->TakesMask);
}

TEST(Signals, handlerWithItsNumber) {
  std::vector<Effect> E = of(EffectKind::RegisterHandler, "signal", {2, "handler"});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(E[0].OtherValue, 2);
  EXPECT_TRUE(E[0].Restarting);
  E = of(EffectKind::RegisterHandler, "sigaction", {15, "&action", 0});
  ASSERT_FALSE(E.empty());
  std::set<std::string> Places;
  for (const Effect &Each : E) {
    Places.insert(spelling(Each.Subject));
    EXPECT_EQ(spelling(Each.Owner), "action.sa_flags");
    EXPECT_EQ(Each.OtherValue, 15);
    EXPECT_FALSE(Each.Restarting);
  }
  EXPECT_TRUE(Places.count("action.__sigaction_handler.sa_handler"));
  EXPECT_TRUE(Places.count("action.__sigaction_handler.sa_sigaction"));
  EXPECT_TRUE(of(EffectKind::RegisterHandler, "sigaction", {15, 0, "&old"}).empty()) << "only asks";
}

TEST(Signals, maskOfTheThread) {
  std::vector<Effect> E = of(EffectKind::Mask, "pthread_sigmask", {0, "&set", "&old"});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(E[0].Raises, Source::Signal);
  EXPECT_EQ(spelling(E[0].Subject), "set");
  EXPECT_EQ(spelling(E[0].Other), "old");
  EXPECT_EQ(of(EffectKind::Unmask, "sigprocmask", {1, "&set", 0}).size(), 1u);
  E = of(EffectKind::RestoreMask, "sigprocmask", {2, "&old", 0});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(spelling(E[0].Subject), "old");
  EXPECT_TRUE(effects("pthread_sigmask", {0, 0, "&old"}).empty()) << "only asks";
}

TEST(Descriptors, thatDoNotBlock) {
  auto Sets = [](std::string_view Name, std::vector<Argument> Arguments) {
    return !of(EffectKind::SetNonblocking, Name, std::move(Arguments)).empty();
  };
  EXPECT_TRUE(Sets("pipe2", {"p", 2048 | 524288}));
  EXPECT_FALSE(Sets("pipe2", {"p", 524288}));
  EXPECT_FALSE(Sets("pipe2", {"p", "flags"}));
  EXPECT_TRUE(Sets("fcntl", {"fd", 4, 2048}));
  EXPECT_TRUE(Sets("fcntl", {"fd", 4, "flags"})) << "flags | O_NONBLOCK";
  EXPECT_FALSE(Sets("fcntl", {"fd", 4, 0}));
  EXPECT_FALSE(Sets("fcntl", {"fd", 3, 0}));
  EXPECT_TRUE(Sets("ioctl", {"fd", 0x5421, "&one"}));
  EXPECT_EQ(spelling(of(EffectKind::SetNonblocking, "pipe2", {"p", 2048})[0].Subject), "p[*]");
  EXPECT_TRUE(Sets("socket", {1, 1 | 2048, 0}));
}

TEST(Values, ofAtomicsAndErrno) {
  std::vector<Effect> E = of(EffectKind::Answer, "__errno_location", {});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(spelling(E[0].Subject), "&errno");
  // A constant of the row's own: no error is pending any more.
  E = of(EffectKind::Store, "PyErr_Clear", {});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(spelling(E[0].Subject), "PYTHON_ERROR");
  EXPECT_EQ(E[0].OtherValue, 0);
  E = of(EffectKind::Store, "std::atomic::store", {1});
  ASSERT_EQ(E.size(), 1u);
  EXPECT_EQ(E[0].OtherValue, 1);
  EXPECT_EQ(of(EffectKind::Answer, "std::__atomic_base::operator int", {}).size(), 1u);
  EXPECT_EQ(of(EffectKind::Answer, "std::atomic::operator bool", {}).size(), 1u);
  EXPECT_TRUE(ModelSet::builtin()->mentions("std::atomic::operator my::State"));
  EXPECT_FALSE(ModelSet::builtin()->mentions("my::atomic::operator bool"));
}

/// No function stands in two rows that say different things of the same wait.
TEST(Rows, ofOneFunctionAreOne) {
  for (const ModelRow &Row : ModelSet::builtin()->rows())
    for (const Effect &A : Row.Effects)
      for (const Effect &B : Row.Effects)
        if (&A < &B && A.Kind == EffectKind::Block && B.Kind == EffectKind::Block) {
          EXPECT_FALSE(A.When == B.When) << Row.Names[0] << " waits twice";
        }
  for (const char *Name : {"open", "sem_wait", "accept", "close", "poll"}) {
    unsigned Rows = 0;
    for (const ModelRow &Row : ModelSet::builtin()->rows())
      for (const std::string &Each : Row.Names)
        Rows += Each == Name;
    EXPECT_EQ(Rows, 1u) << Name;
  }
}

TEST(InHandlers, knowSafeAndUnsafe) {
  auto Set = ModelSet::builtin();
  ASSERT_TRUE(Set->inHandler("write"));
  EXPECT_EQ(Set->inHandler("write")->Safety, SignalSafety::Safe);
  EXPECT_FALSE(Set->inHandler("write")->KeepsErrno);
  EXPECT_TRUE(Set->inHandler("_exit")->KeepsErrno);
  EXPECT_TRUE(Set->inHandler("memcpy")->KeepsErrno);
  EXPECT_EQ(Set->inHandler("printf")->Safety, SignalSafety::Unsafe);
  EXPECT_EQ(Set->inHandler("printf")->Reason, "takes the lock of the stream");
  EXPECT_EQ(Set->inHandler("std::stop_source::request_stop")->Safety, SignalSafety::Unsafe);
  EXPECT_EQ(Set->inHandler("std::__atomic_base::operator int")->Safety, SignalSafety::Safe);
  EXPECT_FALSE(Set->inHandler("snprintf"));
}

TEST(InHandlers, listsDoNotContradictEachOther) {
  // The loader keeps the last rule of a name: more names than rules would say so.
  for (const auto &[Name, Rule] : ModelSet::builtin()->handlerRules()) {
    EXPECT_NE(Rule.Safety, SignalSafety::Unlisted) << Name;
    EXPECT_EQ(Rule.Safety == SignalSafety::Unsafe, !Rule.Reason.empty()) << Name;
    if (!Rule.Reason.empty()) {
      EXPECT_TRUE(Rule.Reason[0] >= 'a' && Rule.Reason[0] <= 'z') << Rule.Reason;
      EXPECT_NE(Rule.Reason.back(), '.') << Rule.Reason;
    }
  }
}

TEST(InHandlers, userHasTheLastWord) {
  std::string Path = testing::TempDir() + "asyncsafe-handlers-" + std::to_string(::getpid()) + ".json";
  std::ofstream(Path) << R"({"version": 1, "in-handlers": [{"name": ["printf", "ours"], "safe": true},
                             {"name": "write", "unsafe": "is wrapped"}]})";
  std::vector<ModelError> Errors;
  auto Set = ModelSet::load({Path}, Errors);
  std::remove(Path.c_str());
  ASSERT_TRUE(Set);
  EXPECT_EQ(Set->inHandler("printf")->Safety, SignalSafety::Safe);
  EXPECT_EQ(Set->inHandler("ours")->Safety, SignalSafety::Safe);
  EXPECT_EQ(Set->inHandler("write")->Reason, "is wrapped");
}

} // namespace
