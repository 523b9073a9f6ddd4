// Members that threads share: one object whichever way it is named; lambdas as handlers.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
namespace work {
class Worker {
public:
  // CHECK-LABEL: function work::Worker::run{{$}}
  // CHECK: (this->stop_!=0)
  // CHECK-NEXT: read this->stop_
  void run() {
    while (!stop_)
      ++rounds_;
  }
  // CHECK-LABEL: function work::Worker::stop{{$}}
  // CHECK: this->stop_ := 1
  void stop() { stop_ = true; }

private:
  bool stop_ = false;
  unsigned rounds_ = 0;
};

// The same object through another pointer.
// CHECK-LABEL: function work::halt{{$}}
// CHECK: w->flag := 1
struct Open {
  volatile bool flag;
};
void halt(Open *w) { w->flag = true; }

namespace {
int hidden;
}

using Handler = void (*)(int);
// CHECK-LABEL: function work::installs{{$}}
// CHECK: h := work::installs::(lambda)::operator() {body}
void installs() {
  Handler h = [](int) { hidden = 1; };
  h(1);
}
} // namespace work

// CHECK-DAG: object work::Worker::stop_: bool field
// CHECK-DAG: object work::Open::flag: volatile bool field volatile
// CHECK-DAG: object work::(anonymous)::hidden: int unit-local
