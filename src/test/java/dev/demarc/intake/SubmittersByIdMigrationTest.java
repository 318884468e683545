package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * What a database from before knows by name only goes to the key of that name, where it was the
 * key's.
 */
@DemarcTest
class SubmittersByIdMigrationTest {

  private static final String BEFORE = "13";
  private static final String AFTER = "16";

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
  }

  private static Connection connect(String schema) throws SQLException {
    var database =
        DriverManager.getConnection(setting("jdbc.url"), setting("username"), setting("password"));
    database.setSchema(schema);
    return database;
  }

  private static void migrate(String schema, String to) {
    Flyway.configure()
        .dataSource(setting("jdbc.url"), setting("username"), setting("password"))
        .schemas(schema)
        .locations("classpath:db/migration")
        .target(to)
        .load()
        .migrate();
  }

  @Test
  void reports_go_to_the_keys_that_sent_them_and_to_no_namesake() throws SQLException {
    var schema = "migration_" + UUID.randomUUID().toString().replace("-", "");
    migrate(schema, BEFORE);
    try (var database = connect(schema);
        var statement = database.createStatement()) {
      try {
        assertMoves(schema);
      } finally {
        statement.execute("drop schema " + schema + " cascade");
      }
    }
  }

  private static void assertMoves(String schema) throws SQLException {
    try (var database = connect(schema);
        var statement = database.createStatement()) {
      statement.execute(
          """
          insert into api_key (id, name, key_hash, role, created_at, created_by)
          select gen_random_uuid(), name, sha256(name::bytea), 'submitter', '2026-01-01', 'test'
            from unnest(array['feed', 'smtp', 'imap', 'ada']) name;
          insert into person (id, username, name, role, password_hash, created_at)
          values (gen_random_uuid(), 'ada', 'Ada', 'analyst', '-', '2026-01-01');
          insert into report
            (id, received_at, channel, content_type, size_bytes, digest, submitted_by, sample)
          select gen_random_uuid(), at::timestamptz, channel, content_type, 1, '\\x00', by, sample
            from (values
              ('2026-02-01', 'rest', 'sent', 'feed', false),
              ('2025-02-01', 'rest', 'before the key', 'feed', false),
              ('2026-02-01', 'rest', 'a sample', 'feed', true),
              ('2026-02-01', 'rest', 'sent', 'smtp', false),
              ('2026-02-01', 'smtp', 'mailed', 'smtp', false),
              ('2026-02-01', 'imap', 'mailed', 'imap', false),
              ('2026-02-01', 'rest', 'pasted', 'ada', false),
              ('2026-02-01', 'rest', 'sent', 'gone', false)
            ) as r (at, channel, content_type, by, sample);
          insert into idempotency_key (submitter, key, report_id, digest, created_at)
          select submitted_by, content_type, id, digest, received_at from report where not sample;
          insert into abuse_submission (report_id, submitter, submitted_at)
          select id, submitted_by, received_at from report where content_type = 'sent';
          """);
      migrate(schema, AFTER);
      assertThat(rows(database, OWNERS))
          .isEqualTo(
              Map.of(
                  "rest a sample feed", "-",
                  "rest before the key feed", "-",
                  "rest pasted ada", "-",
                  "rest sent feed", "feed",
                  "rest sent gone", "-",
                  "rest sent smtp", "smtp",
                  "smtp mailed smtp", "-",
                  "imap mailed imap", "-"));
      assertThat(rows(database, SCOPES))
          .containsEntry("rest sent feed", "key:feed")
          .containsEntry("rest sent smtp", "key:smtp")
          .containsEntry("imap mailed imap", "imap")
          .containsEntry("rest sent gone", "gone");
      assertThat(rows(database, SIGNALS))
          .isEqualTo(
              Map.of(
                  "rest sent feed",
                  "key:feed",
                  "rest sent smtp",
                  "key:smtp",
                  "rest sent gone",
                  "gone"));
    }
  }

  private static final String OWNERS =
      "select concat_ws(' ', r.channel, r.content_type, r.submitted_by), coalesce(k.name, '-')"
          + " from report r left join api_key k on k.id = r.submitter_key";

  private static final String SCOPES = scopes("idempotency_key");
  private static final String SIGNALS = scopes("abuse_submission");

  private static String scopes(String table) {
    return "select concat_ws(' ', r.channel, r.content_type, r.submitted_by),"
        + " coalesce('key:' || k.name, s.submitter) from "
        + table
        + " s join report r on r.id = s.report_id"
        + " left join api_key k on s.submitter = 'key:' || k.id";
  }

  private static Map<String, String> rows(Connection database, String query) throws SQLException {
    var rows = new TreeMap<String, String>();
    try (var statement = database.createStatement();
        var found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.put(found.getString(1), found.getString(2));
      }
    }
    return rows;
  }
}
