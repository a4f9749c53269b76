#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {

// Puts the rows of the shadow in the place of the range's, in one step for whoever reads (docs/adr/0033): a copy of the table is made
// of its own parts, of which the range is taken out, and of the shadow's; then table and copy change their names at once. A
// constraint that no row meets keeps inserts out of the table meanwhile. Each attempt has a copy and a constraint of its own, so that a
// statement of an earlier one which arrives late finds nothing to work on. Belongs to one thread.
class RowSwap {
 public:
  // Attempts before a person is asked again.
  static constexpr uint32_t kAttemptsMax = 5;

  explicit RowSwap(RangeSession& session) : session_(session) {}

  // OK: the rows are swapped, and nothing is left of the copies. May be called again after any error. FailedPrecondition and
  // others that do not pass: Undo. While it runs nobody may replay dead letters of the connection.
  absl::Status Run(const Definition& definition);
  // Lets inserts in again and removes the copy. OK with true when the rows had been swapped before.
  absl::StatusOr<bool> Undo();

 private:
  absl::Status MakeCopy();
  absl::Status Fence();
  absl::Status FillCopy();
  absl::Status Exchange();
  absl::Status Finish(const Definition& definition);
  // Whether the table is the copy of the last attempt.
  absl::StatusOr<bool> IsExchanged();
  // The server's id of a table; empty when there is none.
  absl::StatusOr<std::string> IdOf(const std::string& table);
  std::string FenceName(uint32_t attempt) const;

  RangeSession& session_;
};

}  // namespace aurora::ingest
