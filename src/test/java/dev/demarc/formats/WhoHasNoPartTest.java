package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report names and says at once that it has no part in the matter; and who is attacked. */
class WhoHasNoPartTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The attack came from 203.0.113.54, not 203.0.113.45 as the complaint below says.",
        "It was 203.0.113.54 that attacked us. 203.0.113.45 has nothing to do with it.",
        "203.0.113.54 hat uns angegriffen. Die 203.0.113.45 hat damit nichts zu tun.",
        "203.0.113.45 n'y est pour rien : c'est 203.0.113.54 qui attaque notre serveur.",
        "203.0.113.54 ataca nuestro servidor; 203.0.113.45 no tiene nada que ver.",
        "203.0.113.54 ataca o nosso servidor; 203.0.113.45 não tem nada a ver com isso.",
        "203.0.113.54 attacca il nostro server. 203.0.113.45 non c'entra.",
        "203.0.113.54 valt onze server aan. 203.0.113.45 heeft er niets mee te maken.",
        "203.0.113.54 atakuje nasz serwer. 203.0.113.45 nie ma z tym nic wspólnego.",
        "203.0.113.54 útočí na náš server. 203.0.113.45 s tím nesouvisí.",
        "203.0.113.54 атакует наш сервер. 203.0.113.45 не имеет к этому отношения.",
        "203.0.113.54 が当社のサーバを攻撃しています。203.0.113.45 は無関係です。",
        "203.0.113.54 正在攻击我们的服务器。203.0.113.45 与此无关。"
      })
  void an_address_that_the_writer_clears_is_no_source(String body) {
    var report = Samples.complaint("Attack from 203.0.113.45", body);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("203.0.113.54")
        .doesNotContain("203.0.113.45");
    assertThat(Samples.named(Role.BYSTANDER, report)).contains("203.0.113.45");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.45 attacks our web server, and our shop has nothing to do with you.",
        "The attack from 203.0.113.45 is not a problem of ours alone.",
        "This is not from a scanner: 203.0.113.45 tried passwords on our server."
      })
  void other_denials_clear_no_address(String body) {
    assertThat(Samples.named(Role.SOURCE, Samples.complaint("Attack", body)))
        .contains("203.0.113.45");
  }

  @Test
  void a_mark_that_the_legend_explains_as_the_writers_own_is_no_source() {
    var report =
        Samples.complaint(
            "Brute force from your network",
            """
            These hosts of yours tried passwords:

            Address          Mark    Attempts
            203.0.113.61     [S]     412
            203.0.113.62     [S] *   77
            198.51.100.9     [P]     -

            [S] passwords by SSH    * goes on
            [P] our own probe, listed for comparison only
            """);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("203.0.113.61", "203.0.113.62")
        .doesNotContain("198.51.100.9");
  }

  @Test
  void the_answer_of_a_lookup_is_the_server_and_the_resolver_is_not() {
    var report =
        Samples.complaint(
            "Malware on a site of your network",
            """
            The file hxxp://invoices-archive[.]com/a[.]zip is a banking trojan.

            ; <<>> DiG 9.18.28 <<>> @192.0.2.53 invoices-archive.com A
            ;; ANSWER SECTION:
            invoices-archive.com.  300   IN  A   203.0.113.24
            ;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)

            Please remove it.
            """);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("203.0.113.24")
        .doesNotContain("192.0.2.53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Notre plateforme a détecté une attaque qui vise une adresse de votre réseau. Adresse attaquée : 203.0.113.40",
        "Ein Angriff gegen eine Adresse in Ihrem Netz. Opfer: 203.0.113.40",
        "Órdenes de ataque contra direcciones de su red. Víctima: 203.0.113.40",
        "We see a flood against an address in your network. Target: 203.0.113.40"
      })
  void an_attack_on_an_address_of_the_readers_is_no_accusation(String body) {
    var report =
        Samples.read(
            Samples.mail(
                "From: a@b.example\nTo: abuse@demarc.example\nSubject: Alert\nContent-Type: text/plain; charset=utf-8\n\n"
                    + body
                    + "\nSources:\n198.51.100.41\n198.51.100.42\n"));

    assertThat(report.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
    assertThat(Samples.named(Role.TARGET, report)).contains("203.0.113.40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "For your information: our customer 198.51.100.77 tried passwords on your server"
            + " 203.0.113.90. We have disconnected the customer.",
        "Der Rechner unseres Kunden 198.51.100.77 hat Passwörter an Ihrem Server 203.0.113.90"
            + " ausprobiert. Der Kunde ist abgeschaltet.",
        "La machine de notre client 198.51.100.77 a essayé des mots de passe sur votre serveur"
            + " 203.0.113.90.",
        "Počítač našeho zákazníka 198.51.100.77 byl napaden a zkoušel hesla na vašem serveru"
            + " 203.0.113.90.",
        "El equipo de nuestro cliente 198.51.100.77 probó contraseñas en su servidor 203.0.113.90."
      })
  void where_ours_was_attacked_by_theirs_the_words_for_yours_and_ours_turn(String body) {
    for (var subject :
        List.of(
            "Attack on your server from our network",
            "Angriff auf Ihren Server aus unserem Netz",
            "Attaque contre votre serveur depuis notre réseau",
            "Váš server byl cílem útoku z naší sítě",
            "Ataque contra su servidor desde nuestra red")) {
      var report = Samples.complaint(subject, body);

      assertThat(Samples.named(Role.SOURCE, report))
          .contains("198.51.100.77")
          .doesNotContain("203.0.113.90");
      assertThat(Samples.named(Role.TARGET, report)).contains("203.0.113.90");
      assertThat(report.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am your customer, my server 203.0.113.90 is under attack from 198.51.100.66.",
        "Ich bin Ihr Kunde. Mein Server 203.0.113.90 wird angegriffen, und zwar von 198.51.100.66.",
        "Je suis votre client, mon serveur 203.0.113.90 est attaqué depuis 198.51.100.66.",
        "Sono vostro cliente, il mio server 203.0.113.90 è sotto attacco da 198.51.100.66."
      })
  void a_customer_who_is_attacked_is_the_readers_own(String body) {
    var report = Samples.complaint("Help", body);

    assertThat(Samples.named(Role.TARGET, report)).containsExactly("203.0.113.90");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.66");
    assertThat(report.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
  }

  @Test
  void of_mail_from_a_shared_pool_the_domain_that_vouches_for_it_is_the_source() {
    var report =
        Samples.complaint(
            "Spam",
            """
            I never asked for this advertising. It came from a8-31.smtp-out.amazonses.com:

            Received: from a8-31.smtp-out.amazonses.com by mx.mailuser.example; 24 Nov 2026
            DKIM-Signature: v=1; a=rsa-sha256; s=k1; d=vitamin-deals.com; h=From:To:Subject
            Subject: Last chance
            """);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("vitamin-deals.com")
        .doesNotContain("a8-31.smtp-out.amazonses.com");
  }

  @Test
  void the_genuine_address_beside_a_fake_is_no_source() {
    var report =
        Samples.complaint(
            "Wyłudzanie danych",
            "Pod adresem hxxps://logowanie-kredytowy[.]com/pl działa fałszywa strona podszywająca się"
                + " pod nasz bank (prawdziwy adres: https://www.bank-kredytowy.pl/).");

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("https://logowanie-kredytowy.com/pl")
        .noneMatch(v -> v.contains("bank-kredytowy.pl"));
  }

  @Test
  void a_public_host_name_of_ec2_names_its_address() {
    var report =
        Samples.complaint(
            "ssh bruteforce",
            "Nov 24 03:12:44 vps7 sshd[1833]: Failed password for root from"
                + " ec2-203-0-113-58.eu-central-1.compute.amazonaws.com port 40112 ssh2");

    assertThat(Samples.named(Role.SOURCE, report)).contains("203.0.113.58");
  }
}
