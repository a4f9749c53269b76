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

variable "subnet_id" {
  type = string
}

variable "private_ip" {
  description = "An address of that subnet that stays when the machine is replaced; null: any."
  type        = string
  default     = null
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

variable "key_arn" {
  description = "KMS key of the volume; null: the account's own."
  type        = string
  default     = null
}

variable "volume_gib" {
  type = number
  validation {
    condition     = var.volume_gib >= 10 && var.volume_gib <= 16384
    error_message = "volume_gib is ${var.volume_gib}; a gp3 volume has 10 to 16384 GiB here."
  }
}

variable "volume_iops" {
  type    = number
  default = 3000
  validation {
    condition     = var.volume_iops >= 3000 && var.volume_iops <= 16000
    error_message = "volume_iops is ${var.volume_iops}; gp3 takes 3000 to 16000."
  }
}

variable "volume_mib_per_s" {
  type    = number
  default = 250
  validation {
    condition     = var.volume_mib_per_s >= 125 && var.volume_mib_per_s <= 1000
    error_message = "volume_mib_per_s is ${var.volume_mib_per_s}; gp3 takes 125 to 1000."
  }
}
