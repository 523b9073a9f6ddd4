#include <asyncsafe/sync.hpp>
int main() {
  asyncsafe::semaphore one(1);
  one.try_acquire();
}
