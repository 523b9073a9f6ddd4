// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a landing pad leads to. The exception tables alone do not tell a noexcept frame from one that merely cleans
// up: GCC's pad runs the cleanup and then calls std::terminate instead of _Unwind_Resume, Clang's is a catch-all
// that ends in __clang_call_terminate. So the pad's code is followed, along every branch, to those calls.
#pragma once

namespace asyncsafe::inline v0::detail {

struct pad_ends {
  bool terminates = false;        ///< std::terminate is called
  bool clang_terminates = false;  ///< __clang_call_terminate is called
  bool catches = false;           ///< __cxa_begin_catch is called
  bool resumes = false;           ///< _Unwind_Resume or __cxa_rethrow is called
};

pad_ends follow_pad(const unsigned char* pad) noexcept;

}  // namespace asyncsafe::detail
