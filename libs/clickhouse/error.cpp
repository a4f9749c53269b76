#include "libs/clickhouse/error.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "absl/strings/cord.h"
#include "libs/base/text.h"

namespace aurora::clickhouse {
namespace {

constexpr char kPayload[] = "aurora.clickhouse/error_code";

struct Row {
  int engine;
  absl::StatusCode code;
};
using enum absl::StatusCode;
constexpr std::array kTable = {
    Row{6, kInvalidArgument},      // CANNOT_PARSE_TEXT
    Row{10, kNotFound},            // NOT_FOUND_COLUMN_IN_BLOCK
    Row{16, kNotFound},            // NO_SUCH_COLUMN_IN_TABLE
    Row{25, kInvalidArgument},     // CANNOT_PARSE_ESCAPE_SEQUENCE
    Row{26, kInvalidArgument},     // CANNOT_PARSE_QUOTED_STRING
    Row{27, kInvalidArgument},     // CANNOT_PARSE_INPUT_ASSERTION_FAILED
    Row{33, kInvalidArgument},     // CANNOT_READ_ALL_DATA
    Row{36, kInvalidArgument},     // BAD_ARGUMENTS
    Row{38, kInvalidArgument},     // CANNOT_PARSE_DATE
    Row{41, kInvalidArgument},     // CANNOT_PARSE_DATETIME
    Row{42, kInvalidArgument},     // NUMBER_OF_ARGUMENTS_DOESNT_MATCH
    Row{43, kInvalidArgument},     // ILLEGAL_TYPE_OF_ARGUMENT
    Row{44, kInvalidArgument},     // ILLEGAL_COLUMN
    Row{46, kInvalidArgument},     // UNKNOWN_FUNCTION
    Row{47, kInvalidArgument},     // UNKNOWN_IDENTIFIER
    Row{48, kUnimplemented},       // NOT_IMPLEMENTED
    Row{50, kInvalidArgument},     // UNKNOWN_TYPE
    Row{53, kInvalidArgument},     // TYPE_MISMATCH
    Row{57, kAlreadyExists},       // TABLE_ALREADY_EXISTS
    Row{60, kNotFound},            // UNKNOWN_TABLE
    Row{62, kInvalidArgument},     // SYNTAX_ERROR
    Row{63, kInvalidArgument},     // UNKNOWN_AGGREGATE_FUNCTION
    Row{69, kOutOfRange},          // ARGUMENT_OUT_OF_BOUND
    Row{70, kInvalidArgument},     // CANNOT_CONVERT_TYPE
    Row{72, kInvalidArgument},     // CANNOT_PARSE_NUMBER
    Row{73, kInvalidArgument},     // UNKNOWN_FORMAT
    Row{81, kNotFound},            // UNKNOWN_DATABASE
    Row{82, kAlreadyExists},       // DATABASE_ALREADY_EXISTS
    Row{107, kNotFound},           // FILE_DOESNT_EXIST
    Row{115, kInvalidArgument},    // UNKNOWN_SETTING
    Row{117, kInvalidArgument},    // INCORRECT_DATA
    Row{122, kInvalidArgument},    // INCOMPATIBLE_COLUMNS
    Row{130, kInvalidArgument},    // CANNOT_READ_ARRAY_FROM_TEXT
    Row{131, kResourceExhausted},  // TOO_LARGE_STRING_SIZE
    Row{135, kInvalidArgument},    // ZERO_ARRAY_OR_TUPLE_INDEX
    Row{153, kInvalidArgument},    // ILLEGAL_DIVISION
    Row{158, kResourceExhausted},  // TOO_MANY_ROWS
    Row{159, kDeadlineExceeded},   // TIMEOUT_EXCEEDED
    Row{160, kDeadlineExceeded},   // TOO_SLOW
    Row{161, kResourceExhausted},  // TOO_MANY_COLUMNS
    Row{162, kResourceExhausted},  // TOO_DEEP_SUBQUERIES
    Row{164, kPermissionDenied},   // READONLY
    Row{167, kResourceExhausted},  // TOO_DEEP_AST
    Row{168, kResourceExhausted},  // TOO_BIG_AST
    Row{173, kResourceExhausted},  // CANNOT_ALLOCATE_MEMORY
    Row{179, kInvalidArgument},    // MULTIPLE_EXPRESSIONS_FOR_ALIAS
    Row{181, kInvalidArgument},    // ILLEGAL_FINAL
    Row{184, kInvalidArgument},    // ILLEGAL_AGGREGATION
    Row{191, kResourceExhausted},  // SET_SIZE_LIMIT_EXCEEDED
    Row{192, kUnauthenticated},    // UNKNOWN_USER
    Row{193, kUnauthenticated},    // WRONG_PASSWORD
    Row{194, kUnauthenticated},    // REQUIRED_PASSWORD
    Row{195, kPermissionDenied},   // IP_ADDRESS_NOT_ALLOWED
    Row{198, kUnavailable},        // DNS_ERROR
    Row{201, kResourceExhausted},  // QUOTA_EXCEEDED
    Row{202, kResourceExhausted},  // TOO_MANY_SIMULTANEOUS_QUERIES
    Row{203, kUnavailable},        // NO_FREE_CONNECTION
    Row{207, kInvalidArgument},    // AMBIGUOUS_IDENTIFIER
    Row{209, kUnavailable},        // SOCKET_TIMEOUT
    Row{210, kUnavailable},        // NETWORK_ERROR
    Row{215, kInvalidArgument},    // NOT_AN_AGGREGATE
    Row{216, kAlreadyExists},      // QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING
    Row{218, kFailedPrecondition}, // TABLE_IS_DROPPED
    Row{225, kUnavailable},        // NO_ZOOKEEPER
    Row{236, kUnavailable},        // ABORTED
    Row{241, kResourceExhausted},  // MEMORY_LIMIT_EXCEEDED
    Row{242, kUnavailable},        // TABLE_IS_READ_ONLY
    Row{243, kResourceExhausted},  // NOT_ENOUGH_SPACE
    Row{252, kUnavailable},        // TOO_MANY_PARTS
    Row{254, kUnavailable},        // NO_ACTIVE_REPLICAS
    Row{279, kUnavailable},        // ALL_CONNECTION_TRIES_FAILED
    Row{285, kUnavailable},        // TOO_FEW_LIVE_REPLICAS
    Row{286, kUnavailable},        // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
    Row{291, kPermissionDenied},   // DATABASE_ACCESS_DENIED
    Row{307, kResourceExhausted},  // TOO_MANY_BYTES
    Row{319, kUnavailable},        // UNKNOWN_STATUS_OF_INSERT
    Row{349, kInvalidArgument},    // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
    Row{352, kInvalidArgument},    // AMBIGUOUS_COLUMN_NAME
    Row{364, kUnavailable},        // RECEIVED_ERROR_TOO_MANY_REQUESTS
    Row{376, kInvalidArgument},    // CANNOT_PARSE_UUID
    Row{386, kInvalidArgument},    // NO_COMMON_TYPE
    Row{392, kPermissionDenied},   // QUERY_IS_PROHIBITED
    Row{394, kCancelled},          // QUERY_WAS_CANCELLED
    Row{396, kResourceExhausted},  // TOO_MANY_ROWS_OR_BYTES
    Row{403, kInvalidArgument},    // INVALID_JOIN_ON_EXPRESSION
    Row{407, kInvalidArgument},    // DECIMAL_OVERFLOW
    Row{441, kInvalidArgument},    // CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING
    Row{452, kPermissionDenied},   // SETTING_CONSTRAINT_VIOLATION
    Row{456, kInvalidArgument},    // UNKNOWN_QUERY_PARAMETER
    Row{457, kInvalidArgument},    // BAD_QUERY_PARAMETER
    Row{493, kAlreadyExists},      // ACCESS_ENTITY_ALREADY_EXISTS
    Row{497, kPermissionDenied},   // ACCESS_DENIED
    Row{511, kNotFound},           // UNKNOWN_ROLE
    Row{514, kFailedPrecondition}, // ACCESS_STORAGE_FOR_INSERTION_NOT_FOUND
    Row{516, kUnauthenticated},    // AUTHENTICATION_FAILED
    Row{574, kResourceExhausted},  // DISTRIBUTED_TOO_MANY_PENDING_BYTES
    Row{636, kInvalidArgument},    // CANNOT_EXTRACT_TABLE_STRUCTURE
    Row{700, kResourceExhausted},  // USER_SESSION_LIMIT_EXCEEDED
    Row{701, kNotFound},           // CLUSTER_DOESNT_EXIST
    Row{999, kUnavailable},        // KEEPER_EXCEPTION
};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsPathByte(char c) { return IsNameByte(c) || c == '.' || c == '-' || c == '/' || c == '~' || c == '%'; }

void CutFrom(std::string* text, std::string_view mark) {
  const size_t at = text->find(mark);
  if (at != std::string::npos) text->resize(at);
}

void EraseAll(std::string* text, std::string_view what) {
  for (size_t at = text->find(what); at != std::string::npos; at = text->find(what, at)) {
    text->erase(at, what.size());
  }
}

// "Code: 60. DB::Exception: ", also repeated by a server that passes on another's.
void EraseCodes(std::string* text) {
  constexpr std::string_view kCode = "Code: ";
  for (size_t at = text->find(kCode); at != std::string::npos; at = text->find(kCode, at)) {
    size_t end = at + kCode.size();
    while (end < text->size() && IsDigit((*text)[end])) ++end;
    if (end == at + kCode.size() || end >= text->size() || (*text)[end] != '.') {
      at += kCode.size();
      continue;
    }
    ++end;
    while (end < text->size() && (*text)[end] == ' ') ++end;
    text->erase(at, end - at);
  }
  EraseAll(text, "DB::Exception: ");
  EraseAll(text, "DB::NetException: ");
  EraseAll(text, "Poco::Exception. ");
}

// " (SYNTAX_ERROR)" and " (version 26.7.2.1)" wherever they stand.
void EraseNotes(std::string* text) {
  for (size_t at = text->find(" ("); at != std::string::npos; at = text->find(" (", at)) {
    size_t end = text->find(')', at);
    if (end == std::string::npos) return;
    // " (version 26.7.2.1 (official build))" holds a pair of its own.
    if (text->compare(at, 10, " (version ") == 0 && end + 1 < text->size() && (*text)[end + 1] == ')') ++end;
    const std::string_view note = std::string_view(*text).substr(at + 2, end - at - 2);
    const bool name = note.size() > 4 && note.find('_') != std::string_view::npos &&
                      std::all_of(note.begin(), note.end(),
                                  [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || IsDigit(c); });
    const bool shout = !name && note.size() > 4 && std::all_of(note.begin(), note.end(), [](char c) {
      return c >= 'A' && c <= 'Z';
    }) && end + 1 < text->size() && text->compare(end + 1, 10, " (version ") == 0;
    if (name || shout || note.substr(0, 8) == "version ") {
      text->erase(at, end + 1 - at);
    } else {
      at += 2;
    }
  }
}

// Two or more components below "/", or one below a folder that every system has.
bool IsPath(std::string_view candidate) {
  if (candidate.size() < 3 || !IsNameByte(candidate[1])) return false;
  const size_t second = candidate.find('/', 1);
  const std::string_view root = candidate.substr(1, (second == std::string_view::npos ? candidate.size() : second) - 1);
  if (second != std::string_view::npos && second + 1 < candidate.size()) return !IsDigit(candidate[1]);
  constexpr std::array<std::string_view, 14> kRoots = {"etc", "var", "tmp", "home", "root", "usr", "proc",
                                                       "sys", "data", "opt", "mnt", "srv", "dev", "run"};
  return std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end();
}

std::string WithoutPaths(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '/' && (i == 0 || !IsNameByte(text[i - 1]))) {
      size_t end = i;
      while (end < text.size() && IsPathByte(text[end])) ++end;
      if (IsPath(text.substr(i, end - i))) {
        result += "(path)";
        i = end;
        continue;
      }
    }
    result.push_back(text[i++]);
  }
  return result;
}

// "10.1.2.3:9000" becomes "(address)".
std::string WithoutAddresses(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size();) {
    if (!IsDigit(text[i]) || (i > 0 && (IsNameByte(text[i - 1]) || text[i - 1] == '.'))) {
      result.push_back(text[i++]);
      continue;
    }
    size_t end = i;
    int dots = 0;
    while (end < text.size() && (IsDigit(text[end]) || text[end] == '.')) dots += text[end++] == '.' ? 1 : 0;
    const bool address = dots == 3 && end + 1 < text.size() && text[end] == ':' && IsDigit(text[end + 1]);
    if (address) {
      ++end;
      while (end < text.size() && IsDigit(text[end])) ++end;
      result += "(address)";
    } else {
      result.append(text.substr(i, end - i));
    }
    i = end;
  }
  return result;
}

// "aurora_query: Not enough privileges." and "User `x` ..." name an account.
void EraseUser(std::string* text) {
  const size_t denied = text->find(": Not enough privileges");
  if (denied != std::string::npos) {
    size_t begin = denied;
    while (begin > 0 && (*text)[begin - 1] != ' ' && (*text)[begin - 1] != '\n') --begin;
    text->erase(begin, denied + 2 - begin);
  }
  for (const std::string_view word : {"User ", "user "}) {
    for (size_t at = text->find(word); at != std::string::npos; at = text->find(word, at + word.size())) {
      const size_t begin = at + word.size();
      size_t end = begin;
      const char quote = begin < text->size() ? (*text)[begin] : ' ';
      if (quote == '`' || quote == '\'' || quote == '"') {
        end = text->find(quote, begin + 1);
        if (end == std::string::npos) break;
        text->erase(begin - 1, end + 2 - begin);
        continue;
      }
      while (end < text->size() && (IsNameByte((*text)[end]) || (*text)[end] == '-')) ++end;
      // A UUID; words of the sentence stay.
      if (end - begin == 36) text->erase(begin - 1, end + 1 - begin);
    }
  }
}

std::string Tidied(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const char plain = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    if (plain == ' ' && (result.empty() || result.back() == ' ')) continue;
    result.push_back(plain);
  }
  while (!result.empty() && (result.back() == ' ' || result.back() == '.')) result.pop_back();
  if (result.size() > kSafeMessageBytesMax) {
    size_t end = kSafeMessageBytesMax;
    // Not in the middle of a character.
    while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
    result.resize(end);
  }
  return result;
}

}  // namespace

absl::StatusCode CodeOf(int engine_code) {
  for (const Row& row : kTable) {
    if (row.engine == engine_code) return row.code;
  }
  return absl::StatusCode::kInternal;
}

std::string SafeMessage(std::string_view engine_text) {
  std::string text(engine_text);
  CutFrom(&text, "Stack trace:");
  CutFrom(&text, ", Stack trace");
  CutFrom(&text, ". Expected one of:");
  CutFrom(&text, "\nIf you use ClickHouse Cloud");
  CutFrom(&text, "\nIf you have installed ClickHouse");
  EraseCodes(&text);
  EraseNotes(&text);
  EraseUser(&text);
  return Tidied(WithoutAddresses(WithoutPaths(text)));
}

absl::Status ToStatus(int engine_code, std::string_view engine_text) {
  const absl::StatusCode code = CodeOf(engine_code);
  std::string message = code == kUnauthenticated
                            ? "ClickHouse refused the user or its password; check both in the configuration"
                            : SafeMessage(engine_text);
  if (engine_code == kNotEnoughSpace) message = "the disk of ClickHouse is full; make room there, and it goes on by itself";
  if (message.empty()) message = "ClickHouse gave no reason";
  absl::Status status(code, message);
  status.SetPayload(kPayload, absl::Cord(std::to_string(engine_code)));
  return status;
}

int ErrorCode(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayload);
  if (!payload) return 0;
  const std::string text(*payload);
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace aurora::clickhouse
