package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoReplyTest {

  private static MailFacts facts(String header, String subject, String text) {
    var mail = "From: Jo <jo@isp.example>\nSubject: %s\n%s\n%s\n".formatted(subject, header, text);
    return Samples.read(Samples.mail(mail)).mail();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Abwesenheitsnotiz: Ihre Meldung",
        "Réponse automatique : votre rapport",
        "Respuesta automática: informe",
        "Risposta automatica: segnalazione",
        "Automatisch antwoord: melding",
        "Resposta automática: relatório",
        "Automatyczna odpowiedź: zgłoszenie",
        "Автоматический ответ: обращение",
        "自動応答: ご報告",
        "自动回复: 投诉",
        "자동 회신: 신고",
        "Otomatik Yanıt: bildirim",
        "[isp.example #99] AutoReply: your report"
      })
  void anAutomaticReplyOpensNoCaseInWhateverLanguage(String subject) {
    var facts = facts("", subject, "x");

    assertThat(facts.kind()).isEqualTo(MailFacts.Kind.AUTO_REPLY);
    assertThat(facts.mayBeAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Re: your report,I am currently out of the office.",
    "Re: your report,Ich bin derzeit abwesend.",
    "Automaatne vastus: teade,Olen puhkusel.",
    "Thank you for your message,This is an automated reply. We have received your message.",
    "Case 00123 created,This is automatically generated. Your case has been created."
  })
  void whatAnswersAMailAndReadsLikeAProgramIsAutomatic(String subject, String text) {
    assertThat(facts("In-Reply-To: <a@b>\n", subject, text).kind())
        .isEqualTo(MailFacts.Kind.AUTO_REPLY);
    assertThat(facts("", subject, text).kind()).isEqualTo(MailFacts.Kind.REPORT);
  }

  @ParameterizedTest
  @CsvSource({
    "Re: your report,It goes on from 198.51.100.120. I am out of the office from tomorrow.",
    "Re: Issue 44,Your message was received. hxxps://x.example is still up. Automated message.",
    "Automated scan from 198.51.100.7,The host scans our ports.",
    "Attack while our admin is on holiday,Our admin is out of office this week.",
    "Absender gesucht,Wer schickt uns diesen Spam?"
  })
  void whoeverNamesWhatIsGoingOnWritesAReport(String subject, String text) {
    assertThat(facts("In-Reply-To: <a@b>\n", subject, text).kind())
        .isEqualTo(MailFacts.Kind.REPORT);
  }

  @Test
  void a_report_that_was_sent_by_a_program_is_a_report() {
    var facts = facts("Auto-Submitted: auto-generated\n", "Abuse from 192.0.2.1", "see log");

    assertThat(facts.kind()).isEqualTo(MailFacts.Kind.REPORT);
    assertThat(facts.mayBeAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "MAILER-DAEMON@isp.example,Processing Error,It came back.",
    "Mail Delivery Subsystem <no-reply@isp.example>,Your message to abuse@isp.example,It came"
        + " back.",
    "postmaster@isp.example,系统退信,收件人不存在",
    "MDaemon@isp.example,Warning: jo@isp.example - User unknown!,no such user here"
  })
  void whatAMailServerGivesBackOpensNoCase(String from, String subject, String text) {
    var mail = "From: %s\nSubject: %s\n\n%s\n".formatted(from, subject, text);

    assertThat(Samples.read(Samples.mail(mail)).mail().kind()).isEqualTo(MailFacts.Kind.BOUNCE);
  }

  @ParameterizedTest
  @CsvSource({
    "postmaster@uni.example,Spam from 198.51.100.84,Your host sends spam.",
    "Mail Delivery Subsystem <x@isp.example>,Attack on our mail server,192.0.2.1 floods us.",
    "jo@isp.example,Undeliverable mail flood from 198.51.100.83,We get thousands of bounces."
  })
  void aPostmasterWhoComplainsIsNoMailServer(String from, String subject, String text) {
    var mail = "From: %s\nSubject: %s\n\n%s\n".formatted(from, subject, text);

    assertThat(Samples.read(Samples.mail(mail)).mail().kind()).isEqualTo(MailFacts.Kind.REPORT);
  }
}
