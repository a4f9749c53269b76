#include "services/ingest/schema_registry/schema_registry.h"

#include <algorithm>
#include <boost/json.hpp>

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::ingest {
namespace {

namespace json = boost::json;

constexpr char kWordUrl[] = "aurora/registry-word";
constexpr absl::Duration kConnectTimeout = absl::Seconds(2);
constexpr absl::Duration kRequestTimeout = absl::Seconds(3);
// A registry of several nodes may tell an id to a producer a moment before all of them know it.
constexpr int kAttemptsMax = 4;
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kPatienceInterval = absl::Seconds(10);
constexpr absl::Duration kUnknownPauseMin = absl::Seconds(1);
constexpr absl::Duration kUnknownPauseMax = absl::Minutes(1);
constexpr size_t kUnknownKept = 1000;
constexpr int kReferenceDepthMax = 20;
// Confluent's codes for: no such subject, version, schema.
constexpr int64_t kNoSubject = 40401;
constexpr int64_t kNoVersion = 40402;
constexpr int64_t kNoSchema = 40403;

absl::Status WithWord(absl::Status status, std::string_view word) {
  status.SetPayload(kWordUrl, absl::Cord(base::Absl(word)));
  return status;
}

std::string TextOf(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

int64_t NumberOf(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : -1;
}

json::object ParseBody(const std::string& body) {
  boost::system::error_code error;
  const json::value value = json::parse(body, error);
  return !error && value.is_object() ? value.get_object() : json::object();
}

}  // namespace

struct SchemaRegistry::Answer {
  std::string type;
  std::string text;
  struct Link {
    std::string name;
    std::string subject;
    int64_t version;
  };
  std::vector<Link> links;
};

std::string RegistryWord(const absl::Status& status) {
  const absl::optional<absl::Cord> word = status.GetPayload(kWordUrl);
  return word.has_value() ? std::string(*word) : "";
}

SchemaRegistry::SchemaRegistry(RegistryOptions options, std::unique_ptr<http::Client> client)
    : options_(std::move(options)), client_(std::move(client)) {}
SchemaRegistry::~SchemaRegistry() = default;

absl::StatusOr<std::unique_ptr<SchemaRegistry>> SchemaRegistry::Create(RegistryOptions options) {
  http::Options http;
  http.base_url = options.url;
  http.connect_timeout = kConnectTimeout;
  http.connections_max = 1;
  http.ca_certificate = options.ca_certificate;
  auto client = http::Client::Create(std::move(http));
  if (!client.ok()) {
    return absl::InvalidArgumentError(base::StrCat("schema registry: ", base::Message(client.status())));
  }
  return std::unique_ptr<SchemaRegistry>(new SchemaRegistry(std::move(options), *std::move(client)));
}

// One GET. `what` names the object for people.
absl::StatusOr<SchemaRegistry::Answer> SchemaRegistry::Fetch(const std::string& path, const std::string& what,
                                                             absl::Time deadline) {
  http::Request request;
  request.path = path;
  request.headers = {{"Accept", "application/vnd.schemaregistry.v1+json, application/json"}};
  request.response_bytes_max = 2 * kSchemaBytesMax;
  request.replayable = true;
  if (!options_.username.empty()) {
    request.headers.emplace_back(
        "Authorization",
        "Basic " + absl::Base64Escape(base::StrCat(options_.username, ":", options_.password.Reveal())));
  }
  const std::string where = base::StrCat("schema registry ", options_.url);
  absl::StatusOr<http::Response> response =
      client_->Send(request, std::min(deadline, absl::Now() + kRequestTimeout));
  if (!response.ok()) {
    return WithWord(absl::UnavailableError(base::StrCat(where, " cannot be reached: ", base::Message(response.status()),
                                                        "; check the URL and that it runs")),
                    "registry_unreachable");
  }
  const json::object body = ParseBody(response->body);
  if (response->status == 401 || response->status == 403) {
    return WithWord(absl::FailedPreconditionError(base::StrCat(
                        where, " refuses ", options_.username.empty() ? "calls without a user" : "the user and password",
                        " (", response->status, "); give ones that may read its schemas")),
                    "registry_refused");
  }
  if (const int64_t code = NumberOf(body, "error_code");
      response->status == 404 && (code == kNoSubject || code == kNoVersion || code == kNoSchema)) {
    return absl::NotFoundError(base::StrCat(where, " does not know ", what,
                                            "; register it there, or give the registry that the producer uses"));
  }
  // Also a 404 without such a code: there is no registry behind that URL, which says nothing about the schema.
  if (!response->ok() || TextOf(body, "schema").empty()) {
    return WithWord(absl::UnavailableError(base::StrCat(where, " gives no schema for ", what, " (HTTP ", response->status,
                                                        "); check that the URL is a schema registry's")),
                    response->status >= 500 ? "registry_unreachable" : "registry_error");
  }
  Answer answer;
  answer.type = TextOf(body, "schemaType");
  if (answer.type.empty()) answer.type = "AVRO";
  answer.text = TextOf(body, "schema");
  const json::value* links = body.if_contains("references");
  if (links == nullptr || !links->is_array()) return answer;
  for (const json::value& link : links->get_array()) {
    if (!link.is_object()) continue;
    const json::object& object = link.get_object();
    answer.links.push_back({TextOf(object, "name"), TextOf(object, "subject"), NumberOf(object, "version")});
  }
  return answer;
}

absl::Status SchemaRegistry::Follow(const Answer& answer, int depth, absl::Time deadline, RegisteredSchema* schema) {
  if (depth > kReferenceDepthMax) {
    return absl::NotFoundError(base::StrCat("schema id ", schema->id, ": its references go round in a circle, or deeper than ",
                                            kReferenceDepthMax, " levels; correct them"));
  }
  for (const Answer::Link& link : answer.links) {
    bool known = false;
    for (const RegisteredSchema::Reference& reference : schema->references) known = known || reference.name == link.name;
    if (known) continue;
    if (schema->references.size() >= kReferencesMax) {
      return absl::NotFoundError(base::StrCat("schema id ", schema->id, " refers to more than ", kReferencesMax,
                                              " others; join some"));
    }
    // A version that was deleted softly is still what messages were written with.
    absl::StatusOr<Answer> other =
        Fetch(base::StrCat("/subjects/", http::EncodeQueryValue(link.subject), "/versions/", link.version, "?deleted=true"),
              base::StrCat("subject ", link.subject.substr(0, 200), ", version ", link.version, ", which schema id ", schema->id,
                           " refers to"),
              deadline);
    if (!other.ok()) return other.status();
    if (absl::Status status = Follow(*other, depth + 1, deadline, schema); !status.ok()) return status;
    schema->references.push_back({link.name, std::move(other->text)});
  }
  return absl::OkStatus();
}

absl::StatusOr<RegisteredSchema> SchemaRegistry::Fetch(uint32_t id, absl::Time deadline) {
  absl::StatusOr<Answer> answer =
      Fetch(base::StrCat("/schemas/ids/", id), base::StrCat("schema id ", id), deadline);
  if (!answer.ok()) return answer.status();
  RegisteredSchema schema;
  schema.id = id;
  schema.type = std::move(answer->type);
  schema.text = std::move(answer->text);
  if (absl::Status status = Follow(*answer, 1, deadline, &schema); !status.ok()) return status;
  return schema;
}

absl::StatusOr<std::shared_ptr<const RegisteredSchema>> SchemaRegistry::Ask(uint32_t id) {
  absl::StatusOr<RegisteredSchema> schema = Fetch(id, absl::Now() + kAskMax);
  if (schema.ok() || absl::IsNotFound(schema.status())) {
    if (could_not_ask_ == id) could_not_ask_.reset();
  } else {
    could_not_ask_ = id;
  }
  if (!schema.ok()) return schema.status();
  auto shared = std::make_shared<const RegisteredSchema>(*std::move(schema));
  if (known_.size() >= kSchemasKept) known_.clear();
  known_[id] = shared;
  unknown_.erase(id);
  return shared;
}

absl::StatusOr<std::shared_ptr<const RegisteredSchema>> SchemaRegistry::AskPatiently(uint32_t id) {
  const bool patient = absl::Now() >= patient_again_at_;
  absl::Duration pause = kFirstPause;
  for (int attempt = 1;; ++attempt) {
    auto schema = Ask(id);
    if (!absl::IsNotFound(schema.status())) return schema;
    if (!patient || attempt == kAttemptsMax) {
      if (patient) patient_again_at_ = absl::Now() + kPatienceInterval;
      return schema;
    }
    absl::SleepFor(pause);
    pause *= 2;
  }
}

absl::StatusOr<std::shared_ptr<const RegisteredSchema>> SchemaRegistry::Get(uint32_t id) {
  absl::MutexLock lock(&mutex_);
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  const auto unknown = unknown_.find(id);
  const bool asked_before = unknown != unknown_.end();
  if (asked_before && absl::Now() < unknown->second.ask_again_at) return unknown->second.answer;
  auto schema = asked_before ? Ask(id) : AskPatiently(id);
  if (!absl::IsNotFound(schema.status())) return schema;
  base::log::Warning("a message names an unknown schema", {{"error", schema.status()}});
  const absl::Duration pause =
      asked_before ? std::min(unknown_[id].pause * 2, kUnknownPauseMax) : kUnknownPauseMin;
  if (unknown_.size() >= kUnknownKept) unknown_.clear();
  unknown_[id] = {schema.status(), absl::Now() + pause, pause};
  return schema;
}

absl::Status SchemaRegistry::Recheck() {
  absl::MutexLock lock(&mutex_);
  if (!could_not_ask_.has_value()) return absl::OkStatus();
  const absl::Status status = Ask(*could_not_ask_).status();
  return absl::IsNotFound(status) ? absl::OkStatus() : status;
}

}  // namespace aurora::ingest
