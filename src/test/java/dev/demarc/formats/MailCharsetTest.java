package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailCharsetTest {

  private static ParsedReport read(String header, byte[] body) throws IOException {
    var raw = new ByteArrayOutputStream();
    raw.write(
        ("From: a@example.org\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    raw.write(body);
    return Samples.read(new Submission(raw.toByteArray(), "message/rfc822", Samples.RECEIVED));
  }

  @ParameterizedTest
  @CsvSource({
    "iso-2022-jp,      ISO-2022-JP,   攻撃の報告",
    "gb2312,           GB18030,       攻击报告 镕",
    "gb18030,          GB18030,       攻击报告",
    "big5,             Big5,          攻擊報告",
    "koi8-r,           KOI8-R,        Жалоба на спам",
    "windows-1251,     windows-1251,  Жалоба на спам",
    "euc-kr,           EUC-KR,        공격 신고",
    "iso-8859-1,       windows-1252,  “Straße” – 5 €",
    "iso-8859-1,       UTF-8,         Straße",
    "us-ascii,         UTF-8,         Straße",
    "us-ascii,         windows-1252,  Straße",
    "no-such,          UTF-8,         Жалоба",
    "no-such,          windows-1252,  Straße",
    "utf-16,           UTF-8,         Straße",
    "utf-8,            windows-1252,  Straße",
    "'\"utf-8\"',        UTF-8,         Straße",
    "utf-16,           UTF-16,        Straße",
    "us-ascii,         ISO-2022-JP,   不正アクセスの報告です",
    "us-ascii,         ISO-2022-KR,   공격 신고",
    "us-ascii,         KOI8-U,        Шахраї видають себе за банк і збирають паролі клієнтів",
    "utf-8,            KOI8-R,        Мошенники выдают себя за банк и собирают пароли клиентов",
    "us-ascii,         windows-1251,  Мошенники выдают себя за банк и собирают пароли клиентов",
    "no-such,          GB18030,       该网站冒充银行骗取客户密码请尽快关闭钓鱼网站",
    "us-ascii,         Shift_JIS,     この偽サイトは銀行を装いパスワードを盗んでいます",
    "us-ascii,         EUC-KR,        이 사이트는 은행을 사칭하여 비밀번호를 훔치고 있습니다",
    "us-ascii,         windows-1252,  Die Fälscher schädigen täglich über 200 größere Händler – bitte prüfen",
  })
  void textIsReadInTheCharsetItIsIn(String said, String is, String text) throws IOException {
    var report =
        read("Content-Type: text/plain; charset=" + said, text.getBytes(Charset.forName(is)));
    assertThat(report.text()).isEqualTo(text);
  }

  @Test
  void utf7_stays_plain_letters() throws IOException {
    var body = "+ADw-script+AD4-".getBytes(StandardCharsets.US_ASCII);
    assertThat(read("Content-Type: text/plain; charset=utf-7", body).text())
        .isEqualTo("+ADw-script+AD4-");
  }

  @ParameterizedTest
  @CsvSource({
    "=?koi8-r?B?5sHMz8LB?=,                                 Фалоба",
    "=?iso-2022-jp?B?GyRCOTY3YhsoQg==?=,                    攻撃",
    "=?utf-8?Q?Stra=C3?= =?utf-8?Q?=9Fe?=,                  Straße",
    "=?no-such?Q?plain?= words,                             plain words",
    "=?gb2312?B?uea7rg==?=,                                 规划",
  })
  void encodedWordsOfASubjectAreRead(String subject, String text) throws IOException {
    assertThat(read("Subject: " + subject, new byte[0]).mail().subject()).isEqualTo(text);
  }

  @Test
  void a_subject_in_bare_eight_bit_is_read() throws IOException {
    assertThat(read("Subject: Straße", new byte[0]).mail().subject()).isEqualTo("Straße");
  }

  @Test
  void lines_that_were_broken_softly_are_joined() throws IOException {
    var body =
        "The site http://evil.example.net/a \r\nis bad.\r\n\r\n> quoted \r\n> more\r\n-- \r\nme";
    assertThat(
            read("Content-Type: text/plain; format=flowed", body.getBytes(StandardCharsets.UTF_8))
                .text())
        .isEqualTo("The site http://evil.example.net/a is bad.\n\n> quoted more\n-- \nme");
    var joined =
        read(
            "Content-Type: text/plain; format=flowed; delsp=yes",
            "http://evil.example.net/ \r\nlong\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(joined.indicators()).anyMatch(i -> i.value().equals("http://evil.example.net/long"));
  }

  @Test
  void damaged_quoted_printable_keeps_the_rest() throws IOException {
    var body = "caf=C3=A9 =ZZ 203.0.113.7 =\r\nend =".getBytes(StandardCharsets.US_ASCII);
    var report =
        read(
            "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable",
            body);
    assertThat(report.text()).startsWith("café").contains("203.0.113.7 end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "joe@boxbe.com;                          Joe requires verification of your message;   x",
        "joe-confirm-1234.5678.abcdef@ex.org;    Please confirm your message;                 x",
        "joe@example.org;  Please confirm your e-mail to joe;  Your message is held until you"
            + " reply. Click here to confirm you are human.",
      })
  void aChallengeIsNeverAnswered(String from, String subject, String text) {
    var report =
        Samples.read(Samples.mail("From: " + from + "\nSubject: " + subject + "\n\n" + text));
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.AUTO_REPLY);
    assertThat(report.mail().mayBeAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Please confirm receipt of this abuse report;       203.0.113.7 attacks us. Please"
            + " confirm.",
        "Undeliverable mail flood from 203.0.113.7;         550 5.1.1 user unknown, thousands of"
            + " them",
        "Delivery failure backscatter complaint;            your server sends bounces: could not be"
            + " delivered",
        "Phishing asks users to confirm their account;      http://evil.example.net/",
      })
  void aReportAboutBouncesOrConfirmationsIsAReport(String subject, String text) {
    var report =
        Samples.read(Samples.mail("From: joe@example.org\nSubject: " + subject + "\n\n" + text));
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.REPORT);
    assertThat(report.mail().mayBeAnswered()).isTrue();
  }
}
