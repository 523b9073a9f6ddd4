# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Read by CPack once for each generator: only the .deb has a prefix of its own.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  set(CPACK_PACKAGING_INSTALL_PREFIX /)
endif()
