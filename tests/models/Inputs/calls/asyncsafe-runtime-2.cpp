// What the runtime has beside libraries of others, whose headers need not be here: names without bodies.
namespace asyncsafe {
struct cancel_on_stop { int slot() const; };
int run_loop(void *), run_loop(void *, int), stop_token_of(int);
void check_signals();
} // namespace asyncsafe

void all(asyncsafe::cancel_on_stop &co) {
  asyncsafe::run_loop(0); asyncsafe::run_loop(0, 1); co.slot(); asyncsafe::stop_token_of(1); asyncsafe::check_signals();
}
