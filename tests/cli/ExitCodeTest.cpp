// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The exit codes are an interface: their values and which of several wins.

#include "tool/cli/ExitCode.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

TEST(ExitCode, HasTheDocumentedValues) {
  EXPECT_EQ(static_cast<int>(ExitCode::Clean), 0);
  EXPECT_EQ(static_cast<int>(ExitCode::Findings), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::Usage), 2);
  EXPECT_EQ(static_cast<int>(ExitCode::Incomplete), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::Interrupted), 130);
}

TEST(ExitCode, IsCleanIfNothingHappened) {
  EXPECT_EQ(worst({}), ExitCode::Clean);
  EXPECT_EQ(worst({ExitCode::Clean, ExitCode::Clean}), ExitCode::Clean);
}

TEST(ExitCode, SaysIncompleteRatherThanFindings) {
  EXPECT_EQ(worst({ExitCode::Findings, ExitCode::Incomplete}), ExitCode::Incomplete);
  EXPECT_EQ(worst({ExitCode::Incomplete, ExitCode::Findings}), ExitCode::Incomplete);
}

TEST(ExitCode, SaysUsageRatherThanIncomplete) {
  EXPECT_EQ(worst({ExitCode::Incomplete, ExitCode::Usage, ExitCode::Findings}), ExitCode::Usage);
}

TEST(ExitCode, SaysInterruptedAboveAll) {
  EXPECT_EQ(worst({ExitCode::Usage, ExitCode::Interrupted}), ExitCode::Interrupted);
}
