package dev.demarc.casework;

import dev.demarc.casework.Subject.Kind;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the open case that a report is about. */
@ApplicationScoped
class Correlation {

  /**
   * The case, and why the report belongs to it.
   *
   * @param sameId whether its sender gives it the same id as one of the case's reports
   */
  record Match(UUID caseId, String because, boolean sameId) {}

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
  void oneAtATime(List<Subject> subjects) {
    AdvisoryLock.SUBJECT.takeAll(
        database, subjects.stream().filter(Subject::sought).map(Subject::key).toList());
  }

  /** The open case that the report belongs to by the category's rule. */
  Optional<Match> open(MailFacts mail, List<Subject> subjects, Category category) {
    var rule = rules.of(category);
    return byThread(mail, rule).or(() -> bySubject(subjects, rule, CaseStatus.OPEN));
  }

  /** The closed case that the report would have joined by its sender's own id, were it open. */
  Optional<Match> closedById(List<Subject> subjects, Category category) {
    var ids = subjects.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID).toList();
    return bySubject(ids, rules.of(category), CaseStatus.CLOSED);
  }

  /** The closed case that the report would have joined, were it open. */
  Optional<UUID> closedBefore(List<Subject> subjects, Category category) {
    return bySubject(subjects, rules.of(category), CaseStatus.CLOSED).map(Match::caseId);
  }

  private Optional<Match> bySubject(List<Subject> subjects, JoinRule rule, CaseStatus status) {
    var counted = subjects.stream().filter(s -> s.sought() && rule.counts(s.kind())).toList();
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    List<Object[]> found =
        database
            .createQuery(
                "select c.id, s.id.subject, c.category, s.namedAs from CaseSubject s join"
                    + " IncidentCase c on c.id = s.id.caseId where s.id.subject in :subjects and"
                    + " c.status = :status and c.lastReportAt > :since"
                    + " order by case when s.id.subject in :ids then 0 else 1 end, c.lastReportAt"
                    + " desc, c.id desc",
                Object[].class)
            .setParameter("subjects", keys(counted.stream()))
            // a sender's own id tells more than that two cases are about one thing
            .setParameter("ids", keys(counted.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID)))
            .setParameter("status", status)
            .setParameter("since", clock.instant().minus(rule.window()))
            .setMaxResults(counted.size())
            .getResultList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var latest = (UUID) found.get(0)[0];
    var shared =
        found.stream()
            .filter(row -> row[0].equals(latest))
            .collect(Collectors.toMap(row -> (String) row[1], Function.identity()));
    return counted.stream()
        .filter(subject -> shared.containsKey(subject.key()))
        .findFirst()
        .map(
            telling -> {
              var row = shared.get(telling.key());
              return new Match(
                  latest,
                  JoinReason.of(telling, (String) row[3], row[2].toString(), rule),
                  telling.kind() == Kind.EXTERNAL_ID);
            });
  }

  private static List<String> keys(Stream<Subject> of) {
    return of.map(Subject::key).toList();
  }

  /** A mail that answers one of a case's reports. */
  private Optional<Match> byThread(MailFacts mail, JoinRule rule) {
    if (mail == null || mail.references().isEmpty() || !rule.counts(Kind.THREAD)) {
      return Optional.empty();
    }
    return database
        .createQuery(
            "select c.id from CaseReport r join IncidentCase c on c.id = r.caseId where"
                + " r.messageId in :references and c.status = :open order by c.lastReportAt desc",
            UUID.class)
        .setParameter("references", mail.references())
        .setParameter("open", CaseStatus.OPEN)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(id -> new Match(id, JoinReason.THREAD, false));
  }
}
