package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.administration.FirstStart;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void a_first_start_shows_what_it_made_up_and_a_command_that_works_as_it_stands() {
    String text =
        announcement().text(Optional.of(new FirstStart.Credentials("admin", "pw-1", "key-1")));

    assertThat(text)
        .contains("http://localhost:18080/", "admin / pw-1", "smtp://localhost:12525")
        .contains("API key  key-1", "Bearer key-1'", "http://localhost:18080/api/v1/reports");
  }

  @Test
  void a_later_start_shows_no_secret() {
    assertThat(announcement().text(Optional.empty()))
        .contains("http://localhost:18080/", "Bearer <API key>")
        .doesNotContain("Sign in", "shown this once");
  }

  private static Announcement announcement() {
    var announcement = new Announcement();
    announcement.version = "0.1.0";
    announcement.httpPort = 18080;
    announcement.smtpPort = 12525;
    return announcement;
  }
}
