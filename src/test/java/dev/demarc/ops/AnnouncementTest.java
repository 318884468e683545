package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.FirstStart;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void aFirstStartShowsWhatItMadeUpAndACommandThatWorksAsItStands() {
    String text =
        announcement().text(Optional.of(new FirstStart.Credentials("admin", "pw-1", "key-1")));

    assertThat(text)
        .contains("http://localhost:18080/", "admin / pw-1", "smtp://localhost:12525")
        .contains("API key  key-1", "Bearer key-1'", "http://localhost:18080/api/v1/reports");
  }

  @Test
  void aLaterStartShowsNoSecret() {
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
