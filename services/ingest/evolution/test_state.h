#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "services/ingest/evolution/schema_store.h"

namespace aurora::ingest {

// For tests: control-plane state in a folder that goes away, with the connection "c-1".
class TestState {
 public:
  explicit TestState(bool with_schema = true) {
    char path[] = "/tmp/aurora-ingest-test-XXXXXX";
    REQUIRE(mkdtemp(path) != nullptr);
    folder_ = path;
    box_ = std::move(*SecretBox::Create(folder_ + "/key"));
    database = std::move(*state::Database::Open({.url = "sqlite://" + folder_ + "/state.db", .password = {}},
                                                DefinitionStore::Migrations()));
    definitions = std::make_unique<DefinitionStore>(*database, *box_);
    schemas = std::make_unique<SchemaStore>(*definitions, *database);
    definition.id = "c-1";
    definition.cluster.bootstrap_servers = "127.0.0.1:1";
    definition.topics = {{"orders", {}, ""}};
    definition.database = "shop";
    definition.table = "orders";
    if (with_schema) definition.schema = Schema();
    REQUIRE(definitions->Insert(definition).ok());
  }
  ~TestState() {
    database.reset();
    std::filesystem::remove_all(folder_);
  }

  static table::TableSchema Schema() {
    table::TableSchema schema;
    schema.database = "shop";
    schema.table = "orders";
    schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
    table::AddOwnFields(schema);
    schema.time_column = table::kTimestampColumn;
    schema.order_by = {std::string(table::kTimestampColumn)};
    return schema;
  }

  Definition definition;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<DefinitionStore> definitions;
  std::unique_ptr<SchemaStore> schemas;

 private:
  std::string folder_;
  std::unique_ptr<SecretBox> box_;
};

}  // namespace aurora::ingest
