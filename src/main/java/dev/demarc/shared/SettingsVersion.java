package dev.demarc.shared;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of settings that decide: a draft that people change, the one in force, or one that was.
 * What the settings are, each kind says for itself.
 */
@MappedSuperclass
public abstract class SettingsVersion {

  @Id protected UUID id;
  protected String name;

  @Enumerated(EnumType.STRING)
  protected VersionStatus status;

  @Column(name = "created_at")
  protected Instant createdAt;

  @Column(name = "created_by")
  protected String createdBy;

  @Column(name = "activated_at")
  protected @Nullable Instant activatedAt;

  @Column(name = "activated_by")
  protected @Nullable String activatedBy;

  /** What was in force before it. */
  protected @Nullable UUID replaces;

  /** Counts changes, so that nobody overwrites another's. */
  protected int version;

  public void begin(String draftName, Instant now, Actor by) {
    id = Ids.next();
    name = draftName;
    status = VersionStatus.DRAFT;
    createdAt = now;
    createdBy = by.name();
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  /**
   * @param wanted null or blank to leave it as it is
   */
  public void rename(@Nullable String wanted) {
    if (wanted != null && !wanted.isBlank()) {
      name = wanted;
    }
  }

  public @Nullable UUID replaces() {
    return replaces;
  }

  public int version() {
    return version;
  }

  /** Somebody changed the draft. */
  public void edited() {
    version++;
  }

  /**
   * @param known the version that whoever changes it had read; null where they did not say
   * @throws Problem CONFLICT where it is no draft any more; OUT_OF_DATE where it was changed since
   */
  public void requireDraft(@Nullable Integer known) {
    if (status != VersionStatus.DRAFT) {
      throw new Problem(
          ProblemType.CONFLICT, "“" + name + "” is no draft; start a new one from it.");
    }
    if (known != null && known != version) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          "“"
              + name
              + "” was changed meanwhile (it is at version "
              + version
              + ", you had "
              + known
              + "). Nothing was changed; read it again and repeat.");
    }
  }

  /**
   * @param replayed whether it was, to the end and as it is now
   * @throws Problem CONFLICT where it was not
   */
  public void requireReplayed(boolean replayed) {
    if (!replayed) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“"
              + name
              + "” has not been replayed over past cases as it is now. Replay it first, or say that"
              + " it may go in force unseen.");
    }
  }

  /**
   * @param before what was in force until now; null for what ships
   */
  public void replace(@Nullable UUID before) {
    replaces = before;
  }

  public void activate(Instant now, Actor by) {
    status = VersionStatus.ACTIVE;
    activatedAt = now;
    activatedBy = by.name();
    version++;
  }

  public void retire() {
    status = VersionStatus.RETIRED;
    version++;
  }
}
