package dev.demarc.policy.replay;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay has come. What it is a replay of, and in which columns that stands, each kind
 * says for itself.
 */
@MappedSuperclass
public abstract class StoredReplay {

  private static final int LONGEST_ERROR = 500;

  @Id protected UUID id;

  /** The draft that is replayed. */
  @Column(name = "settings_id")
  protected UUID settingsId;

  /** Of the draft; once it is edited the replay is void. */
  @Column(name = "settings_version")
  protected int settingsVersion;

  @Enumerated(EnumType.STRING)
  protected ReplayStatus status;

  protected int wanted;

  @Column(name = "last_case")
  protected @Nullable UUID lastCase;

  protected int seen;
  protected int moved;

  @JdbcTypeCode(SqlTypes.JSON)
  protected Map<String, Integer> moves = new TreeMap<>();

  @Column(name = "started_at")
  protected Instant startedAt;

  @Column(name = "started_by")
  protected String startedBy;

  @Column(name = "finished_at")
  protected @Nullable Instant finishedAt;

  protected @Nullable String error;

  void begin(UUID replay, UUID settings, int version, int cases, Instant now, String by) {
    id = replay;
    settingsId = settings;
    settingsVersion = version;
    status = ReplayStatus.RUNNING;
    wanted = cases;
    startedAt = now;
    startedBy = by;
  }

  public UUID id() {
    return id;
  }

  public UUID settingsId() {
    return settingsId;
  }

  boolean isRunning() {
    return status == ReplayStatus.RUNNING;
  }

  /** Where to go on; null at the beginning. */
  public @Nullable UUID lastCase() {
    return lastCase;
  }

  /** How many cases are still to be looked at. */
  public int left() {
    return wanted - seen;
  }

  public void countSeen(UUID oneCase) {
    seen++;
    lastCase = oneCase;
  }

  /** Counts a case that the draft decides otherwise. */
  public void countMoved() {
    moved++;
  }

  /**
   * @param kind of a move, as the view tells it: {@code from>to}
   */
  public void countMove(String kind) {
    // another map, or the change would not be seen
    var counted = new TreeMap<>(moves);
    counted.merge(kind, 1, Integer::sum);
    moves = counted;
  }

  void done(Instant now) {
    status = ReplayStatus.DONE;
    finishedAt = now;
  }

  void fail(RuntimeException failure, Instant now) {
    var why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    status = ReplayStatus.FAILED;
    error = why.length() > LONGEST_ERROR ? why.substring(0, LONGEST_ERROR) : why;
    finishedAt = now;
  }
}
