variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "services" {
  description = "Service -> the balancer's ports for it, and the port of its own that calls go to."
  type        = map(object({ grpc = number, admin = number, target = optional(number, 7180) }))
  validation {
    condition     = length(distinct(flatten([for ports in values(var.services) : [ports.grpc, ports.admin]]))) == 2 * length(var.services)
    error_message = "services: two of them have the same port; give each two of its own."
  }
}
