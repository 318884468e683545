package dev.demarc.console;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever writes a report turns no words of a page around. */
@DemarcTest
class ShownBidiControlsTest {

  private static final String TURN = "\u202E";

  private final String name = UUID.randomUUID().toString();

  @Test
  void what_turns_text_around_is_written_out_wherever_a_report_is_shown() {
    var address = freshAddress();
    var report =
        client()
            .contentType("message/rfc822")
            .body(
                Smtp.crlf(
                    "From: Ines"
                        + TURN
                        + "x <ines@x.example>\nTo: abuse@demarc.example\nSubject: Malware "
                        + TURN
                        + "gpj.exe "
                        + name
                        + " from "
                        + address
                        + "\nMessage-ID: <"
                        + name
                        + "@x.example>\nContent-Type: text/plain; charset=utf-8\n\n"
                        + address
                        + " attacks us, see http://x.example/"
                        + TURN
                        + "gpj.exe and \u2067that\u2069.\n"))
            .post("/api/v1/reports");
    String key = report.path("caseKey");
    client()
        .contentType("application/json")
        .body(Map.of("body", "It is " + TURN + "gpj.exe", "visibility", "internal"))
        .post("/api/v1/cases/" + key + "/notes");
    var console = ConsoleSession.ofAdministrator();
    for (var page :
        List.of(
            "/cases/" + key,
            "/reports/" + report.path("id"),
            "/?f=" + name,
            "/palette?q=" + name)) {
      var text = console.page(page).asString();
      assertThat(text)
          .as(page)
          .contains("[U+202E]gpj")
          .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069]");
    }
    assertThat(console.page("/cases/" + key).asString()).contains("[U+2067]that", "[U+2069]");
    assertThat(client().get("/api/v1/cases/" + key).<String>path("title")).contains(TURN);
  }
}
