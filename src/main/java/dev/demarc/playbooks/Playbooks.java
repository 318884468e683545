package dev.demarc.playbooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The playbooks, with every version that there was of each. */
@ApplicationScoped
public class Playbooks {

  /**
   * @param delivered whether it is as Demarc came with it
   */
  public record PlaybookEntry(
      Playbook playbook, int version, boolean delivered, Instant changedAt, String changedBy) {}

  /**
   * @param note why it was changed; may be null
   */
  public record VersionEntry(int version, String note, Instant changedAt, String changedBy) {}

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

  private static final String VERSION_OF_NOTHING = "0";

  /** More versions than people read at once; older ones make room. */
  private static final int REMEMBERED = 500;

  private final EntityManager database;
  private final ObjectMapper json;
  private final Clock clock;
  private final Map<String, Playbook> read = new ConcurrentHashMap<>();

  Playbooks(EntityManager database, ObjectMapper json, Clock clock) {
    this.database = database;
    this.json = json;
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
        definition((String) row.get(0), version).orElseThrow(),
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

  /** The newest first. */
  @Transactional
  public List<VersionEntry> versions(String slug) {
    List<?> rows =
        !PlaybookMistakes.isSlug(slug)
            ? List.of()
            : database
                .createNativeQuery(
                    "select version, note, changed_at, changed_by from playbook_version where slug ="
                        + " :slug order by version desc limit 500",
                    Tuple.class)
                .setParameter("slug", slug)
                .getResultList();
    if (rows.isEmpty()) {
      throw Problem.notFound("There is no playbook " + slug + ".");
    }
    return rows.stream()
        .map(
            row ->
                new VersionEntry(
                    ((Tuple) row).get(0, Integer.class),
                    ((Tuple) row).get(1, String.class),
                    ((Tuple) row).get(2, Instant.class),
                    ((Tuple) row).get(3, String.class)))
        .toList();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Playbook version(String slug, int version) {
    return definition(slug, version)
        .orElseThrow(
            () -> Problem.notFound("There is no version " + version + " of " + slug + "."));
  }

  /** A version never changes, and so is read once. */
  Optional<Playbook> definition(String slug, int version) {
    if (!PlaybookMistakes.isSlug(slug)) {
      return Optional.empty();
    }
    var key = slug + "/" + version;
    var known = read.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select cast(definition as text) from playbook_version where slug = :slug and"
                    + " version = :version",
                String.class)
            .setParameter("slug", slug)
            .setParameter("version", version)
            .getResultList();
    var found = rows.stream().findFirst().map(text -> parse((String) text));
    if (read.size() >= REMEMBERED) {
      read.clear();
    }
    found.ifPresent(playbook -> read.put(key, playbook));
    return found;
  }

  private Playbook parse(String text) {
    try {
      return json.readValue(text, Playbook.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored playbook cannot be read", e);
    }
  }

  /** The first that applies; empty where none does. */
  Optional<Versioned> choose(String category, String service, List<String> sides, String text) {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version from playbook where enabled order by position, slug limit 500",
                Tuple.class)
            .getResultList();
    for (var row : rows) {
      var slug = (String) ((Tuple) row).get(0);
      int version = ((Number) ((Tuple) row).get(1)).intValue();
      var playbook = definition(slug, version).orElseThrow();
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
    var added = new ArrayList<String>();
    var changed = new ArrayList<String>();
    for (var step : playbook.steps()) {
      var old = was == null || step.id() == null ? null : was.step(step.id()).orElse(null);
      if (old == null) {
        added.add(String.valueOf(step.title()));
      } else if (!old.equals(step) || !was.next(old).equals(playbook.next(step))) {
        changed.add(step.title());
      }
    }
    var removed =
        was == null
            ? List.<String>of()
            : was.steps().stream()
                .filter(s -> playbook.step(s.id()).isEmpty())
                .map(PlaybookStep::title)
                .toList();
    return new Preview(
        mistakes,
        before == null ? 0 : before.version(),
        was == null ? List.of("is new") : changes(was, playbook),
        added,
        removed,
        changed,
        before == null ? 0 : openCases(playbook.slug()));
  }

  private static List<String> changes(Playbook was, Playbook now) {
    var changes = new ArrayList<String>();
    if (!Objects.equals(was.name(), now.name())) {
      changes.add("is called “" + now.name() + "”, and was “" + was.name() + "”");
    }
    if (!was.inWords().equals(now.inWords())) {
      changes.add("is for " + now.inWords() + ", and was for " + was.inWords());
    }
    if (!was.enabled().equals(now.enabled())) {
      changes.add(now.enabled() ? "is switched on" : "is switched off");
    }
    if (!was.position().equals(now.position())) {
      changes.add("is tried at " + now.position() + ", and was at " + was.position());
    }
    if (!was.templates().equals(now.templates())) {
      changes.add("has other texts");
    }
    return changes;
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
    int current = lastVersion(playbook.slug());
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

  private int lastVersion(String slug) {
    return ((Number)
            database
                .createNativeQuery(
                    "select coalesce(max(version), "
                        + VERSION_OF_NOTHING
                        + ") from playbook_version where slug = :slug")
                .setParameter("slug", slug)
                .getSingleResult())
        .intValue();
  }

  private int write(
      Playbook playbook, int version, @Nullable String note, String by, byte @Nullable [] digest) {
    var now = clock.instant();
    database
        .createNativeQuery(
            "insert into playbook_version (slug, version, definition, note, changed_at, changed_by)"
                + " values (:slug, :version, cast(:definition as jsonb), nullif(:note, ''), :at, :by)")
        .setParameter("slug", playbook.slug())
        .setParameter("version", version)
        .setParameter("definition", text(playbook))
        .setParameter("note", note == null ? "" : note)
        .setParameter("at", now)
        .setParameter("by", by)
        .executeUpdate();
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

  private String text(Playbook playbook) {
    try {
      return json.writeValueAsString(playbook);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a playbook cannot be written", e);
    }
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
      write(playbook, lastVersion(playbook.slug()) + 1, "as delivered", "Demarc", digest);
    }
  }
}
