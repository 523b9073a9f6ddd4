#ifndef MOCK_CXXABI_H
#define MOCK_CXXABI_H
namespace __cxxabiv1 {
class __forced_unwind {
  virtual ~__forced_unwind() throw();
  virtual void __pure_dummy() = 0;
};
} // namespace __cxxabiv1
namespace abi = __cxxabiv1;
#endif
