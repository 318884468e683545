package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.passwords.Argon2Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {

  /** From the tests of the reference implementation. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void agrees_with_the_reference_implementation() {
    var reference = Argon2Hash.parse(REFERENCE).orElseThrow();
    assertThat(reference.matches("password")).isTrue();
    assertThat(reference.matches("Password")).isFalse();
    assertThat(reference.written()).isEqualTo(REFERENCE);
  }

  @Test
  void all_of_a_long_password_counts() {
    var cost = new Argon2Hash.Cost(256, 1, 1);
    var hash = Argon2Hash.compute("x".repeat(100) + "a", cost);
    assertThat(hash.matches("x".repeat(100) + "a")).isTrue();
    assertThat(hash.matches("x".repeat(100) + "b")).isFalse();
    assertThat(Argon2Hash.compute("one", cost).written())
        .isNotEqualTo(Argon2Hash.compute("one", cost).written());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void another_hash_is_none_of_its_own(String written) {
    assertThat(Argon2Hash.parse(written)).isEmpty();
  }
}
