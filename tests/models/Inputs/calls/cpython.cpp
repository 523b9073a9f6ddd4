// Calls what models/cpython.json says of C++: stand-ins without a header.
namespace pybind11 {
struct gil_scoped_release {
  explicit gil_scoped_release(bool = false);
  ~gil_scoped_release();
};
struct gil_scoped_acquire {
  gil_scoped_acquire();
  ~gil_scoped_acquire();
};
} // namespace pybind11
namespace nanobind {
struct gil_scoped_release {
  gil_scoped_release();
  ~gil_scoped_release();
};
struct gil_scoped_acquire {
  gil_scoped_acquire();
  ~gil_scoped_acquire();
};
} // namespace nanobind

void all() {
  pybind11::gil_scoped_release a;
  pybind11::gil_scoped_acquire b;
  nanobind::gil_scoped_release c;
  nanobind::gil_scoped_acquire d;
}
