variable "name" {
  description = "Begins the name of everything."
  type        = string
}

variable "region" {
  type = string
}

variable "cidr" {
  description = "Addresses of the VPC; a sixteenth of it for each subnet."
  type        = string
  default     = "10.71.0.0/16"
  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15)) && try(tonumber(split("/", var.cidr)[1]) <= 22, false)
    error_message = "cidr is ${var.cidr}; give an IPv4 network of /22 or larger, e.g. 10.71.0.0/16."
  }
}

variable "zones" {
  description = "Availability zones, two to eight."
  type        = list(string)
  validation {
    condition     = length(distinct(var.zones)) == length(var.zones) && length(var.zones) >= 2 && length(var.zones) <= 8
    error_message = "zones is ${jsonencode(var.zones)}; give two to eight different zones: a load balancer needs two."
  }
}

variable "one_nat" {
  description = "One NAT gateway for all zones: cheaper, and gone with its zone."
  type        = bool
  default     = false
}

variable "interface_endpoints" {
  type    = set(string)
  default = ["ssm", "ssmmessages", "ec2messages", "logs", "monitoring"]
}
