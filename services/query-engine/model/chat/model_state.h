#pragma once

#include <functional>
#include <string>
#include <vector>

namespace aurora::query::model::chat {

class ChatClient;

// A line about the model for people and for the web app's settings, which read it out of the parts' states.
struct StateNote {
  std::string name;
  std::function<std::string()> ask;
};

// Which model is asked and when, where it is, how its last request ended, whose values it sees, and what it has cost today
// (UTC, by this process). `client` has to live for as long as the notes are asked; nullptr: no model is configured.
std::vector<StateNote> StateNotes(const ChatClient* client);

// An endpoint's address without what may be a secret: user, password and query.
std::string ShownEndpoint(const std::string& endpoint);

}  // namespace aurora::query::model::chat
