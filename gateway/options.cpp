#include "gateway/server.h"
#include "libs/service/configuration.h"

namespace aurora::gateway {

void Options::Declare(service::Configuration& configuration) {
  const auto seconds = [](int64_t number) { return absl::Seconds(number); };
  configuration.Add("http.listen", &listen, "host:port of the API and the web app; port 0: any free one");
  configuration.Add("http.public_url", &public_url,
                    "URL that people use, e.g. https://aurora.example.com; its host is accepted beside loopback names");
  configuration.Add("http.tls.certificate_file", &certificate_file, "PEM file with the certificate chain; empty: no TLS");
  configuration.Add("http.tls.key_file", &key_file, "PEM file with the certificate's key");
  configuration.Add("http.web_root", &web_root, "folder of the web app; empty: share/aurora/web beside this program");
  configuration.Add("http.threads", &threads, "threads that serve connections", 1, 64);

  configuration.Add("state.url", &state_url,
                    "tokens, sessions, boards, history: sqlite:///path/gateway.db or postgresql://user@host/database");
  configuration.AddSecret("state.password", &state_password, "password of a PostgreSQL state");
  configuration.AddSecret("auth.admin_token", &admin_token, "API token that is an administrator's");
  configuration.Add("auth.session_idle", &session_idle, "a session ends after this long without a call", seconds(60),
                    absl::Hours(24 * 30));
  configuration.Add("auth.session_absolute", &session_absolute, "a session ends after this long in any case",
                    seconds(60), absl::Hours(24 * 90));
  configuration.Add("audit.texts", &audit_texts, "write questions and SQL into the audit log, not only their hash");

  configuration.Add("limits.header_bytes_max", &header_bytes_max, "bytes of a request's header", 1024, 1 << 20);
  configuration.Add("limits.body_bytes_max", &body_bytes_max, "bytes of a request's body", 1024, 64 << 20);
  configuration.Add("limits.connections_max", &connections_max, "open connections", 1, 100'000);
  configuration.Add("limits.live_connections_max", &live_connections_max, "open WebSockets", 1, 100'000);
  configuration.Add("limits.requests_per_identity", &requests_per_identity,
                    "calls a second of one user or token, on average; twice as many at once", 0.1, 1e6);
  configuration.Add("limits.requests_per_address", &requests_per_address,
                    "calls a second from one address, on average; twice as many at once", 0.1, 1e6);
  configuration.Add("limits.queries_max", &queries_max, "statements that run at once", 1, 10'000);
  configuration.Add("limits.queries_per_identity_max", &queries_per_identity_max,
                    "statements of one user or token that run at once", 1, 10'000);
  configuration.Add("limits.result_bytes_max", &result_bytes_max, "bytes of one result", 1024, int64_t{1} << 50);
  configuration.Add("limits.query_timeout", &query_timeout, "time from a query's call to the last byte of its result",
                    seconds(1), absl::Hours(24));
  configuration.Add("limits.header_timeout", &header_timeout, "time until a request's header is whole",
                    absl::Milliseconds(100), absl::Minutes(10));
  configuration.Add("limits.body_timeout", &body_timeout, "time until a request's body is whole",
                    absl::Milliseconds(100), absl::Minutes(10));
  configuration.Add("limits.idle_timeout", &idle_timeout, "time between two requests of a connection",
                    absl::Milliseconds(100), absl::Hours(1));
  configuration.Add("limits.write_timeout", &write_timeout, "time for a client to take 256 KiB",
                    absl::Milliseconds(100), absl::Hours(1));

  configuration.Add("grafana.url", &grafana_url,
                    "Grafana, served under /grafana/ to people who are signed in, e.g. http://127.0.0.1:3000; empty: none");
  configuration.Add("grafana.ca_file", &grafana_ca_file, "authorities for an https URL; empty: the system's");
  configuration.Add("grafana.timeout", &grafana_timeout, "time for Grafana's answer to begin and between its pieces",
                    seconds(1), absl::Hours(1));
  configuration.Add("grafana.body_bytes_max", &grafana_body_bytes_max, "bytes of a request's body to Grafana", 1024,
                    256 << 20);
  configuration.Add("grafana.calls_max", &grafana_calls_max, "calls and WebSockets of Grafana at a time", 1, 100'000);

  ingest.address = "127.0.0.1:7181";
  ingest.Declare(configuration, "ingest", "the ingest service");
  query_engine.address = "127.0.0.1:7183";
  query_engine.Declare(configuration, "query_engine", "the query engine");
  configuration.Add("status.parts", &parts,
                    "processes to show: NAME ADDRESS ADMIN_ADDRESS each, e.g. ingest 127.0.0.1:7181 127.0.0.1:7191");
}

}  // namespace aurora::gateway
