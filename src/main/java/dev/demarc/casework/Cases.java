package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases and their work items, read to be changed. */
@ApplicationScoped
public class Cases implements PanacheRepositoryBase<IncidentCase, UUID> {

  private final CaseVisibility visibility;
  private final ServiceClocks clocks;

  Cases(CaseVisibility visibility, ServiceClocks clocks) {
    this.visibility = visibility;
    this.clocks = clocks;
  }

  /** The next number; gaps are harmless. */
  public CaseKey nextKey(Instant now) {
    var number =
        (Number)
            getEntityManager().createNativeQuery("select nextval('case_number')").getSingleResult();
    return CaseKey.of(now, number.longValue());
  }

  /**
   * The case as whoever asks may see it.
   *
   * @throws Problem NOT_FOUND
   */
  public IncidentCase read(CaseKey key) {
    var found =
        find("key", key.value())
            .firstResultOptional()
            .orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    visibility.require(found);
    return found;
  }

  /**
   * Holds the case until the transaction ends, so that changes come one after the other.
   *
   * @throws Problem NOT_FOUND; CONFLICT where it was merged; OUT_OF_DATE or PRECONDITION_FAILED
   */
  public IncidentCase take(CaseKey key, ExpectedVersion expected) {
    var found =
        find("key", key.value())
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .firstResultOptional()
            .orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    visibility.require(found);
    if (found.status == CaseStatus.MERGED) {
      throw new Problem(
          ProblemType.CONFLICT,
          visibility.withoutUnseen(
              key + " was merged into " + findById(found.mergedInto).key + "; work on that one."));
    }
    require(found, expected);
    return found;
  }

  /**
   * @throws Problem OUT_OF_DATE or PRECONDITION_FAILED, with the state that the case is in
   */
  public void require(IncidentCase found, ExpectedVersion expected) {
    if (!expected.isOf(found)) {
      throw expected.outOfDate(found, CurrentState.of(found, workItems(found), getEntityManager()));
    }
  }

  public IncidentCase takeOpen(CaseKey key, ExpectedVersion expected) {
    var found = take(key, expected);
    if (found.status != CaseStatus.OPEN) {
      throw new Problem(
          ProblemType.CONFLICT, key + " is closed; reopen it first (DELETE its closure).");
    }
    return found;
  }

  /**
   * Two open cases, in the order of their keys, so that two who do so cannot wait for each other.
   *
   * @return the first that was named, then the other
   * @throws Problem as {@link #takeOpen}
   */
  public List<IncidentCase> takeBoth(CaseKey one, ExpectedVersion expected, CaseKey other) {
    boolean first = one.value().compareTo(other.value()) < 0;
    var earlier = takeOpen(first ? one : other, first ? expected : ExpectedVersion.ANY);
    var later = takeOpen(first ? other : one, first ? ExpectedVersion.ANY : expected);
    return first ? List.of(earlier, later) : List.of(later, earlier);
  }

  /**
   * Both, as they are now, held in the order of their keys.
   *
   * @return the first that was named, then the other
   */
  public List<IncidentCase> takeBoth(UUID one, UUID other) {
    var held =
        find("id in ?1 order by key", List.of(one, other))
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .list();
    // one that was read before was read unlocked
    held.forEach(getEntityManager()::refresh);
    return held.get(0).id.equals(one) ? held : List.of(held.get(1), held.get(0));
  }

  public Optional<IncidentCase> takeById(@Nullable UUID id) {
    return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  public Optional<IncidentCase> takeByKey(CaseKey key) {
    return find("key", key.value()).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** The case that one was merged into, held too; else itself. */
  public IncidentCase follow(IncidentCase found) {
    return found.mergedInto == null
        ? found
        : takeById(found.mergedInto).map(this::follow).orElse(found);
  }

  public List<WorkItem> workItems(IncidentCase of) {
    return getEntityManager()
        .createQuery("from WorkItem where caseId = :id order by side", WorkItem.class)
        .setParameter("id", of.id)
        .getResultList();
  }

  public WorkItem workItem(IncidentCase of, Side side) {
    return workItems(of).stream()
        .filter(item -> item.side == side && item.status != WorkStatus.WITHDRAWN)
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound(of.key + " has no work item on the " + side.slug() + " side."));
  }

  /** The case's clock is the earliest of its open work items', and its work status theirs. */
  public void updateClock(IncidentCase of) {
    var items = workItems(of);
    var ends = clocks.follow(TimedCase.of(of, items));
    items.forEach(item -> item.dueAt = ends.getOrDefault(item.side, item.dueAt));
    of.dueAt =
        items.stream()
            .filter(item -> item.status.isOpen())
            .map(item -> item.dueAt)
            .min(Instant::compareTo)
            .orElse(null);
    of.workStatus = CaseProgress.of(items.stream().map(item -> item.status).toList());
  }

  /**
   * When work that begins now is to be done.
   *
   * @param policy the clock policy that the routing rules gave it; null where they gave none
   */
  public Instant endOfNew(
      IncidentCase of, Side side, UUID queueId, @Nullable String policy, Instant now) {
    var end = clocks.endOfNew(TimedCase.of(of, List.of()), side, queueId, policy);
    return of.noLaterThanWanted(end, now);
  }

  public StoredAssessment assessmentInForce(IncidentCase of) {
    return decisionOf(of).orElseThrow();
  }

  /** Empty while a case is being opened. */
  public Optional<StoredAssessment> decisionOf(IncidentCase of) {
    return getEntityManager()
        .createQuery(
            "from StoredAssessment where caseId = :id and inForce = true", StoredAssessment.class)
        .setParameter("id", of.id)
        .getResultStream()
        .findFirst();
  }
}
