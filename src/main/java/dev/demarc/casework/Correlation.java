package dev.demarc.casework;

import dev.demarc.formats.MailFacts;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Sha256;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds the open case that a report is about. */
@ApplicationScoped
class Correlation {

  @ConfigMapping(prefix = "demarc.correlation")
  interface Settings {
    /** How long after a case's last report another may join it. */
    @WithDefault("14d")
    Duration window();
  }

  /** The case, and why the report belongs to it. */
  record Match(UUID caseId, String because) {}

  private final EntityManager database;
  private final Router router;
  private final Settings settings;
  private final Clock clock;

  Correlation(EntityManager database, Router router, Settings settings, Clock clock) {
    this.database = database;
    this.router = router;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reports about one subject are filed one after the other until commit, so that two that come at
   * once open one case. Locks are taken in one order, so that no two wait for each other.
   */
  void oneAtATime(List<String> subjects) {
    subjects.stream()
        .map(s -> ByteBuffer.wrap(Sha256.of(s.getBytes(StandardCharsets.UTF_8))).getLong())
        .sorted()
        .distinct()
        .forEach(
            lock ->
                database
                    .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                    .setParameter("lock", lock)
                    .getSingleResult());
  }

  Optional<Match> bySubject(List<String> subjects) {
    if (subjects.isEmpty()) {
      return Optional.empty();
    }
    List<Object[]> found =
        database
            .createQuery(
                "select c.id, s.id.subject from CaseSubject s join IncidentCase c on c.id ="
                    + " s.id.caseId where s.id.subject in :subjects and c.status = :open"
                    + " and c.lastReportAt > :since order by c.lastReportAt desc, c.id desc",
                Object[].class)
            .setParameter("subjects", subjects)
            .setParameter("open", CaseStatus.OPEN)
            .setParameter("since", clock.instant().minus(settings.window()))
            .setMaxResults(1)
            .getResultList();
    return found.stream().findFirst().map(row -> new Match((UUID) row[0], "same " + row[1]));
  }

  /** A mail that answers one of a case's reports. */
  Optional<Match> byThread(MailFacts mail) {
    if (mail == null || mail.references().isEmpty()) {
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
        .map(id -> new Match(id, "answers a mail of this case"));
  }

  /** The key in a subject counts only from somebody who takes part in the case. */
  Optional<UUID> byKeyInSubject(MailFacts mail) {
    if (mail.from() == null) {
      return Optional.empty();
    }
    var from = mail.from().toLowerCase(Locale.ROOT);
    return CaseKey.inSubject(mail.subject())
        .flatMap(
            key ->
                database
                    .createQuery(
                        "select c.id from IncidentCase c where c.key = :key and (exists (select 1"
                            + " from CaseReport r where r.caseId = c.id and lower(r.reporter) ="
                            + " :from) or exists (select 1 from WorkItem w where w.caseId = c.id"
                            + " and w.queueId in :queues))",
                        UUID.class)
                    .setParameter("key", key.value())
                    .setParameter("from", from)
                    .setParameter("queues", queuesAt(from))
                    .getResultStream()
                    .findFirst());
  }

  private List<UUID> queuesAt(String address) {
    return router.queues().stream()
        .filter(queue -> queue.email().equalsIgnoreCase(address))
        .map(Queue::id)
        .toList();
  }
}
