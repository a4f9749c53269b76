#include "services/query-engine/serve.h"

#include <memory>
#include <utility>

#include "libs/base/freed_memory.h"
#include "libs/base/worker_pool.h"
#include "libs/clickhouse/client.h"
#include "libs/rpc/endpoint.h"
#include "libs/service/runtime.h"
#include "libs/state/database.h"
#include "services/query-engine/answer/answer_question.h"
#include "services/query-engine/answer/conversation_store.h"
#include "services/query-engine/answer/model_answer.h"
#include "services/query-engine/answer/suggestions.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/catalog/freshness.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/learned/knowledge.h"
#include "services/query-engine/learned/state_schema.h"
#include "services/query-engine/learned/teaching.h"
#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/chat_generator.h"
#include "services/query-engine/model/chat/chat_metrics.h"
#include "services/query-engine/model/chat/model_state.h"
#include "services/query-engine/model/embedded_generator.h"
#include "services/query-engine/retrieval/meaning_search.h"
#include "services/query-engine/service/query_metrics.h"
#include "services/query-engine/service/query_service.h"

namespace prometheus {
class Registry;
}

namespace aurora::query {
namespace {

// Short calls (lists of tables, explanations) at a time, and those that may wait.
constexpr size_t kCallThreads = 4;
constexpr size_t kCallsWaitingMax = 256;

// How long people's queries wait for a ClickHouse that is being started again or whose name has no address for a moment.
constexpr absl::Duration kConnectPatience = absl::Seconds(10);

absl::StatusOr<std::unique_ptr<clickhouse::Client>> Connect(const Options& options, const std::string& url, const std::string& user,
                                                            const base::Secret& password, absl::Duration connect_patience) {
  clickhouse::Options client;
  client.url = url;
  client.ca_file = options.clickhouse_ca_file;
  client.user = user;
  client.password = password;
  client.request_timeout = options.query_time_max;
  client.connect_patience = connect_patience;
  return clickhouse::Client::Create(std::move(client));
}

retrieval::QuestionSource VerifiedQuestions(const learned::Knowledge& knowledge) {
  return [&knowledge] {
    const std::shared_ptr<const learned::Learned> learned = knowledge.Get();
    retrieval::KnownQuestions known;
    known.version = learned->version;
    for (const learned::VerifiedAnswer& answer : learned->verified) known.questions.push_back({answer.id, answer.question});
    return known;
  };
}

// The second generator and what it works with, in the order of their lives.
struct Model {
  explicit Model(prometheus::Registry& registry) : metrics(registry) {}

  model::chat::ChatMetrics metrics;
  std::unique_ptr<model::chat::ChatClient> client;
  std::unique_ptr<model::chat::ChatGenerator> generator;
  std::unique_ptr<answer::ModelAnswer> answer;
};

// nullptr when none is configured.
absl::StatusOr<std::unique_ptr<Model>> MakeModel(const Options& options, prometheus::Registry& registry, execution::QueryRunner& runner,
                                                 const retrieval::MeaningSearch* meanings) {
  if (!options.model.enabled()) return nullptr;
  auto model = std::make_unique<Model>(registry);
  auto client = model::chat::ChatClient::Create(options.model, model->metrics);
  if (!client.ok()) return client.status();
  model->client = *std::move(client);
  model->generator = std::make_unique<model::chat::ChatGenerator>(*model->client);
  model->answer = std::make_unique<answer::ModelAnswer>(*model->generator, runner, meanings, model->metrics);
  return model;
}

}  // namespace

absl::StatusOr<int> Serve(const Options& options, aurora::service::Runtime& runtime) {
  base::KeepFreedMemory();
  auto query_client = Connect(options, options.clickhouse_url, options.query_user, options.query_password, kConnectPatience);
  if (!query_client.ok()) return query_client.status();
  const std::string& catalog_url = options.catalog_url.empty() ? options.clickhouse_url : options.catalog_url;
  // Readiness goes by what it sees: at once.
  auto catalog_client = Connect(options, catalog_url, options.catalog_user, options.catalog_password, absl::ZeroDuration());
  if (!catalog_client.ok()) return catalog_client.status();

  const model::EmbeddedGenerator generator;
  catalog::Catalog catalog(**catalog_client, options.catalog_interval);
  catalog.Prepare([&generator](const catalog::Snapshot& snapshot) { generator.Prepare(snapshot); });
  catalog::Freshness freshness(**catalog_client);
  execution::QueryRunner runner(**query_client, **catalog_client);
  answer::ConversationStore conversations(static_cast<size_t>(options.conversations_max), options.conversation_ttl);
  std::unique_ptr<state::Database> database;
  std::unique_ptr<learned::Knowledge> knowledge;
  std::unique_ptr<learned::Teaching> teaching;
  if (!options.state_url.empty()) {
    state::DatabaseOptions state;
    state.url = options.state_url;
    state.password = options.state_password;
    auto opened = state::Database::Open(state, learned::StateMigrations());
    if (!opened.ok()) return opened.status();
    database = *std::move(opened);
    knowledge = std::make_unique<learned::Knowledge>(*database, options.state_interval);
    if (absl::Status read = knowledge->Refresh(); !read.ok()) return read;
    teaching = std::make_unique<learned::Teaching>(*database, *knowledge, catalog, runner);
  }
  std::unique_ptr<retrieval::MeaningSearch> meanings;
  if (!options.embedding.address.empty()) {
    auto channel = rpc::MakeChannel(options.embedding, "aurora.embedding.v1.EmbeddingService");
    if (!channel.ok()) return channel.status();
    // Nobody but a model is told of verified answers by meaning.
    const bool questions = knowledge != nullptr && options.model.enabled();
    meanings = std::make_unique<retrieval::MeaningSearch>(*std::move(channel), catalog, questions ? VerifiedQuestions(*knowledge) : nullptr);
  }
  auto model = MakeModel(options, runtime.metrics(), runner, meanings.get());
  if (!model.ok()) return model.status();
  answer::AnswerQuestion answer(catalog, generator, runner, conversations, meanings.get(), knowledge.get(),
                                *model == nullptr ? nullptr : (*model)->answer.get());
  answer::Suggestions suggestions(catalog, generator);
  service::QueryMetrics metrics(runtime.metrics());
  // The pools end before what their work uses.
  base::WorkerPool queries(static_cast<size_t>(options.queries_concurrent_max),
                           static_cast<size_t>(options.queries_waiting_max));
  base::WorkerPool calls(kCallThreads, kCallsWaitingMax);

  service::ServiceLimits limits;
  limits.rows_default = static_cast<uint64_t>(options.rows_default);
  limits.rows_max = static_cast<uint64_t>(options.rows_max);
  limits.bytes_max = static_cast<uint64_t>(options.bytes_max);
  limits.time_max = options.query_time_max;
  service::QueryService query_service({catalog, freshness, runner, answer, suggestions, metrics, queries, calls,
                                       knowledge.get(), teaching.get(), options.model,
                                       *model == nullptr ? nullptr : (*model)->client.get()},
                                      limits);

  catalog.Start();
  if (meanings != nullptr) meanings->Start();
  if (knowledge != nullptr) knowledge->Start();
  for (model::chat::StateNote& note : model::chat::StateNotes(*model == nullptr ? nullptr : (*model)->client.get())) {
    runtime.AddReadinessNote(std::move(note.name), std::move(note.ask));
  }
  runtime.AddReadinessCheck("tables", [&catalog] { return catalog.Health(); });
  auto server = rpc::Server::Create(options.grpc, {&query_service}, runtime);
  if (!server.ok()) return server.status();
  return runtime.Run();
}

}  // namespace aurora::query
