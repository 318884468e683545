package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks something and reports no incident gets an answer from people. */
class QuestionsTest {

  private static final Engine ENGINE = new Engine();

  private static Assessment assess(String title, String text) {
    return ENGINE.assess(Reports.titled(title).text(text).parsed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          An address | Can you tell us whose address 203.0.113.19 is?
          CVE-2025-1111 | Is our Aurora cluster concerned by this CVE, and do we have to do anything?
          Port 22 | Do I have to close port 22 before an audit, or is a key enough?
          Bucket | How would I find out whether one of our buckets is public?
          Eine Frage | Wem gehört die Adresse 203.0.113.19, und wie erreiche ich den Betreiber?
          Question | Pourriez-vous nous dire à qui appartient l'adresse 203.0.113.19 ?
          Consulta | ¿Me podrían decir a quién pertenece la dirección 203.0.113.19?
          Dúvida | Vocês podem me dizer de quem é o endereço 203.0.113.19?
          Domanda | Potreste dirmi a chi appartiene l'indirizzo 203.0.113.19?
          Vraag | Kunt u mij zeggen van wie het adres 203.0.113.19 is?
          Pytanie | Czy mogą mi Państwo powiedzieć, do kogo należy adres 203.0.113.19?
          Dotaz | Můžete mi prosím říct, komu patří adresa 203.0.113.19?
          質問 | 203.0.113.19 はどなたのアドレスですか。教えてください。
          咨询 | 请问 203.0.113.19 是谁的地址？
          Вопрос | Подскажите, пожалуйста, кому принадлежит адрес 203.0.113.19?
          """)
  void a_question_goes_to_people_and_no_category_is_guessed(String title, String text) {
    var assessment = assess(title, text);

    assertThat(assessment.kind()).isEqualTo(MessageKind.QUESTION);
    assertThat(assessment.autoRoute()).isFalse();
    assertThat(assessment.category()).isEqualTo(Category.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.19 tries passwords on our SSH servers since Monday. Can you stop it?",
        "Could you please take down the fake login page at http://bank.example/login?",
        "Why does your customer at 203.0.113.19 send us spam every day?",
        "Our access keys were posted on GitHub and somebody started miners. What should we do now?",
      })
  void a_report_that_ends_with_a_question_stays_a_report(String text) {
    assertThat(assess("Abuse", text).kind()).isEqualTo(MessageKind.REPORT);
  }

  @Test
  void a_denial_and_a_receipt_are_told_as_what_they_are() {
    assertThat(
            assess("Report withdrawn", "We withdraw our report: the server was not compromised.")
                .kind())
        .isEqualTo(MessageKind.DENIAL);
    assertThat(assess("Ticket 81", "Thank you, we have received your message.").kind())
        .isEqualTo(MessageKind.NOTHING);
  }

  @Test
  void what_a_field_states_is_a_report_however_it_is_worded() {
    var report =
        Reports.titled("Scan").text("Whose is this address?").category(Category.PORT_SCAN).parsed();

    assertThat(ENGINE.assess(report).kind()).isEqualTo(MessageKind.REPORT);
    assertThat(ENGINE.assess(report).category()).isEqualTo(Category.PORT_SCAN);
  }
}
