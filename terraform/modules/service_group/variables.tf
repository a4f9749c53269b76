variable "name" {
  type = string
}

variable "image_parameter" {
  description = "Public parameter that names the machine image."
  type        = string
  default     = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

variable "instance_type" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "instance_profile" {
  type = string
}

variable "user_data" {
  type = string
}

variable "target_group_arns" {
  type = list(string)
}

variable "size" {
  type = object({ min = number, max = number })
  validation {
    condition     = var.size.min >= 1 && var.size.max >= var.size.min && var.size.max <= 100
    error_message = "size is ${var.size.min} to ${var.size.max}; give min of 1 or more and max of min to 100."
  }
}

variable "target_cpu_percent" {
  description = "Average use of the processors that scaling keeps; null: no such scaling."
  type        = number
  default     = null
}

variable "target_lag_messages" {
  description = "Messages behind, for each replica, that scaling keeps; null: no such scaling."
  type        = number
  default     = null
}

variable "lag_namespace" {
  type    = string
  default = ""
}
