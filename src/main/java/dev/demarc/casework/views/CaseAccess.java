package dev.demarc.casework.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.timeline.CaseHappened;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cases for the features that keep something of their own on them. */
@ApplicationScoped
public class CaseAccess {

  private final Cases cases;
  private final Timeline timeline;
  private final Changes changes;
  private final Clock clock;

  CaseAccess(Cases cases, Timeline timeline, Changes changes, Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * The case as whoever asks may see it.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CaseFacts read(CaseKey key) {
    return CaseFacts.of(cases.read(key));
  }

  /**
   * Holds an open case until the transaction ends.
   *
   * @throws Problem NOT_FOUND; CONFLICT where it is closed or merged; OUT_OF_DATE,
   *     PRECONDITION_FAILED
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public CaseFacts takeOpen(CaseKey key, ExpectedVersion expected) {
    return CaseFacts.of(cases.takeOpen(key, expected));
  }

  /**
   * Holds a case until the transaction ends, whoever may see it: for what Demarc does by itself.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<CaseFacts> takeById(UUID id) {
    return cases.takeById(id).map(CaseFacts::of);
  }

  /** The case that something happened on, for who observes that: whoever did it holds the case. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<CaseFacts> of(CaseHappened event) {
    return Optional.ofNullable(cases.findById(event.caseId())).map(CaseFacts::of);
  }

  /** Tells on the timeline what Demarc did by itself; the case is as it was. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(UUID caseId, String kind, String summary) {
    timeline.add(caseId, kind, Actor.SYSTEM, summary);
  }

  /**
   * Tells on the timeline what somebody changed on a case that the caller holds.
   *
   * @param body the reason; may be null
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void changed(
      UUID caseId, String kind, Actor actor, String summary, @Nullable String body) {
    timeline.add(caseId, kind, actor, summary, body, Visibility.INTERNAL);
    cases.findById(caseId).changed(clock.instant());
  }

  /**
   * Has what somebody changes on a case that the caller holds be taken back as any other change.
   *
   * @param kind the kind of the {@link dev.demarc.casework.changes.Reversal} that does so
   * @param work changes it, tells so, and gives what the reversal has to know
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void recordChange(UUID caseId, String kind, Actor actor, Supplier<JsonNode> work) {
    changes.record(cases.findById(caseId), kind, actor, work);
  }

  /** Brings the clocks of a case in line with it, where something of theirs was changed. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void updateClocks(UUID caseId) {
    cases.updateClock(cases.findById(caseId));
  }
}
