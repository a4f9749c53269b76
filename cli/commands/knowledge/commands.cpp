#include "cli/commands/knowledge/commands.h"

#include <CLI/CLI.hpp>

#include "cli/commands/knowledge/knowledge_command.h"

namespace aurora::cli {

void AddKnowledge(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  GlossaryOptions& glossary_options = commands.Keep<GlossaryOptions>();
  VerifiedOptions& verified_options = commands.Keep<VerifiedOptions>();
  CLI::App* glossary = commands.Add("glossary", "What words mean in questions",
                                    "  aurora glossary list\n"
                                    "  aurora glossary add \"net revenue\" \"sum(total) - sum(refund)\" --table shop.orders\n"
                                    "  aurora glossary add VIP \"tier = 'gold'\" --table shop.customers --kind filter\n"
                                    "  aurora glossary add clients customers\n"
                                    "  aurora glossary remove VIP",
                                    [&context, &glossary_options] { return RunGlossary(context, glossary_options); });
  glossary->add_option("action", glossary_options.action, "list (default), add or remove")->check(CLI::IsMember({"list", "add", "remove"}));
  glossary->add_option("words", glossary_options.words, "add: term and definition; remove: the term or its id");
  glossary->add_option("--table", glossary_options.table, "database.table of the definition's columns");
  glossary->add_option("--kind", glossary_options.kind, "measure (default with --table), filter or synonym (default without)")
      ->check(CLI::IsMember({"measure", "filter", "synonym"}));
  CLI::App* verified = commands.Add("verified", "Answers that people saw to be right",
                                    "  aurora verified list\n"
                                    "  aurora verified add \"orders this week\" \"SELECT count() FROM shop.orders WHERE ordered_at >= {from:DateTime}\"\n"
                                    "  aurora ask --verify \"orders by state\"",
                                    [&context, &verified_options] { return RunVerified(context, verified_options); });
  verified->add_option("action", verified_options.action, "list (default), add or remove")->check(CLI::IsMember({"list", "add", "remove"}));
  verified->add_option("words", verified_options.words, "add: question and SQL; remove: the id");
  verified->add_option("--parameter", verified_options.parameters, "NAME=VALUE of a {NAME:Type} in the SQL")->expected(1);
}

}  // namespace aurora::cli
