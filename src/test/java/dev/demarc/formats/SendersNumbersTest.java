package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Statement.CaseNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that other desks give their matters, and the subjects that reminders repeat. */
class SendersNumbersTest {

  private static ParsedReport mail(String from, String subject, String text) {
    return Samples.read(
        Samples.mail(
            "From: "
                + from
                + "\nTo: abuse@demarc.example\nSubject: "
                + subject
                + "\nMessage-ID: <a@x.example>\nDate: Mon, 23 Nov 2026 09:10:00 +0000\n\n"
                + text
                + "\n"));
  }

  private static ParsedReport mail(String subject) {
    return mail("Abuse desk <abuse@hoster.example>", subject, "A host of yours does harm.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Abuse [AbuseID:C0FFEE:2B]: Phishing: 203.0.113.143 | C0FFEE:2B",
        "Re: Abuse [AbuseID:C0FFEE:2B]: no answer yet | C0FFEE:2B",
        "[Ticket#2026112210000012] Port scan | 2026112210000012",
        "[CERT-Z#2026112212345678] Open resolver | 2026112212345678",
        "[abuse.example #48213] Spam from your network | 48213",
        "Phishing site [ABUSE-4711] | ABUSE-4711",
        "[Abuse #FJRKQTWXC] You host a page of phishing | FJRKQTWXC",
        "[CERT-Sud CS-88120] Machine in your network | CS-88120",
        "Abuse report #171360da48e | 171360da48e",
        "SEC-20417: brute force from your network | SEC-20417",
        "Second notice: Case ID 88-1234, phishing | 88-1234",
        "Incident number INC0048213 | INC0048213",
        "Meldung Vorgangsnummer 2026-4711 | 2026-4711",
        "Signalement dossier n° 77123 | 77123",
        "Incidencia nº 55012: phishing | 55012",
        "Incidente 2026-55: phishing | 2026-55",
        "Pratica n. 99-2026-1 | 99-2026-1",
        "Chamado 448812 - phishing | 448812",
        "Abuse complaint ##99812## | 99812",
        "Malware on your host (#123456) | 123456",
        "[ABUSE-2026-00417] Malware | ABUSE-2026-00417",
        "Open case INC0048213: malware | INC0048213",
        "Malware, our ref.: AB/2026/17 | AB/2026/17",
        "Case #4711 phishing | 4711",
        "Final reminder for #HX2026-55120 | HX2026-55120",
        "Noch offen: #HX-2026-55120/2 ohne Antwort | HX-2026-55120/2",
        "Relance #HX/2026/55120 | HX/2026/55120",
        "AW: HX2026-55120 ohne Antwort | HX2026-55120",
        "2. Mahnung (Vorgangsnr. HX2026-55120) | HX2026-55120",
        "Still no answer, #HX2026.55120 | HX2026.55120",
        "Laatste herinnering (#2026-11-55120) | 2026-11-55120",
        "Phishing {#88123} | 88123",
        "{DC#20261125-5577} Misbruikmelding | DC#20261125-5577"
      })
  void are_read_from_the_subject(String subject, String number) {
    var report = mail(subject);
    assertThat(report.externalId()).isEqualTo(number);
    assertThat(report.statement().caseNumber()).isEqualTo(new CaseNumber(number, "hoster.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Abuse report: 203.0.113.143",
        "[AS64512] Open resolvers 2026-11-22",
        "Incident on 2026-11-22",
        "CVE-2026-12345 on 203.0.113.5",
        "[CVE-2026-12345] exploited",
        "[demarc-hosting] Weekly report",
        "Re: [DM-2026-000123] Received: Login attempts",
        "SSH brute force, 5000 attempts, port 22",
        "Case closed",
        "Instance i-0123456789abcdef0 attacks us",
        "Reference: https://blog.example.com/12345",
        "Phishing on shop2026.example.com",
        "Incident: 5000 failed logins from your network",
        "Incident 20261122: port scan"
      })
  void are_no_addresses_dates_advisories_or_keys_of_ours(String subject) {
    assertThat(mail(subject).statement().caseNumber()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notre message du 24 novembre (référence ABU-2026-118734) est resté sans réponse | ABU-2026-118734",
        "Our mail with reference NOC-4711 was not answered. | NOC-4711",
        "Auf unser Schreiben zum Vorgang AB/2026/118 kam nichts. | AB/2026/118"
      })
  void are_read_behind_the_word_for_a_reference_in_a_sentence(String words, String number) {
    var report = mail("Abuse desk <abuse@hoster.example>", "No answer from you", words);
    assertThat(report.externalId()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"'For reference, port 443 is attacked.'", "'With reference to RFC 5965 we write.'"})
  void are_no_words_that_follow_for_reference(String words) {
    assertThat(mail("Abuse desk <abuse@hoster.example>", "Attack", words).externalId()).isNull();
  }

  @Test
  void are_read_from_a_labelled_line_where_the_subject_has_none() {
    var text = "Dear sirs,\n\nOur reference: NCSC-2026-00417\nThe host 203.0.113.9 scans us.";
    assertThat(mail("CERT <cert@cert.example>", "Port scan", text).externalId())
        .isEqualTo("NCSC-2026-00417");
    var words = "Hello, this is still open. Please quote our ticket number 4711-22 in your answer.";
    assertThat(mail("CERT <cert@cert.example>", "Port scan", words).externalId())
        .isEqualTo("4711-22");
    var quoted = "It goes on.\n\n> Our reference: NCSC-2026-00417\n";
    assertThat(mail("CERT <cert@cert.example>", "Port scan", quoted).externalId()).isNull();
  }

  @Test
  void are_read_behind_leading_dots_in_a_column_and_below_what_is_quoted() {
    var dots = "We wrote to you on Friday.\n\n  Our reference ..... CY-2026-88214\n";
    assertThat(mail("CERT <cert@cert.example>", "Second notice", dots).externalId())
        .isEqualTo("CY-2026-88214");
    var column =
        "Open listings:\n\n  Ref         Listed       Days\n  NLB612345   2026-11-20   2\n";
    assertThat(mail("CERT <cert@cert.example>", "Open listings", column).externalId())
        .isEqualTo("NLB612345");
    var below = "> Received: from x.example\n\nStop this, please.\nCase number: 26-0114873\n";
    assertThat(mail("CERT <cert@cert.example>", "Spam", below).externalId())
        .isEqualTo("26-0114873");
    var form = "\u25a0 \u53d7\u4ed8\u756a\u53f7 : MD-1128-03\n\u25a0 IP : 203.0.113.9\n";
    assertThat(mail("CERT <cert@cert.example>", "Port scan", form).externalId())
        .isEqualTo("MD-1128-03");
  }

  @Test
  void of_a_senders_ticket_host_are_those_of_its_domain() {
    assertThat(
            mail("no-reply@tickets.hoster.example", "Ticket 48213", "x")
                .statement()
                .caseNumber()
                .scope())
        .isEqualTo("hoster.example");
  }

  @Test
  void belong_to_a_domain_and_at_a_mailbox_provider_to_one_address() {
    assertThat(mail("abuse@Hoster.example", "Ticket 48213", "x").statement().caseNumber().scope())
        .isEqualTo("hoster.example");
    assertThat(mail("Dora <dora@gmail.com>", "Ticket 48213", "x").statement().caseNumber().scope())
        .isEqualTo("dora@gmail.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Second notice: phishing page of a bank",
        "REMINDER - Phishing page of a bank",
        "Re: Phishing page of a bank (2nd reminder)",
        "Erinnerung: Phishing page of a bank",
        "Rappel : Phishing page of a bank",
        "Recordatorio: phishing page of a bank",
        "Herinnering: phishing page of a bank",
        "Sollecito: phishing page of a bank",
        "Lembrete: phishing page of a bank"
      })
  void reminders_without_one_follow_up_the_mail_whose_subject_they_repeat(String subject) {
    var first = mail("Phishing page of a bank").statement();
    var later = mail(subject).statement();
    assertThat(first.followsUp()).isFalse();
    assertThat(later.followsUp()).isTrue();
    assertThat(later.series()).isEqualTo(first.series());
  }

  @Test
  void a_reminder_that_names_the_culprit_is_found_by_that() {
    var reminder =
        mail(
            "Abuse desk <abuse@hoster.example>",
            "REMINDER - Port scan",
            "Your host 192.0.2.1 scans our network.");

    assertThat(reminder.statement().followsUp()).isFalse();
  }

  @Test
  void a_deadline_in_the_senders_own_words_is_read_and_one_in_quoted_words_is_not() {
    var own = mail("a@hoster.example", "Abuse", "Please answer within 24 hours.\n\n> old words");
    assertThat(own.replyBy()).isEqualTo("2026-11-24T09:10:00Z");
    assertThat(own.details()).containsEntry("replyBy", "2026-11-24T09:10:00Z");
    var phish =
        "Somebody sends this:\n\n> Please answer within 24 hours or your account is locked.";
    assertThat(mail("a@reader.example", "Phishing", phish).replyBy()).isNull();
    var headed =
        "This came today.\n\nFrom: Bank <x@bad.example>\nSubject: Locked\n\nReply within 24 hours.";
    assertThat(mail("a@reader.example", "Phishing", headed).replyBy()).isNull();
  }
}
