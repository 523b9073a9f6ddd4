// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which symbols leave the shared library: the public functions and the few that headers inline calls to.
#pragma once

#define ASYNCSAFE_API [[gnu::visibility("default")]]
#define ASYNCSAFE_COLD [[gnu::cold, gnu::noinline]]
