package dev.demarc.drafts;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every version that there was of each reply template; none of them ever changes. */
@ApplicationScoped
public class ReplyTemplateVersions {

  /**
   * @param note why it was changed; null where nobody said
   * @param changedAt null where it came along with Demarc, as {@code changedBy} is then
   */
  public record TemplateVersion(
      int version, @Nullable String note, @Nullable Instant changedAt, @Nullable String changedBy) {
    public String by() {
      return changedBy == null ? "Demarc" : changedBy;
    }
  }

  private final EntityManager database;

  ReplyTemplateVersions(EntityManager database) {
    this.database = database;
  }

  /**
   * The newest first, at most 500; also of a template that was removed.
   *
   * @throws Problem NOT_FOUND where there never was one of that name
   */
  @Transactional
  public List<TemplateVersion> of(String slug) {
    List<?> rows =
        !ReplyTemplates.isSlug(slug)
            ? List.of()
            : database
                .createNativeQuery(
                    "select version, note, changed_at, changed_by from reply_template_version where"
                        + " slug = :slug order by version desc limit 500",
                    Tuple.class)
                .setParameter("slug", slug)
                .getResultList();
    if (rows.isEmpty()) {
      throw Problem.notFound("There is no template " + slug + ".");
    }
    return rows.stream()
        .map(
            row ->
                new TemplateVersion(
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
  public ReplyTemplates.Wanted version(String slug, int version) {
    List<?> rows =
        !ReplyTemplates.isSlug(slug)
            ? List.of()
            : database
                .createNativeQuery(
                    "select title, language, body from reply_template_version where slug = :slug"
                        + " and version = :version",
                    Tuple.class)
                .setParameter("slug", slug)
                .setParameter("version", version)
                .getResultList();
    return rows.stream()
        .map(row -> (Tuple) row)
        .map(
            row ->
                new ReplyTemplates.Wanted(
                    row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("There is no version " + version + " of " + slug + "."));
  }

  /** The number of the newest, also of a template that was removed; 0 where none was. */
  int last(String slug) {
    return ((Number)
            database
                .createNativeQuery(
                    "select coalesce(max(version), 0) from reply_template_version where slug ="
                        + " :slug")
                .setParameter("slug", slug)
                .getSingleResult())
        .intValue();
  }

  void add(
      String slug,
      int version,
      ReplyTemplates.Wanted text,
      @Nullable String note,
      Instant at,
      String by) {
    database
        .createNativeQuery(
            "insert into reply_template_version (slug, version, title, language, body, note,"
                + " changed_at, changed_by) values (:slug, :version, :title, :language, :body,"
                + " nullif(:note, ''), cast(:at as timestamptz), :by)")
        .setParameter("slug", slug)
        .setParameter("version", version)
        .setParameter("title", text.title())
        .setParameter("language", text.language())
        .setParameter("body", text.body())
        .setParameter("note", note == null ? "" : note)
        .setParameter("at", at)
        .setParameter("by", by)
        .executeUpdate();
  }
}
