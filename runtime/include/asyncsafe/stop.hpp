// Level-triggered interruption: a std::stop_token in force for a scope.
#pragma once

#include <asyncsafe/exceptions.hpp>
#include <asyncsafe/interrupt.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace asyncsafe {

/// Once the token is asked to stop, every delivery point in this scope that its masking allows throws
/// `stop_requested`, again and again until the scope ends; it is not consumed. (Trio: cancel scope.)
/// Lives on the stack of one thread.
class [[nodiscard]] ASYNCSAFE_API stop_scope {
 public:
  explicit stop_scope(std::stop_token token);
  ~stop_scope();
  stop_scope(const stop_scope&) = delete;
  stop_scope& operator=(const stop_scope&) = delete;

 private:
  friend struct detail::thread_record;
  struct notify {
    scope_token owner;
    ASYNCSAFE_API void operator()() const noexcept;
  };
  std::stop_token token_;
  stop_scope* outer_ = nullptr;
  std::optional<std::stop_callback<notify>> callback_;
};

}  // namespace asyncsafe
