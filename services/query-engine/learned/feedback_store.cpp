#include "services/query-engine/learned/feedback_store.h"

#include "libs/base/identifier.h"
#include "libs/state/database.h"

namespace aurora::query::learned {

absl::StatusOr<Feedback> FeedbackStore::Add(Feedback feedback, absl::Time now) {
  feedback.id = base::MakeIdentifier("f-");
  feedback.at = absl::FromUnixMicros(absl::ToUnixMicros(now));
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto before = session.Execute("DELETE FROM feedback WHERE answer_id = :answer_id AND made_by = :made_by",
                                  {{"answer_id", feedback.answer_id}, {"made_by", feedback.made_by}});
    if (!before.ok()) return before.status();
    auto inserted = session.Execute(
        "INSERT INTO feedback (id, answer_id, made_by, verdict, note, question, sql_text, given_at) VALUES "
        "(:id, :answer_id, :made_by, :verdict, :note, :question, :sql_text, :now)",
        {{"id", feedback.id},
         {"answer_id", feedback.answer_id},
         {"made_by", feedback.made_by},
         {"verdict", feedback.right ? "right" : "wrong"},
         {"note", feedback.note},
         {"question", feedback.question},
         {"sql_text", feedback.sql},
         {"now", absl::ToUnixMicros(now)}});
    if (!inserted.ok()) return inserted.status();
    return session
        .Execute("DELETE FROM feedback WHERE id NOT IN (SELECT id FROM feedback ORDER BY given_at DESC, id DESC LIMIT :most)",
                 {{"most", kFeedbackMax}})
        .status();
  });
  if (!status.ok()) return status;
  return feedback;
}

absl::StatusOr<std::vector<Feedback>> FeedbackStore::List(int64_t limit) {
  std::vector<Feedback> all;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        "SELECT id, answer_id, verdict, note, question, sql_text, made_by, given_at FROM feedback ORDER BY given_at DESC, id DESC LIMIT :limit", 8,
        {{"limit", limit}});
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      all.push_back({row.Text(0), row.Text(1), row.Text(2) == "right", row.Text(3), row.Text(4), row.Text(5), row.Text(6),
                     absl::FromUnixMicros(row.Number(7))});
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return all;
}

}  // namespace aurora::query::learned
