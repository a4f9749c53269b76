#include "libs/table/rejection.h"

namespace aurora::table {

std::string_view RejectionCode(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNone:
      return "none";
    case Rejection::kTombstone:
      return "tombstone";
    case Rejection::kEmpty:
      return "empty";
    case Rejection::kTooLarge:
      return "too_large";
    case Rejection::kInvalidUtf8:
      return "invalid_utf8";
    case Rejection::kNotJson:
      return "not_json";
    case Rejection::kNotObject:
      return "not_object";
    case Rejection::kTooDeep:
      return "too_deep";
    case Rejection::kDuplicateKey:
      return "duplicate_key";
    case Rejection::kTypeMismatch:
      return "type_mismatch";
    case Rejection::kOutOfRange:
      return "out_of_range";
    case Rejection::kMissingValue:
      return "missing_value";
    case Rejection::kSchemaUnknown:
      return "schema_unknown";
    case Rejection::kSchemaMismatch:
      return "schema_mismatch";
    case Rejection::kNotCsv:
      return "not_csv";
    case Rejection::kNotChange:
      return "not_change";
    case Rejection::kTooManyElements:
      return "too_many_elements";
  }
  return "none";
}

std::string_view RejectionText(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNone:
      return "nothing is wrong";
    case Rejection::kTombstone:
      return "a tombstone, without a value";
    case Rejection::kEmpty:
      return "empty";
    case Rejection::kTooLarge:
      return "larger than 8 MiB";
    case Rejection::kInvalidUtf8:
      return "not UTF-8";
    case Rejection::kNotJson:
      return "not JSON";
    case Rejection::kNotObject:
      return "JSON, but not an object";
    case Rejection::kTooDeep:
      return "nested deeper than 64 levels";
    case Rejection::kDuplicateKey:
      return "the same key twice in one object";
    case Rejection::kTypeMismatch:
      return "a value that does not fit its column";
    case Rejection::kOutOfRange:
      return "a number that its column cannot hold";
    case Rejection::kMissingValue:
      return "no value for a column that needs one";
    case Rejection::kSchemaUnknown:
      return "the schema registry does not know its schema";
    case Rejection::kSchemaMismatch:
      return "not what its schema says";
    case Rejection::kNotCsv:
      return "not one record of comma separated values";
    case Rejection::kNotChange:
      return "no change of a row";
    case Rejection::kTooManyElements:
      return "more than 65,536 objects; have the producer send fewer in one message";
  }
  return "nothing is wrong";
}

}  // namespace aurora::table
