package dev.demarc.intake;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.intake.blobs.S3Blobs;
import dev.demarc.intake.smtp.SmtpListener;
import dev.demarc.shared.Ids;
import dev.demarc.shared.OwnWork;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import dev.demarc.triage.FilingStatus;
import dev.demarc.triage.Triage;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Raw reports in an S3-compatible store: nothing that was acknowledged misses its bytes. */
@DemarcTest
class BlobsInS3Test {

  @Inject Intake intake;
  @Inject ReportStore store;
  @Inject BlobRemovals removals;
  @Inject BlobMigration move;
  @Inject SmtpListener listener;
  @Inject Triage triage;
  @Inject DataSource database;

  private boolean away;

  @AfterEach
  void comeBack() {
    if (away) {
      S3StoreResource.comeBack();
    }
  }

  private void goAway() {
    S3StoreResource.goAway();
    away = true;
  }

  @Test
  void a_report_lies_in_the_bucket_byte_for_byte_and_not_in_the_database() throws SQLException {
    var body = body();
    var id = id(submit(body).then().statusCode(201).body("caseKey", notNullValue()));
    assertThat(S3StoreResource.bytesOf(id)).isEqualTo(body);
    assertThat(rowsOfRaw(id)).isZero();
    assertThat(client().get("/api/v1/reports/" + id + "/raw").asByteArray()).isEqualTo(body);
    assertThat(removalsPlanned(id)).isZero();
  }

  @Test
  void a_large_report_is_kept_as_well() {
    var bytes = new byte[20 * 1024 * 1024];
    new Random(5).nextBytes(bytes);
    var id = intake.receive(delivery(bytes, null)).reportId();
    assertThat(intake.raw(id).orElseThrow()).isEqualTo(bytes);
  }

  @Test
  void keys_are_sorted_by_the_month_of_the_report() {
    assertThat(S3Blobs.key(UUID.fromString("01a20d15-5e86-723a-b4a8-15836d2a8915")))
        .isEqualTo("reports/2026/11/01a20d15-5e86-723a-b4a8-15836d2a8915");
  }

  @Test
  void while_the_store_is_away_senders_are_told_to_come_back() throws IOException, SQLException {
    long before = reports();
    goAway();
    submit(body())
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .contentType("application/problem+json")
        .body("type", is("urn:demarc:problem:unavailable"));
    assertThat(Smtp.send(listener.port(), "a@x.example", "b@y.example", mail())).isEqualTo(451);
    assertThat(reports()).isEqualTo(before);
  }

  @Test
  void reading_while_the_store_is_away_says_so_and_works_again_after() {
    var id = id(submit(body()).then().statusCode(201));
    goAway();
    client().get("/api/v1/reports/" + id + "/raw").then().statusCode(503);
    S3StoreResource.comeBack();
    away = false;
    client().get("/api/v1/reports/" + id + "/raw").then().statusCode(200);
  }

  @Test
  void bytes_that_were_changed_in_the_store_are_not_handed_out() {
    var id = id(submit(body()).then().statusCode(201));
    S3StoreResource.overwrite(id, "something else".getBytes(StandardCharsets.UTF_8));
    client()
        .get("/api/v1/reports/" + id + "/raw")
        .then()
        .statusCode(500)
        .body("detail", containsString("not those that were received; restore them"));
  }

  @Test
  void bytes_that_are_lost_are_said_to_be_lost() {
    var id = id(submit(body()).then().statusCode(201));
    S3StoreResource.lose(id);
    client()
        .get("/api/v1/reports/" + id + "/raw")
        .then()
        .statusCode(500)
        .body("detail", containsString("missing; restore them from a backup"));
  }

  @Test
  void an_object_whose_transaction_failed_is_removed_and_one_with_a_report_stays()
      throws SQLException {
    var key = UUID.randomUUID().toString();
    intake.receive(delivery(body(), key));
    long before = S3StoreResource.count();
    assertThatThrownBy(() -> intake.receive(delivery(body(), key))).isInstanceOf(Problem.class);
    assertThat(S3StoreResource.count()).isEqualTo(before + 1);
    var orphan = lastPlannedRemoval();
    assertThat(S3StoreResource.holds(orphan)).isTrue();
    removals.remove(orphan);
    assertThat(S3StoreResource.holds(orphan)).isFalse();

    var pending = intake.receive(delivery(body(), null)).reportId();
    removals.remove(pending);
    assertThat(intake.raw(pending)).isPresent();
  }

  @Test
  void a_repeat_gets_the_first_answer_and_leaves_no_object_for_good() throws SQLException {
    var key = UUID.randomUUID().toString();
    var body = body();
    var first = intake.receive(delivery(body, key));
    var second = intake.receive(delivery(body, key));
    assertThat(second).isEqualTo(new Receipt(first.reportId(), true));
    var orphan = lastPlannedRemoval();
    removals.remove(orphan);
    assertThat(S3StoreResource.holds(orphan)).isFalse();
    assertThat(intake.raw(first.reportId())).hasValue(body);
  }

  @Test
  void what_lies_in_the_database_is_moved_and_can_be_read_at_every_moment() throws Exception {
    var bodies = new ArrayList<byte[]>();
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 30; i++) {
      bodies.add(body());
      ids.add(inDatabase(bodies.get(i), Sha256.of(bodies.get(i))));
    }
    var moving = new AtomicBoolean(true);
    var reader =
        CompletableFuture.runAsync(
            () -> {
              while (moving.get()) {
                for (int i = 0; i < ids.size(); i++) {
                  assertThat(intake.raw(ids.get(i)).orElseThrow()).isEqualTo(bodies.get(i));
                }
              }
            });
    assertThat(move.move(() -> false)).isGreaterThanOrEqualTo(30);
    moving.set(false);
    reader.get();
    for (int i = 0; i < ids.size(); i++) {
      assertThat(S3StoreResource.bytesOf(ids.get(i))).isEqualTo(bodies.get(i));
      assertThat(rowsOfRaw(ids.get(i))).isZero();
      assertThat(intake.raw(ids.get(i)).orElseThrow()).isEqualTo(bodies.get(i));
    }
    assertThat(move.move(() -> false)).isZero();
  }

  @Test
  void a_move_that_the_store_interrupts_loses_nothing_and_goes_on_later() throws SQLException {
    var body = body();
    var id = inDatabase(body, Sha256.of(body));
    goAway();
    assertThat(move.move(() -> false)).isZero();
    assertThat(intake.raw(id)).hasValue(body);
    S3StoreResource.comeBack();
    away = false;
    move.move(() -> false);
    assertThat(rowsOfRaw(id)).isZero();
    assertThat(intake.raw(id)).hasValue(body);
  }

  @Test
  void bytes_that_are_damaged_in_the_database_stay_there_and_hold_nothing_up() throws SQLException {
    var received = body();
    var damaged = inDatabase(received, Sha256.of(body()));
    var sound = body();
    var next = inDatabase(sound, Sha256.of(sound));
    move.move(() -> false);
    assertThat(rowsOfRaw(damaged)).isEqualTo(1);
    assertThat(S3StoreResource.holds(damaged)).isFalse();
    assertThat(S3StoreResource.bytesOf(next)).isEqualTo(sound);
    mend(damaged, received);
  }

  /** Or filing it would fail again and again beside other tests. */
  private void mend(UUID id, byte[] received) throws SQLException {
    try (var connection = database.getConnection();
        var mending = connection.prepareStatement("update report set digest = ? where id = ?")) {
      mending.setBytes(1, Sha256.of(received));
      mending.setObject(2, id);
      mending.executeUpdate();
    }
  }

  @Test
  void many_reports_of_one_body_lie_there_each_under_its_own_id() throws SQLException {
    var batch = Batch.of(Channel.REST, Submitter.channel("tests"), null);
    var bodies = new ArrayList<byte[]>();
    for (int i = 0; i < 40; i++) {
      bodies.add(body());
      batch.add(i + 1, "application/json", bodies.get(i));
    }
    var receipts = intake.receive(batch);
    for (int i = 0; i < 40; i++) {
      var id = receipts.get(i).reportId();
      assertThat(S3StoreResource.bytesOf(id)).isEqualTo(bodies.get(i));
      assertThat(removalsPlanned(id)).isZero();
    }
  }

  @Test
  void of_a_body_that_the_store_is_away_for_nothing_is_taken() throws SQLException {
    var batch = Batch.of(Channel.REST, Submitter.channel("tests"), null);
    for (int i = 0; i < 40; i++) {
      batch.add(i + 1, "application/json", body());
    }
    long before = reports();
    goAway();
    assertThatThrownBy(() -> intake.receive(batch)).isInstanceOf(Problem.class);
    assertThat(reports()).isEqualTo(before);
  }

  @Test
  void a_store_that_does_not_answer_holds_no_lock_of_the_database_while_it_is_asked()
      throws Exception {
    var id = intake.receive(delivery(body(), null)).reportId();
    goAway();
    CompletableFuture<?> filing;
    try (var silent = new ServerSocket(S3StoreResource.port())) {
      silent.setSoTimeout(20_000);
      filing = CompletableFuture.runAsync(() -> OwnWork.run(() -> triage.process(id)));
      try (var asked = silent.accept();
          var other = database.getConnection();
          var statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("set local lock_timeout = '2s'");
        statement.execute(
            "insert into filing (report_id, status, updated_at) values ('"
                + id
                + "', 'RECEIVED', now()) on conflict do nothing");
        other.rollback();
      }
    }
    assertThatThrownBy(filing::join).hasCauseInstanceOf(Problem.class);
    S3StoreResource.comeBack();
    away = false;
    assertThat(OwnWork.call(() -> triage.process(id)).orElseThrow().status())
        .isEqualTo(FilingStatus.FILED);
  }

  /** As it was taken in before the store was configured. */
  private UUID inDatabase(byte[] body, byte[] digest) {
    var id = Ids.next();
    store.register(id, delivery(body, null), digest, BlobLocation.DATABASE);
    return id;
  }

  private static Response submit(byte[] body) {
    return json().body(body).post("/api/v1/reports");
  }

  private static UUID id(io.restassured.response.ValidatableResponse answer) {
    return UUID.fromString(answer.extract().path("id"));
  }

  private static byte[] body() {
    return ("{\"title\": \"Port scan from " + freshAddress() + " " + UUID.randomUUID() + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Delivery delivery(byte[] body, String key) {
    return Delivery.overRest(
        "application/json", body, Submitter.channel("tests"), key, FilingMode.BY_CALLER);
  }

  private static String mail() {
    return "From: a@x.example\nSubject: scan from "
        + freshAddress()
        + "\nMessage-ID: <"
        + UUID.randomUUID()
        + "@x.example>\n\nSee subject.\n";
  }

  private long rowsOfRaw(UUID id) throws SQLException {
    return number("select count(*) from report_raw where report_id = '" + id + "'");
  }

  private long reports() throws SQLException {
    return number("select count(*) from report");
  }

  private long removalsPlanned(UUID id) throws SQLException {
    return number(
        "select count(*) from scheduled_tasks where task_name = 'remove-blob' and task_instance = '"
            + id
            + "'");
  }

  private long number(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private UUID lastPlannedRemoval() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select task_instance from scheduled_tasks where task_name = 'remove-blob' order by"
                    + " task_instance desc limit 1")) {
      rows.next();
      return UUID.fromString(rows.getString(1));
    }
  }
}
