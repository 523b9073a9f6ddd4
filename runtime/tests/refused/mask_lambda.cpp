#include "coroutine.hpp"
int main() { asyncsafe::mask([](auto) -> task { co_await asyncsafe::awaitable_checkpoint(); }); }
