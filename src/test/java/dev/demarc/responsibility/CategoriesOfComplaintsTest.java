package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what kind a complaint is that names who is accused: what is done to others. */
class CategoriesOfComplaintsTest {

  private static final Engine ENGINE = new Engine();

  private static Category of(String subject, String text) {
    var mail = "From: a@noc-one.example\nSubject: " + subject + "\n\n" + text + "\n";
    var submission =
        new Submission(
            mail.getBytes(StandardCharsets.UTF_8),
            "message/rfc822",
            Instant.parse("2026-11-20T08:00:00Z"));
    return ENGINE.assess(new FormatReader().read(submission)).category();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPAM|Spam|Your server 192.0.2.9 sends spam to us, it seems to have been hacked through an old plugin.",
        "INTRUSION_ATTEMPT|Logins|192.0.2.9 tries passwords on our SSH servers. That machine is probably compromised.",
        "DENIAL_OF_SERVICE|Flood|192.0.2.9 floods our site with packets, the host seems to have been hacked."
      })
  void what_is_done_goes_before_the_compromise_that_is_its_cause(
      Category category, String subject, String text) {
    assertThat(of(subject, text)).isEqualTo(category);
  }

  @Test
  void nobody_is_accused_of_a_flaw_or_a_fault_that_is_not_told() {
    assertThat(of("Our log", "date=2026-11-19 action=deny srcip=192.0.2.9 policy=4 service=other"))
        .isNotIn(
            Category.VULNERABILITY,
            Category.MISSING_PATCH,
            Category.SERVICE_FAULT,
            Category.HOST_FAULT);
  }
}
