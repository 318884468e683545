package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacked side in other words than "attack on", and pages that only advise. */
class WhoIsAttackedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our host 203.0.113.20 gets 400,000 UDP packets a second from 198.51.100.9 since 08:00.",
        "198.51.100.9 floods our 203.0.113.20 with SYN packets.",
        "We are hit at 203.0.113.20 by 198.51.100.9, about 3 Gbit/s.",
        "203.0.113.20 is receiving login attempts from 198.51.100.9 all day.",
        "Your server 203.0.113.20 is receiving an UDP flood of 20 Gbit/s from 198.51.100.9.",
        "Your customer's host 203.0.113.20 is being hammered from 198.51.100.9.",
        "198.51.100.9 hammers our gateway 203.0.113.20 with passwords.",
        "198.51.100.9 makes login attempts at our SSH gateway 203.0.113.20 since noon.",
        "198.51.100.9 IP adresinizden sunucumuza (203.0.113.20) saldırı yapılmaktadır.",
        "Unser Server 203.0.113.20 wird von 198.51.100.9 mit Paketen geflutet.",
        "Der Rechner 203.0.113.20 wird geflutet, und zwar von 198.51.100.9.",
        "Notre serveur 203.0.113.20 est inondé de paquets depuis 198.51.100.9.",
        "我司服务器203.0.113.20遭到来自198.51.100.9的暴力破解攻击。",
        "贵司主机198.51.100.9持续对我司堡垒机203.0.113.20进行暴力破解。",
        "198.51.100.9 正在对 203.0.113.20 发起DDoS攻击。",
        "从198.51.100.9到我方系统203.0.113.20的扫描仍在继续。",
        "The till in the foyer (203.0.113.20) saw some 700 failed sign-ins from your address 198.51.100.9.",
        "Overnight 203.0.113.20 recorded thousands of password guesses, all from 198.51.100.9.",
        "Die Kasse im Foyer (203.0.113.20) verzeichnete rund 700 Fehlversuche von Ihrer IP 198.51.100.9.",
        "La caisse du hall (203.0.113.20) a enregistré 700 tentatives de connexion depuis votre adresse 198.51.100.9.",
        "El equipo de caja (203.0.113.20) sufrió unos 700 intentos de acceso desde su IP 198.51.100.9.",
        "O posto de venda (203.0.113.20) sofreu 700 tentativas de acesso a partir do vosso IP 198.51.100.9.",
        "La cassa dell'atrio (203.0.113.20) ha subito 700 tentativi di accesso dal vostro IP 198.51.100.9.",
        "De kassa in de hal (203.0.113.20) telde 700 mislukte inlogpogingen vanaf uw adres 198.51.100.9.",
        "Kasa w holu (203.0.113.20) odnotowała 700 prób logowania z waszego adresu 198.51.100.9.",
        "Касса в холле (203.0.113.20) зафиксировала 700 попыток входа с вашего адреса 198.51.100.9.",
        "198.51.100.9 had 700 failed sign-ins at our till 203.0.113.20 from 08:00 to 09:00.",
        "198.51.100.9 keeps guessing passwords at the thing that prints tickets (203.0.113.20).",
        "203.0.113.20 prints tickets; 198.51.100.9 tries to log in there every night.",
        "Seit Montag versucht 198.51.100.9 sich am Kartendrucker (203.0.113.20) anzumelden.",
        "Depuis lundi 198.51.100.9 essaie des mots de passe sur l'imprimante du foyer (203.0.113.20).",
        "Desde el lunes 198.51.100.9 prueba contraseñas en la impresora del hall (203.0.113.20).",
        "Od poniedziałku 198.51.100.9 próbuje haseł na drukarce biletów (203.0.113.20).",
        "La impresora 203.0.113.20 es blanco de 700 intentos de acceso desde 198.51.100.9.",
        "弊社のサーバー 203.0.113.20 が 198.51.100.9 から攻撃を受けています。",
        "198.51.100.9から203.0.113.20への不正なログイン試行を確認しました。",
        "貴社のサーバ198.51.100.9が当社のホスト203.0.113.20を攻撃しています。"
      })
  void what_is_hit_is_the_target_and_the_other_the_source(String body) {
    var report = Samples.complaint("Traffic", body);

    assertThat(Samples.named(Role.TARGET, report))
        .contains("203.0.113.20")
        .doesNotContain("198.51.100.9");
    assertThat(Samples.named(Role.SOURCE, report))
        .contains("198.51.100.9")
        .doesNotContain("203.0.113.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The phishing site at 203.0.113.20 receives the passwords of our customers.",
        "攻击我司主机的IP地址为203.0.113.20，请处理。",
        "贵司主机203.0.113.20已被入侵，正在攻击他人。",
        "贵司主机203.0.113.20正在被用于攻击我方。",
        "請停止：203.0.113.20持續攻擊我們的伺服器。",
        "当社のホストを攻撃しているIPアドレス203.0.113.20を停止してください。",
        "貴社のサーバ 203.0.113.20 が不正アクセスを行っています。",
        "Your server 203.0.113.20 is being used to attack others.",
        "The fake shop on 203.0.113.20 gets money from the elderly."
      })
  void who_receives_what_was_stolen_is_the_source(String body) {
    assertThat(Samples.named(Role.SOURCE, Samples.complaint("Abuse", body)))
        .contains("203.0.113.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "People who were exposed to the attack can test their browser at https://www.try.example/"
            + " .",
        "We suggest that victims read https://www.try.example/first-aid first.",
        "Visitors should check their browser under https://www.try.example/ after the attack.",
        "Betroffene können ihren Browser testen: https://www.try.example/ hilft nach dem Angriff.",
        "Les victimes peuvent tester leur navigateur sur https://www.try.example/ après l'attaque.",
        "Whoever ran the script may turn to https://www.try.example/ for advice.",
        "Support for victims: https://www.try.example/",
        "Opfer der Attacke bekommen Rat bei https://www.try.example/ und am Telefon.",
        "Wer dort schon war, sollte sein Gerät mit https://www.try.example/ prüfen.",
        "Les personnes ayant visité le site piraté doivent consulter https://www.try.example/ .",
        "Quienes abrieron el archivo infectado deben revisar su equipo en https://www.try.example/ .",
        "Atención a víctimas del ataque: https://www.try.example/",
        "As vítimas do ataque encontram apoio em https://www.try.example/ .",
        "Le vittime dell'attacco trovano assistenza su https://www.try.example/ .",
        "Gedupeerden van de aanval vinden steun op https://www.try.example/ .",
        "Poszkodowani w ataku mogą szukać porady na https://www.try.example/ .",
        "Oběti útoku se mohou obrátit na https://www.try.example/ .",
        "Жертвы атаки могут получить помощь на https://www.try.example/ .",
        "被害者の方は https://www.try.example/ で相談できます。",
        "受害者请到 https://www.try.example/ 咨询。"
      })
  void a_page_that_helps_victims_is_neither_attacked_nor_the_source(String advice) {
    var report =
        Samples.complaint(
            "Malware at 203.0.113.20",
            "Server: 203.0.113.20\nFile: http://shop.club.example/js/counter.js\n\n" + advice);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("203.0.113.20", "http://shop.club.example/js/counter.js")
        .noneMatch(v -> v.contains("try.example"));
    assertThat(Samples.named(Role.TARGET, report)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The victims should type in their PIN at http://shop.club.example/js/.",
        "Visitors may be redirected to http://shop.club.example/js/, which is harmful.",
        "Die Opfer sollen sich auf http://shop.club.example/js/ mit ihrem Passwort anmelden.",
        "Las víctimas deben ingresar su clave en http://shop.club.example/js/ .",
        "Les victimes doivent payer sur http://shop.club.example/js/ ."
      })
  void a_page_where_victims_lose_something_is_the_source(String told) {
    assertThat(Samples.named(Role.SOURCE, Samples.complaint("Fraud", told)))
        .contains("http://shop.club.example/js/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\"?><feed name=\"urls\" date=\"2026-11-21\"><entry"
            + " url=\"http://evil.example/a.exe\" threat=\"malware\"/></feed>",
        "<list><observed>2026-11-21</observed><url>http://evil.example/a.exe</url></list>",
        "<urls day='2026-11-21'><u href='http://evil.example/a.exe'/></urls>"
      })
  void the_day_of_a_list_in_markup_is_when_it_happened(String list) {
    assertThat(Samples.complaint("AS64512", list).occurredAt()).isEqualTo("2026-11-21T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Whether passwords leaked, victims may report at https://www.try.example/ too.",
        "Ob Passwörter abgeflossen sind, können Betroffene unter https://www.try.example/ prüfen.",
        "More from others about this address: https://www.try.example/check/203.0.113.20",
        "I found you through https://www.try.example/ip/203.0.113.20 today.",
        "It is listed at https://www.try.example/report/203.0.113.20, too."
      })
  void a_page_about_the_culprit_is_none(String words) {
    var report =
        Samples.complaint("Attack", "Your host 203.0.113.20 attacks our server.\n\n" + words);

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("203.0.113.20");
    assertThat(Samples.named(Role.TARGET, report)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.9 and 203.0.113.20 keep trying passwords on our server.",
        "198.51.100.9 keeps trying passwords, and so does 203.0.113.20 from the same rack of yours.",
        "Password guessing from 198.51.100.9, later also from 203.0.113.20, hit us."
      })
  void of_two_that_act_together_neither_is_attacked(String words) {
    assertThat(Samples.named(Role.TARGET, Samples.complaint("Abuse", words)))
        .doesNotContain("198.51.100.9", "203.0.113.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DDoS attacks against your customers|The addresses below are targets of a botnet:",
        "Angriffsbefehle gegen Ihr Netz|Diese Adressen sind Ziel von Bots:",
        "Attaques DDoS contre votre réseau|Les adresses suivantes sont la cible d'un botnet :",
        "Ataques DDoS contra su red|Las siguientes direcciones son objetivo de una botnet:",
        "Attacchi DDoS contro la vostra rete|I seguenti indirizzi sono bersaglio di una botnet:",
        "DDoS-aanvallen op uw netwerk|De volgende adressen zijn doelwit van een botnet:",
        "Ataki DDoS na Państwa sieć|Następujące adresy są celem botnetu:"
      })
  void what_a_heading_calls_the_target_of_bots_is_the_reader_s(String subjectAndHeading) {
    var parts = subjectAndHeading.split("\\|");
    var report =
        Samples.complaint(
            "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(parts[0].getBytes(StandardCharsets.UTF_8))
                + "?=",
            parts[1] + "\n\n203.0.113.20\n203.0.113.21\n\nC2: 198.51.100.9\n");

    assertThat(Samples.named(Role.TARGET, report)).contains("203.0.113.20", "203.0.113.21");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.9");
    assertThat(report.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
  }

  @Test
  void what_an_incoming_attack_is_on_is_ours() {
    var report =
        Samples.complaint(
            "IP 203.0.113.20 blocked because incoming attack with power 183411 pps",
            "IP: 203.0.113.20\nAttack type: syn_flood\nAttack direction: incoming\n\n"
                + "2026-11-22 17:04:11 198.51.100.9:40000 > 203.0.113.20:443 protocol: tcp\n");

    assertThat(Samples.named(Role.TARGET, report)).containsExactly("203.0.113.20");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.9");
  }

  @Test
  void markup_without_a_date_gives_none() {
    assertThat(
            Samples.complaint(
                    "AS64512", "<feed startdate=\"soon\" id=\"2026\"><u href=\"x\"/></feed>")
                .occurredAt())
        .isNull();
  }
}
