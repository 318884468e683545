package dev.demarc.formats.mailfacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From whom a mail is, where somebody is let in by it. */
class SenderMailboxTest {

  private static String sender(String header) {
    return Samples.read(Samples.mail(header + "\nSubject: s\n\nhello")).mail().sender();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ines@harbour.example | ines@harbour.example",
        "<ines@harbour.example> | ines@harbour.example",
        "Ines Moreau <ines@Harbour.Example> | ines@harbour.example",
        "Ines Q. Moreau <ines@harbour.example> | ines@harbour.example",
        "\"Moreau, Ines\" <ines@harbour.example> | ines@harbour.example",
        "\"victim@x.example\" <ines@harbour.example> | ines@harbour.example",
        "=?utf-8?q?victim=40x.example?= <ines@harbour.example> | ines@harbour.example",
        "ines@harbour.example (Ines (abuse desk)) | ines@harbour.example",
        "Inés Moreau <inés@häfen.example> | inés@häfen.example",
      })
  void one_mailbox_is_its_sender(String field, String address) {
    assertThat(sender("From: " + field)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?utf-8?q?ines=40harbour.example?=",
        "=?utf-8?b?aW5lc0BoYXJib3VyLmV4YW1wbGU=?=",
        "=?utf-8?q?ines?=@harbour.example",
        "desk: ines@harbour.example;",
        "desk: ines@harbour.example, other@x.example;",
        "ines@harbour.example, other@x.example",
        "<ines@harbour.example> <other@x.example>",
        "ines@harbour.example <other@x.example>",
        "Moreau, Ines <ines@harbour.example>",
        "<@relay.example:ines@harbour.example>",
        "ines @ harbour.example",
        "ines@harbour . example",
        "\"ines\"@harbour.example",
        "ines@[192.0.2.1]",
        "ines@harbour.example (open",
        "ines@harbour.example)",
        "\"open <ines@harbour.example>",
        "ines@harbour..example",
        ".ines@harbour.example",
        "ines@@harbour.example",
        "ines",
        "<>",
        "",
      })
  void what_is_not_one_mailbox_is_nobodys(String field) {
    assertThat(sender("From: " + field)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: ines@harbour.example\nFrom: other@x.example",
        "From: ines@harbour.example\nFrom : other@x.example",
        "From: ines@harbour.example\nfrom: ines@harbour.example",
        "Sender: ines@harbour.example",
        "Resent-From: ines@harbour.example",
        "Reply-To: ines@harbour.example",
      })
  void one_from_field_is_needed(String header) {
    assertThat(sender(header)).isNull();
  }

  @org.junit.jupiter.api.Test
  void a_second_from_field_cannot_hide_behind_very_many_others() {
    var header = "From: ines@harbour.example\n" + "X-Filler: x\n".repeat(1_000);
    assertThat(sender(header + "From: other@x.example")).isNull();
  }
}
