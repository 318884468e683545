package dev.demarc.playbooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every version that there was of each playbook; none of them ever changes. */
@ApplicationScoped
public class PlaybookVersions {

  /**
   * @param note why it was changed; may be null
   */
  public record VersionEntry(int version, String note, Instant changedAt, String changedBy) {}

  private static final String VERSION_OF_NOTHING = "0";

  /** More versions than people read at once; older ones make room. */
  private static final int REMEMBERED = 500;

  private final EntityManager database;
  private final ObjectMapper json;
  private final Map<String, Playbook> read = new ConcurrentHashMap<>();

  PlaybookVersions(EntityManager database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The newest first. */
  @Transactional
  public List<VersionEntry> versions(String slug) {
    List<?> rows =
        !PlaybookMistakes.isSlug(slug)
            ? List.of()
            : database
                .createNativeQuery(
                    "select version, note, changed_at, changed_by from playbook_version where slug"
                        + " = :slug order by version desc limit 500",
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

  /** The number of the newest, also of a playbook that was taken out; 0 where none was. */
  int last(String slug) {
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

  void add(Playbook playbook, int version, @Nullable String note, String by, Instant now) {
    database
        .createNativeQuery(
            "insert into playbook_version (slug, version, definition, note, changed_at, changed_by)"
                + " values (:slug, :version, cast(:definition as jsonb), nullif(:note, ''), :at,"
                + " :by)")
        .setParameter("slug", playbook.slug())
        .setParameter("version", version)
        .setParameter("definition", text(playbook))
        .setParameter("note", note == null ? "" : note)
        .setParameter("at", now)
        .setParameter("by", by)
        .executeUpdate();
  }

  private String text(Playbook playbook) {
    try {
      return json.writeValueAsString(playbook);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a playbook cannot be written", e);
    }
  }
}
