variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "service" {
  type = string
}

variable "image" {
  type = string
  validation {
    condition     = can(regex("^[^/]+/.+:[^:/]+$", var.image))
    error_message = "image is ${var.image}; give registry, name and tag, e.g. 123456789012.dkr.ecr.eu-central-1.amazonaws.com/aurora/ingest:0.1.0."
  }
}

variable "secrets" {
  type = list(string)
}

variable "log_group" {
  type = string
}

variable "device" {
  description = "Where the data volume is attached; empty: none."
  type        = string
  default     = ""
}

variable "publish_lag" {
  description = "Publish aurora_ingest_lag_messages as the metric LagMessages, once a minute."
  type        = bool
  default     = false
}

variable "backup" {
  description = "Make backups here: by which image, by systemd's calendar, into which place, how many stay, with which secrets (config/backup says where the stores are)."
  type        = object({ image = string, schedule = string, to = string, keep = number, secrets = list(string) })
  default     = null
}

variable "config_version" {
  description = "Part of the script, so that another configuration is another machine."
  type        = number
}
