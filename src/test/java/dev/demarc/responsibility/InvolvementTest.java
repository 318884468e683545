package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is attacked, or only on the way, is not told to cut itself off. */
class InvolvementTest {

  private static final Engine ENGINE = new Engine();

  private static ParsedReport mail(String header, String body) {
    var raw =
        (header
                + "To: abuse@demarc.example\nMessage-ID: <s@x.example>\n"
                + "Date: Mon, 23 Nov 2026 09:10:00 +0000\n"
                + body)
            .replace("\n", "\r\n");
    return new FormatReader()
        .read(
            new Submission(
                raw.getBytes(StandardCharsets.UTF_8),
                "message/rfc822",
                Instant.parse("2026-11-23T10:00:00Z")));
  }

  private static ParsedReport shadowserver(String type, String columns, String row) {
    return mail(
        "From: autoreports@shadowserver.org\nSubject: Shadowserver " + type + " Report\n",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type:"
            + " text/plain\n\nSee the list; a honeypot of our DDoS protection listened.\n--b\n"
            + "Content-Type: text/csv; name=\"2026-11-22-"
            + type
            + "-demarc-asn.csv\"\n\n"
            + columns
            + "\n"
            + row
            + "\n--b--\n");
  }

  private static ParsedReport words(String text) {
    return mail("From: a@reader-one.com\nSubject: Attack\n", "Content-Type: text/plain\n\n" + text);
  }

  private static String tasks(ParsedReport report, AssessmentContext known) {
    return ENGINE.assess(report, known).parts().toString();
  }

  private static AssessmentContext ours(ParsedReport report, String value) {
    var indicator =
        report.indicators().stream().filter(i -> i.value().equals(value)).findFirst().orElseThrow();
    return AssessmentContext.of(
        List.of(
            new Holding(
                indicator, Holding.Known.INVENTORY, value, "Shop team", null, "EC2", null, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DDoS victims in your range|A sensor heard Mirai bots being told to flood these hosts",
        "Angriffsziele in Ihrem Netz|Ein Botnetz sollte per DDoS diese Adressen fluten",
        "Cibles DDoS dans votre réseau|Un botnet devait inonder ces adresses",
        "Objetivos de DDoS en su red|Una botnet debía saturar estas direcciones",
        "Alvos de DDoS na sua rede|Uma botnet devia atacar estes endereços",
        "Obiettivo DDoS nella vostra rete|Una botnet doveva attaccare questi indirizzi",
        "DDoS-slachtoffers in uw netwerk|Een botnet moest deze adressen aanvallen",
        "Cele ataków DDoS w Państwa sieci|Botnet miał zaatakować te adresy",
        "Cíle DDoS ve vaší síti|Botnet měl zaútočit na tyto adresy",
        "Цели DDoS-атак в вашей сети|Ботнет получил команду атаковать эти адреса",
        "DDoS-mål i ert nät|Ett botnät skulle attackera dessa adresser"
      })
  void whom_a_team_knows_as_target_of_a_botnet_is_to_be_protected(String subject, String words) {
    var report =
        mail(
            "From: cert@watch-one.example\nSubject: =?utf-8?B?"
                + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                + "?=\n",
            "Content-Type: text/plain; charset=utf-8\n\n"
                + words
                + ":\n\nVictim: 203.0.113.171\nC2: 198.51.100.171\n");
    var made = ENGINE.assess(report);

    assertThat(made.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(made.parts().toString()).contains("Protect 203.0.113.171").doesNotContain("Isolate");
  }

  @Test
  void whom_a_table_of_orders_to_bots_names_is_to_be_protected() {
    var report =
        mail(
            "From: cert@watch-one.example\nSubject: Daily list\n",
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type:"
                + " text/plain\n\nThe list of today is attached.\n--b\nContent-Type: text/csv;"
                + " name=list.csv\n\ntime_utc,c2_ip,target_ip,attack_type,family\n"
                + "2026-11-22T10:00:00Z,198.51.100.171,203.0.113.171,ack,gafgyt\n--b--\n");
    var made = ENGINE.assess(report);

    assertThat(made.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(made.parts().toString()).contains("Protect 203.0.113.171");
  }

  @ParameterizedTest
  @ValueSource(strings = {"event4_honeypot_ddos_target", "event6_ddos_target", "ddos_target"})
  void the_target_of_a_watched_attack_is_to_be_protected(String type) {
    var report =
        shadowserver(
            type,
            "timestamp,src_ip,dst_ip",
            "\"2026-11-22 10:00:00\",198.51.100.171,203.0.113.171");

    assertThat(tasks(report, AssessmentContext.NOTHING))
        .contains("Protect 203.0.113.171")
        .doesNotContain("Isolate");
    assertThat(report.mail().mayBeAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"scan_rdp", "population_http", "device_id", "scan6_ssh", "scan_dns"})
  void a_list_of_what_can_be_reached_accuses_nobody(String type) {
    var report = shadowserver(type, "timestamp,ip", "\"2026-11-22 10:00:00\",203.0.113.7");

    assertThat(tasks(report, AssessmentContext.NOTHING))
        .contains("Check whether 203.0.113.7")
        .doesNotContain("Isolate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A host in your network is under attack: a botnet led by 198.51.100.5 floods our and"
            + " your hosts.\nTarget: 203.0.113.9",
        "Your server was attacked by 198.51.100.5 last night.\nVictim: 203.0.113.9",
        "Ihr Server wurde angegriffen, von der IP 198.51.100.5.\nOpfer: 203.0.113.9"
      })
  void words_that_say_that_ours_is_attacked_are_heard(String text) {
    // which side it is may be open on so few words; either task is one for what is attacked
    assertThat(tasks(words(text), AssessmentContext.NOTHING))
        .containsAnyOf("Protect 203.0.113.9", "the attack on 203.0.113.9 goes on")
        .doesNotContain("Isolate");
  }

  @Test
  void what_the_inventory_knows_as_ours_is_attacked_where_others_act() {
    var report = words("198.51.100.5 is scanning your neighbours.\nTarget: 203.0.113.9");

    assertThat(tasks(report, ours(report, "203.0.113.9"))).contains("Protect 203.0.113.9");
  }

  @Test
  void a_resolver_of_ours_is_only_on_the_way() {
    var report =
        words("evil-one.com is a phishing site. It was looked up at the resolver 203.0.113.53");

    assertThat(report.indicators())
        .extracting(Indicator::role)
        .contains(Role.SOURCE, Role.BYSTANDER);
    assertThat(tasks(report, ours(report, "203.0.113.53")))
        .contains("Check why 203.0.113.53 is named")
        .doesNotContain("Isolate");
  }

  @Test
  void who_is_accused_is_told_as_ever() {
    var report = words("Your server 203.0.113.9 attacked our server 198.51.100.5 over SSH.");

    assertThat(tasks(report, ours(report, "203.0.113.9"))).doesNotContain("Protect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your server 203.0.113.9 is receiving a UDP flood of 20 Gbit/s from the botnet controller"
            + " 198.51.100.7.",
        "A botnet command named an address of yours as the target of a UDP flood: 203.0.113.9. The"
            + " controller is 198.51.100.7.",
        "You are the victim.\n\nVictim: 203.0.113.9 port 443\nAttack: UDP flood, 60 s\nAttack"
            + " ordered by botnet controller: 198.51.100.7"
      })
  void an_attack_on_ours_is_told_of_by_the_attack_and_not_by_its_means(String text) {
    var made = ENGINE.assess(words(text), AssessmentContext.NOTHING);

    assertThat(made.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(made.parts().toString()).contains("Protect 203.0.113.9").doesNotContain("Isolate");
  }
}
