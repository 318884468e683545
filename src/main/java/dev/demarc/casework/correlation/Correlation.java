package dev.demarc.casework.correlation;

import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the open case that a report is about. */
@ApplicationScoped
public class Correlation {

  /**
   * The case, and why the report belongs to it.
   *
   * @param sameId whether its sender gives it the same id as one of the case's reports
   */
  public record Match(UUID caseId, String because, boolean sameId) {}

  /** A case that is not the report's, and what they have in common all the same. */
  public record Related(UUID caseId, String because) {}

  /**
   * @param related cases that share only something weak, where each side names something stronger
   */
  public record Found(Optional<Match> match, List<Related> related) {}

  private static final String OPEN = "OPEN";
  private static final String CLOSED = "CLOSED";

  private static final int MOST_ROWS = 100;
  private static final int MOST_RELATED = 10;

  private final EntityManager database;
  private final JoinRules rules;
  private final Clock clock;

  Correlation(EntityManager database, JoinRules rules, Clock clock) {
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Reports about one subject are filed one after the other until commit, so that two that come at
   * once open one case. Locks are taken in one order, so that no two wait for each other.
   */
  public void oneAtATime(List<Subject> subjects) {
    AdvisoryLock.SUBJECT.takeAll(
        database, subjects.stream().filter(Subject::sought).map(Subject::key).toList());
  }

  /** The open case that the report belongs to by the category's rule, and those it is like. */
  public Found open(@Nullable MailFacts mail, List<Subject> subjects, Category category) {
    var rule = rules.of(category);
    var answered = byThread(mail, rule);
    if (answered.isPresent()) {
      return new Found(answered, List.of());
    }
    var shared = shared(subjects, rule, OPEN);
    var related =
        shared.stream().filter(Shared::isContradicted).limit(MOST_RELATED).map(Shared::related);
    return new Found(match(shared, rule), related.toList());
  }

  /** The closed case that the report would have joined by its sender's own id, were it open. */
  public Optional<Match> closedById(List<Subject> subjects, Category category) {
    var ids = subjects.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID).toList();
    return bySubject(ids, rules.of(category), CLOSED);
  }

  /**
   * The closed case that the report would have joined, were it open.
   *
   * @param reach how long after its last report at least it is looked for
   */
  public Optional<Match> closedBefore(List<Subject> subjects, Category category, Duration reach) {
    return bySubject(subjects, rules.of(category).reaching(reach), CLOSED);
  }

  private Optional<Match> bySubject(List<Subject> subjects, JoinRule rule, String status) {
    return match(shared(subjects, rule, status), rule);
  }

  private static Optional<Match> match(List<Shared> shared, JoinRule rule) {
    return shared.stream().filter(s -> !s.isContradicted()).findFirst().map(s -> s.match(rule));
  }

  /** What a case and a report have in common, the most telling of the report first. */
  private static final class Shared {

    private final UUID caseId;
    private final String category;
    private final boolean caseHasStrong;
    private final boolean reportHasStrong;
    private final Map<String, String> namedAs = new HashMap<>();
    private final List<Subject> subjects;

    Shared(Tuple row, List<Subject> subjects) {
      this.caseId = row.get("case_id", UUID.class);
      this.category = row.get("category", String.class);
      this.caseHasStrong = row.get("has_strong", Boolean.class);
      this.reportHasStrong = subjects.stream().anyMatch(Subject::isStrong);
      this.subjects = subjects;
    }

    private Stream<Subject> common() {
      return subjects.stream().filter(s -> namedAs.containsKey(s.key()));
    }

    Subject telling() {
      return common().findFirst().orElseThrow();
    }

    /** Two that each name an address or resource, and not the same, are two matters. */
    boolean isContradicted() {
      return caseHasStrong && reportHasStrong && common().allMatch(Shared::isWeak);
    }

    private static boolean isWeak(Subject subject) {
      return switch (subject.kind()) {
        case EXTERNAL_ID, CONTROL, THREAD -> false;
        default -> !subject.isStrong();
      };
    }

    Related related() {
      return new Related(caseId, JoinReason.related(telling()));
    }

    Match match(JoinRule rule) {
      var telling = telling();
      return new Match(
          caseId,
          JoinReason.of(telling, namedAs.get(telling.key()), category, rule),
          telling.kind() == Kind.EXTERNAL_ID);
    }
  }

  /** By case: those with its sender's own id first, then such as share something strong. */
  private List<Shared> shared(List<Subject> subjects, JoinRule rule, String status) {
    var counted = subjects.stream().filter(s -> s.sought() && rule.counts(s.kind())).toList();
    if (counted.isEmpty()) {
      return List.of();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select s.case_id, s.subject, c.category, s.named_as, exists (select 1 from"
                    + " case_subject x where x.case_id = s.case_id and x.strong) as has_strong from"
                    + " case_subject s join incident_case c on c.id = s.case_id where s.subject ="
                    + " any(:subjects) and c.status = :status and c.last_report_at > :since"
                    + " order by case when s.subject = any(:ids) then 0 when s.subject ="
                    + " any(:strong) then 1 else 2 end, c.last_report_at desc, c.id desc limit"
                    + " :most",
                Tuple.class)
            .setParameter("subjects", keys(counted.stream()))
            // a sender's own id tells more than that two cases are about one thing
            .setParameter("ids", keys(counted.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID)))
            .setParameter("strong", keys(counted.stream().filter(Subject::isStrong)))
            .setParameter("status", status)
            .setParameter("since", clock.instant().minus(rule.window()))
            .setParameter("most", Math.max(MOST_ROWS, counted.size()))
            .getResultList();
    var shared = new LinkedHashMap<UUID, Shared>();
    for (Object each : rows) {
      var row = (Tuple) each;
      shared
          .computeIfAbsent(row.get("case_id", UUID.class), id -> new Shared(row, counted))
          .namedAs
          .put(row.get("subject", String.class), row.get("named_as", String.class));
    }
    return List.copyOf(shared.values());
  }

  private static String[] keys(Stream<Subject> of) {
    return of.map(Subject::key).toArray(String[]::new);
  }

  /** A mail that answers one of a case's reports. */
  private Optional<Match> byThread(@Nullable MailFacts mail, JoinRule rule) {
    if (mail == null || mail.references().isEmpty() || !rule.counts(Kind.THREAD)) {
      return Optional.empty();
    }
    return database
        .createNativeQuery(
            "select c.id from case_report r join incident_case c on c.id = r.case_id where"
                + " r.message_id = any(:references) and c.status = 'OPEN' order by c.last_report_at"
                + " desc limit 1",
            UUID.class)
        .setParameter("references", mail.references().toArray(String[]::new))
        .getResultStream()
        .findFirst()
        .map(id -> new Match((UUID) id, JoinReason.THREAD, false));
  }
}
