variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "services" {
  type = list(string)
}

variable "calls" {
  description = "Who calls whom: names of services, `balancer` or `internal-balancer`."
  type        = list(object({ from = string, to = string, port = number }))
  validation {
    condition     = alltrue([for call in var.calls : call.port >= 1 && call.port <= 65535])
    error_message = "calls has a port that is none; give ports from 1 to 65535."
  }
}

variable "people_cidrs" {
  description = "Networks that may reach the web app and the API."
  type        = list(string)
  validation {
    condition     = length(var.people_cidrs) > 0 && alltrue([for cidr in var.people_cidrs : can(cidrhost(cidr, 0))])
    error_message = "people_cidrs is ${jsonencode(var.people_cidrs)}; give IPv4 networks, e.g. [\"203.0.113.0/24\"], or [\"0.0.0.0/0\"] for everybody."
  }
}

variable "outside" {
  description = "Calls that leave: to Kafka, to PostgreSQL."
  type        = list(object({ from = string, cidr = string, port = number, what = string }))
  default     = []
}
