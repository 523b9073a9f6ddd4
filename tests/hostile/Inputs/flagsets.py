"""Compile flags of strangers: each set starts a program, writes a file or prints what is no report."""

# {tool}: a program that must not run.
FLAG_SETS = {
    # Clang asks these which device there is.
    "amdgpu": "--target=amdgcn-amd-amdhsa -mcpu=native --amdgpu-arch-tool={tool} -nogpulib",
    "amdgpu-march": "--target=amdgcn-amd-amdhsa -march=native --offload-arch-tool={tool} -nogpulib",
    # Options as values of options that are kept, where one is taken out between them; and words that change
    # how a driver reads the others.
    "values": "-I -Werror -I --target=amdgcn-amd-amdhsa -I -Werror -I -mcpu=native -I -Werror -I --amdgpu-arch-tool={tool} "
              "-I -Werror -I -nogpulib",
    "mode": "--driver-mode=cl -Wp,-MD,{folder}/m.d -Wp,-stats-file={folder}/victim --driver-mode=gcc",
    "openmp": "-fopenmp --offload-arch=native --offload-arch-tool={tool}",
    "openmp-amdgpu": "-fopenmp --offload-arch=native --amdgpu-arch-tool={tool}",
    "cuda": "-x cuda -nogpuinc -nogpulib --offload-arch=native --nvptx-arch-tool={tool}",
    "hip": "-x hip -nogpuinc -nogpulib --offload-arch=native --amdgpu-arch-tool={tool}",
    "no-integrated-cc1": "-fno-integrated-cc1 -B {folder}",
    "ccc": "-ccc-gcc-name {tool} -ccc-install-dir {folder}",
    "wrapper": "-fuse-ld={tool} --ld-path={tool} -fno-integrated-as --ptxas-path={tool}",
    # Plugins
    "plugin": "-fplugin={folder}/p.so -Xclang -load -Xclang {folder}/p.so -Xclang -plugin -Xclang evil",
    "pass-plugin": "-fpass-plugin={folder}/p.so --hipspv-pass-plugin={folder}/p.so",
    "mllvm": "-mllvm -load={folder}/p.so -Xclang -mllvm -Xclang -print-after-all",
    # Files
    "stats": "-Xclang -stats-file={folder}/victim -Xclang -print-stats",
    "save-stats": "-save-stats=cwd",
    "save-temps": "-save-temps -save-temps=cwd",
    "fragments": "-gen-cdb-fragment-path {folder}/fragments",
    "modules-cache": "-fmodules -fimplicit-module-maps -I{folder}/module -fmodules-cache-path={folder}/cache",
    "cc1-modules": "-Xclang -fmodules -Xclang -fmodules-cache-path={folder}/cache",
    "dependencies": "-MD -MF {folder}/m.d -MJ {folder}/m.json -Wp,-MD,{folder}/w.d -Xpreprocessor -MMD",
    "cc1-dependencies": "-Xclang -dependency-file -Xclang {folder}/d -Xclang -MT -Xclang x -dependency-dot {folder}/dot",
    "diagnostics": "-serialize-diagnostics {folder}/victim -Xclang -diagnostic-log-file -Xclang {folder}/log",
    "time-trace": "-ftime-trace={folder}/trace.json -fproc-stat-report={folder}/p.csv",
    "optimization": "-fsave-optimization-record -foptimization-record-file={folder}/o.yaml",
    "outputs": "-o {folder}/victim -Xclang -o -Xclang {folder}/victim",
    "emit": "-Xclang -emit-obj -Xclang -emit-pch -emit-llvm -emit-ast -S",
    "rewrite": "-Xclang -fixit -Xclang -rewrite-objc -Xclang -fixit-to-temporary",
    "html": "-Xclang -emit-html -Xclang -analyze -Xclang -analyzer-output=html --analyze",
    "coverage": "--coverage -ftest-coverage -fprofile-generate={folder}/prof -fcoverage-mapping",
    "crash": "-fcrash-diagnostics=all -fcrash-diagnostics-dir={folder}/crash -gen-reproducer=always",
    "gmodules": "-gmodules",
    "symbol-graph": "-extract-api --emit-extension-symbol-graphs --symbol-graph-dir={folder}/graph",
    "overlay": "-Xclang -emit-module -Xclang -fmodule-name=m -fmodule-output={folder}/m.pcm",
    "split": "-gsplit-dwarf=split -dumpdir {folder}/ -fbasic-block-sections=list={folder}/victim",
    "diagnostics-format": "-fdiagnostics-format=sarif -Wno-sarif-format-unstable -Xclang -verify "
                          "-fdiagnostics-print-source-range-info",
    "dependency-scan": "-Xclang -sys-header-deps -MMD -MP -MV -M -MG -Xclang -header-include-file -Xclang {folder}/h",
    "module-output": "-fmodule-output={folder}/m.pcm -fmodules-embed-all-files -Xclang -emit-header-unit",
    # Files that are read in the place of others
    "config-folders": "--config-system-dir={folder} --config-user-dir={folder}",
    "overlay-file": "-ivfsoverlay {folder}/overlay.yaml -fmodule-map-file={folder}/module.map -fprebuilt-module-path={folder}",
    # Lists and overlays that are not there
    "lists": "-fsanitize=address -Xclang -fsanitize-ignorelist=none -fprofile-list=none -Xclang -fxray-attr-list=none",
    "xray": "-fxray-instrument -fxray-always-instrument=none -Xclang -fxray-never-instrument=none",
    # Answers in the place of a compilation
    "cpu-help": "-mcpu=help",
    "march-help": "-march=help -mtune=help",
    "print": "-print-supported-cpus --print-targets --print-search-dirs -dumpmachine --version",
    "jobs": "-### -v -ccc-print-phases -ccc-print-bindings",
    "stdin": "-",
    "preprocess": "-E -dM -CC -P -H",
    "dump": "-Xclang -ast-dump -Xclang -fdump-record-layouts -Xclang -dump-tokens",
}

# What Clang's driver reads from its surroundings; {folder}/log must not come into being.
ENVIRONMENT = {
    **{name: "1" for name in ("CC_PRINT_OPTIONS", "CC_PRINT_HEADERS", "CC_LOG_DIAGNOSTICS", "CC_PRINT_INTERNAL_STAT",
                              "CC_PRINT_PROC_STAT", "LIBCLANG_TIMING", "LIBCLANG_LOGGING", "FORCE_CLANG_DIAGNOSTICS_CRASH")},
    **{name: "{folder}/log" for name in ("CC_PRINT_OPTIONS_FILE", "CC_PRINT_HEADERS_FILE", "CC_LOG_DIAGNOSTICS_FILE",
                                         "CC_PRINT_INTERNAL_STAT_FILE", "CC_PRINT_PROC_STAT_FILE", "DEPENDENCIES_OUTPUT",
                                         "SUNPRO_DEPENDENCIES", "RC_DEBUG_OPTIONS")},
    **{name: "{folder}" for name in ("CLANG_CRASH_DIAGNOSTICS_DIR", "CLANG_MODULE_CACHE_PATH", "COMPILER_PATH",
                                     "CLANG_CONFIG_FILE_SYSTEM_DIR", "CLANG_CONFIG_FILE_USER_DIR")},
    "CCC_OVERRIDE_OPTIONS": "# +-fplugin={folder}/p.so +-Xclang +-stats-file={folder}/log",
    "CL": "-fplugin={folder}/p.so",
    "_CL_": "-fplugin={folder}/p.so",
}

# Of those, answers in the place of a compilation: the file is read all the same.
ANSWERS = ("cpu-help", "march-help", "print", "jobs", "stdin", "preprocess", "dump")
