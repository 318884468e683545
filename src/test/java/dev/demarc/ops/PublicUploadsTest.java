package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files from anybody are refused before they are taken in, wherever they may not come. */
@DemarcTest
class PublicUploadsTest {

  private static final int MEGABYTE = 1_000_000;

  @Inject PublicFormSettings settings;

  private void form(boolean on, boolean files) {
    settings.change(on, "Example Corp abuse desk", files, Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    form(false, true);
  }

  /** Says how long a form will be, and sends nothing of it. */
  private static SlowSender announce(String path, int bytes) throws IOException {
    return new SlowSender(
        "POST "
            + path
            + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Type: multipart/form-data; boundary=x\n"
            + "Content-Length: "
            + bytes
            + "\n\n");
  }

  private static String answerTo(String path, int bytes) throws IOException {
    try (var sender = announce(path, bytes)) {
      return sender.answer();
    }
  }

  @Test
  void where_the_form_is_off_there_is_nothing_to_send_to() throws IOException {
    form(false, true);
    assertThat(answerTo("/report-abuse", MEGABYTE)).startsWith("HTTP/1.1 404");
  }

  @Test
  void where_no_files_are_taken_the_page_says_what_to_do() throws IOException {
    form(true, false);
    assertThat(answerTo("/report-abuse", MEGABYTE))
        .startsWith("HTTP/1.1 415")
        .contains("text/html", "send it without them")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void a_page_that_nobody_has_takes_no_files() throws IOException {
    form(true, true);
    assertThat(answerTo("/report-abuse/0000000000000000000000000A/files", MEGABYTE))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void more_than_may_come_is_refused_by_what_its_sender_says() throws IOException {
    form(true, true);
    assertThat(answerTo("/report-abuse", 26 * MEGABYTE))
        .startsWith("HTTP/1.1 413")
        .contains("25 MB together", "Go back");
  }

  @Test
  void two_at_a_time_come_from_one_address_and_others_may_still_write() throws Exception {
    form(true, true);
    try (var first = announce("/report-abuse", MEGABYTE);
        var second = announce("/report-abuse", MEGABYTE)) {
      Thread.sleep(300);
      assertThat(first.isAnswered()).isFalse();
      assertThat(second.isAnswered()).isFalse();
      assertThat(answerTo("/report-abuse", MEGABYTE)).startsWith("HTTP/1.1 429");
      try (var without = announce("/report-abuse", 10)) {
        assertThat(without.isAnswered()).isFalse();
        without.send("0123456789");
        // that there is no form in it is all that is against it
        assertThat(without.answer()).startsWith("HTTP/1.1 4").doesNotStartWith("HTTP/1.1 429");
      }
    }
  }

  @Test
  void the_blank_form_may_be_gone_back_to_and_pages_of_reports_are_kept_nowhere() {
    form(true, true);
    var blank = io.restassured.RestAssured.given().get("/report-abuse");
    assertThat(blank.header("Cache-Control")).isEqualTo("no-cache");
    var page = io.restassured.RestAssured.given().get("/report-abuse/0000000000000000000000000A");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }
}
