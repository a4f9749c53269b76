#include "services/ingest/range_replay/range_window.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/ingest/range_replay/shadow_rows.h"

namespace aurora::ingest {
namespace {

// Of a day's keys of one partition.
constexpr absl::Duration kReadKeysTime = absl::Seconds(60);
// What one look for kept rows covers: about 4 MB.
constexpr int64_t kKeptOffsets = 100'000;

}  // namespace

RangeWindow::RangeWindow(RangeSession& session, const Deduplication& rule, const table::TableSchema& shadow,
                         const table::TableSchema& main, KeyColumns key)
    : session_(session),
      within_(rule.within),
      table_(session.parts().client, main),
      shadow_(session.parts().client, shadow),
      key_(std::move(key)) {}

absl::StatusOr<std::unique_ptr<RangeWindow>> RangeWindow::Create(RangeSession& session, const Deduplication& rule,
                                                                 const table::TableSchema& schema) {
  absl::StatusOr<KeyColumns> key = KeyColumns::Create(rule, schema);
  if (!key.ok()) return key.status();
  table::TableSchema main = schema;
  main.table = session.replay().table;
  return std::unique_ptr<RangeWindow>(new RangeWindow(session, rule, schema, main, *std::move(key)));
}

absl::StatusOr<int64_t> RangeWindow::Floor() const {
  const RangeReplay& replay = session_.replay();
  // Found by whoever begins to load the topic: what is in the table now says nothing about what was there then.
  return session_.parts().floors.Keep(replay.connection_id, replay.topic, replay.topic_id, [&]() -> absl::StatusOr<int64_t> {
    return absl::UnavailableError(base::StrCat("topic ", replay.topic,
                                               " has not been loaded since it was made; the replay goes on when the connection runs"));
  });
}

absl::Status RangeWindow::Begin(const ReplaySpan& span) {
  const absl::StatusOr<int64_t> floor_ms = Floor();
  if (!floor_ms.ok()) return floor_ms.status();
  partition_ = {session_.replay().topic, span.partition};
  kept_from_ = kept_to_ = 0;
  // One that was read in part: the shadow becomes complete up to there, so that it alone says what the range is.
  if (absl::Status kept = KeepMissingRows(session_, {{span.partition, span.from, span.next, span.first, span.next}}); !kept.ok()) {
    return kept;
  }
  window_ = std::make_unique<PartitionWindow>(WindowRule{within_, *floor_ms}, partition_, key_, budget_);
  const absl::Time deadline = absl::Now() + kReadKeysTime;
  if (absl::Status before = window_->Rebuild(table_, span.from, deadline); !before.ok()) return before;
  return window_->Rebuild(shadow_, span.next, deadline);
}

absl::Status RangeWindow::LookUp(int64_t first, int64_t last) {
  return window_->LookUp(shadow_, first, last, absl::Now() + kReadKeysTime);
}

absl::Status RangeWindow::Pass(int64_t first, int64_t last) {
  if (session_.replay().missing == MissingRows::kDrop) return absl::OkStatus();
  while (first <= last) {
    if (first < kept_from_ || first >= kept_to_) {
      kept_.clear();
      kept_from_ = first;
      kept_to_ = first + kKeptOffsets;
      absl::Status read = table_.Read({partition_, kept_from_, kept_to_ - 1}, key_, absl::Now() + kReadKeysTime,
                                      [this](const KeyedRow& row) {
                                        kept_.push_back(row);
                                        return absl::OkStatus();
                                      });
      if (!read.ok()) return read;
      std::sort(kept_.begin(), kept_.end(), [](const KeyedRow& a, const KeyedRow& b) { return a.offset < b.offset; });
    }
    const int64_t end = std::min(last + 1, kept_to_);
    const auto at = [](const KeyedRow& row, int64_t offset) { return row.offset < offset; };
    for (auto row = std::lower_bound(kept_.begin(), kept_.end(), first, at); row != kept_.end() && row->offset < end; ++row) {
      if (absl::Status kept = window_->Keep(*row); !kept.ok()) return kept;
    }
    first = end;
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest
