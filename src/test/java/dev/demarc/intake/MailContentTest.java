package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailContentTest {

  private static final String MAIL =
      "Message-ID: <1@x.example>\nSubject: Scan\n\nReceived: this is text\n";

  @Test
  void what_a_delivery_puts_on_top_is_no_content() {
    assertThat(
            digest(
                "Return-Path: <a@x.example>\nReceived: from a\n\tby b; today\nDelivered-To: c\n"
                    + MAIL))
        .isEqualTo(digest(MAIL));
  }

  @Test
  void the_style_of_line_ends_is_no_content() {
    assertThat(digest(MAIL.replace("\n", "\r\n"))).isEqualTo(digest(MAIL));
  }

  @Test
  void every_word_of_the_sender_is_content() {
    assertThat(digest(MAIL.replace("Scan", "Scam"))).isNotEqualTo(digest(MAIL));
    assertThat(digest(MAIL.replace("Received: this", "Received: that"))).isNotEqualTo(digest(MAIL));
    assertThat(digest("Subject: x\n\tfolded\n\n")).isNotEqualTo(digest("Subject: x\n\n"));
  }

  @Test
  void what_is_no_mail_has_a_digest_too() {
    for (var bytes : new String[] {"", "\n", "\r", ":", "no field\n", " folded at once"}) {
      assertThat(digest(bytes)).hasSize(32);
    }
  }

  private static byte[] digest(String mail) {
    return MailContent.digest(mail.getBytes(StandardCharsets.ISO_8859_1));
  }
}
