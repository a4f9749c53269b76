variable "name" {
  description = "Begins the name of everything; parameters are below /NAME/."
  type        = string
  default     = "aurora"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name))
    error_message = "name is ${var.name}; give 2 to 20 lower-case letters, digits and dashes that begin with a letter."
  }
}

variable "region" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.71.0.0/16"
}

variable "size" {
  description = "small (a try), medium or large: types of the machines, see services.tf."
  type        = string
  default     = "small"
  validation {
    condition     = contains(["small", "medium", "large"], var.size)
    error_message = "size is ${var.size}; give small, medium or large."
  }
}

variable "public_url" {
  description = "The URL that people use; its host leads to the load balancer (output balancer_dns_name)."
  type        = string
  validation {
    condition     = can(regex("^https://[^/]+$", var.public_url))
    error_message = "public_url is ${var.public_url}; give https:// and a host, e.g. https://aurora.example.com."
  }
}

variable "certificate_arn" {
  description = "Certificate in ACM for public_url's host."
  type        = string
}

variable "people_cidrs" {
  description = "Networks that may reach it."
  type        = list(string)
}

variable "image_registry" {
  description = "Where docker/build --registry put the images and `docker push` sent them."
  type        = string
}

variable "image_tag" {
  type    = string
  default = "0.1.0"
}

variable "kafka" {
  description = "Where brokers are, for the firewall; which ones is said in Aurora."
  type        = object({ cidrs = list(string), port = optional(number, 9092) })
}

variable "postgresql" {
  description = "A server with three databases for the control plane. Its password is one of secret_values."
  type = object({
    host      = string
    cidrs     = list(string)
    port      = optional(number, 5432)
    user      = optional(string, "aurora")
    databases = optional(object({ gateway = string, ingest = string, query-engine = optional(string, "aurora_query_engine") }), { gateway = "aurora_gateway", ingest = "aurora_ingest" })
  })
  validation {
    condition     = length(distinct(values(var.postgresql.databases))) == 3
    error_message = "postgresql.databases are ${join(", ", values(var.postgresql.databases))}; give three, for each service counts its own migrations."
  }
}

variable "secret_values" {
  description = "What terraform/secrets.sh prints. Only the first one is written, and neither plan nor state holds it."
  type        = map(string)
  ephemeral   = true
  validation {
    condition = alltrue([for name in [
      "admin-token", "rpc-token", "clickhouse-admin", "clickhouse-ingest", "clickhouse-query", "clickhouse-catalog", "ingest-key", "postgres",
    ] : try(length(var.secret_values[name]) >= 8, false)])
    error_message = "secret_values lacks one of the secrets, or one is shorter than 8 characters; set TF_VAR_secret_values to what ../secrets.sh postgres=FILE prints."
  }
}

variable "clickhouse_gib" {
  description = "Size of ClickHouse's volume."
  type        = number
  default     = 200
}

variable "ingest_replicas_max" {
  description = "More than the largest topic has partitions are idle."
  type        = number
  default     = 4
}

variable "query_engines_max" {
  type    = number
  default = 1
}

variable "lag_per_replica" {
  type    = number
  default = 50000
}

variable "backup_bucket" {
  type = string
}

variable "backup" {
  description = "When backups are made, as systemd's calendar has it, how many stay, and how old in hours the newest may be before somebody is told."
  type        = object({ schedule = optional(string, "*-*-* 03:17:00 UTC"), keep = optional(number, 14), hours_max = optional(number, 50) })
  default     = {}
}

variable "alarm_emails" {
  type    = set(string)
  default = []
}

variable "deletion_protection" {
  type    = bool
  default = true
}
