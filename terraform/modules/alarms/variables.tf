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

variable "backup_hours_max" {
  description = "The age of the newest backup that somebody is told of: two schedules and what a run takes. Null: no backups are made."
  type        = number
  default     = null
  validation {
    # CloudWatch looks back for a week.
    condition     = var.backup_hours_max == null ? true : var.backup_hours_max >= 1 && var.backup_hours_max <= 168 && floor(var.backup_hours_max) == var.backup_hours_max
    error_message = "backup_hours_max has to be a whole number of hours from 1 to 168, a week; for a schedule that is rarer give 168 and expect alarms between."
  }
}

variable "instance_ids" {
  description = "Service -> its machine, of those that are single."
  type        = map(string)
  default     = {}
}
