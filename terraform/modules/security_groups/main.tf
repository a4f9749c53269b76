# One security group for each service and for the two balancers, with a rule for each call that is made and no other.

locals {
  groups = toset(concat(var.services, ["balancer", "internal-balancer"]))
  # "from port to" -> the call.
  calls = { for call in var.calls : "${call.from} ${call.port} ${call.to}" => call }
}

resource "aws_security_group" "this" {
  for_each    = local.groups
  name        = "${var.name}-${each.key}"
  description = "Aurora ${each.key}"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-${each.key}" }
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "call" {
  for_each                     = local.calls
  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  description                  = "from ${each.value.from}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "call" {
  for_each                     = local.calls
  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  description                  = "to ${each.value.to}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

# People, by HTTPS.
resource "aws_vpc_security_group_ingress_rule" "people" {
  for_each          = { for pair in setproduct(var.people_cidrs, [80, 443]) : "${pair[0]} ${pair[1]}" => pair }
  security_group_id = aws_security_group.this["balancer"].id
  description       = "people"
  cidr_ipv4         = each.value[0]
  ip_protocol       = "tcp"
  from_port         = each.value[1]
  to_port           = each.value[1]
}

# Packages, images and AWS's own interfaces.
resource "aws_vpc_security_group_egress_rule" "https" {
  for_each          = toset(var.services)
  security_group_id = aws_security_group.this[each.key].id
  description       = "images, packages, AWS"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Kafka and PostgreSQL are others'.
resource "aws_vpc_security_group_egress_rule" "outside" {
  for_each          = { for rule in var.outside : "${rule.from} ${rule.cidr} ${rule.port}" => rule }
  security_group_id = aws_security_group.this[each.value.from].id
  description       = each.value.what
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}
