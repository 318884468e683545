package dev.demarc.notification;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A flood of new work is told in one mail. */
@DemarcTest
class FoldedNoticesTest {

  private static final int AFTER = 2;

  @Inject FoldedNotices folded;
  @Inject Notifications notifications;
  @Inject EntityManager database;

  private final String team = "flood-" + UUID.randomUUID() + "@desk.example";

  /** As the outbox has it when new work is told. */
  private void told(String key, String title) {
    var notice =
        new WorkNotice(
            caseId(key),
            key,
            team,
            "Night",
            "Customer",
            "customer",
            title,
            "Spam",
            "EC2",
            "high",
            null,
            null,
            90,
            false,
            "Look",
            "",
            List.of(),
            List.of(),
            List.of(),
            "",
            WorkDue.whenDone(Instant.parse("2026-12-01T10:00:00Z")),
            false);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (!folded.take(notice, AFTER)) {
                notifications.workArrived(notice);
              }
            });
  }

  private UUID caseId(String key) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (UUID)
                    database
                        .createNativeQuery(
                            "select id from incident_case where key = :key", UUID.class)
                        .setParameter("key", key)
                        .getSingleResult());
  }

  private List<String> mails(String field) {
    return client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .getList("items.findAll { it.recipient == '" + team + "' }." + field);
  }

  @Test
  void what_comes_beyond_a_number_is_told_once_in_one_mail_and_none_is_lost() throws Exception {
    var keys = List.of(newCase(), newCase(), newCase(), newCase(), newCase());
    keys.forEach(key -> told(key, "Spam http://evil.example/ of " + key));
    assertThat(mails("kind")).containsOnly("work-item").hasSize(AFTER);
    json()
        .body(java.util.Map.of("tlp", "red", "reason", "x"))
        .put("/api/v1/cases/" + keys.get(4) + "/tlp");

    var nodes = Executors.newFixedThreadPool(3);
    try {
      Callable<Integer> tell = () -> folded.tell(team);
      int told = 0;
      for (var done : nodes.invokeAll(List.of(tell, tell, tell))) {
        told += done.get();
      }
      assertThat(told).isEqualTo(3);
    } finally {
      nodes.shutdown();
    }
    assertThat(mails("kind")).containsOnlyOnce("work-digest").hasSize(AFTER + 1);
    var digest = mails("bodyText").get(0);
    assertThat(mails("subject").get(0)).isEqualTo("[Demarc] 3 more parts in Night");
    assertThat(digest).contains(keys.get(2), keys.get(3), keys.get(4), "hxxp://evil[.]example/");
    assertThat(digest).doesNotContain(keys.get(0), "http://evil");
    // when what is to be done first is due, not the end of the work alone
    String due = getCase(keys.get(2)).path("dueAt");
    assertThat(digest)
        .contains(
            keys.get(2)
                + "  high  due "
                + Instant.parse(due).truncatedTo(ChronoUnit.MINUTES)
                + " (acknowledge)");
  }
}
