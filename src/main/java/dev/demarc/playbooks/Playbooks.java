package dev.demarc.playbooks;

import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The playbooks in force: which apply, and how they are changed. */
@ApplicationScoped
public class Playbooks {

  /**
   * @param delivered whether it is as Demarc came with it
   */
  public record PlaybookEntry(
      Playbook playbook, int version, boolean delivered, Instant changedAt, String changedBy) {}

  /**
   * What saving would change.
   *
   * @param mistakes what is wrong with it; nothing can be saved until that is mended
   * @param openCases how many open cases go by the version in force; they stay with it
   */
  public record Preview(
      List<FieldError> mistakes,
      int version,
      List<String> changes,
      List<String> added,
      List<String> removed,
      List<String> changed,
      long openCases) {}

  record Versioned(Playbook playbook, int version) {}

  private final EntityManager database;
  private final PlaybookVersions versions;
  private final Clock clock;

  Playbooks(EntityManager database, PlaybookVersions versions, Clock clock) {
    this.database = database;
    this.versions = versions;
    this.clock = clock;
  }

  /** In the order in which they are tried. */
  @Transactional
  public List<PlaybookEntry> all() {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version, changed_at, changed_by, delivered_digest is not null from"
                    + " playbook order by position, slug limit 500",
                Tuple.class)
            .getResultList();
    return rows.stream().map(row -> entry((Tuple) row)).toList();
  }

  private PlaybookEntry entry(Tuple row) {
    int version = ((Number) row.get(1)).intValue();
    return new PlaybookEntry(
        versions.definition((String) row.get(0), version).orElseThrow(),
        version,
        (Boolean) row.get(4),
        row.get(2, Instant.class),
        (String) row.get(3));
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public PlaybookEntry get(String slug) {
    return find(slug).orElseThrow(() -> Problem.notFound("There is no playbook " + slug + "."));
  }

  private Optional<PlaybookEntry> find(String slug) {
    if (!PlaybookMistakes.isSlug(slug)) {
      return Optional.empty();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version, changed_at, changed_by, delivered_digest is not null from"
                    + " playbook where slug = :slug",
                Tuple.class)
            .setParameter("slug", slug)
            .getResultList();
    return rows.stream().findFirst().map(row -> entry((Tuple) row));
  }

  /** The version in force of one that is switched on; empty where there is none. */
  Optional<Versioned> available(@Nullable String slug) {
    return slug == null
        ? Optional.empty()
        : find(slug)
            .filter(entry -> entry.playbook().enabled())
            .map(entry -> new Versioned(entry.playbook(), entry.version()));
  }

  /** Whether a playbook of this name is there. */
  @Transactional
  public boolean exists(String slug) {
    return find(slug).isPresent();
  }

  /** The first that applies; empty where none does. */
  Optional<Versioned> choose(String category, String service, List<String> sides, String text) {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version from playbook where enabled order by position, slug limit"
                    + " 500",
                Tuple.class)
            .getResultList();
    for (var row : rows) {
      var slug = (String) ((Tuple) row).get(0);
      int version = ((Number) ((Tuple) row).get(1)).intValue();
      var playbook = versions.definition(slug, version).orElseThrow();
      if (playbook.appliesTo(category, service, sides, text)) {
        return Optional.of(new Versioned(playbook, version));
      }
    }
    return Optional.empty();
  }

  /** What saving it would change; changes nothing. */
  @Transactional
  public Preview preview(Playbook playbook) {
    var mistakes = PlaybookMistakes.of(playbook);
    var before = playbook.slug() == null ? null : find(playbook.slug()).orElse(null);
    var was = before == null ? null : before.playbook();
    var changes = PlaybookChanges.between(was, playbook);
    return new Preview(
        mistakes,
        before == null ? 0 : before.version(),
        changes.inGeneral(),
        changes.added(),
        changes.removed(),
        changes.changed(),
        before == null ? 0 : openCases(playbook.slug()));
  }

  private long openCases(String slug) {
    return ((Number)
            database
                .createNativeQuery(
                    "select count(*) from case_playbook p join incident_case c on c.id = p.case_id"
                        + " where p.slug = :slug and c.status = 'OPEN'")
                .setParameter("slug", slug)
                .getSingleResult())
        .longValue();
  }

  /**
   * Keeps it as a new version; open cases stay with the version that they go by.
   *
   * @param version the one that was changed, 0 for a new one; null to replace whatever is there
   * @param note why; may be null
   * @return the new version
   * @throws Problem INVALID naming each mistake; OUT_OF_DATE
   */
  @Transactional
  public int save(Playbook playbook, @Nullable Integer version, String note, String by) {
    require(PlaybookMistakes.of(playbook));
    var why = TypedText.clean(note);
    if (why != null && why.length() > 2000) {
      throw Problem.invalid("note", "must have at most 2,000 characters");
    }
    lock();
    int current = versions.last(playbook.slug());
    int inForce = find(playbook.slug()).map(PlaybookEntry::version).orElse(0);
    if (version != null && version != inForce) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          "The playbook "
              + playbook.slug()
              + " was changed meanwhile (it is at version "
              + inForce
              + ", you had "
              + version
              + "). Nothing was changed; read it again and repeat.");
    }
    return write(playbook, current + 1, why, by, null);
  }

  private static void require(List<FieldError> mistakes) {
    if (!mistakes.isEmpty()) {
      var first = mistakes.get(0);
      throw new Problem(
          ProblemType.INVALID,
          "The playbook was not saved. "
              + first.field()
              + ": "
              + first.message()
              + (mistakes.size() == 1 ? "." : "; and " + (mistakes.size() - 1) + " more."),
          mistakes);
    }
  }

  /** Whoever changes playbooks does so after the other. */
  private void lock() {
    database.createNativeQuery("lock table playbook in share row exclusive mode").executeUpdate();
  }

  private int write(
      Playbook playbook, int version, @Nullable String note, String by, byte @Nullable [] digest) {
    var now = clock.instant();
    versions.add(playbook, version, note, by, now);
    database
        .createNativeQuery(
            "insert into playbook (slug, name, position, enabled, version, delivered_digest,"
                + " changed_at, changed_by) values (:slug, :name, :position, :enabled, :version,"
                + " :digest, :at, :by) on conflict (slug) do update set name = excluded.name,"
                + " position = excluded.position, enabled = excluded.enabled, version ="
                + " excluded.version, delivered_digest = excluded.delivered_digest, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("slug", playbook.slug())
        .setParameter("name", playbook.name())
        .setParameter("position", playbook.position())
        .setParameter("enabled", playbook.enabled())
        .setParameter("version", version)
        .setParameter("digest", digest)
        .setParameter("at", now)
        .setParameter("by", by)
        .executeUpdate();
    return version;
  }

  /**
   * Takes it out; cases that go by it stay with it.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void remove(String slug) {
    get(slug);
    int removed =
        database
            .createNativeQuery("delete from playbook where slug = :slug")
            .setParameter("slug", slug)
            .executeUpdate();
    if (removed == 0) {
      throw Problem.notFound("There is no playbook " + slug + ".");
    }
  }

  /** Whether one that Demarc comes with is to be stored: it is new, or unchanged by the desk. */
  @Transactional
  boolean awaitsDelivery(String slug, byte[] digest) {
    return !database
        .createNativeQuery(
            "select 1 where not exists (select 1 from playbook_version where slug = :slug) or"
                + " exists (select 1 from playbook where slug = :slug and delivered_digest <>"
                + " :digest)")
        .setParameter("slug", slug)
        .setParameter("digest", digest)
        .getResultList()
        .isEmpty();
  }

  @Transactional
  void deliver(Playbook playbook, byte[] digest) {
    lock();
    if (awaitsDelivery(playbook.slug(), digest)) {
      write(playbook, versions.last(playbook.slug()) + 1, "as delivered", "Demarc", digest);
    }
  }
}
