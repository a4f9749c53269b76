#pragma once

#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

#include "cli/commands/context.h"

namespace aurora::cli {

struct GlossaryOptions {
  // "list", "add" or "remove".
  std::string action = "list";
  // add: term and definition; remove: the term or its id.
  std::vector<std::string> words;
  // database.table
  std::string table;
  // "measure", "filter", "synonym"; "" for a measure where there is a table, else a synonym.
  std::string kind;
};

struct VerifiedOptions {
  // "list", "add" or "remove".
  std::string action = "list";
  // add: question and SQL; remove: the id.
  std::vector<std::string> words;
  // NAME=VALUE
  std::vector<std::string> parameters;
};

// `aurora glossary`: what words mean in questions.
int RunGlossary(const Context& context, const GlossaryOptions& options);
// `aurora verified`: answers that people saw to be right.
int RunVerified(const Context& context, const VerifiedOptions& options);

// Saves an answer of `aurora ask` as verified.
int SaveVerified(const Context& context, ApiClient& api, const std::string& question, const boost::json::value& answer);
// Asks the person at the terminal whether an answer is right: yes saves it as verified, no asks what is wrong and tells the
// administrators, Enter does neither.
int OfferToVerify(const Context& context, ApiClient& api, const std::string& question, const boost::json::value& answer);

}  // namespace aurora::cli
