#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/table/schema.h"
#include "services/ingest/formats/message_format.h"
#include "services/ingest/transforms/transform.h"

namespace aurora::ingest {

// By which rows are told apart, and for how long; services/ingest/deduplication/ does it.
struct Deduplication {
  struct Field {
    // As the person calls it, and where messages carry it.
    std::string name;
    std::vector<std::string> path;
  };
  std::vector<Field> by;
  absl::Duration within;
};

// Transforms, resolved to the fields that messages carry: what happens to a value stands at its own place, so
// that each message is gone through once. Never changed after Create.
//
// Three ways lead to a row. Names and types are the table's alone (renames, casts): they cost nothing. A
// field of the message's root that is dropped is passed over by the decoder. All else, and conditions, needs
// the message to be read before.
class TransformPlan {
 public:
  using FieldPath = std::vector<std::string>;
  enum class Action : uint8_t { kKeep, kDrop, kRedact, kHash };

  // A field of the message, with those below it.
  struct Node {
    Action action = Action::kKeep;
    // kRedact: what stands there instead, as JSON.
    std::string redacted;
    // The column's name, when it has got another one.
    std::string renamed;
    // Conditions that look at this value.
    std::vector<size_t> conditions;
    std::map<std::string, Node, std::less<>> children;
  };
  struct Filter {
    Condition condition;
    bool as_number = false;
  };
  struct Rename {
    FieldPath from;
    std::string to;
  };

  // InvalidArgument names the transform and the remedy.
  static absl::StatusOr<std::shared_ptr<const TransformPlan>> Create(const Transforms& transforms,
                                                                     Envelope envelope);

  const Node& root() const { return root_; }
  const std::vector<Filter>& filters() const { return filters_; }
  const std::vector<Rename>& renames() const { return renames_; }
  const std::map<FieldPath, table::Type>& casts() const { return casts_; }
  // What becomes of rows; at most one, whatever its place in the list.
  const std::optional<Deduplication>& deduplication() const { return deduplication_; }
  const std::string& salt() const { return transforms_.salt.Reveal(); }
  // Of the message's root: the decoder leaves them out.
  std::vector<std::string> dropped_fields() const;
  bool empty() const { return transforms_.steps.empty(); }
  // Whether messages have to be read before they are decoded, and whether that changes their text.
  bool reads_messages() const { return changes_messages_ || !filters_.empty(); }
  bool changes_messages() const { return changes_messages_; }

 private:
  explicit TransformPlan(const Transforms& transforms) : transforms_(transforms) {}
  absl::Status Add(const Transform& step, Envelope envelope);
  absl::Status AddRename(const Transform& step, FieldPath path);
  absl::Status AddCast(const Transform& step, FieldPath path);
  absl::Status AddFilter(const Transform& step, const FieldPath& path);
  absl::Status AddChange(const Transform& step, const FieldPath& path);
  absl::Status AddDeduplication(const Transform& step);
  // InvalidArgument when a step takes the value of a key away.
  absl::Status CheckKeys() const;
  // The message's own path of a name that may be one of a rename before.
  absl::StatusOr<FieldPath> Resolve(const std::string& field) const;
  // InvalidArgument when a step before has changed what the value lies in, or dropped it, or (with `itself`)
  // changed it.
  absl::Status CheckUnchanged(const FieldPath& path, bool itself = true) const;
  // The node of a path, made where it is missing.
  Node& Place(const FieldPath& path);

  const Transforms transforms_;
  Node root_;
  std::vector<Filter> filters_;
  std::vector<Rename> renames_;
  std::map<FieldPath, table::Type> casts_;
  std::optional<Deduplication> deduplication_;
  bool changes_messages_ = false;
};

// Whether `path` is the field that `prefix` names, or lies in it.
bool IsPrefix(const TransformPlan::FieldPath& prefix, const TransformPlan::FieldPath& path);

}  // namespace aurora::ingest
