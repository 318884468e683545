package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.DraftVersion;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SettingsTimeline;
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
      name = TypedText.clean(name);
      if (name != null && name.length() > 100) {
        throw Problem.invalid("name", "must have at most 100 characters");
      }
    }
  }

  private final EntityManager database;
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
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        database
            .createQuery(
                "from StoredVersion "
                    + (after == null ? "" : "where id < :after ")
                    + "order by id desc",
                StoredVersion.class)
            .setMaxResults(size + 1);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    return Page.of(
        query.getResultStream().map(StoredVersion::view).toList(),
        size,
        version -> new Cursor("", version.id()).encode());
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
    return find(id, LockModeType.NONE).view();
  }

  /**
   * A draft that starts from another version.
   *
   * @param from null for the version in force
   * @throws Problem INVALID with an error for each thing that is wrong; NOT_FOUND
   */
  @Transactional
  public RulesVersion draft(@Nullable UUID from, Wanted wanted, Actor actor) {
    oneAtATime();
    var base = from == null ? active() : find(from, LockModeType.NONE);
    var draft = new StoredVersion();
    draft.id = Ids.next();
    draft.number =
        database
                .createQuery("select max(number) from StoredVersion", Integer.class)
                .getSingleResult()
            + 1;
    draft.status = VersionStatus.DRAFT;
    draft.name = "Draft " + draft.number;
    draft.rules = base.rules;
    draft.otherwise = base.otherwise;
    draft.createdAt = clock.instant();
    draft.createdBy = actor.name();
    set(draft, wanted);
    database.persist(draft);
    timeline.add(actor, "drafted version " + draft.number + " “" + draft.name + "”", null);
    return draft.view();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE; INVALID
   */
  @Transactional
  public RulesVersion edit(UUID id, Wanted wanted, Integer version) {
    var draft = takeDraft(id, version);
    set(draft, wanted);
    draft.version++;
    return draft.view();
  }

  private void set(StoredVersion draft, Wanted wanted) {
    if (wanted.name() != null && !wanted.name().isBlank()) {
      draft.name = wanted.name();
    }
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
    var draft = takeDraft(id, version);
    timeline.add(actor, "discarded version " + draft.number + " “" + draft.name + "”", null);
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
    var why = SettingsTimeline.reason(reason);
    oneAtATime();
    var draft = takeDraft(id, version);
    if (!unseen && !replayed.isReplayed(draft.id, draft.version)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“"
              + draft.name
              + "” has not been replayed over past cases as it is now. Replay it first, or say that"
              + " it may go in force unseen.");
    }
    // a queue or a person that it names may have gone since it was drafted
    check.check(draft.rules, draft.otherwise);
    draft.replaces = retire();
    put(draft, actor);
    timeline.add(
        actor,
        "activated version "
            + draft.number
            + " “"
            + draft.name
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
    var why = SettingsTimeline.reason(reason);
    oneAtATime();
    var active = active();
    if (active.replaces == null) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“" + active.name + "” is the first version; nothing is before it.");
    }
    var before = find(active.replaces, LockModeType.PESSIMISTIC_WRITE);
    retire();
    put(before, actor);
    timeline.add(
        actor,
        "took version "
            + active.number
            + " “"
            + active.name
            + "” out of force, version "
            + before.number
            + " is back",
        why);
    return before.view();
  }

  private void oneAtATime() {
    database
        .createNativeQuery("lock table routing_version in share row exclusive mode")
        .executeUpdate();
  }

  private UUID retire() {
    var active = active();
    active.status = VersionStatus.RETIRED;
    active.version++;
    database.flush();
    return active.id;
  }

  private void put(StoredVersion version, Actor actor) {
    version.status = VersionStatus.ACTIVE;
    version.activatedAt = clock.instant();
    version.activatedBy = actor.name();
    version.version++;
    database.flush();
  }

  private StoredVersion takeDraft(UUID id, @Nullable Integer version) {
    var draft = find(id, LockModeType.PESSIMISTIC_WRITE);
    DraftVersion.require(draft.name, draft.status == VersionStatus.DRAFT, draft.version, version);
    return draft;
  }

  private StoredVersion find(UUID id, LockModeType lock) {
    var found = database.find(StoredVersion.class, id, lock);
    if (found == null) {
      throw Problem.notFound("There is no version " + id + " of the routing rules.");
    }
    return found;
  }

  /** What was done to rules and queues, newest first. */
  @Transactional
  public List<SettingsTimeline.Event> changes() {
    return timeline.latest(KEPT_IN_VIEW);
  }
}
