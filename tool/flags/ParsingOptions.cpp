//===- ParsingOptions.cpp - Options allowed for parsing -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/flags/ParsingOptions.h"

#include "capture/Compat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/Option.h"
#include <bitset>

using namespace asyncsafe::compat::options;
using llvm::StringRef;
using llvm::opt::Arg;
using llvm::opt::Option;

/// Options whose value Clang's table assigns to the language, the target, the preprocessor, the header
/// search, or diagnostics. Options for code generation, front-end actions and outputs are not listed.
static constexpr unsigned OfParsing[] = {
#define LANG_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#define TARGET_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#define PREPROCESSOR_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#define HEADER_SEARCH_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#define FILE_SYSTEM_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#define DIAG_OPTION_WITH_MARSHALLING(PREFIX, NAME, ID, ...) OPT_##ID,
#include ASYNCSAFE_OPTION_TABLE
#undef LANG_OPTION_WITH_MARSHALLING
#undef TARGET_OPTION_WITH_MARSHALLING
#undef PREPROCESSOR_OPTION_WITH_MARSHALLING
#undef HEADER_SEARCH_OPTION_WITH_MARSHALLING
#undef FILE_SYSTEM_OPTION_WITH_MARSHALLING
#undef DIAG_OPTION_WITH_MARSHALLING
};

/// Groups that are allowed completely; m_Group contains the features of every target below it.
static constexpr unsigned Groups[] = {
    OPT_IncludePath_Group, OPT_W_Group,      OPT_pedantic_Group, OPT_O_Group,
    OPT_m_Group,           OPT_opencl_Group, OPT__SLASH_M_Group,
};

/// Options that the driver itself handles, for which the table gives no use.
static constexpr unsigned OfDriver[] = {
    // Macros, and what a file is
    OPT_D,
    OPT_U,
    OPT_x,
    OPT_std_EQ,
    OPT_std_default_EQ,
    OPT_ansi,
    OPT_traditional,
    OPT_remap,
    OPT_ObjC,
    OPT_ObjCXX,
    OPT_fsyntax_only,
    OPT_driver_mode,
    OPT_finput_charset_EQ,
    OPT_fexec_charset_EQ,
    OPT_ftrigraphs,
    OPT_fno_trigraphs,
    OPT_embed_dir_EQ,
    // The target and its headers
    OPT_target,
    OPT_darwin_target_variant,
    OPT_arch,
    OPT__sysroot_EQ,
    OPT_B,
    OPT_F,
    OPT_gcc_toolchain,
    OPT_gcc_install_dir_EQ,
    OPT_gcc_triple_EQ,
    OPT_stdlib_EQ,
    OPT_vfsoverlay,
    OPT_cuda_path_EQ,
    OPT_rocm_path_EQ,
    OPT_hip_path_EQ,
    OPT_mtvos_simulator_version_min_EQ,
    OPT_m3dnow,
    OPT_m3dnowa,
    OPT_mno_3dnow,
    OPT_mno_3dnowa,
    // The language, if the driver decides
    OPT_faltivec,
    OPT_fno_altivec,
    OPT_fasm,
    OPT_fno_asm,
    OPT_fblocks,
    OPT_fno_blocks,
    OPT_fbracket_depth_EQ,
    OPT_fbuiltin,
    OPT_fno_builtin,
    OPT_fno_builtin_,
    OPT_fdefine_target_os_macros,
    OPT_fno_define_target_os_macros,
    OPT_fgnuc_version_EQ,
    OPT_fhosted,
    OPT_fms_compatibility_version,
    OPT_fmsc_version,
    OPT_fms_runtime_lib_EQ,
    OPT_fno_ms_compatibility,
    OPT_fno_ms_extensions,
    OPT_fno_max_type_align,
    OPT_faligned_new_EQ,
    OPT_fno_unsigned_char,
    OPT_funsigned_char,
    OPT_fshort_wchar,
    OPT_fno_short_wchar,
    OPT_fpack_struct,
    OPT_fno_pack_struct,
    OPT_fzos_extensions,
    OPT_fno_zos_extensions,
    OPT_fcxx_abi_EQ,
    OPT_fclang_abi_compat_EQ,
    OPT_fexperimental_relative_cxx_abi_vtables,
    OPT_fno_experimental_relative_cxx_abi_vtables,
    OPT_fvisibility_ms_compat,
    OPT_pthreads,
    OPT_fconstant_string_class_EQ,
    OPT_fobjc_runtime_EQ,
    OPT_fobjc_arc,
    OPT_fno_objc_arc,
    OPT_fobjc_weak,
    OPT_fno_objc_weak,
    OPT_fobjc_abi_version_EQ,
    OPT_fgnu_runtime,
    OPT_fnext_runtime,
    OPT_fobjc_nonfragile_abi,
    OPT_fno_objc_nonfragile_abi,
    // Exceptions and unwinding
    OPT_fdwarf_exceptions,
    OPT_fseh_exceptions,
    OPT_fsjlj_exceptions,
    OPT_fwasm_exceptions,
    OPT_funwind_tables,
    OPT_fno_unwind_tables,
    OPT_fasynchronous_unwind_tables,
    OPT_fno_asynchronous_unwind_tables,
    // Properties that macros expose to the source
    OPT_fPIC,
    OPT_fno_PIC,
    OPT_fpic,
    OPT_fno_pic,
    OPT_fPIE,
    OPT_fno_PIE,
    OPT_fpie,
    OPT_fno_pie,
    OPT_fopenmp,
    OPT_fopenmp_EQ,
    OPT_fno_openmp,
    OPT_fopenmp_simd,
    OPT_fno_openmp_simd,
    OPT_fopenmp_version_EQ,
    OPT_fopenacc,
    OPT_fsanitize_EQ,
    OPT_fno_sanitize_EQ,
    OPT_flto, // -fsanitize=cfi requires it
    OPT_flto_EQ,
    OPT_fno_lto,
    OPT_fstack_protector,
    OPT_fstack_protector_all,
    OPT_fstack_protector_strong,
    OPT_fno_stack_protector,
    OPT_fcf_protection_EQ,
    OPT_ffinite_math_only,
    OPT_fno_finite_math_only,
    OPT_ftrapv,
    OPT_fwrapv,
    OPT_fno_wrapv,
    OPT_fno_inline,
    OPT_fdebug_macro,
    // Messages
    OPT_ferror_limit_EQ,
    OPT_Qunused_arguments,
    OPT_start_no_unused_arguments,
    OPT_end_no_unused_arguments,
    // C++20 modules that were built before; nothing builds them here
    OPT_fmodule_file,
    OPT_fprebuilt_module_path,
    // Host-only compilation of CUDA or HIP
    OPT_offload_host_only,
    OPT_offload_inc,
    OPT_no_offload_inc,
    // clang-cl
    OPT__SLASH_arch,
    OPT__SLASH_await,
    OPT__SLASH_await_COLON,
    OPT__SLASH_constexpr,
    OPT__SLASH_EH,
    OPT__SLASH_external,
    OPT__SLASH_external_env,
    OPT__SLASH_Gd,
    OPT__SLASH_Gr,
    OPT__SLASH_Gv,
    OPT__SLASH_Gz,
    OPT__SLASH_Gregcall,
    OPT__SLASH_Gregcall4,
    OPT__SLASH_GR,
    OPT__SLASH_GR_,
    OPT__SLASH_GX,
    OPT__SLASH_GX_,
    OPT__SLASH_imsvc,
    OPT__SLASH_kernel,
    OPT__SLASH_LD,
    OPT__SLASH_LDd,
    OPT__SLASH_O,
    OPT__SLASH_permissive,
    OPT__SLASH_permissive_,
    OPT__SLASH_std,
    OPT__SLASH_TC,
    OPT__SLASH_TP,
    OPT__SLASH_u,
    OPT__SLASH_vctoolsdir,
    OPT__SLASH_vctoolsversion,
    OPT__SLASH_vmb,
    OPT__SLASH_vmg,
    OPT__SLASH_vmm,
    OPT__SLASH_vms,
    OPT__SLASH_vmv,
    OPT__SLASH_winsdkdir,
    OPT__SLASH_winsdkversion,
    OPT__SLASH_winsysroot,
    OPT__SLASH_Za,
    OPT__SLASH_Zc,
    OPT__SLASH_Zc_dllexportInlines,
    OPT__SLASH_Zc_dllexportInlines_,
    OPT__SLASH_Zc_wchar_t,
    OPT__SLASH_Zc_wchar_t_,
    OPT__SLASH_Ze,
};

/// Options of the front end alone (`-Xclang`) that the table does not classify either.
static constexpr unsigned OfFrontEnd[] = {
    OPT_internal_isystem,
    OPT_internal_externc_isystem,
    OPT_internal_iframework,
    OPT_c_isystem,
    OPT_objc_isystem,
    OPT_objcxx_isystem,
    OPT_finclude_default_header,
    OPT_fdeclare_opencl_builtins,
};

/// Options among these that write a file, print, or create a module cache.
static constexpr unsigned Never[] = {
    OPT_diagnostic_log_file,
    OPT_v,
    OPT_print_ivar_layout,
    OPT_fdump_record_layouts,
    OPT_fdump_record_layouts_simple,
    OPT_fdump_record_layouts_canonical,
    OPT_fdump_record_layouts_complete,
    OPT_fdump_vtable_layouts,
    OPT_dump_deserialized_pch_decls,
    OPT_fopenmp_host_ir_file_path,
    OPT_include_pch, // read as text instead: see reduceToParsing()
    OPT_fmodules,
    OPT_fcxx_modules,
    OPT_fimplicit_modules,
    OPT_fmodules_cache_path,
    OPT_fmodules_user_build_path,
    // Lists for code generation, without which Clang ends the process
    OPT_fsanitize_ignorelist_EQ,
    OPT_fsanitize_system_ignorelist_EQ,
    OPT_fprofile_list_EQ,
    OPT_fxray_always_instrument,
    OPT_fxray_never_instrument,
    OPT_fxray_attr_list,
};

/// Offloading compiles for devices, and the driver runs their tools to query the device.
static constexpr unsigned NeverOfGroup[] = {OPT_cuda_Group, OPT_hip_Group, OPT_offload_Group, OPT_sycl_Group,
                                            OPT_dxc_Group};

namespace {
using OptionSet = std::bitset<LastOption>;
} // namespace

static OptionSet setOf(llvm::ArrayRef<unsigned> Ids) {
  OptionSet Set;
  for (unsigned Id : Ids)
    Set.set(Id);
  return Set;
}

static const OptionSet &allowed() {
  static const OptionSet Set = (setOf(OfParsing) | setOf(OfDriver) | setOf(OfFrontEnd)) & ~setOf(Never);
  return Set;
}

/// \p O is in one of these groups, or in a subgroup.
static bool inGroup(Option O, llvm::ArrayRef<unsigned> Wanted) {
  for (O = O.getGroup(); O.isValid(); O = O.getGroup())
    if (llvm::is_contained(Wanted, O.getID()))
      return true;
  return false;
}

/// `-mcpu=help` prints a list instead of compiling; `native` queries the machine, and for a graphics
/// card that starts a program.
static bool asksForAnswer(const Arg &A) {
  if (!inGroup(A.getOption(), {OPT_m_Group}))
    return false;
  return llvm::any_of(A.getValues(), [](StringRef Value) { return Value == "help"; });
}

bool asyncsafe::servesParsing(const Arg &A) {
  Option O = A.getOption().getUnaliasedOption();
  if (llvm::is_contained(Never, O.getID()) || asksForAnswer(A))
    return false;
  if (llvm::is_contained(OfDriver, O.getID()))
    return true;
  if (inGroup(O, NeverOfGroup))
    return false;
  return allowed().test(O.getID()) || inGroup(O, Groups);
}
