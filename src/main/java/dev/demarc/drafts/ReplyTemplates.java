package dev.demarc.drafts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Texts that a reply can begin with. */
@ApplicationScoped
public class ReplyTemplates {

  private final EntityManager database;

  ReplyTemplates(EntityManager database) {
    this.database = database;
  }

  /**
   * @param language BCP 47
   */
  public record ReplyTemplate(String slug, String title, String language, String body) {}

  @Transactional
  public List<ReplyTemplate> all() {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, title, language, body from reply_template order by position, slug"
                    + " limit 200",
                Object[].class)
            .getResultList();
    return rows.stream().map(row -> template((Object[]) row)).toList();
  }

  public Optional<ReplyTemplate> find(String slug) {
    return all().stream().filter(template -> template.slug().equals(slug)).findFirst();
  }

  private static ReplyTemplate template(Object[] row) {
    return new ReplyTemplate((String) row[0], (String) row[1], (String) row[2], (String) row[3]);
  }
}
