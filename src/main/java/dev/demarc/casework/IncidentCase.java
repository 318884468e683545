package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The unit that people work on: one or more reports about the same thing. */
@Entity
@Table(name = "incident_case")
public class IncidentCase {

  public @Id UUID id;
  public String key;
  public String title;

  @Enumerated(EnumType.STRING)
  public CaseStatus status;

  /** How far its parts have come together; see {@link CaseProgress}. */
  @Enumerated(EnumType.STRING)
  @Column(name = "work_status")
  public WorkStatus workStatus;

  public String category;
  public String service;

  @JdbcTypeCode(SqlTypes.ARRAY)
  public List<String> layers;

  @Enumerated(EnumType.STRING)
  public Responsibility responsibility;

  public double confidence;

  @Enumerated(EnumType.STRING)
  public Severity severity;

  @Column(name = "account_id")
  public @Nullable String accountId;

  /** How far it may be shared: what its reports say, or what a person set; null without a label. */
  @Enumerated(EnumType.STRING)
  public @Nullable Tlp tlp;

  /** The strictest label that its reports have; null where none has one. */
  @Enumerated(EnumType.STRING)
  @Column(name = "tlp_stated")
  public @Nullable Tlp statedTlp;

  public @Nullable String region;
  public @Nullable String owner;

  /** Of what it is about, as the inventory had them when it was filed. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  public @Nullable List<String> tags = List.of();

  @Column(name = "opened_at")
  public Instant openedAt;

  @Column(name = "updated_at")
  public Instant updatedAt;

  @Column(name = "last_report_at")
  public Instant lastReportAt;

  @Column(name = "closed_at")
  public @Nullable Instant closedAt;

  /** The slug of one of the desk's table; null while it is open. */
  public @Nullable String outcome;

  @Column(name = "outcome_reason")
  public @Nullable String outcomeReason;

  @Column(name = "merged_into")
  public @Nullable UUID mergedInto;

  @Column(name = "report_count")
  public int reportCount;

  @Column(name = "due_at")
  public @Nullable Instant dueAt;

  /** The earliest time by which a source wants an answer; null where none wants one by a time. */
  @Column(name = "reply_by")
  public @Nullable Instant replyBy;

  /** The later time that a person says was granted; null where none was. */
  @Column(name = "extended_to")
  public @Nullable Instant extendedTo;

  /** Whether it was closed because its source said that it is over, and by nobody. */
  @Column(name = "closed_by_source")
  public boolean closedBySource;

  /** The version that the engine left; while it is the case's, no person has changed anything. */
  @Column(name = "engine_version")
  public int engineVersion;

  /** Since when joins are counted instead of told one by one; null while they are told. */
  @Column(name = "counting_since")
  public @Nullable Instant countingSince;

  @Column(name = "joins_counted")
  public int joinsCounted;

  @Column(name = "mails_counted")
  public int mailsCounted;

  /** Whether its timeline tells that acknowledgements were not sent for their number. */
  @Column(name = "mails_limited")
  public boolean mailsLimited;

  /** Since when the matter is back, after its case had been closed; null where it is not. */
  @Column(name = "regressed_at")
  public @Nullable Instant regressedAt;

  /** When it had been closed. */
  @Column(name = "regressed_after")
  public @Nullable Instant regressedAfter;

  /** The closed case that it follows; null where it was closed itself. */
  @Column(name = "regressed_from")
  public @Nullable UUID regressedFrom;

  /** Since when many more reports come than before; null while they do not. */
  @Column(name = "growing_since")
  public @Nullable Instant growingSince;

  @Column(name = "growing_from")
  public @Nullable Integer growingFrom;

  @Column(name = "growing_base_at")
  public @Nullable Instant growingBaseAt;

  /** Since when nobody wants to see it; null where it is not snoozed. */
  @Column(name = "snoozed_at")
  public @Nullable Instant snoozedAt;

  @Column(name = "snoozed_until")
  public @Nullable Instant snoozedUntil;

  /** The snooze ends with more reports than these; null where it ends by time only. */
  @Column(name = "snoozed_reports")
  public @Nullable Integer snoozedReports;

  @Column(name = "snoozed_by")
  public @Nullable String snoozedBy;

  public int version;
  public boolean sample;
  public String excerpt;

  public Category category() {
    return Category.of(category).orElse(Category.OTHER);
  }

  public List<Layer> layers() {
    return layers.stream().flatMap(slug -> Layer.of(slug).stream()).toList();
  }

  /** New work ends no later than the answer is wanted, unless that is past. */
  Instant noLaterThanWanted(Instant due, Instant now) {
    var wanted = extendedTo == null ? replyBy : extendedTo;
    return wanted != null && wanted.isAfter(now) && wanted.isBefore(due) ? wanted : due;
  }

  /** It is in sight again. */
  public void wake() {
    snoozedAt = null;
    snoozedUntil = null;
    snoozedReports = null;
    snoozedBy = null;
  }

  public boolean isUntouched() {
    return version == engineVersion;
  }

  /** Changed by the engine: whoever looked at an older version must look again all the same. */
  public void changedByEngine(Instant now) {
    boolean untouched = isUntouched();
    changed(now);
    if (untouched) {
      engineVersion = version;
    }
  }

  /** A person changed it: whoever looked at an older version must look again before changing it. */
  public void changed(Instant now) {
    version++;
    updatedAt = now;
  }
}
