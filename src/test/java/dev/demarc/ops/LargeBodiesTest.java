package dev.demarc.ops;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.demarc.DemarcTest;
import dev.demarc.http.HeapBudget;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What one key may keep in memory with bodies and downloads; the tests' budget is 60 MiB. */
@DemarcTest
class LargeBodiesTest {

  private static final String FROM = "127.0.0.1";
  private static final int MEGABYTE = 1 << 20;

  @Inject HeapBudget heap;

  private static byte[] mail(int bytes) {
    var mail = new byte[bytes];
    Arrays.fill(mail, (byte) 'x');
    var head = ("Subject: large\r\nX: " + System.nanoTime() + "\r\n\r\n").getBytes();
    System.arraycopy(head, 0, mail, 0, head.length);
    for (int i = 998; i < bytes; i += 1000) {
      mail[i - 1] = '\r';
      mail[i] = '\n';
    }
    return mail;
  }

  private static SlowSender announce(int bytes) throws Exception {
    return new SlowSender(
        "POST /api/v1/reports HTTP/1.1\nHost: localhost\nContent-Type: message/rfc822\n"
            + "Authorization: Bearer test-key\nContent-Length: "
            + bytes
            + "\n\n");
  }

  @Test
  void a_body_that_has_no_room_is_503_before_it_is_taken_and_small_ones_go_on() throws Exception {
    try (var holding = new Holding(25 * MEGABYTE, "127.0.0.2")) {
      try (var sender = announce(20 * MEGABYTE)) {
        assertThat(sender.answer())
            .startsWith("HTTP/1.1 503")
            .containsIgnoringCase("retry-after: 2")
            .contains("urn:demarc:problem:busy");
      }
      given()
          .header("Authorization", "Bearer test-key")
          .contentType("message/rfc822")
          .body(mail(10_000))
          .post("/api/v1/reports")
          .then()
          .statusCode(201);
    }
  }

  @Test
  void a_large_report_is_taken_and_read_again_once_there_is_room() throws Exception {
    String id =
        given()
            .header("Authorization", "Bearer test-key")
            .contentType("message/rfc822")
            .body(mail(3 * MEGABYTE))
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var raw = "/api/v1/reports/" + id + "/raw";
    try (var holding = new Holding(28 * MEGABYTE, FROM)) {
      given()
          .header("Authorization", "Bearer test-key")
          .get(raw)
          .then()
          .statusCode(503)
          .header("Retry-After", containsString("5"));
    }
    given().header("Authorization", "Bearer test-key").get(raw).then().statusCode(200);
  }

  /** Somebody else's large reports. */
  private final class Holding implements AutoCloseable {
    private final int bytes;
    private final String network;

    Holding(int bytes, String network) {
      this.bytes = bytes;
      this.network = network;
      await().until(() -> heap.bodyMemory().take(network, bytes)); // what went before leaves soon
    }

    @Override
    public void close() {
      heap.bodyMemory().giveBack(network, bytes);
    }
  }
}
