package dev.demarc.formats.mailfacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses behind names that are not encoded (RFC 6532 section 3.2). */
class AddressListTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jürgen Müller <desk@harbour.example>",
        "\"Jürgen Müller\" <desk@harbour.example>",
        "Μαρία Παπαδοπούλου <desk@harbour.example>",
        "출판사 <desk@harbour.example>",
        "ليلى حسن <desk@harbour.example>"
      })
  void end_where_they_end(String field) {
    assertThat(AddressList.first(field).address()).isEqualTo("desk@harbour.example");
    assertThat(AddressList.first(field).name())
        .isEqualTo(field.split("\"? <")[0].replace("\"", ""));
  }

  @Test
  void are_all_read() {
    assertThat(AddressList.addresses("Åsa <asa@harbour.example>, Örjan <orjan@harbour.example>"))
        .containsExactly("asa@harbour.example", "orjan@harbour.example");
  }
}
