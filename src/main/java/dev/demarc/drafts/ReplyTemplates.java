package dev.demarc.drafts;

import dev.demarc.routing.GivenRoutes;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SettingChanged;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts that a reply can begin with, which the desk keeps. */
@ApplicationScoped
public class ReplyTemplates {

  private static final int AT_MOST = 200;
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_BODY = 20_000;
  private static final int LONGEST_NOTE = 2_000;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]{1,40})}");

  /** What is filled in for each reader. */
  private static final Set<String> PLACES = Set.of("key", "report");

  private final EntityManager database;
  private final GivenRoutes given;
  private final ReplyTemplateVersions versions;
  private final Event<SettingChanged> changed;
  private final Clock clock;

  ReplyTemplates(
      EntityManager database,
      GivenRoutes given,
      ReplyTemplateVersions versions,
      Event<SettingChanged> changed,
      Clock clock) {
    this.database = database;
    this.given = given;
    this.versions = versions;
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * @param language BCP 47
   * @param version 0 of one that is not kept yet
   * @param changedAt null where nobody has changed it since it came along
   */
  public record ReplyTemplate(
      String slug,
      int version,
      String title,
      String language,
      String body,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {

    /** {@code German}; the tag where it names no known language. */
    public String languageName() {
      return Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH);
    }

    /** As a reader of an invented report would have it. */
    public String sample() {
      return body.replace("{key}", "DM-2026-000042").replace("{report}", "Spam from 203.0.113.77");
    }
  }

  /** What somebody wants a template to be. */
  public record Wanted(String title, String language, String body) {

    public Wanted {
      title = TypedText.clean(title);
      body = TypedText.clean(body);
      if (title == null || title.isBlank() || title.length() > LONGEST_TITLE) {
        throw Problem.invalid(
            "title", "must be a name of at most " + LONGEST_TITLE + " characters");
      }
      if (body == null || body.isBlank() || body.length() > LONGEST_BODY) {
        throw Problem.invalid("body", "must be a text of at most 20,000 characters");
      }
      language = tag(language);
      var places = PLACE.matcher(body);
      while (places.find()) {
        if (!PLACES.contains(places.group(1))) {
          throw Problem.invalid(
              "body",
              "has {"
                  + places.group(1)
                  + "}, which nothing fills in; there are {key} and {report}");
        }
      }
    }

    private static String tag(@Nullable String text) {
      try {
        var tag =
            new Locale.Builder()
                .setLanguageTag(text == null ? "" : text.strip())
                .build()
                .toLanguageTag();
        if (!tag.equals("und") && tag.length() <= 35) {
          return tag;
        }
      } catch (IllformedLocaleException notOne) {
        // told below
      }
      throw Problem.invalid("language", "must be a language tag (BCP 47), such as en, de or pt-BR");
    }
  }

  /** In the order in which they are offered. */
  @Transactional
  public List<ReplyTemplate> all() {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version, title, language, body, changed_at, changed_by from"
                    + " reply_template"
                    + " order by position, slug limit "
                    + AT_MOST,
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

  /**
   * @throws Problem NOT_FOUND
   */
  public ReplyTemplate get(String slug) {
    return find(slug).orElseThrow(() -> Problem.notFound("There is no template " + slug + "."));
  }

  static boolean isSlug(@Nullable String slug) {
    return slug != null && SLUG.matcher(slug).matches();
  }

  /**
   * Adds a template, or keeps a new version of one.
   *
   * @param version the one that was changed, 0 for a new one; null to replace whatever is there
   * @param note why; may be null
   * @throws Problem INVALID where the slug is none; CONFLICT where there are too many already;
   *     OUT_OF_DATE
   */
  @Transactional
  public ReplyTemplate save(
      String slug, Wanted wanted, @Nullable Integer version, @Nullable String note, Actor by) {
    if (!isSlug(slug)) {
      throw Problem.invalid(
          "slug", "must be lower-case letters, digits and hyphens, at most 40 characters");
    }
    var why = TypedText.clean(note);
    if (why != null && why.length() > LONGEST_NOTE) {
      throw Problem.invalid("note", "must have at most 2,000 characters");
    }
    // whoever changes templates does so after the other
    database
        .createNativeQuery("lock table reply_template in share row exclusive mode")
        .executeUpdate();
    var there = all();
    var before = there.stream().filter(template -> template.slug().equals(slug)).findFirst();
    int inForce = before.map(ReplyTemplate::version).orElse(0);
    if (version != null && version != inForce) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          "The template "
              + slug
              + " was changed meanwhile (it is at version "
              + inForce
              + ", you had "
              + version
              + "). Nothing was changed; read it again and repeat.");
    }
    if (before.isEmpty() && there.size() >= AT_MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "There are " + AT_MOST + " templates; remove one first.");
    }
    int next = versions.last(slug) + 1;
    var now = clock.instant();
    versions.add(slug, next, wanted, why, now, by.name());
    database
        .createNativeQuery(
            "insert into reply_template (slug, version, title, language, body, position,"
                + " changed_at, changed_by) values (:slug, :version, :title, :language, :body,"
                + " (select coalesce(max(position), 0) + 1 from reply_template), cast(:now as"
                + " timestamptz), :by) on conflict (slug) do update set version ="
                + " excluded.version, title = excluded.title, language ="
                + " excluded.language, body = excluded.body, changed_at = excluded.changed_at,"
                + " changed_by = excluded.changed_by")
        .setParameter("slug", slug)
        .setParameter("version", next)
        .setParameter("title", wanted.title())
        .setParameter("language", wanted.language())
        .setParameter("body", wanted.body())
        .setParameter("now", now)
        .setParameter("by", by.name())
        .executeUpdate();
    changed.fire(
        new SettingChanged(
            "template " + slug,
            before.isPresent() ? "changed, now version " + next : "added, version " + next,
            by));
    return get(slug);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void remove(String slug, Actor by) {
    int removed =
        isSlug(slug)
            ? database
                .createNativeQuery("delete from reply_template where slug = :slug")
                .setParameter("slug", slug)
                .executeUpdate()
            : 0;
    if (removed == 0) {
      throw Problem.notFound("There is no template " + slug + ".");
    }
    changed.fire(new SettingChanged("template " + slug, "removed", by));
  }

  private static ReplyTemplate template(Object[] row) {
    var at = row[5] instanceof Timestamp stamp ? stamp.toInstant() : (Instant) row[5];
    return new ReplyTemplate(
        (String) row[0],
        (Integer) row[1],
        (String) row[2],
        (String) row[3],
        (String) row[4],
        at,
        (String) row[6]);
  }
}
