# Everything that is not ours, found once. packages.txt and third_party/ install it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(absl REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Catch2 2 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

# SOCI has no CMake configuration in Debian.
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)

# librdkafka is built by third_party/librdkafka.sh: Debian's 2.0.2 fails SCRAM
# against Kafka 4 and sleeps a second when its queue is full.
# ThreadSanitizer needs one that was compiled for it: it does not know threads and locks of a C11 library.
set(AURORA_RDKAFKA_DEFAULT librdkafka)
if(AURORA_SANITIZE MATCHES thread)
  set(AURORA_RDKAFKA_DEFAULT librdkafka-tsan)
endif()
set(AURORA_RDKAFKA ${AURORA_RDKAFKA_DEFAULT} CACHE STRING "folder of librdkafka below AURORA_THIRD_PARTY")
set(rdkafka "${AURORA_THIRD_PARTY}/${AURORA_RDKAFKA}")
set(ENV{PKG_CONFIG_PATH} "${rdkafka}/lib/pkgconfig:$ENV{PKG_CONFIG_PATH}")
pkg_check_modules(RDKAFKA REQUIRED rdkafka-static>=2.15)
add_library(aurora_rdkafka INTERFACE)
target_include_directories(aurora_rdkafka SYSTEM INTERFACE "${rdkafka}/include")
target_link_libraries(aurora_rdkafka INTERFACE
  "${rdkafka}/lib/librdkafka.a"
  CURL::libcurl OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB PkgConfig::ZSTD PkgConfig::LZ4 sasl2 Threads::Threads dl m)
