#include "services/ingest/delivery/table_status.h"

#include "absl/strings/cord.h"
#include "libs/base/text.h"

namespace aurora::ingest {

absl::Status AboutTable(std::string_view database, std::string_view table, const absl::Status& status) {
  if (status.ok()) return status;
  absl::Status named(status.code(), base::StrCat("table ", database, ".", table, ": ", base::Message(status)));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { named.SetPayload(url, payload); });
  return named;
}

}  // namespace aurora::ingest
