variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "emails" {
  type    = set(string)
  default = []
  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+$", email))])
    error_message = "emails has an entry that is no address; give addresses such as oncall@example.com."
  }
}

variable "balancer_arn_suffix" {
  type = string
}

variable "lag_messages_max" {
  type    = number
  default = 500000
}

variable "instance_ids" {
  description = "Service -> its machine, of those that are single."
  type        = map(string)
  default     = {}
}
