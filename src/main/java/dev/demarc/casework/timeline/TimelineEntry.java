package dev.demarc.casework.timeline;

import dev.demarc.shared.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something that happened on a case; never changed, never removed. */
@Entity
@Immutable
@Table(name = "timeline_entry")
public class TimelineEntry {

  public @Id UUID id;

  @Column(name = "case_id")
  public UUID caseId;

  public Instant at;
  public String kind;
  public String actor;
  public String summary;
  public @Nullable String body;

  @Enumerated(EnumType.STRING)
  public Visibility visibility;

  /** Null for entries from before it was kept. */
  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  Actor.@Nullable Kind actorKind;

  /** The change of a person's that made it; else null. */
  @Column(name = "change_id")
  public @Nullable UUID changeId;

  /** JSON of the fields that it tells a change of, as they were; null where it tells none. */
  public @Nullable String before;

  /** The same fields, as they are then. */
  public @Nullable String after;
}
