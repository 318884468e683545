package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SettingsTimeline;
import dev.demarc.shared.SettingsVersions;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drafts of rules, and which version routes. */
@ApplicationScoped
public class RoutingVersions {

  private static final int KEPT_IN_VIEW = 100;

  /**
   * What a draft is to say; what is null stays as it is.
   *
   * @param name at most 100 characters
   */
  public record Wanted(String name, @Nullable List<StoredRule> rules, @Nullable Gives otherwise) {

    public Wanted {
      name = TypedText.atMost(100, "name", name);
    }
  }

  private final EntityManager database;
  private final SettingsVersions<StoredVersion> versions;
  private final RuleCheck check;
  private final ReplayedVersions replayed;
  private final RoutingTimeline timeline;
  private final Clock clock;

  RoutingVersions(
      EntityManager database,
      RuleCheck check,
      ReplayedVersions replayed,
      RoutingTimeline timeline,
      Clock clock) {
    this.database = database;
    this.versions =
        new SettingsVersions<>(
            database,
            StoredVersion.class,
            "routing_version",
            id -> "There is no version " + id + " of the routing rules.");
    this.check = check;
    this.replayed = replayed;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Transactional
  public RulesVersion inForce() {
    return active().view();
  }

  private StoredVersion active() {
    return database
        .createQuery("from StoredVersion where status = 'ACTIVE'", StoredVersion.class)
        .getSingleResult();
  }

  /** All versions, newest first. */
  @Transactional
  public Page<RulesVersion> list(@Nullable Integer limit, @Nullable String cursor) {
    return versions.list(limit, cursor, StoredVersion::view, RulesVersion::id);
  }

  /** The draft that was made last. */
  @Transactional
  public Optional<RulesVersion> latestDraft() {
    return database
        .createQuery(
            "from StoredVersion where status = 'DRAFT' order by id desc", StoredVersion.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(StoredVersion::view);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public RulesVersion read(UUID id) {
    return versions.find(id, LockModeType.NONE).view();
  }

  /**
   * A draft that starts from another version.
   *
   * @param from null for the version in force
   * @throws Problem INVALID with an error for each thing that is wrong; NOT_FOUND
   */
  @Transactional
  public RulesVersion draft(@Nullable UUID from, Wanted wanted, Actor actor) {
    versions.oneAtATime();
    var base = from == null ? active() : versions.find(from, LockModeType.NONE);
    var draft = new StoredVersion();
    draft.number =
        database
                .createQuery("select max(number) from StoredVersion", Integer.class)
                .getSingleResult()
            + 1;
    draft.begin("Draft " + draft.number, clock.instant(), actor);
    draft.rules = base.rules;
    draft.otherwise = base.otherwise;
    set(draft, wanted);
    database.persist(draft);
    timeline.add(actor, "drafted version " + draft.number + " “" + draft.name() + "”", null);
    return draft.view();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE; INVALID
   */
  @Transactional
  public RulesVersion edit(UUID id, Wanted wanted, Integer version) {
    var draft = versions.takeDraft(id, version);
    set(draft, wanted);
    draft.edited();
    return draft.view();
  }

  private void set(StoredVersion draft, Wanted wanted) {
    draft.rename(wanted.name());
    if (wanted.rules() == null && wanted.otherwise() == null) {
      return; // what was taken over is looked at before it goes in force
    }
    var checked =
        check.check(
            wanted.rules() == null ? draft.rules : wanted.rules(),
            wanted.otherwise() == null ? draft.otherwise : wanted.otherwise());
    draft.rules = checked.rules();
    draft.otherwise = checked.otherwise();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE
   */
  @Transactional
  public void discard(UUID id, Integer version, Actor actor) {
    var draft = versions.takeDraft(id, version);
    timeline.add(actor, "discarded version " + draft.number + " “" + draft.name() + "”", null);
    database.remove(draft);
  }

  /**
   * Puts a draft in force. Work that is routed stays where it is.
   *
   * @param reason why; needed
   * @param unseen whether it may be done without a replay of the draft as it is now
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft or was not replayed; OUT_OF_DATE;
   *     INVALID
   */
  @Transactional
  public RulesVersion activate(
      UUID id, String reason, boolean unseen, Integer version, Actor actor) {
    var why = TypedText.reason(reason);
    versions.oneAtATime();
    var draft = versions.takeDraft(id, version);
    draft.requireReplayed(unseen || replayed.isReplayed(draft.id(), draft.version()));
    // a queue or a person that it names may have gone since it was drafted
    check.check(draft.rules, draft.otherwise);
    draft.replace(retire());
    activate(draft, actor);
    timeline.add(
        actor,
        "activated version "
            + draft.number
            + " “"
            + draft.name()
            + "”"
            + (unseen ? " without a replay" : ""),
        why);
    return draft.view();
  }

  /**
   * Puts back the version that was in force before.
   *
   * @throws Problem CONFLICT where there was none; INVALID
   */
  @Transactional
  public RulesVersion undo(String reason, Actor actor) {
    var why = TypedText.reason(reason);
    versions.oneAtATime();
    var active = active();
    if (active.replaces() == null) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“" + active.name() + "” is the first version; nothing is before it.");
    }
    var before = versions.find(active.replaces(), LockModeType.PESSIMISTIC_WRITE);
    retire();
    activate(before, actor);
    timeline.add(
        actor,
        "took version "
            + active.number
            + " “"
            + active.name()
            + "” out of force, version "
            + before.number
            + " is back",
        why);
    return before.view();
  }

  private UUID retire() {
    var active = active();
    active.retire();
    database.flush();
    return active.id();
  }

  private void activate(StoredVersion version, Actor actor) {
    version.activate(clock.instant(), actor);
    database.flush();
  }

  /** What was done to rules and queues, newest first. */
  @Transactional
  public List<SettingsTimeline.Event> changes() {
    return timeline.latest(KEPT_IN_VIEW);
  }
}
