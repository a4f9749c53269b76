# Where the services find each other: one address, for each service a port of its calls and one of its health. Connections are
# passed on as they are, so that TLS between the services stays between them.

locals {
  listeners = merge([for name, ports in var.services : {
    "${name} grpc"  = { service = name, port = ports.grpc, target = ports.target }
    "${name} admin" = { service = name, port = ports.admin, target = 7190 }
  }]...)
}

resource "aws_lb" "this" {
  name                             = substr("${var.name}-internal", 0, 32)
  load_balancer_type               = "network"
  internal                         = true
  subnets                          = var.subnet_ids
  security_groups                  = [var.security_group_id]
  enable_cross_zone_load_balancing = true
}

resource "aws_lb_target_group" "this" {
  for_each = local.listeners
  # At most 32 characters, and no two alike.
  name                 = "aurora-${substr(sha256("${var.name} ${each.key}"), 0, 12)}"
  vpc_id               = var.vpc_id
  port                 = each.value.target
  protocol             = "TCP"
  deregistration_delay = 30
  # Else a machine could not call itself by way of the balancer.
  preserve_client_ip = "false"
  health_check {
    protocol = "HTTP"
    port     = "7190"
    path     = "/readyz"
    interval = 10
  }
  tags = { Name = "${var.name} ${each.key}" }
}

resource "aws_lb_listener" "this" {
  for_each          = local.listeners
  load_balancer_arn = aws_lb.this.arn
  port              = each.value.port
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }
}
