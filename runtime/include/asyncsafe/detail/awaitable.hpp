// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What can be awaited has not run yet when it is returned: a mask or a deadline around the call would not be around it.
#pragma once

#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0::detail {

template <class T>
concept awaiter = requires(T& t) { t.await_ready() ? 1 : 0; };
template <class T>
concept awaitable = awaiter<T> || requires(T&& t) { static_cast<T&&>(t).operator co_await(); } ||
                    requires(T&& t) { operator co_await(static_cast<T&&>(t)); };
/// A coroutine's type, whether or not that can be awaited itself: a generator, a detached task.
template <class T>
concept coroutine_type = requires { typename T::promise_type; };

template <class Result>
constexpr void refuse_awaitable() noexcept {
  if constexpr (!std::is_void_v<Result>) {
    using type = std::remove_cvref_t<Result>;
    static_assert(
        !awaitable<type> && !coroutine_type<type>,
        "asyncsafe: masks, brackets and deadlines belong to a thread and end when the call returns; a coroutine "
        "goes on after that, perhaps on another thread. Put them inside of it, around code that does not await");
  }
}

}  // namespace asyncsafe::inline v0::detail
