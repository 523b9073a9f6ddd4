// What has another name in older versions of the interface.
#define BOOST_THREAD_VERSION 2
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

int get(boost::unique_future<int> &f) { return f.get(); }
