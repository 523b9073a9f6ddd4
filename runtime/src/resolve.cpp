// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/resolve.hpp>

#include <asyncsafe/sync.hpp>

#include "kernel_signal.hpp"
#include "wait_queue.hpp"

#include <optional>
#include <string>
#include <thread>

namespace asyncsafe::inline v0::io {
namespace {

// Both the caller and the thread that looks hold it; the last one frees what was found.
struct lookup {
  std::optional<std::string> node;
  std::optional<std::string> service;
  std::optional<addrinfo> hints;
  latch done{1};
  int result = 0;
  int error = 0;
  addresses found;

  void run() noexcept {
    addrinfo* list = nullptr;
    result = ::getaddrinfo(node ? node->c_str() : nullptr, service ? service->c_str() : nullptr,
                           hints ? &*hints : nullptr, &list);
    error = errno;
    found.reset(list);
    done.count_down();
  }
};

class resolver final : public std::error_category {
  const char* name() const noexcept override { return "asyncsafe.resolver"; }
  std::string message(int code) const override { return ::gai_strerror(code); }
};

std::optional<std::string> copy_of(const char* text) {
  return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
}

void start(std::shared_ptr<lookup> of) {
  // It must take no signal of the program's.
  const detail::kernel_sigset before = detail::change_mask(SIG_SETMASK, ~detail::kernel_sigset{0});
  struct put_back {
    detail::kernel_sigset found;
    ~put_back() { detail::change_mask(SIG_SETMASK, found); }
  } at_exit{before};
  std::thread([of = std::move(of)] { of->run(); }).detach();
}

addresses resolve_either(const char* node, const char* service, const addrinfo* hints, std::error_code* error) {
  if (detail::interrupted_at_entry(error)) return nullptr;
  const auto of = std::make_shared<lookup>();
  of->node = copy_of(node);
  of->service = copy_of(service);
  if (hints != nullptr) of->hints = *hints;
  if (error == nullptr) {
    start(of);
    of->done.wait();
  } else {
    try {
      start(of);
    } catch (const std::system_error& no_thread) {
      *error = no_thread.code();
      return nullptr;
    }
    if (!of->done.wait(*error)) return nullptr;
  }
  if (of->result == 0) return std::move(of->found);
  const bool by_system = of->result == EAI_SYSTEM;
  const std::error_code code(by_system ? of->error : of->result,
                             by_system ? std::generic_category() : resolver_category());
  if (error == nullptr)
    throw std::system_error(code, std::string("asyncsafe::io::resolve ") + (node != nullptr ? node : ""));
  *error = code;
  return nullptr;
}

}  // namespace

const std::error_category& resolver_category() noexcept {
  static const resolver one;
  return one;
}

addresses resolve(const char* node, const char* service, const addrinfo* hints) {
  return resolve_either(node, service, hints, nullptr);
}

addresses resolve(const char* node, const char* service, const addrinfo* hints, std::error_code& error) {
  return resolve_either(node, service, hints, &error);
}

}  // namespace asyncsafe::inline v0::io
