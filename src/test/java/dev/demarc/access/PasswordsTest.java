package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.passwords.PasswordPolicy;
import dev.demarc.access.passwords.Passwords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private static final Set<String> COMMON = PasswordPolicy.common();
  private static final List<String> NAMES =
      List.of("maria.lindqvist", "Maria Lindqvist", "maria@corp.example");

  private static Optional<String> objection(String password) {
    return Passwords.objection(password, 15, NAMES, COMMON::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "the first password",
        "fünf grüne Äpfel rollen",
        "パスワードはとても長くて覚えやすい",
        "x7#Qm2!vT9$rL4&",
        "Maria rode nineteen camels"
      })
  void passphrases_of_any_script_are_taken(String password) {
    assertThat(objection(password)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short one, at least 15",
    "correcthorsebatterystaple, tried first",
    "CorrectHorseBatteryStaple, tried first",
    "correct horse battery staple!, tried first",
    "Password-Password, tried first",
    "passwordpasswordpassword, repeats",
    "abcabcabcabcabcabc, repeats",
    "aaaaaaaaaaaaaaaaaaaa, repeats",
    "abcdefghijklmnopq, sequence",
    "987654321098765432, sequence",
    "maria-lindqvist-2026, your own name",
    "Demarc-Demarc-Demarc-1, your own name"
  })
  void what_is_tried_first_is_refused_with_the_reason(String password, String reason) {
    assertThat(objection(password)).hasValueSatisfying(why -> assertThat(why).contains(reason));
  }

  @Test
  void length_is_counted_in_characters_and_bounded_in_bytes() {
    assertThat(objection("🐎🔋📎🌵🎲🧲🪣🧭🪁🎻🥁🦀🐙🪲")).isPresent();
    assertThat(objection("🐎🔋📎🌵🎲🧲🪣🧭🪁🎻🥁🦀🐙🪲🧿")).isEmpty();
    assertThat(objection("many words ".repeat(9).trim() + " and one more")).isEmpty();
    assertThat(objection("é".repeat(500) + "different".repeat(3)))
        .hasValueSatisfying(why -> assertThat(why).contains("1,024 bytes"));
    assertThat(objection(null)).isPresent();
  }

  @Test
  void one_password_typed_on_two_systems_is_the_same() {
    assertThat(Passwords.normalise("Cafe\u0301 ﬁn")).isEqualTo("Café fin");
  }

  @Test
  void the_list_that_ships_holds_what_breaches_held() {
    assertThat(COMMON).hasSizeGreaterThan(30_000).contains("password1", "qwertyuiop", "iloveyou");
  }
}
