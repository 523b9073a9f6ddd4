// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which row answers a call: built-in and user's rows, refinements, overloads.
#include "models/Models.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include <unistd.h>

using namespace asyncsafe;

namespace {

/// A model file that is gone with the test.
struct ModelFile {
  std::string Path;
  explicit ModelFile(const std::string &Rows) {
    static int Counter = 0;
    Path = testing::TempDir() + "asyncsafe-model-" + std::to_string(::getpid()) + "-" +
           std::to_string(++Counter) + ".json";
    std::ofstream(Path) << "{\"version\": 1, \"rows\": [" << Rows << "]}";
  }
  ~ModelFile() { std::remove(Path.c_str()); }
};

std::shared_ptr<const ModelSet> load(std::initializer_list<const ModelFile *> Files) {
  std::vector<std::string> Paths;
  for (const ModelFile *F : Files)
    Paths.push_back(F->Path);
  std::vector<ModelError> Errors;
  auto Set = ModelSet::load(Paths, Errors);
  for (const ModelError &E : Errors)
    ADD_FAILURE() << E.message();
  return Set;
}

const Effect *effect(const ModelRow *Row, EffectKind K) {
  if (Row)
    for (const Effect &E : Row->Effects)
      if (E.Kind == K)
        return &E;
  return nullptr;
}
bool interrupts(const ModelRow *Row, Source S, Certainty AtLeast = Certainty::Likely) {
  if (Row)
    for (const Effect &E : Row->Effects)
      if (E.Kind == EffectKind::Interrupt && E.Raises == S && E.Sure >= AtLeast)
        return true;
  return false;
}

TEST(Builtin, mutexLockIsNoCancellationPoint) {
  const ModelRow *Row = ModelSet::builtin()->find({"pthread_mutex_lock", 1, {"pthread_mutex_t *"}});
  ASSERT_TRUE(Row);
  EXPECT_FALSE(interrupts(Row, Source::Cancel, Certainty::Unknown));
  EXPECT_EQ(spelling(Row->Effects.at(0).Subject), "*arg0");
}

TEST(Builtin, resourceAndCancellationOfOneFunctionMeet) {
  const ModelRow *Open = ModelSet::builtin()->find({"open", 2, {"const char *", "int"}});
  ASSERT_TRUE(Open);
  EXPECT_TRUE(effect(Open, EffectKind::Acquire));
  EXPECT_TRUE(interrupts(Open, Source::Cancel, Certainty::Definite));
  EXPECT_TRUE(interrupts(ModelSet::builtin()->find({"fclose", 1, {"FILE *"}}), Source::Cancel));
}

TEST(Builtin, certaintyIsWhatGlibcDoes) {
  auto Set = ModelSet::builtin();
  EXPECT_TRUE(interrupts(Set->find({"printf", 1, {"const char *"}}), Source::Cancel, Certainty::Likely));
  EXPECT_FALSE(interrupts(Set->find({"opendir", 1, {"const char *"}}), Source::Cancel, Certainty::Likely));
  EXPECT_TRUE(interrupts(Set->find({"opendir", 1, {"const char *"}}), Source::Cancel, Certainty::Unknown));
}

TEST(Builtin, overloadsOfUniqueLockDiffer) {
  auto Set = ModelSet::builtin();
  auto Kind = [&](std::vector<std::string> Types) {
    const ModelRow *Row = Set->find({"std::unique_lock::unique_lock", unsigned(Types.size()), Types});
    return Row && !Row->Effects.empty() ? std::string(spelling(Row->Effects[0].Kind)) : "none";
  };
  EXPECT_EQ(Kind({}), "none");
  EXPECT_EQ(Kind({"std::mutex"}), "acquire");
  EXPECT_EQ(Kind({"std::unique_lock<std::mutex>"}), "transfer");
  EXPECT_EQ(Kind({"std::mutex", "std::defer_lock_t"}), "associate");
  EXPECT_EQ(Kind({"std::mutex", "std::adopt_lock_t"}), "adopt");
  EXPECT_EQ(Kind({"std::mutex", "std::try_to_lock_t"}), "acquire");
  EXPECT_EQ(Kind({"std::timed_mutex", "std::chrono::duration<long>"}), "acquire");
}

TEST(Builtin, macrosShapesAndAwaitables) {
  auto Set = ModelSet::builtin();
  EXPECT_EQ(Set->macro("pthread_cleanup_push"), MacroRole::CleanupPush);
  EXPECT_EQ(Set->macro("pthread_cleanup_pop_restore_np"), MacroRole::CleanupPop);
  EXPECT_FALSE(Set->macro("pthread_cleanup"));
  EXPECT_TRUE(Set->neverSuspends("std::suspend_never"));
  EXPECT_FALSE(Set->neverSuspends("std::suspend_always"));
  EXPECT_FALSE(Set->lockShapes().empty());
  EXPECT_TRUE(Set->mentions("std::mutex::lock"));
  EXPECT_FALSE(Set->mentions("std::mutex::look"));
}

TEST(UserRows, replaceWhatIsBuiltIn) {
  ModelFile F(R"({"name": "read", "effects": []})");
  auto Set = load({&F});
  const ModelRow *Row = Set->find({"read", 3, {"int", "void *", "unsigned long"}});
  ASSERT_TRUE(Row);
  EXPECT_TRUE(Row->UserRow);
  EXPECT_TRUE(Row->Effects.empty());
}

TEST(UserRows, replaceEvenMoreSpecialBuiltInRows) {
  ModelFile F(R"({"name": "std::unique_lock::unique_lock", "effects": []})");
  auto Set = load({&F});
  const ModelRow *Row = Set->find({"std::unique_lock::unique_lock", 2, {"std::mutex", "std::defer_lock_t"}});
  ASSERT_TRUE(Row);
  EXPECT_TRUE(Row->UserRow);
}

TEST(UserRows, answerOnlyTheCallsTheyFit) {
  ModelFile F(R"({"name": "open", "arity": 7, "effects": []})");
  auto Set = load({&F});
  const ModelRow *Row = Set->find({"open", 2, {"const char *", "int"}});
  ASSERT_TRUE(Row);
  EXPECT_FALSE(Row->UserRow);
}

TEST(UserRows, refineByEffect) {
  ModelFile F(R"({"name": ["read", "printf"], "refines": true, "source": "ours",
                  "effects": [{"interrupts": "throw", "type": "Stopped"}, {"interrupts": "cancel", "sure": "unknown"}]})");
  auto Set = load({&F});
  for (const char *Name : {"read", "printf"}) {
    const ModelRow *Row = Set->find({Name, 3, {"int", "void *", "unsigned long"}});
    ASSERT_TRUE(Row);
    EXPECT_TRUE(interrupts(Row, Source::Throw, Certainty::Definite));
    EXPECT_TRUE(interrupts(Row, Source::Cancel, Certainty::Unknown));
    EXPECT_FALSE(interrupts(Row, Source::Cancel, Certainty::Likely)) << "the old effect was to be replaced";
    EXPECT_EQ(Row->Effects.size(), 3u) << "and it may block";
  }
  EXPECT_TRUE(interrupts(Set->find({"write", 3, {"int", "void *", "unsigned long"}}), Source::Cancel,
                         Certainty::Definite))
      << "neighbours of a refined name stay as they were";
}

TEST(UserRows, refineSomeOverloadsOnly) {
  ModelFile F(
      R"({"name": "std::scoped_lock::scoped_lock", "signature": ["Special"], "refines": true, "effects": [{"interrupts": "throw"}]})");
  auto Set = load({&F});
  const ModelRow *Special = Set->find({"std::scoped_lock::scoped_lock", 1, {"Special"}});
  const ModelRow *Other = Set->find({"std::scoped_lock::scoped_lock", 1, {"std::mutex"}});
  EXPECT_TRUE(interrupts(Special, Source::Throw));
  EXPECT_TRUE(effect(Special, EffectKind::Acquire));
  EXPECT_FALSE(interrupts(Other, Source::Throw));
  EXPECT_TRUE(effect(Other, EffectKind::Acquire));
}

TEST(UserRows, refineWhatIsUnknown) {
  ModelFile F(R"({"name": "un::known", "refines": true, "effects": [{"interrupts": "jump"}]})");
  EXPECT_TRUE(interrupts(load({&F})->find({"un::known", 0, {}}), Source::Jump));
}

TEST(UserRows, laterFilesWin) {
  ModelFile First(R"({"name": "f", "effects": [{"interrupts": "jump"}]})"),
      Second(R"({"name": "f", "effects": []})");
  EXPECT_TRUE(load({&First, &Second})->find({"f", 0, {}})->Effects.empty());
  EXPECT_FALSE(load({&Second, &First})->find({"f", 0, {}})->Effects.empty());
}

TEST(UserRows, witnessIsTheSource) {
  ModelFile F(
      R"({"name": "f", "source": "the book", "effects": [{"interrupts": "jump"}, {"interrupts": "throw", "witness": "w"}]})");
  auto Set = load({&F});
  const ModelRow *Row = Set->find({"f", 0, {}});
  ASSERT_TRUE(Row);
  EXPECT_EQ(Row->Effects.at(0).Why->Witness, "the book");
  EXPECT_EQ(Row->Effects.at(1).Why->Witness, "w");
}

TEST(Signatures, areMatchedWhole) {
  ModelFile F(R"({"name": "f", "signature": ["a<*", "b?", "..."], "effects": []})");
  auto Set = load({&F});
  EXPECT_TRUE(Set->find({"f", 2, {"a<int>", "b1"}}));
  EXPECT_TRUE(Set->find({"f", 3, {"a<int>", "b1", "c"}}));
  EXPECT_FALSE(Set->find({"f", 1, {"a<int>"}}));
  EXPECT_FALSE(Set->find({"f", 2, {"xa<int>", "b1"}}));
  EXPECT_FALSE(Set->find({"f", 2, {"a<int>", "b"}}));
}

TEST(Errors, leaveNothingLoaded) {
  ModelFile Good(R"({"name": "f", "effects": []})"), Bad(R"({"name": "g"})");
  std::vector<ModelError> Errors;
  EXPECT_FALSE(ModelSet::load({Good.Path, Bad.Path, "/nonexistent/model.json"}, Errors));
  ASSERT_EQ(Errors.size(), 2u);
  EXPECT_EQ(Errors[0].File, Bad.Path);
  EXPECT_EQ(Errors[0].Pointer, "/rows/0");
  EXPECT_EQ(Errors[1].File, "/nonexistent/model.json");
}

TEST(Fingerprint, dependsOnTheFiles) {
  ModelFile F(R"({"name": "f", "effects": []})"), G(R"({"name": "g", "effects": []})");
  EXPECT_EQ(load({&F})->fingerprint(), load({&F})->fingerprint());
  EXPECT_NE(load({&F})->fingerprint(), load({&G})->fingerprint());
  EXPECT_NE(load({&F})->fingerprint(), ModelSet::builtin()->fingerprint());
}

} // namespace
