#include "gateway/http/connection.h"

namespace aurora::gateway::http {

void ConnectionRegistry::Add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  connections_.emplace(connection.get(), connection);
}

void ConnectionRegistry::Remove(Connection* connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
}

size_t ConnectionRegistry::size() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

std::vector<std::shared_ptr<Connection>> ConnectionRegistry::All() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Connection>> all;
  for (const auto& [key, weak] : connections_) {
    if (auto connection = weak.lock()) all.push_back(std::move(connection));
  }
  return all;
}

void ConnectionRegistry::DrainAll() {
  for (const auto& connection : All()) connection->Drain();
}

void ConnectionRegistry::KillAll() {
  for (const auto& connection : All()) connection->Kill();
}

}  // namespace aurora::gateway::http
