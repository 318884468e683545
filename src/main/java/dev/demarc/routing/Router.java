package dev.demarc.routing;

import dev.demarc.routing.rules.Decision;
import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.RuleSet;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the queue for a piece of work by the rules in force, and knows the queues. */
@ApplicationScoped
public class Router {

  /** The rules in force, read once for each change of them. */
  private record Read(UUID id, int number, RuleSet rules) {}

  private final EntityManager database;
  private volatile @Nullable Read last;

  Router(EntityManager database) {
    this.database = database;
  }

  @Transactional
  public Route route(Facts work) {
    var inForce = inForce();
    return route(inForce.number(), inForce.rules().decide(work));
  }

  /** The rules in force, for whoever asks them many things at a time. */
  @Transactional
  public RuleSet rules() {
    return inForce().rules();
  }

  private Route route(int version, Decision decision) {
    var queue = bySlug(decision.gives().queue()).orElseGet(this::lastQueue).toQueue();
    return new Route(queue, decision.rule(), version, decision.gives());
  }

  /** A queue that rules name is never removed; should the table be changed by hand, work stays. */
  private WorkQueue lastQueue() {
    return database
        .createQuery("from WorkQueue order by position desc", WorkQueue.class)
        .setMaxResults(1)
        .getSingleResult();
  }

  /** Which version that is stands in the database, so that all nodes follow at once. */
  private Read inForce() {
    var id =
        database
            .createQuery("select id from StoredVersion where status = 'ACTIVE'", UUID.class)
            .getSingleResult();
    var known = last;
    if (known == null || !known.id().equals(id)) {
      var view = database.find(StoredVersion.class, id).view();
      known = new Read(id, view.number(), view.ruleSet());
      last = known;
    }
    return known;
  }

  @Transactional
  public List<Queue> queues() {
    return database
        .createQuery("from WorkQueue order by position, slug", WorkQueue.class)
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
  public Optional<Queue> queue(@Nullable String slug) {
    return bySlug(slug).map(WorkQueue::toQueue);
  }

  /**
   * The same for who is to name it with what they store: nobody removes it before that is there.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Queue> queueToName(@Nullable String slug) {
    var held =
        database
            .createNativeQuery("select id from queue where slug = :slug for key share")
            .setParameter("slug", slug)
            .getResultList();
    return held.isEmpty() ? Optional.empty() : queue(slug);
  }

  private Optional<WorkQueue> bySlug(@Nullable String slug) {
    return database
        .createQuery("from WorkQueue where slug = :slug", WorkQueue.class)
        .setParameter("slug", slug)
        .getResultStream()
        .findFirst();
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
