# Language level, warnings and sanitizers that all of our own targets share.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

set(AURORA_SANITIZE "" CACHE STRING "value of -fsanitize= for all of our code, e.g. address,undefined")

# Without the debug sections, and -O3 only for what each event or each row of a result passes (HOT, AuroraTargets.cmake): a build
# from nothing has 15 minutes on two cores, and more than -O1 takes half as long again.
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

# OFF (preset dev) compiles each file alone: quicker after a small change, and shows that each includes what it uses.
option(AURORA_UNITY "compile the files of a folder together" ON)
set(AURORA_UNITY_FILES 8 CACHE STRING "files that are compiled at once; a large number: all of a folder")

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC looks for garbage whenever its memory has doubled; most files are done before the first time with this.
  add_compile_options(--param=ggc-min-heapsize=524288)
endif()

add_library(aurora_options INTERFACE)
target_compile_options(aurora_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-qual -Wformat=2 -Wimplicit-fallthrough -Wnull-dereference -Werror
  # GCC 12 reports false positives of these through std::string and std::variant at -O2.
  -Wno-error=null-dereference -Wno-null-dereference -Wno-restrict -Wno-maybe-uninitialized
  -Wno-stringop-overflow)
if(AURORA_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # A type of an unnamed namespace is taken for a header's when its file is compiled with others.
  target_compile_options(aurora_options INTERFACE -Wno-subobject-linkage)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Clang compiles the fuzz targets only; GCC's warnings are the ones that count.
  target_compile_options(aurora_options INTERFACE -Wno-error -Wno-unknown-warning-option)
endif()
target_compile_definitions(aurora_options INTERFACE AURORA_VERSION="${PROJECT_VERSION}")

option(AURORA_FUZZ "build the libFuzzer targets of tests/fuzz; needs Clang" OFF)
if(AURORA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(AURORA_SANITIZE)
  if(AURORA_SANITIZE MATCHES thread)
    # Asio's fences are unknown to ThreadSanitizer; what they order is ordered by mutexes as well.
    add_compile_options(-Wno-tsan)
  endif()
  add_compile_options(-fsanitize=${AURORA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${AURORA_SANITIZE})
endif()
