# What runs, who calls whom, and each service's configuration file.

locals {
  sizes = {
    small  = { service = "t3.medium", clickhouse = "m7i.large" }
    medium = { service = "m7i.large", clickhouse = "m7i.2xlarge" }
    large  = { service = "m7i.xlarge", clickhouse = "m7i.4xlarge" }
  }
  size = local.sizes[var.size]

  # min, max: how many machines.
  services = {
    gateway          = { program = "gateway", secrets = ["admin-token", "rpc-token", "postgres"], min = var.size == "small" ? 1 : 2, max = 4 }
    ingest           = { program = "ingest", secrets = ["rpc-token", "clickhouse-ingest", "ingest-key", "postgres"], min = 1, max = var.ingest_replicas_max }
    schema-inference = { program = "schema-inference", secrets = ["rpc-token"], min = 1, max = 1 }
    # A gateway stays with one of them, and a conversation with the one where it began.
    query-engine = { program = "query-engine", secrets = ["rpc-token", "clickhouse-query", "clickhouse-catalog", "postgres"], min = 1, max = var.query_engines_max }
    embedding    = { program = "embedding", secrets = ["rpc-token"], min = 1, max = 1 }
    provisioning = { program = "provisioning", secrets = ["rpc-token", "clickhouse-admin", "clickhouse-ingest", "clickhouse-query", "clickhouse-catalog"], min = 1, max = 1 }
    clickhouse   = { program = "embedded-clickhouse", secrets = ["clickhouse-admin", "clickhouse-ingest", "clickhouse-query", "clickhouse-catalog"], min = 1, max = 1 }
  }
  secrets = toset(flatten([for service in local.services : service.secrets]))

  ports = {
    ingest           = { grpc = 7181, admin = 7191 }
    schema-inference = { grpc = 7182, admin = 7192 }
    query-engine     = { grpc = 7183, admin = 7193 }
    embedding        = { grpc = 7184, admin = 7194 }
    provisioning     = { grpc = 7185, admin = 7195 }
  }
  # For backups alone.
  gateway_ports  = { grpc = 7186, admin = 7196, target = 7171 }
  backup_secrets = ["admin-token", "clickhouse-admin", "postgres", "ingest-key"]

  # Caller -> the services that it calls; the gateway also asks all of them how they are.
  callers = {
    gateway      = ["ingest", "query-engine"]
    ingest       = ["schema-inference", "provisioning"]
    query-engine = ["embedding"]
  }
  calls = concat(
    [{ from = "balancer", to = "gateway", port = 7171 }, { from = "balancer", to = "gateway", port = 7190 }],
    flatten([for from, peers in local.callers : [for peer in peers : { from = from, to = "internal-balancer", port = local.ports[peer].grpc }]]),
    [for name, ports in local.ports : { from = "gateway", to = "internal-balancer", port = ports.admin }],
    flatten([for name in keys(local.ports) : [for port in [7180, 7190] : { from = "internal-balancer", to = name, port = port }]]),
    [{ from = "clickhouse", to = "internal-balancer", port = local.gateway_ports.grpc }],
    [for port in [7171, 7190] : { from = "internal-balancer", to = "gateway", port = port }],
    [for name in ["ingest", "query-engine", "provisioning"] : { from = name, to = "clickhouse", port = 8123 }],
  )

  # Near the end of the first private subnet: known before the machine is, and the same for its successor.
  clickhouse_ip  = cidrhost(cidrsubnet(var.cidr, 4, 8), -8)
  clickhouse_url = "http://${local.clickhouse_ip}:8123"

  common = { admin = { listen = "0.0.0.0:7190" }, drain = { timeout = "20s" } }
  server = merge(local.common, { grpc = { listen = "0.0.0.0:7180", token_file = "/run/secrets/rpc-token" } })
  peer   = { for name, ports in local.ports : name => { address = "${module.internal_balancer.dns_name}:${ports.grpc}", token_file = "/run/secrets/rpc-token" } }
  clickhouse = { for user in ["ingest", "query", "catalog", "admin"] : user => {
    url = local.clickhouse_url, user = "aurora_${user}", password_file = "/run/secrets/clickhouse-${user}"
  } }
  state = { for service in ["gateway", "ingest", "query-engine"] : service => {
    url           = "postgresql://${var.postgresql.user}@${var.postgresql.host}:${var.postgresql.port}/${var.postgresql.databases[service]}?sslmode=require"
    password_file = "/run/secrets/postgres"
  } }
  passwords = { for user in ["ingest", "query", "catalog"] : user => { password_file = "/run/secrets/clickhouse-${user}" } }

  configs = { for name, config in {
    gateway = merge(local.common, {
      http         = { listen = "0.0.0.0:7171", public_url = var.public_url }
      state        = local.state["gateway"]
      auth         = { admin_token_file = "/run/secrets/admin-token" }
      ingest       = local.peer["ingest"]
      query_engine = local.peer["query-engine"]
      status       = { parts = [for part, ports in local.ports : "${part} ${module.internal_balancer.dns_name}:${ports.grpc} ${module.internal_balancer.dns_name}:${ports.admin}"] }
    })
    ingest = merge(local.server, {
      clickhouse       = local.clickhouse["ingest"]
      schema_inference = local.peer["schema-inference"]
      provisioning     = local.peer["provisioning"]
      state            = merge(local.state["ingest"], { key_file = "/run/secrets/ingest-key" })
      instance_file    = "/var/lib/aurora/instance"
    })
    schema-inference = local.server
    query-engine = merge(local.server, {
      clickhouse = local.clickhouse["query"]
      catalog    = local.clickhouse["catalog"]
      embedding  = local.peer["embedding"]
      state      = local.state["query-engine"]
    })
    embedding    = merge(local.server, { cache = { path = "/var/lib/aurora/embedding-cache" } })
    provisioning = merge(local.server, { clickhouse = local.clickhouse["admin"], users = local.passwords })
    # Of --stores, for backups. The gateway answers to localhost whatever its public URL is.
    backup = {
      gateway    = { url = "http://${module.internal_balancer.dns_name}:${local.gateway_ports.grpc}", host = "localhost", token_file = "/run/secrets/admin-token" }
      clickhouse = merge(local.clickhouse["admin"], { backups = "/var/lib/aurora/backups" })
      state = {
        ingest       = merge(local.state["ingest"], { key_file = "/run/secrets/ingest-key" })
        gateway      = local.state["gateway"]
        query_engine = local.state["query-engine"]
      }
    }
    embedded-clickhouse = merge(local.common, {
      data_path   = "/var/lib/aurora"
      listen_host = "0.0.0.0"
      http_port   = 8123
      tcp_port    = 0
      # Loopback: the service asks its engine how it is.
      users = merge(local.passwords, { networks = [var.cidr, "127.0.0.1/32"], admin = { password_file = "/run/secrets/clickhouse-admin" } })
    })
  } : name => yamlencode(config) }
}
