package dev.demarc.drafts;

import dev.demarc.routing.GivenRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts that a reply can begin with. */
@ApplicationScoped
public class ReplyTemplates {

  private final EntityManager database;
  private final GivenRoutes given;

  ReplyTemplates(EntityManager database, GivenRoutes given) {
    this.database = database;
    this.given = given;
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

  /**
   * What a reply about a case can begin with.
   *
   * @param suggested the one that the routing rules gave to a part of it, AWS's first; null where
   *     they gave none that is there
   */
  public record Offer(@Nullable ReplyTemplate suggested, List<ReplyTemplate> others) {

    /** The suggested one first. */
    public List<ReplyTemplate> all() {
      return Stream.concat(Stream.ofNullable(suggested), others.stream()).toList();
    }

    public boolean isSuggested(ReplyTemplate template) {
      return template.equals(suggested);
    }
  }

  @Transactional
  public Offer offer(UUID caseId) {
    var all = all();
    var suggested =
        given.of(caseId).stream()
            .flatMap(route -> all.stream().filter(t -> t.slug().equals(route.template())))
            .findFirst()
            .orElse(null);
    return new Offer(suggested, all.stream().filter(t -> !t.equals(suggested)).toList());
  }

  public Optional<ReplyTemplate> find(String slug) {
    return all().stream().filter(template -> template.slug().equals(slug)).findFirst();
  }

  private static ReplyTemplate template(Object[] row) {
    return new ReplyTemplate((String) row[0], (String) row[1], (String) row[2], (String) row[3]);
  }
}
