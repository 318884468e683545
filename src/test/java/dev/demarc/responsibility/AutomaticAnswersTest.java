package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts, absences and complaints taken back, whose words are those of incidents. */
class AutomaticAnswersTest {

  private static final Engine ENGINE = new Engine();

  private static Assessment assess(String title, String text) {
    return ENGINE.assess(Reports.titled(title).text(text).parsed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Out of office: malware on your server | I am away. For phishing, malware and leaked"
            + " credentials call our SOC.",
        "Automatische Antwort | Bei Phishing, Ransomware oder gestohlenen Zugangsdaten rufen Sie"
            + " bitte unseren Bereitschaftsdienst an.",
        "Réponse automatique | En cas d'hameçonnage, de rançongiciel ou de fuite de données,"
            + " appelez notre cellule de crise.",
        "自動返信 | フィッシング、マルウェア、不正アクセスのご報告ありがとうございます。",
        "Thanks | We have received your vulnerability report about a remote code execution. It"
            + " will be looked at within ten days.",
        "Moje stížnost | Beru zpět svou stížnost na spam z vaší adresy 198.51.100.7.",
        "Spam from 198.51.100.7 | Please disregard my mail of this morning about spam from your"
            + " server. I had signed up for it.",
      })
  void what_answers_or_takes_back_goes_to_people(String title, String text) {
    assertThat(assess(title, text).autoRoute()).isFalse();
  }

  @Test
  void a_report_that_quotes_an_automatic_answer_is_still_routed() {
    var text =
        "Your server 198.51.100.7 hosts a phishing page that imitates our bank and takes the"
            + " passwords of our customers: hxxp://198.51.100.7/login";
    assertThat(assess("Phishing page on your server", text).autoRoute()).isTrue();
    assertThat(
            assess("Phishing page on your server", text + "\n\n> Out of office: I am away.")
                .autoRoute())
        .isTrue();
  }
}
