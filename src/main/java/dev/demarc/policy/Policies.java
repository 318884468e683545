package dev.demarc.policy;

import dev.demarc.responsibility.Engine;
import dev.demarc.responsibility.TextModel;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SettingsTimeline;
import dev.demarc.shared.SettingsVersions;
import dev.demarc.shared.TypedText;
import dev.demarc.shared.VersionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drafts of what decides, and which of them is in force. */
@ApplicationScoped
public class Policies {

  private static final int KEPT_IN_VIEW = 200;

  private final EntityManager database;
  private final SettingsVersions<StoredPolicy> versions;
  private final InForce inForce;
  private final Replays replays;
  private final PolicyTimeline timeline;
  private final Clock clock;

  Policies(
      EntityManager database,
      InForce inForce,
      Replays replays,
      PolicyTimeline timeline,
      Clock clock) {
    this.database = database;
    this.versions =
        new SettingsVersions<>(
            database, StoredPolicy.class, "policy", id -> "There is no policy " + id + ".");
    this.inForce = inForce;
    this.replays = replays;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** What decides now. */
  @Transactional
  public Policy inForce() {
    var id = inForce.id();
    return id == null ? shipped() : database.find(StoredPolicy.class, id).view();
  }

  /** What came with the application stays as it is: it is read once, as that takes a while. */
  private static final class Shipped {
    static final String MATRIX = Matrix.load().version();
    static final String MODEL = TextModel.builtIn().version();
  }

  private Policy shipped() {
    return new Policy(
        null,
        "as shipped",
        VersionStatus.ACTIVE,
        Shipped.MATRIX,
        true,
        inForce.shippedThreshold(),
        Shipped.MODEL,
        null,
        null,
        null,
        null,
        0);
  }

  /** Drafts, the one in force and those before it, newest first. */
  @Transactional
  public Page<Policy> list(@Nullable Integer limit, @Nullable String cursor) {
    return versions.list(limit, cursor, StoredPolicy::view, Policy::id);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Policy read(UUID id) {
    return versions.find(id, LockModeType.NONE).view();
  }

  /** The YAML of the policy's matrix; for null, of the shipped one. */
  @Transactional
  public String matrixOf(@Nullable UUID id) {
    var matrix = id == null ? null : versions.find(id, LockModeType.NONE).matrix;
    return matrix == null ? Matrix.shippedYaml() : matrix;
  }

  /**
   * A draft that starts from the policy in force.
   *
   * @throws Problem INVALID naming the field, for a broken matrix with its line
   */
  @Transactional
  public Policy draft(Settings settings, Actor actor) {
    var base = inForce.id() == null ? null : database.find(StoredPolicy.class, inForce.id());
    var draft = new StoredPolicy();
    draft.begin("Draft", clock.instant(), actor);
    draft.threshold = base == null ? inForce.shippedThreshold() : base.threshold;
    draft.matrix = base == null ? null : base.matrix;
    draft.modelId = base == null ? null : base.modelId;
    set(draft, settings);
    database.persist(draft);
    timeline.add(actor, "drafted “" + draft.name() + "”", null);
    return draft.view();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE; INVALID
   */
  @Transactional
  public Policy edit(UUID id, Settings settings, Integer version) {
    var draft = versions.takeDraft(id, version);
    set(draft, settings);
    draft.edited();
    return draft.view();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft; OUT_OF_DATE
   */
  @Transactional
  public void discard(UUID id, Integer version, Actor actor) {
    var draft = versions.takeDraft(id, version);
    timeline.add(actor, "discarded the draft “" + draft.name() + "”", null);
    database.remove(draft);
  }

  private void set(StoredPolicy draft, Settings to) {
    draft.rename(to.name());
    if (to.matrix() != null && !to.matrix().isBlank()) {
      draft.matrix = Settings.SHIPPED.equals(to.matrix().strip()) ? null : to.matrix();
    }
    if (to.autoRouteFrom() != null) {
      draft.threshold = to.autoRouteFrom();
    }
    if (to.textModel() != null && !to.textModel().isBlank()) {
      draft.modelId = Settings.SHIPPED.equals(to.textModel()) ? null : modelId(to.textModel());
    }
    var engine = engine(draft);
    draft.matrixVersion = engine.matrix().version();
    draft.modelVersion = engine.model().version();
  }

  private Engine engine(StoredPolicy draft) {
    try {
      return inForce.of(draft);
    } catch (IllegalArgumentException broken) {
      throw Problem.invalid("matrix", broken.getMessage());
    }
  }

  private UUID modelId(String version) {
    return database
        .createQuery(
            "select id from StoredModel where version = :version and status = 'READY'", UUID.class)
        .setParameter("version", version)
        .getResultStream()
        .findFirst()
        .orElseThrow(
            () -> Problem.invalid("textModel", "there is no text model " + version + " ready"));
  }

  /**
   * Puts a draft in force. Cases stay as they were decided.
   *
   * @param reason why; needed
   * @param unseen whether it may be done without a replay of the draft as it is now
   * @throws Problem NOT_FOUND; CONFLICT where it is no draft or was not replayed; OUT_OF_DATE;
   *     INVALID
   */
  @Transactional
  public Policy activate(UUID id, String reason, boolean unseen, Integer version, Actor actor) {
    var why = TypedText.reason(reason);
    versions.oneAtATime();
    var draft = versions.takeDraft(id, version);
    draft.requireReplayed(unseen || replays.isReplayed(draft.id(), draft.version()));
    draft.replace(retire());
    draft.activate(clock.instant(), actor);
    timeline.add(
        actor, "activated “" + draft.name() + "”" + (unseen ? " without a replay" : ""), why);
    return draft.view();
  }

  /**
   * Puts back what was in force before.
   *
   * @throws Problem CONFLICT where what ships is in force; INVALID
   */
  @Transactional
  public Policy undo(String reason, Actor actor) {
    var why = TypedText.reason(reason);
    versions.oneAtATime();
    var id = inForce.id();
    if (id == null) {
      throw new Problem(ProblemType.CONFLICT, "What ships with Demarc is in force already.");
    }
    var active = versions.find(id, LockModeType.PESSIMISTIC_WRITE);
    retire();
    timeline.add(actor, "took “" + active.name() + "” out of force", why);
    if (active.replaces() != null) {
      versions
          .find(active.replaces(), LockModeType.PESSIMISTIC_WRITE)
          .activate(clock.instant(), actor);
    }
    database.flush();
    return inForce();
  }

  private @Nullable UUID retire() {
    var id = inForce.id();
    if (id != null) {
      var active = versions.find(id, LockModeType.PESSIMISTIC_WRITE);
      active.retire();
      database.flush();
    }
    return id;
  }

  /** What was done to policies and text models, newest first. */
  @Transactional
  public List<SettingsTimeline.Event> timeline() {
    return timeline.latest(KEPT_IN_VIEW);
  }
}
