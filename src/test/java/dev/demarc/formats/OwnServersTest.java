package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writer's own server beside the writer's own site, and whose the other address is. */
class OwnServersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our website https://www.choir-elm.example/ (hosted on 203.0.113.20) has been suffering"
            + " break-in attempts since Monday. They always come from 198.51.100.9.",
        "Notre boutique en ligne https://www.laine-douce.example/ (serveur 203.0.113.20) subit des"
            + " tentatives d'intrusion. L'adresse 198.51.100.9 vous appartient selon le whois.",
        "Unsere Webseite https://www.chor-ulme.example (liegt auf 203.0.113.20) wird seit Montag"
            + " angegriffen. Im Protokoll steht immer 198.51.100.9, und die gehört laut RIPE"
            + " Ihnen.",
        "Nuestra web https://www.coro-olmo.example (alojada en 203.0.113.20) sufre intentos de"
            + " intrusión desde 198.51.100.9, que según whois les pertenece.",
        "O nosso site https://www.coro-olmo.example (alojado em 203.0.113.20) sofre tentativas de"
            + " invasão de 198.51.100.9, que pertence a vocês.",
        "Il nostro sito https://www.coro-olmo.example (ospitato su 203.0.113.20) subisce tentativi"
            + " di intrusione da 198.51.100.9, che secondo il whois vi appartiene.",
        "Onze website https://www.koor-iep.example (server 203.0.113.20) wordt aangevallen door"
            + " 198.51.100.9, een adres dat volgens RIPE van u is.",
        "Nasza strona https://www.chor-wiaz.example (serwer 203.0.113.20) jest atakowana z adresu"
            + " 198.51.100.9, który należy do Państwa.",
        "Náš web https://www.sbor-jilm.example (server 203.0.113.20) napadá adresa 198.51.100.9,"
            + " která podle RIPE patří vám.",
        "Наш сайт https://www.hor-vyaz.example (сервер 203.0.113.20) атакуют с адреса 198.51.100.9,"
            + " который принадлежит вам."
      })
  void the_server_of_the_writers_own_site_is_attacked(String body) {
    var report = Samples.complaint("Attacks", body);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("198.51.100.9")
        .doesNotContain("203.0.113.20");
    assertThat(Samples.named(Role.TARGET, report))
        .contains("203.0.113.20")
        .doesNotContain("198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The log always shows the same address, 198.51.100.9, which according to whois belongs to"
            + " you. It tries passwords.",
        "Im Log steht stets dieselbe Adresse, 198.51.100.9, die laut RIPE Ihnen gehört. Das ist ein"
            + " Angriff.",
        "Le journal montre toujours 198.51.100.9, qui d'après le registre est chez vous. C'est une"
            + " attaque.",
        "En los registros aparece siempre 198.51.100.9, que según el registro les pertenece. Es un"
            + " ataque.",
        "Nei registri compare sempre 198.51.100.9, che risulta a voi. È un attacco.",
        "W dziennikach widać stale 198.51.100.9, który należy do Państwa sieci. To atak.",
        "В журнале всегда один адрес, 198.51.100.9, который числится за вами. Это атака."
      })
  void what_is_the_readers_is_the_source(String body) {
    var report = Samples.complaint("Log", body + " Our own address is 203.0.113.20.");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our parish's site (www.parish-elm.example, server 203.0.113.20) suffers break-in attempts."
            + " The log always shows 198.51.100.9, which is in your range.",
        "La page de notre club, https://www.club-orme.example/ (hébergée sur 203.0.113.20), subit"
            + " des intrusions. On lit toujours 198.51.100.9, qui est dans votre réseau.",
        "Die Seite unseres Vereins, https://www.verein-ulme.example/ (Server 203.0.113.20),"
            + " erleidet Einbruchsversuche. Im Log steht immer 198.51.100.9, das in Ihrem Netz"
            + " liegt.",
        "La web de nuestro club, https://www.club-olmo.example/ (alojada en 203.0.113.20), sufre"
            + " intrusiones. Siempre aparece 198.51.100.9, que es de ustedes."
      })
  void a_site_beside_an_address_that_is_the_readers_is_not_the_readers(String body) {
    var report = Samples.complaint("Intrusion", body);

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.9");
    assertThat(Samples.named(Role.TARGET, report)).contains("203.0.113.20");
  }

  @Test
  void a_site_that_is_accused_stays_with_its_server() {
    var report =
        Samples.complaint(
            "Phishing",
            "The phishing site https://pay.elm-bank.example.net/login (server 203.0.113.20) steals"
                + " passwords. The page before it was on 198.51.100.9.");

    assertThat(Samples.named(Role.SOURCE, report)).contains("203.0.113.20");
  }

  @Test
  void a_list_that_asks_to_block_the_checker_accuses_it_not() {
    var report =
        Samples.complaint(
            "Open database",
            """
            | Host         | 203.0.113.20 |
            | Port         | 27017        |
            | Checked from | 198.51.100.9 |

            This MongoDB answers without a password. To stop our scans, block 198.51.100.9.
            """);

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("203.0.113.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I ordered a coat for my son on the site winter-coats-sale.example.net because it said it"
            + " was the official outlet. I was conned, nothing ever came. The ip is 203.0.113.20",
        "Ich habe bestellt, und zwar im Shop auf der Seite winter-coats-sale.example.net, und bin"
            + " reingefallen. Die IP ist 203.0.113.20",
        "J'ai commandé un manteau sur le site winter-coats-sale.example.net et je me suis fait"
            + " avoir, rien n'est arrivé. L'IP est 203.0.113.20",
        "Ho comprato un cappotto sul sito winter-coats-sale.example.net ma mi hanno ingannato, non"
            + " è mai arrivato. L'IP è 203.0.113.20",
        "Comprei um casaco no site winter-coats-sale.example.net e fui enganada, nunca chegou. O IP"
            + " é 203.0.113.20",
        "Zamówiłam płaszcz, sklep winter-coats-sale.example.net, i zostałam oszukana. IP to"
            + " 203.0.113.20"
      })
  void where_somebody_ordered_in_vain_is_accused(String body) {
    var report = Samples.complaint("please help", body);

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("winter-coats-sale.example.net", "203.0.113.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Affected URLs:",
        "Affected objects:",
        "Betroffene URLs:",
        "URLs concernées :",
        "URLs afectadas:",
        "Dotčené URL:",
        "受影响的链接："
      })
  void pages_that_a_report_calls_affected_are_what_it_is_about(String heading) {
    var report =
        Samples.complaint(
            "Redirects on your storage",
            heading
                + "\n"
                + "https://bucket-7.store.example.net/a/index.html\n\n"
                + "They lead to a phishing page.\n\n"
                + "Legitimate website:\n"
                + "https://www.elm-health.example/\n");

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("https://bucket-7.store.example.net/a/index.html")
        .doesNotContain("https://www.elm-health.example/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You are running an open recursive resolver at 203.0.113.20 which took part in an attack on"
            + " our customer.",
        "Unter 203.0.113.20 antwortet jedem ein DNS-Dienst; der offene Resolver 203.0.113.20 wurde"
            + " für einen Angriff missbraucht.",
        "Vous exploitez un résolveur DNS ouvert 203.0.113.20 qui a participé à une attaque.",
        "Tienen un servidor DNS abierto 203.0.113.20 que participó en un ataque.",
        "Państwa otwarty resolver 203.0.113.20 brał udział w ataku.",
        "オープンリゾルバ 203.0.113.20 が攻撃に利用されました。"
      })
  void an_open_resolver_is_no_bystander(String body) {
    assertThat(Samples.named(Role.SOURCE, Samples.complaint("Amplification", body)))
        .containsExactly("203.0.113.20");
  }
}
