variable "bucket" {
  type = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket is ${var.bucket}; give 3 to 63 lower-case letters, digits and dashes."
  }
}

variable "days" {
  description = "How long a backup can be had again after it was removed."
  type        = number
  default     = 35
  validation {
    condition     = var.days >= 1
    error_message = "days is ${var.days}; give 1 or more."
  }
}
