variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids has ${length(var.subnet_ids)}; give subnets of two zones or more."
  }
}

variable "security_group_id" {
  type = string
}

variable "certificate_arn" {
  type = string
  validation {
    condition     = can(regex("^arn:[a-z-]+:acm:", var.certificate_arn))
    error_message = "certificate_arn is ${var.certificate_arn}; give the ARN of a certificate in ACM for the host of the public URL."
  }
}

variable "internal" {
  type    = bool
  default = false
}

variable "deletion_protection" {
  type    = bool
  default = true
}
