package dev.demarc.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.intake.smtp.SmtpListener;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small cases that must come out right. {@code not-yet-right.txt} lists those that are not right;
 * it may only shrink.
 */
@DemarcTest
class CasesTest {

  private static final Path CASES = Path.of("src/test/resources/cases");

  @Inject SmtpListener smtp;

  static List<SmallCase> cases() throws IOException {
    return SmallCase.in(CASES);
  }

  private static List<String> notYetRight() throws IOException {
    return Files.readAllLines(CASES.resolve("not-yet-right.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(String::strip)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_small_case_comes_out_right(SmallCase small) throws IOException, InterruptedException {
    var desk = new DeskUnderTrial("http://localhost:" + RestAssured.port, "test-key", smtp.port());
    var differences = small.differences(desk);
    if (notYetRight().contains(small.name())) {
      assertThat(differences).as("it is right now: take it off not-yet-right.txt").isNotEmpty();
    } else {
      assertThat(differences).isEmpty();
    }
  }
}
