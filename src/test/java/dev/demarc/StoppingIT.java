package dev.demarc;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to stop takes nothing new and finishes what it has begun. */
class StoppingIT {

  private static final String REPORT = "{\"title\": \"Under way when the node was stopped\"}";

  @TempDir Path data;

  @Test
  void what_is_under_way_is_finished_and_nothing_new_is_taken() throws Exception {
    try (var demarc = RunningDemarc.start(data, RunningDemarc.SHORT);
        var idle = new Line(demarc.httpPort());
        var report = new Line(demarc.httpPort());
        var late = new Line(demarc.httpPort());
        var idleSender = new Line(demarc.smtpPort());
        var sender = new Line(demarc.smtpPort())) {
      idle.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.answer()).contains(" 200 ");
      late.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(late.answer()).contains(" 200 ");
      report.say(head() + REPORT.substring(0, 10));
      assertThat(idleSender.answer()).startsWith("220");
      assertThat(sender.answer()).startsWith("220");
      sender.say("EHLO x\r\n");
      while (!sender.answer().startsWith("250 ")) {}
      sender.say("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
      assertThat(sender.answer()).startsWith("250");
      assertThat(sender.answer()).startsWith("250");
      assertThat(sender.answer()).startsWith("354");
      sender.say("Subject: under way\r\n");
      awaitBody(demarc);

      demarc.terminate();

      assertThat(idleSender.answer()).startsWith("421 4.3.2");
      refusesConnections(demarc.httpPort());
      refusesConnections(demarc.smtpPort());
      idle.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.answer()).contains(" 503 ");
      late.say(head() + REPORT);
      assertThat(late.answer()).contains(" 503 ");
      assertThat(late.rest())
          .containsIgnoringCase("connection: close")
          .containsIgnoringCase("retry-after: 5")
          .contains("urn:demarc:problem:stopping");
      assertThat(demarc.hasEnded()).isFalse();

      report.say(REPORT.substring(10));
      assertThat(report.answer()).contains(" 201 ");
      assertThat(report.rest()).containsIgnoringCase("connection: close");
      sender.say("\r\nPlease look.\r\n.\r\n");
      assertThat(sender.answer()).startsWith("250 2.0.0 Stored");
      assertThat(sender.answer()).startsWith("421 4.3.2");

      assertThat(demarc.exitCodeWithin(Duration.ofSeconds(15))).isEqualTo(143);
      assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
      assertThat(Files.readString(data.resolve("log.txt"))).doesNotContain(" ERROR ");
    }
  }

  @Test
  void a_second_signal_ends_it_at_once() throws Exception {
    try (var demarc = RunningDemarc.start(data, RunningDemarc.SHORT);
        var report = new Line(demarc.httpPort())) {
      var database = demarc.database();
      report.say(head() + REPORT.substring(0, 10));
      awaitBody(demarc);
      demarc.terminate();
      refusesConnections(demarc.smtpPort());
      assertThat(demarc.hasEnded()).isFalse();

      demarc.terminate();

      assertThat(demarc.exitCodeWithin(Duration.ofSeconds(3))).isEqualTo(143);
      // ended, though perhaps not collected by its parent
      await().until(() -> database.info().command().isEmpty());
    }
  }

  /** Until the half report is seen. */
  private static void awaitBody(RunningDemarc demarc) {
    await()
        .until(
            () ->
                RestAssured.get(demarc.url() + "/q/metrics")
                    .asString()
                    .lines()
                    .anyMatch(line -> line.matches("demarc_bodies_coming(\\{.*})? 1\\.0")));
  }

  private static String head() {
    return "POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer it-key\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + REPORT.length()
        + "\r\n\r\n";
  }

  private static void refusesConnections(int port) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (var socket = new Socket("localhost", port)) {
                return !socket.isConnected();
              } catch (IOException refused) {
                return true;
              }
            });
  }

  /** A connection on which text is spoken, line by line. */
  private static final class Line implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answers;

    Line(int port) throws IOException {
      socket = new Socket("localhost", port);
      socket.setSoTimeout(10_000);
      answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String words) throws IOException {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** A line of SMTP, or the first one of an HTTP answer, behind the body of the one before. */
    String answer() throws IOException {
      String line = answers.readLine();
      while (line != null && !line.matches("(.*HTTP/1.1 )?[0-9]{3}[ -].*")) {
        line = answers.readLine();
      }
      return String.valueOf(line);
    }

    /** What comes until the connection is closed. */
    String rest() throws IOException {
      var rest = new StringBuilder();
      String line;
      while ((line = answers.readLine()) != null) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
