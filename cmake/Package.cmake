# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What the packages of the tool and of the runtime have in common.
#
# asyncsafe_package(NAME SECTION SUMMARY DESCRIPTION): a .deb and a tarball of what the project installs, made by
# `./dev package`.  The dependencies of the .deb are those of its binaries, as dpkg-shlibdeps finds them.
set(ASYNCSAFE_PACKAGE_ROOT ${CMAKE_CURRENT_LIST_DIR}/..)

macro(asyncsafe_package name section summary description)
  # Debian's policy, section 12.3 and 12.5: a copyright file, and a compressed changelog.
  set(doc_folder ${CMAKE_INSTALL_DATADIR}/doc/${name})
  install(FILES ${ASYNCSAFE_PACKAGE_ROOT}/cmake/debian/copyright DESTINATION ${doc_folder})
  find_program(GZIP_PROGRAM gzip REQUIRED)
  add_custom_command(
    OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz
    COMMAND ${GZIP_PROGRAM} -9nc ${ASYNCSAFE_PACKAGE_ROOT}/CHANGELOG.md > ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz
    DEPENDS ${ASYNCSAFE_PACKAGE_ROOT}/CHANGELOG.md
    VERBATIM)
  add_custom_target(${name}-changelog ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz DESTINATION ${doc_folder})

  set(CPACK_PACKAGE_NAME ${name})
  set(CPACK_PACKAGE_VENDOR asyncsafe)
  set(CPACK_PACKAGE_CONTACT "asyncsafe developers <developers@asyncsafe.invalid>")
  set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${summary})
  set(CPACK_PACKAGE_DESCRIPTION ${description})
  set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
  set(CPACK_RESOURCE_FILE_LICENSE ${ASYNCSAFE_PACKAGE_ROOT}/LICENSE)
  set(CPACK_GENERATOR DEB TGZ)
  set(CPACK_STRIP_FILES ON)
  set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION ${section})
  set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
  # A .deb installs into /usr; the tarball is unpacked anywhere.
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_PROJECT_CONFIG_FILE ${ASYNCSAFE_PACKAGE_ROOT}/cmake/PackageOptions.cmake)
  include(CPack)
endmacro()
