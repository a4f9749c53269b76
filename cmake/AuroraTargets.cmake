# One way to declare each kind of target.
#
#   aurora_library(kafka SOURCES a.cpp b.cpp PUBLIC deps... PRIVATE deps...)
#   aurora_library(gateway_http SEPARATE SOURCES ...)   each file is compiled alone: their names do not go together, or coroutines
#                                                       make up most of what they cost
#   aurora_library(ingest HOT SOURCES ...)                      each event or each row of a result passes here: -O3
#   aurora_program(aurora-ingest SOURCES main.cpp DEPS ...)
#   aurora_bench(ingest-stages SOURCES bench/ingest_stages.cpp DEPS ...)
#   aurora_test(kafka_test SOURCES a_test.cpp DEPS aurora::kafka [LABEL integration])
#
# Includes are written from the root: #include "libs/kafka/consumer.h".

add_custom_target(aurora_tests COMMENT "all test programs")

# What the sanitizers have to be told in each program; the files say why.
set(AURORA_PROGRAM_OBJECTS "")
if(AURORA_SANITIZE)
  add_library(aurora_sanitized OBJECT "${PROJECT_SOURCE_DIR}/tools/sanitizers/deep_binding.cpp")
  if(AURORA_SANITIZE MATCHES thread)
    target_sources(aurora_sanitized PRIVATE
      "${PROJECT_SOURCE_DIR}/tools/sanitizers/abseil_synchronization.cpp"
      "${PROJECT_SOURCE_DIR}/tools/sanitizers/grpc_calls.cpp")
  endif()
  target_link_libraries(aurora_sanitized PRIVATE aurora_options absl::status absl::synchronization gRPC::grpc)
  set(AURORA_PROGRAM_OBJECTS "$<TARGET_OBJECTS:aurora_sanitized>")
endif()

# Compiles the files of a folder together, AURORA_UNITY_FILES at once: most of what a file costs is the headers that its neighbours
# read as well. Names in unnamed namespaces are therefore different within a folder.
function(aurora_unite target)
  if(NOT AURORA_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(source ${ARGN})
    get_filename_component(folder "${source}" DIRECTORY)
    string(MAKE_C_IDENTIFIER "in_${folder}" folder)
    math(EXPR files_${folder} "0${files_${folder}} + 1")
    math(EXPR part "(${files_${folder}} - 1) / ${AURORA_UNITY_FILES}")
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${folder}_${part}")
  endforeach()
endfunction()

# Reads the headers that most files of a target include once for all of them. Those of the standard library and of Abseil are the same
# everywhere, HEADERS are the target's own: it pays for a target of some five files or more. Without AURORA_UNITY none is read so, and
# each file shows that it includes what it uses.
function(aurora_precompile target)
  if(NOT AURORA_UNITY)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <string> <string_view> <utility> <vector>
    <absl/container/flat_hash_map.h> <absl/status/status.h> <absl/status/statusor.h> <absl/strings/ascii.h> <absl/strings/numbers.h>
    <absl/strings/str_cat.h> <absl/strings/str_join.h> <absl/strings/str_split.h> <absl/synchronization/mutex.h> <absl/time/clock.h>
    <absl/time/time.h> "${PROJECT_SOURCE_DIR}/libs/base/text.h" ${ARGN})
  # What ccache asks for, so that it keeps files compiled so.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# -O3 in the preset release, whose other code is -O1.
function(aurora_hot target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O3>)
endfunction()

function(aurora_library name)
  cmake_parse_arguments(ARG "SEPARATE;HOT" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(aurora_${name} STATIC ${ARG_SOURCES})
  add_library(aurora::${name} ALIAS aurora_${name})
  target_include_directories(aurora_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(aurora_${name} PUBLIC ${ARG_PUBLIC} PRIVATE aurora_options ${ARG_PRIVATE})
  if(ARG_HOT)
    aurora_hot(aurora_${name})
  endif()
  if(NOT ARG_SEPARATE)
    aurora_unite(aurora_${name} ${ARG_SOURCES})
  endif()
endfunction()

function(aurora_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} ${AURORA_PROGRAM_OBJECTS})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE aurora_options ${ARG_DEPS})
  aurora_unite(${name} ${ARG_SOURCES})
  install(TARGETS ${name} RUNTIME DESTINATION bin)
endfunction()

# A service as its next version might be, whose schema of the state has one step more, SQL: for rehearsals of an upgrade. It is the
# service's own objects; that of the file that migrates is another, and comes before the library's.
add_custom_target(aurora_next_programs COMMENT "services of a next version, for rehearsals of an upgrade")
function(aurora_next_schema service)
  cmake_parse_arguments(ARG "" "SQL" "DEPS" ${ARGN})
  add_executable(${service}-next EXCLUDE_FROM_ALL $<TARGET_OBJECTS:${service}> "${PROJECT_SOURCE_DIR}/libs/state/database.cpp")
  target_compile_definitions(${service}-next PRIVATE "AURORA_NEXT_SCHEMA=\"${ARG_SQL}\"")
  target_include_directories(${service}-next PRIVATE "${PROJECT_SOURCE_DIR}")
  target_include_directories(${service}-next SYSTEM PRIVATE /usr/include/postgresql)
  target_link_libraries(${service}-next PRIVATE aurora_options ${ARG_DEPS} absl::cleanup absl::synchronization)
  add_dependencies(aurora_next_programs ${service}-next)
endfunction()

# A program of `./aurora bench`, which builds all of these; not installed.
add_custom_target(aurora_bench_programs COMMENT "all programs of ./aurora bench")
function(aurora_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${ARG_SOURCES})
  # What is compared with the product must not be slower for the way it is compiled.
  aurora_hot(${name})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE aurora_options ${ARG_DEPS})
  add_dependencies(aurora_bench_programs ${name})
endfunction()

# Catch2's own main is compiled once: it costs ten seconds.
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/catch_main.cpp"
     CONTENT "#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n")
add_library(aurora_catch_main STATIC EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/catch_main.cpp")
target_link_libraries(aurora_catch_main PUBLIC Catch2::Catch2)

set(AURORA_TEST_SECONDS_MAX 120)
if(AURORA_SANITIZE)
  set(AURORA_TEST_SECONDS_MAX 600)
endif()

function(aurora_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${ARG_SOURCES} ${AURORA_PROGRAM_OBJECTS})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE aurora_options aurora_catch_main ${ARG_DEPS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_dependencies(aurora_tests ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${AURORA_TEST_SECONDS_MAX})
endfunction()
