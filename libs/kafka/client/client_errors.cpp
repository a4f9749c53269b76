#include "libs/kafka/client/client_errors.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

using Kind = ClientErrors::Kind;
// Named in one message.
constexpr size_t kPlacesMax = 5;
constexpr char kWordUrl[] = "aurora/kafka-error";

// Larger says more about the cause.
int Weight(Kind kind) {
  switch (kind) {
    case Kind::kNone: return 0;
    case Kind::kOther: return 1;
    case Kind::kTransport: return 2;
    case Kind::kResolve: return 3;
    case Kind::kTls: return 4;
    case Kind::kAuthorization: return 5;
    case Kind::kAuthentication: return 6;
    case Kind::kMechanism:
    case Kind::kToken: return 7;
    case Kind::kFatal: return 8;
  }
  return 0;
}

bool LooksLikeTls(const std::string& text) {
  const std::string lower = absl::AsciiStrToLower(text);
  return absl::StrContains(lower, "ssl handshake") || absl::StrContains(lower, "certificate") ||
         absl::StrContains(lower, "connecting to a ssl listener");
}

// Told as a refused sign-in; the remedy is another one.
bool LooksLikeMechanism(const std::string& text) {
  return absl::StrContains(absl::AsciiStrToLower(text), "mechanism handshake failed") ||
         absl::StrContains(absl::AsciiStrToLower(text), "unsupported sasl mechanism");
}

// Of OAUTHBEARER: there is no token that a broker could refuse.
bool LooksLikeToken(const std::string& text) {
  return absl::StrContains(absl::AsciiStrToLower(text), "failed to acquire sasl oauthbearer token");
}

// "PLAIN,SCRAM-SHA-256" of "...: broker's supported mechanisms: PLAIN,SCRAM-SHA-256 (after 1ms ...)".
std::string OfferedMechanisms(const std::string& text) {
  constexpr absl::string_view kMark = "supported mechanisms: ";
  const size_t mark = text.find(kMark.data());
  if (mark == std::string::npos) return "";
  const size_t begin = mark + kMark.size();
  return text.substr(begin, text.find_first_of(" (", begin) - begin);
}

Kind KindOf(int code, const std::string& text) {
  if (LooksLikeMechanism(text)) return Kind::kMechanism;
  if (LooksLikeToken(text)) return Kind::kToken;
  switch (code) {
    case RD_KAFKA_RESP_ERR__RESOLVE: return Kind::kResolve;
    case RD_KAFKA_RESP_ERR__SSL: return Kind::kTls;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
    case RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE: return Kind::kAuthentication;
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED: return Kind::kAuthorization;
    case RD_KAFKA_RESP_ERR__FATAL: return Kind::kFatal;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT: return LooksLikeTls(text) ? Kind::kTls : Kind::kTransport;
    default: return LooksLikeTls(text) ? Kind::kTls : Kind::kOther;
  }
}

absl::Status Make(absl::StatusCode code, const char* word, const std::string& message) {
  absl::Status status(code, message);
  status.SetPayload(kWordUrl, absl::Cord(word));
  return status;
}

// The cause that the callbacks saw, when the code itself only says "transport failure" or "timed out".
absl::Status FromSeen(const ClientErrors::Seen& seen, const std::string& object) {
  switch (seen.kind) {
    case Kind::kAuthentication:
      return Make(absl::StatusCode::kUnauthenticated, "authentication_failed",
                  base::StrCat(object, ": the broker refused the user name or password; check both and the SASL mechanism"));
    case Kind::kMechanism: {
      const std::string offered = OfferedMechanisms(seen.text);
      return Make(absl::StatusCode::kUnauthenticated, "mechanism_unsupported",
                  offered.empty() ? base::StrCat(object, ": this port takes no sign-in by SASL; choose a protocol without "
                                                         "SASL, or the brokers' port for it")
                                  : base::StrCat(object, ": the broker does not offer this SASL mechanism; choose one of ",
                                                 offered));
    }
    case Kind::kToken: {
      const bool refused = absl::StrContains(seen.text, "invalid_client") || absl::StrContains(seen.text, "unauthorized") ||
                           absl::StrContains(seen.text, "401");
      return Make(absl::StatusCode::kUnauthenticated, "token_unavailable",
                  base::StrCat(object, refused ? ": the provider of tokens refuses the client; check username and password, which are the "
                                                 "client's id and secret, and token_url"
                                               : ": no token could be had from token_url; check that it is a token endpoint, that "
                                                 "this machine reaches it and trusts its certificate, and the scope"));
    }
    case Kind::kTls:
      return Make(absl::StatusCode::kFailedPrecondition, "tls_failed",
                  base::StrCat(object, ": TLS with the broker failed; check the protocol and the CA certificate"));
    case Kind::kAuthorization:
      return Make(absl::StatusCode::kPermissionDenied, "not_authorized",
                  base::StrCat(object, ": the user may not do this; grant READ and DESCRIBE on topic and group"));
    default:
      return Make(absl::StatusCode::kUnavailable, "broker_unreachable",
                  base::StrCat(object, ": no broker answers; check the addresses and that Kafka runs"));
  }
}

}  // namespace

void ClientErrors::Record(int code, std::string text) {
  const Kind kind = KindOf(code, text);
  Keep(kind, std::move(text));
}

void ClientErrors::RecordLog(const char* facility, const char* text) {
  const std::string where = facility;
  if (where == "FAIL" || where == "ERROR") {
    std::string line = text;
    if (LooksLikeTls(line)) Keep(Kind::kTls, std::move(line));
  }
}

void ClientErrors::Keep(Kind kind, std::string text) {
  absl::MutexLock lock(&mutex_);
  if (Weight(kind) >= Weight(worst_.kind)) worst_ = Seen{kind, std::move(text)};
}

ClientErrors::Seen ClientErrors::Worst() const {
  absl::MutexLock lock(&mutex_);
  return worst_;
}

void ClientErrors::Clear() {
  absl::MutexLock lock(&mutex_);
  worst_ = Seen{};
}

absl::Status ToStatus(int code, const std::string& object, const ClientErrors* errors) {
  switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR: return absl::OkStatus();
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return Make(absl::StatusCode::kNotFound, "topic_unknown",
                  base::StrCat(object, ": the cluster has no such topic; check its name, or produce to it first"));
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED: return FromSeen({Kind::kAuthorization, {}}, object);
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED: {
      const ClientErrors::Seen seen = errors != nullptr ? errors->Worst() : ClientErrors::Seen{};
      const bool telling = seen.kind == Kind::kMechanism || seen.kind == Kind::kToken;
      return FromSeen(telling ? seen : ClientErrors::Seen{Kind::kAuthentication, {}}, object);
    }
    case RD_KAFKA_RESP_ERR__SSL: return FromSeen({Kind::kTls, {}}, object);
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR_FENCED_MEMBER_EPOCH:
    case RD_KAFKA_RESP_ERR_STALE_MEMBER_EPOCH:
    case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST:
    case RD_KAFKA_RESP_ERR__FENCED:
      return Make(absl::StatusCode::kAborted, "fenced",
                  base::StrCat(object, ": another member of the group has the partition now"));
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
    case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
      return FromSeen(errors != nullptr ? errors->Worst() : ClientErrors::Seen{}, object);
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      return Make(absl::StatusCode::kOutOfRange, "offset_out_of_range",
                  base::StrCat(object, ": the next offset to read is not in the topic any more; it is looked at what is left"));
    case RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT:
      return Make(absl::StatusCode::kFailedPrecondition, "session_timeout_refused",
                  base::StrCat(object, ": the brokers do not accept this session_timeout; set that of ingest between their "
                               "group.min.session.timeout.ms and group.max.session.timeout.ms, or change these"));
    case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
    case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
      return Make(absl::StatusCode::kUnavailable, "no_leader",
                  base::StrCat(object, ": no broker leads the partition at the moment; try again, or look after the brokers"));
    default:
      return Make(absl::StatusCode::kUnavailable, "kafka_error",
                  base::StrCat(object, ": ", rd_kafka_err2name(static_cast<rd_kafka_resp_err_t>(code))));
  }
}

absl::Status TopicMadeAnew(const std::string& topic) {
  return Make(absl::StatusCode::kFailedPrecondition, "topic_made_anew",
              base::StrCat("topic ", topic, " was deleted and made anew; it is read from its beginning"));
}

absl::Status PartitionsUnowned(const std::string& group, const std::vector<Partition>& partitions) {
  std::string places;
  for (size_t i = 0; i < std::min(partitions.size(), kPlacesMax); ++i) {
    places += base::StrCat(i == 0 ? "" : "; ", Place(partitions[i]));
  }
  if (partitions.size() > kPlacesMax) places += base::StrCat("; and ", partitions.size() - kPlacesMax, " more");
  return Make(absl::StatusCode::kAborted, "partitions_unowned",
              base::StrCat("consumer group ", group, ": no member has been given ", places,
                           "; this one leaves the group and joins it again, so that all are given out anew. Nothing is lost, and "
                           "nothing has to be done"));
}

std::string ErrorWord(const absl::Status& status) {
  const absl::optional<absl::Cord> word = status.GetPayload(kWordUrl);
  return word.has_value() ? std::string(*word) : std::string();
}

bool IsFenced(const absl::Status& status) { return ErrorWord(status) == "fenced"; }

}  // namespace aurora::kafka
