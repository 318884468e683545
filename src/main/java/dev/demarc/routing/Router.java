package dev.demarc.routing;

import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the queue for a piece of work, and knows the queues. */
@ApplicationScoped
public class Router {

  /** One rule as people read it. */
  public record RuleLine(int position, String name, String when, String queue) {}

  private final EntityManager database;

  Router(EntityManager database) {
    this.database = database;
  }

  @Transactional
  public Route route(Work work) {
    var rules = rules().stream().map(RoutingRule::toRule).toList();
    var rule = new RoutingPolicy(rules).ruleFor(work);
    return new Route(database.find(WorkQueue.class, rule.queueId()).toQueue(), rule.name());
  }

  private List<RoutingRule> rules() {
    return database
        .createQuery("from RoutingRule order by position", RoutingRule.class)
        .setMaxResults(1000)
        .getResultList();
  }

  @Transactional
  public List<Queue> queues() {
    return database
        .createQuery("from WorkQueue order by position", WorkQueue.class)
        .setMaxResults(200)
        .getResultStream()
        .map(WorkQueue::toQueue)
        .toList();
  }

  @Transactional
  public Queue queue(UUID id) {
    return database.find(WorkQueue.class, id).toQueue();
  }

  @Transactional
  public Optional<Queue> queue(String slug) {
    return bySlug(slug).map(WorkQueue::toQueue);
  }

  private Optional<WorkQueue> bySlug(String slug) {
    return database
        .createQuery("from WorkQueue where slug = :slug", WorkQueue.class)
        .setParameter("slug", slug)
        .getResultStream()
        .findFirst();
  }

  /** The rules in the order in which they are tried. */
  @Transactional
  public List<RuleLine> ruleLines() {
    return rules().stream()
        .map(
            rule ->
                new RuleLine(
                    rule.position,
                    rule.name,
                    Conditions.inWords(rule.toRule()),
                    database.find(WorkQueue.class, rule.queueId).name))
        .toList();
  }

  /**
   * Changes where a team is told of its work.
   *
   * @throws Problem where there is no such queue or the address is none
   */
  @Transactional
  public void changeAddress(String slug, String email) {
    var queue =
        bySlug(slug).orElseThrow(() -> Problem.notFound("There is no queue named " + slug + "."));
    queue.email =
        EmailAddress.of(email)
            .orElseThrow(() -> Problem.invalid("email", "must be an e-mail address"))
            .value();
  }
}
