package dev.demarc.casework.timeline;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DemarcTest
class RemovingBesideDeliveryTest {

  @Inject DataSource database;
  @Inject TimelineErasure erasure;

  @Test
  void removing_a_case_waits_for_the_delivery_of_its_mail_and_never_the_other_way_round()
      throws Exception {
    var key = Api.newCase("removed" + UUID.randomUUID());
    try (var delivery = database.getConnection()) {
      delivery.setAutoCommit(false);
      var id =
          UUID.fromString(one(delivery, "select id from incident_case where key = '" + key + "'"));
      assertThat(one(delivery, "select id from outbox where case_id = '" + id + "' for update"))
          .isNotNull();
      var removing =
          CompletableFuture.runAsync(
              () ->
                  QuarkusTransaction.requiringNew()
                      .run(() -> erasure.remove(List.of(id), "admin", "a test")));
      await()
          .until(
              () ->
                  one(
                          delivery,
                          "select count(*) from pg_stat_activity where "
                              + pid(delivery)
                              + " = any(pg_blocking_pids(pid))")
                      .equals("1"));
      try (var change = delivery.createStatement()) {
        change.executeUpdate(
            "update incident_case set updated_at = updated_at where id = '" + id + "'");
      }
      delivery.commit();
      removing.get(30, TimeUnit.SECONDS);
      assertThat(one(delivery, "select count(*) from incident_case where id = '" + id + "'"))
          .isEqualTo("0");
    }
  }

  private static String pid(Connection connection) throws SQLException {
    return one(connection, "select pg_backend_pid()");
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
