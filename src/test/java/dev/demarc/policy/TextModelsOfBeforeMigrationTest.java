package dev.demarc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A text model that an earlier version learned is replaced by what ships, and people are told. */
@DemarcTest
class TextModelsOfBeforeMigrationTest {

  private static final String SCHEMA = "migration_" + UUID.randomUUID().toString().replace("-", "");

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
  }

  private static void migrateTo(String version) {
    Flyway.configure()
        .dataSource(setting("jdbc.url"), setting("username"), setting("password"))
        .schemas(SCHEMA)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void the_shipped_model_takes_its_place_and_the_timeline_says_so() throws SQLException {
    migrateTo("124");
    try (var database =
            DriverManager.getConnection(
                setting("jdbc.url"), setting("username"), setting("password"));
        var statement = database.createStatement()) {
      database.setSchema(SCHEMA);
      try {
        statement.execute(
            """
            insert into text_model (id, version, status, bytes, trained_at, trained_by)
            values (gen_random_uuid(), 'learned last year', 'READY', '\\x01', now(), 'ada');
            insert into policy
              (id, name, status, matrix_version, threshold, model_id, model_version, created_at,
               created_by, version)
            select gen_random_uuid(), 'ours', 'ACTIVE', '1', 0.8, id, version, now(), 'ada', 0
              from text_model;
            """);

        migrateTo("125");

        assertThat(rows(database, "select model_id is null from policy")).containsExactly("t");
        assertThat(rows(database, "select status || ' ' || (bytes is null) from text_model"))
            .containsExactly("FAILED true");
        assertThat(rows(database, "select what from policy_event"))
            .containsExactly(
                "put the text model that ships in the place of “learned last year” in “ours”");
      } finally {
        statement.execute("drop schema " + SCHEMA + " cascade");
      }
    }
  }

  private static List<String> rows(Connection database, String query) throws SQLException {
    var rows = new ArrayList<String>();
    try (var found = database.createStatement().executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
