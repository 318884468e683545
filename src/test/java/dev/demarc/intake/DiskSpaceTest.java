package dev.demarc.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import dev.demarc.intake.smtp.SmtpListener;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Nothing is taken in that would fill the disk of the database. */
@DemarcTest
class DiskSpaceTest {

  private static final long RESERVE = 1000;

  @Inject SmtpListener listener;

  private final AtomicLong free = new AtomicLong(RESERVE);
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  private final DiskSpace disk =
      new DiskSpace(
          Path.of("/data"),
          RESERVE,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          },
          folder -> OptionalLong.of(free.get()));

  @Test
  void below_the_reserve_the_disk_is_short_until_a_quarter_more_is_free() {
    assertThat(shortWith(RESERVE)).isFalse();
    assertThat(shortWith(RESERVE - 1)).isTrue();
    assertThat(shortWith(RESERVE + RESERVE / 4 - 1)).isTrue();
    assertThat(shortWith(RESERVE + RESERVE / 4)).isFalse();
    assertThat(shortWith(RESERVE)).isFalse();
  }

  @Test
  void the_disk_is_asked_once_a_second() {
    assertThat(shortWith(RESERVE)).isFalse();
    free.set(0);
    assertThat(disk.isShort()).isFalse();
    now = now.plusSeconds(1);
    assertThat(disk.isShort()).isTrue();
  }

  @Test
  void a_disk_that_cannot_be_seen_stops_nothing() {
    var elsewhere = new DiskSpace(null, RESERVE, Clock.systemUTC(), folder -> OptionalLong.of(0));
    var unknown =
        new DiskSpace(Path.of("/x"), RESERVE, Clock.systemUTC(), folder -> OptionalLong.empty());

    assertThat(elsewhere.isShort()).isFalse();
    assertThat(unknown.isShort()).isFalse();
  }

  @Test
  void while_the_disk_is_short_every_channel_is_refused_for_now_and_then_goes_on()
      throws Exception {
    QuarkusMock.installMockForType(disk, DiskSpace.class);
    free.set(0);

    submit("application/json", "{\"title\": \"x\"}")
        .statusCode(503)
        .header("Retry-After", "5")
        .body("type", is("urn:demarc:problem:unavailable"))
        .body("detail", containsString("disk of the database is full"));
    submit("application/x-ndjson", "{\"title\": \"x\"}\n").statusCode(503);
    assertThat(
            Smtp.send(listener.port(), "a@x.example", "b@y.example", "Subject: full\r\n\r\nx\r\n"))
        .isEqualTo(452);
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'Intake' }.status", equalTo("DOWN"));

    free.set(2 * RESERVE);
    now = now.plus(Duration.ofSeconds(1));

    submit("application/json", "{\"title\": \"x\"}").statusCode(201);
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(
            Smtp.send(listener.port(), "a@x.example", "b@y.example", "Subject: room\r\n\r\nx\r\n"))
        .isEqualTo(250);
  }

  @Test
  void a_database_that_says_its_disk_is_full_is_left_alone_for_a_few_seconds() {
    disk.isFull();
    assertThat(disk.isShort()).isTrue();
    now = now.plusSeconds(5);
    assertThat(disk.isShort()).isFalse();
  }

  @Test
  void a_database_whose_disk_is_full_is_told_from_one_that_is_away() {
    assertThat(OutOfSpace.isBehind(new IllegalStateException(new SQLException("x", "53100"))))
        .isTrue();
    assertThat(OutOfSpace.isBehind(new IllegalStateException(new SQLException("x", "08006"))))
        .isFalse();
    free.set(0);
    assertThatThrownBy(disk::require).isInstanceOf(OutOfSpace.class);
  }

  private io.restassured.response.ValidatableResponse submit(String type, String body) {
    return given()
        .header("Authorization", "Bearer test-key")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(type)
        .body(body.getBytes())
        .post("/api/v1/reports")
        .then();
  }

  private boolean shortWith(long bytes) {
    free.set(bytes);
    now = now.plusSeconds(1);
    return disk.isShort();
  }
}
