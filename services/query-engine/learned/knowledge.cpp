#include "services/query-engine/learned/knowledge.h"

#include <chrono>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/state/database.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/language/glossary/definition.h"

namespace aurora::query::learned {

language::Term Prepare(const StoredTerm& stored, const catalog::Snapshot& snapshot) {
  language::Term term;
  term.id = stored.id;
  term.term = stored.term;
  term.kind = stored.kind;
  term.definition = stored.definition;
  term.table = stored.table;
  term.made_by = stored.made_by;
  for (const language::Word& word : language::Normalise(stored.term)) term.stems.push_back(word.stem);
  if (stored.kind == language::TermKind::kSynonym) return term;
  auto pieces = language::ReadDefinition(stored.definition, stored.kind, stored.table, snapshot.names);
  if (pieces.ok()) {
    term.pieces = *std::move(pieces);
  } else {
    term.broken = base::Message(pieces.status());
  }
  return term;
}

Knowledge::~Knowledge() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Knowledge::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Knowledge::Run() {
  bool failing = false;
  std::unique_lock lock(mutex_);
  while (!stop_) {
    wake_.wait_for(lock, std::chrono::milliseconds(absl::ToInt64Milliseconds(interval_)));
    if (stop_) return;
    lock.unlock();
    const absl::Status read = Refresh();
    if (!read.ok() && !failing) base::log::Warning("what people taught cannot be read; what was known stays", {{"status", read}});
    failing = !read.ok();
    lock.lock();
  }
}

absl::Status Knowledge::Refresh() {
  const int64_t known = Get()->version;
  auto fresh = std::make_shared<Learned>();
  const absl::Status read = database_.Read([&](state::Session& session) -> absl::Status {
    auto changes = session.Select("SELECT changes FROM learned_changes WHERE id = 1", 1);
    if (!changes.ok()) return changes.status();
    fresh->version = changes->empty() ? 0 : changes->front().Number(0);
    if (fresh->version == known) return absl::OkStatus();
    auto terms = GlossaryStore::List(session);
    if (!terms.ok()) return terms.status();
    fresh->terms = *std::move(terms);
    auto verified = VerifiedStore::List(session);
    if (!verified.ok()) return verified.status();
    fresh->verified = *std::move(verified);
    return absl::OkStatus();
  });
  if (!read.ok() || fresh->version == known) return read;
  const std::lock_guard lock(mutex_);
  // Another thread may have read later.
  if (fresh->version > learned_->version) learned_ = std::move(fresh);
  return absl::OkStatus();
}

std::shared_ptr<const Learned> Knowledge::Get() const {
  const std::lock_guard lock(mutex_);
  return learned_;
}

std::shared_ptr<const language::Glossary> Knowledge::GlossaryFor(const catalog::Snapshot& snapshot) {
  const std::shared_ptr<const Learned> learned = Get();
  {
    const std::lock_guard lock(mutex_);
    if (glossary_ != nullptr && glossary_version_ == learned->version && glossary_tables_ == snapshot.version) return glossary_;
  }
  auto glossary = std::make_shared<language::Glossary>();
  for (const StoredTerm& term : learned->terms) glossary->push_back(Prepare(term, snapshot));
  const std::lock_guard lock(mutex_);
  glossary_ = std::move(glossary);
  glossary_version_ = learned->version;
  glossary_tables_ = snapshot.version;
  return glossary_;
}

}  // namespace aurora::query::learned
