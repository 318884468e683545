package dev.demarc.routing;

import dev.demarc.responsibility.Side;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "routing_rule")
class RoutingRule {

  @Id UUID id;
  int position;
  String name;
  Boolean unsure;

  @Enumerated(EnumType.STRING)
  Side side;

  String category;
  String service;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "queue_id")
  UUID queueId;

  Rule toRule() {
    return new Rule(position, name, unsure, side, category, service, accountId, queueId);
  }
}
