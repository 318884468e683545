package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.changes.ChangeView;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one case.
 *
 * @param workStatus how far its parts have come together: the furthest open part that does not
 *     wait; waiting where all open ones wait; resolved where none is open
 * @param dueAt when its next clock runs out, or did; null where none runs
 * @param nextClock that clock; null where none runs
 * @param replyBy until when a source wants an answer; null where none does by a time
 * @param tlp how far it may be shared; null without a label
 * @param statedTlp the strictest label of its reports, which is {@code tlp} unless a person set
 *     another; null where none has one
 * @param version to be named by whoever changes it
 * @param assessment the decision in force
 * @param engineAssessment the engine's own, where a person overruled it; else null
 * @param reports the newest, 50 at most; {@code reportCount} tells how many there are
 * @param indicators the most telling, 100 at most
 * @param related cases that share only something weak with it, 20 at most
 * @param undoable what whoever asks changed here and can take back now, the latest first
 */
public record CaseFile(
    @JsonIgnore UUID id,
    String key,
    String title,
    CaseStatus status,
    WorkStatus workStatus,
    Category category,
    String service,
    List<Layer> layers,
    @Nullable Responsibility responsibility,
    Severity severity,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String owner,
    Instant openedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    @Nullable Outcome outcome,
    @Nullable String outcomeReason,
    @Nullable String mergedInto,
    int reportCount,
    @Nullable Instant dueAt,
    @Nullable NextClock nextClock,
    @Nullable Instant replyBy,
    @Nullable Tlp tlp,
    @Nullable Tlp statedTlp,
    int version,
    Decision assessment,
    @Nullable Decision engineAssessment,
    List<WorkItemLine> workItems,
    List<ReportLine> reports,
    List<IndicatorLine> indicators,
    List<RelatedLine> related,
    List<ChangeView> undoable,
    CaseMarks marks) {

  /** Empty without a label. */
  @JsonIgnore
  public String getTlpLabel() {
    return tlp == null ? "" : tlp.label();
  }

  /** Whether a person set another label than the reports have. */
  @JsonIgnore
  public boolean isTlpSet() {
    return tlp != statedTlp;
  }

  /** Whether AWS can be asked to stop the harm: there is something to, and it was not asked yet. */
  @JsonIgnore
  public boolean mayEnforce() {
    return status == CaseStatus.OPEN
        && assessment.assessment().enforcement() != null
        && workItems.stream()
            .noneMatch(i -> i.side() == Side.AWS && i.status() != WorkStatus.WITHDRAWN);
  }

  /** Whether nothing is left to do, and it only has to be closed. */
  public boolean isClosingOffered() {
    return status == CaseStatus.OPEN && workStatus.isDone();
  }

  /** Whether reports can be split off: one must stay. */
  @JsonIgnore
  public boolean maySplit() {
    return status == CaseStatus.OPEN && reports.size() > 1;
  }

  /**
   * One decision.
   *
   * @param madeBy {@code engine} or {@code person}
   * @param reason why a person decided so; null for the engine
   */
  public record Decision(
      String madeBy,
      String actor,
      Instant madeAt,
      @Nullable String reason,
      @com.fasterxml.jackson.annotation.JsonUnwrapped Assessment assessment) {}

  /**
   * One side's part.
   *
   * @param next the statuses it may be given now
   * @param waitingOn whose turn it is while it waits; else null
   * @param waitingUntil when it comes back by itself; null where it does not wait
   * @param version the case's: a part is changed against the whole
   */
  public record WorkItemLine(
      Side side,
      WorkKind kind,
      String queue,
      String queueName,
      @Nullable String rule,
      @Nullable String task,
      WorkStatus status,
      List<WorkStatus> next,
      @Nullable String assignee,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant doneAt,
      @Nullable Instant dueAt,
      @Nullable WaitingOn waitingOn,
      @Nullable Instant waitingUntil,
      int version) {

    /** The statuses that a page offers as one click: waiting asks for more. */
    @JsonIgnore
    public List<WorkStatus> getButtons() {
      return next.stream()
          .filter(s -> s != WorkStatus.WAITING)
          .filter(s -> s != WorkStatus.IN_PROGRESS || !status.isDone())
          .toList();
    }

    @JsonIgnore
    public boolean mayWait() {
      return status == WorkStatus.WAITING || next.contains(WorkStatus.WAITING);
    }

    /** Empty where it does not wait. */
    @JsonIgnore
    public String getWaitingOnSlug() {
      return waitingOn == null ? "" : waitingOn.slug();
    }

    /** As a field for a date and time has it, in UTC; empty where it does not wait. */
    @JsonIgnore
    public String getWaitingUntilTyped() {
      return waitingUntil == null
          ? ""
          : waitingUntil.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16);
    }
  }

  /**
   * @param senderUnproved whether it is a mail that nobody has accepted as one by whom it names
   */
  public record ReportLine(
      UUID id,
      Instant receivedAt,
      String format,
      String channel,
      String title,
      @Nullable String reporter,
      @Nullable String externalId,
      @Nullable String joinedBecause,
      boolean senderUnproved) {}

  /**
   * @param reports how many of the case's reports name it
   * @param otherCases how many other cases have it, 100 at most
   */
  public record IndicatorLine(
      IndicatorType type, String value, Role role, int reports, int otherCases) {}

  /**
   * Another case that names the same site or the like, where each names an address or resource of
   * its own.
   */
  public record RelatedLine(String key, String title, CaseStatus status, String because) {}

  /**
   * One entry of the timeline.
   *
   * @param change the change that it is of; null where no person's
   * @param undone whether that change was taken back since
   * @param before the fields whose change it tells, as they were; empty where it tells none
   * @param after the same fields, as they are then
   * @param mergedCase the key of the merged case that it was written on; null for the case's own
   */
  public record CaseEvent(
      UUID id,
      Instant at,
      String kind,
      String actor,
      @Nullable String summary,
      @Nullable String body,
      Visibility visibility,
      @Nullable String mergedCase,
      @Nullable UUID change,
      boolean undone,
      Map<String, String> before,
      Map<String, String> after) {}
}
