package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases and their work items, read to be changed. */
@ApplicationScoped
public class Cases implements PanacheRepositoryBase<IncidentCase, UUID> {

  private static final String HOLD = "select 1 from incident_case where %s for no key update %s";

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
   * Holds all of these, in the order in which whoever holds several does (by id), so that no two
   * wait for each other in a circle. To be called before any of them is held.
   */
  public void hold(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      getEntityManager()
          .createNativeQuery(HOLD.formatted("id in (:cases) order by id", ""))
          .setParameter("cases", ids)
          .getResultList();
    }
  }

  /** As {@link #hold}, by their keys; those that are not there are left out. */
  public void holdByKey(Collection<CaseKey> keys) {
    hold(idsOf(keys));
  }

  /** The ids of those that are there; holds and reads none of them. */
  public List<UUID> idsOf(Collection<CaseKey> keys) {
    return getEntityManager()
        .createQuery("select id from IncidentCase where key in :keys", UUID.class)
        .setParameter("keys", keys.stream().map(CaseKey::value).toList())
        .getResultList();
  }

  /**
   * Two open cases.
   *
   * @return the first that was named, then the other
   * @throws Problem as {@link #takeOpen}
   */
  public List<IncidentCase> takeBoth(CaseKey one, ExpectedVersion expected, CaseKey other) {
    holdByKey(List.of(one, other));
    return List.of(takeOpen(one, expected), takeOpen(other, ExpectedVersion.ANY));
  }

  /**
   * Both, as they are now.
   *
   * @return the first that was named, then the other
   */
  public List<IncidentCase> takeBoth(UUID one, UUID other) {
    hold(List.of(one, other));
    var held = List.of(findById(one), findById(other));
    // one that was read before was read unlocked
    held.forEach(getEntityManager()::refresh);
    return held;
  }

  public Optional<IncidentCase> takeById(@Nullable UUID id) {
    return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  public Optional<IncidentCase> takeByKey(CaseKey key) {
    return find("key", key.value()).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** Whether its source said that it is over; holds and reads nothing. */
  public boolean isClosedBySource(UUID id) {
    return count("id = ?1 and closedBySource", id) > 0;
  }

  /**
   * Another case beside one that is held already. Against the order of {@link #hold} nobody waits:
   * where somebody has it, this fails as what is locked does, and is tried again.
   */
  public Optional<IncidentCase> takeBeside(IncidentCase held, UUID id) {
    if (id.compareTo(held.id) < 0) {
      getEntityManager()
          .createNativeQuery(HOLD.formatted("id = :id", "nowait"))
          .setParameter("id", id)
          .getResultList();
    }
    return takeById(id);
  }

  /** The case that one was merged into, held too ({@link #takeBeside}); else itself. */
  public IncidentCase follow(IncidentCase found) {
    return found.mergedInto == null
        ? found
        : takeBeside(found, found.mergedInto).map(this::follow).orElse(found);
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
