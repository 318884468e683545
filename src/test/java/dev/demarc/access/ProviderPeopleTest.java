package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.signin.ProviderPeople;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderPeopleTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "jo, jo",
        "Jo.Doe@corp.example, jo.doe",
        "CORP\\jo, corp-jo",
        "@jo, jo",
        "-_.jo.-, jo",
        "Jörg Müller, j-rg-m-ller",
        "日本, person",
        "'', person",
        "null, person"
      })
  void user_names_are_made_of_what_the_provider_says(String claimed, String username) {
    assertThat(ProviderPeople.username(claimed)).isEqualTo(username);
  }

  @ParameterizedTest
  @CsvSource({"100", "60", "61"})
  void user_names_leave_room_for_a_number(int length) {
    assertThat(ProviderPeople.username("x".repeat(length)) + "-99")
        .matches("[a-z0-9][a-z0-9._-]{0,63}");
  }
}
