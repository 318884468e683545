package dev.demarc.console.cases;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message that asks something is shown as a question, with what to do. */
@DemarcTest
class QuestionPagesTest {

  @Test
  void a_question_is_shown_as_one_by_the_api_the_case_and_the_report() {
    var address = freshAddress();
    var filed =
        submit(
                Map.of(
                    "title",
                    "A question about an address",
                    "description",
                    "Can you tell us whose address " + address + " is?"))
            .then()
            .statusCode(201)
            .body("assessment.kind", is("question"), "assessment.category", is("other"))
            .extract();
    String key = filed.path("caseKey");
    getCase(key).then().body("assessment.kind", is("question"));

    assertThat(page("/cases/" + key))
        .contains("It is a question, not a report.", "somebody answers it");
    assertThat(page("/reports/" + filed.path("id"))).contains("Kind of message", "Question");
  }

  private static String page(String path) {
    return ConsoleSession.ofAdministrator().page(path).asString();
  }
}
