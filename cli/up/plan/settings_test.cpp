#include "cli/up/plan/settings.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace aurora::cli {
namespace {

absl::Status Read(const std::string& content, Settings* settings) {
  char path[] = "/tmp/aurora-settings-XXXXXX";
  close(mkstemp(path));
  std::ofstream(path) << content;
  const absl::Status status = ReadSettings(path, settings);
  std::remove(path);
  return status;
}

TEST_CASE("a settings file changes what it names") {
  Settings settings;
  REQUIRE(Read("port: 8000\ndemo: {rate: 5}\nclickhouse: {url: http://ch:8123, user: a, password_file: /p}\n"
               "services: {ingest: {batch: {rows_max: 9}}}\n",
               &settings)
              .ok());
  CHECK(settings.port == 8000);
  CHECK_FALSE(settings.demo_asked.has_value());
  CHECK(settings.rate == 5);
  CHECK(settings.clickhouse_url == "http://ch:8123");
  REQUIRE(Read("grafana: {url: http://g:3000, password_file: /t}\n", &settings).ok());
  CHECK(settings.grafana_url == "http://g:3000");
  CHECK(settings.grafana_password_file == "/t");
  CHECK_THAT(settings.overrides.at("ingest"), Catch::Contains("rows_max: 9"));
}

TEST_CASE("what is wrong in a settings file is named") {
  Settings settings;
  CHECK_THAT(std::string(Read("prot: 1", &settings).message()), Catch::Contains("did you mean port?"));
  CHECK_THAT(std::string(Read("services: {ingst: {}}", &settings).message()),
             Catch::Contains("did you mean ingest?"));
  CHECK_THAT(std::string(Read("clickhouse: {url: x}", &settings).message()),
             Catch::Contains("password_file"));
  CHECK(Read("port: [", &settings).code() == absl::StatusCode::kInvalidArgument);
  CHECK(Read("port: many", &settings).code() == absl::StatusCode::kInvalidArgument);
  CHECK(ReadSettings("/nonexistent.yaml", &settings).code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::cli
