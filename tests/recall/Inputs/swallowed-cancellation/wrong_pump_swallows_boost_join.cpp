// wrong: join() of the helper is an interruption point; its interruption is taken for the helper's failure.
#include <boost/thread.hpp>
#include <stdexcept>
#include <string>

static std::string LastError;
static void convert(int From, int To) {
  for (int I = From; I < To; ++I)
    boost::this_thread::interruption_point();
}
static void batch(int Files) {
  for (int I = 0; I < Files; ++I) {
    boost::thread Helper(convert, I, I + 1000);
    try {
      Helper.join(); // OR
    } catch (...) { // HERE
      LastError = "conversion failed";
    }
  }
}
struct Window {
  boost::thread Worker;
  void open(int Files) { Worker = boost::thread(batch, Files); }
  void cancelPressed() { Worker.interrupt(); }
};
