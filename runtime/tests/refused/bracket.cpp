#include "coroutine.hpp"
int main() { asyncsafe::bracket([] { return 1; }, [](int) {}, [](int) { return body(); }); }
