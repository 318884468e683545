package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people who complain in their own words accuse, and what they only name besides. */
class PlainWordsTest {

  private static List<Indicator> read(String text) {
    var found = new IndicatorList();
    boolean accuses = IndicatorMiner.mine(text, found);
    RolesOfAll.settle(
        found,
        accuses,
        new Correspondents()
            .from("reporter@reader-seven.example")
            .to(List.of("abuse@demarc.example")));
    return found.list();
  }

  private static List<String> of(Role role, String text) {
    return read(text).stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This site imitates my bank: hxxp://evil-one.com/login",
        "this site imitates my bank: http://evil-one.com/login",
        "Your customer runs a fake shop on http://evil-one.com/login",
        "Phishing page: http://evil-one.com/login",
        "Please take down http://evil-one.com/login - it is a phishing site",
        "The following website is used for phishing: http://evil-one.com/login",
        "Fraudulent URL(s):\n\nhttp://evil-one.com/login\n",
        "Reported URLs:\nhttp://evil-one.com/login",
        "There is a phishing kit here: http://evil-one.com/login",
        "The website http://evil-one.com/login imitates our bank and asks for card data.",
        "Hello,\nplease look at the following URLs:\n\n- http://evil-one.com/login\n\nThey steal passwords.",
        "I got a mail that leads to http://evil-one.com/login where they want my password. Scam!",
        "Somebody abuses your service. It's a scam.\n\nhttp://evil-one.com/login\n\nThank you",
        "Hallo, unter http://evil-one.com/login liegt eine gefälschte Anmeldeseite unserer Bank.",
        "Ihr Kunde betreibt einen Fakeshop: http://evil-one.com/login",
        "Folgende Seiten sind Betrug:\n\n1. http://evil-one.com/login",
        "Bonjour, ce site est une arnaque : http://evil-one.com/login",
        "Votre client héberge une fausse page de notre banque sur http://evil-one.com/login",
        "Les adresses suivantes servent à l'hameçonnage :\nhttp://evil-one.com/login",
        "Esta página suplanta a mi banco: http://evil-one.com/login",
        "Su cliente tiene una tienda falsa en http://evil-one.com/login",
        "Las siguientes direcciones son fraudulentas:\nhttp://evil-one.com/login",
        "Este site é falso e rouba senhas: http://evil-one.com/login",
        "O vosso cliente tem uma loja falsa em http://evil-one.com/login",
        "Questo sito imita la mia banca: http://evil-one.com/login",
        "Il vostro cliente gestisce un negozio falso su http://evil-one.com/login",
        "Deze site doet zich voor als mijn bank: http://evil-one.com/login",
        "Uw klant heeft een nepwebshop op http://evil-one.com/login",
        "Ta strona podszywa się pod mój bank: http://evil-one.com/login",
        "Państwa klient prowadzi fałszywy sklep pod adresem http://evil-one.com/login",
        "Tato stránka napodobuje moji banku: http://evil-one.com/login",
        "Váš zákazník provozuje podvodný obchod na http://evil-one.com/login",
        "このサイトは当行を装ったフィッシングサイトです：http://evil-one.com/login",
        "偽サイトのURLは以下の通りです。\nhttp://evil-one.com/login",
        "这个网站冒充我的银行：http://evil-one.com/login",
        "以下网址是钓鱼网站：\nhttp://evil-one.com/login",
        "Этот сайт подделывает страницу нашего банка: http://evil-one.com/login",
        "Ваш клиент размещает мошеннический магазин: http://evil-one.com/login"
      })
  void the_page_that_is_complained_about_is_the_source(String text) {
    assertThat(of(Role.SOURCE, text)).contains("http://evil-one.com/login", "evil-one.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IPs engaged in harvesting on your network:\n\n203.0.113.5 (H)\n",
        "The following hosts of yours scanned us:\n203.0.113.5 [22/tcp]\n",
        "Offenders:\n 1) 203.0.113.5 - 12 hits\n 2) 203.0.113.6 - 3 hits",
        "203.0.113.5, which is in your network, has been scanning our servers.",
        "Von Ihrem Netz aus greift 203.0.113.5 unsere Server an.",
        "Nous avons vu une attaque depuis 203.0.113.5 contre nos serveurs.",
        "Detectamos un ataque desde la IP 203.0.113.5.",
        "Detectámos um ataque a partir do IP 203.0.113.5.",
        "Abbiamo rilevato attacchi dall'indirizzo IP 203.0.113.5.",
        "Wij zien een aanval vanaf 203.0.113.5.",
        "Z adresu 203.0.113.5 atakowano nasz serwer.",
        "Z IP adresy 203.0.113.5 přichází útok na náš server.",
        "С адреса 203.0.113.5 идёт атака на наш сервер.",
        "203.0.113.5 から当社へ攻撃がありました。",
        "我们发现来自 203.0.113.5 的攻击。",
        "Spam is coming in, the server is 203 [.] 0 [.] 113 [.] 5"
      })
  void the_address_that_is_complained_about_is_the_source(String text) {
    assertThat(of(Role.SOURCE, text)).contains("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203 dot 0 dot 113 dot 5",
        "203 . 0 . 113 . 5",
        "203[,]0[,]113[,]5",
        "203 Punkt 0 Punkt 113 Punkt 5"
      })
  void an_address_in_words_is_read(String written) {
    assertThat(of(Role.SOURCE, "Spam comes from the server " + written + " every day."))
        .containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hxxp://evil [.] com/index [.] html is a phishing page",
        "hxxp :// evil [.] com/index[.]html takes passwords",
        "Phishing: hxxps[:]//evil(.)com/index.html",
        "Betrug: hxxp://evil[punkt]com/index.html",
        "Phishing:\n- hxxp :// evil [.] com / a / index [.] html\n",
      })
  void blanks_in_the_defanging_are_undone(String text) {
    assertThat(of(Role.SOURCE, text)).contains("evil.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.5 attacked us. Programs that read this report can be had from https://tools.org/x",
        "203.0.113.5 attacked us. The format is described at https://tools.org/x for version 0.2.",
        "203.0.113.5 attacked us. More information about phishing: https://tools.org/x",
        "203.0.113.5 attacked us. More information is available at https://tools.org/x",
        "203.0.113.5 attacked us. Unsubscribe: https://tools.org/x",
        "203.0.113.5 attacked us.\n\nThis alert was produced with the sensor of https://tools.org/x",
        "203.0.113.5 attacked us.\n\nA guide that explains how to read the records is hosted at https://tools.org/x .",
        "203.0.113.5 attacked us.\n\nTo view the flows, fetch the open source decoder from https://tools.org/x",
        "203.0.113.5 griff uns an.\n\nZum Anzeigen der Datei holen Sie sich den Betrachter von https://tools.org/x",
        "203.0.113.5 griff uns an.\n\nDieser Bericht wurde von https://tools.org/x erstellt.",
        "203.0.113.5 nous attaque.\n\nPour lire le fichier, notre décodeur est fourni par https://tools.org/x",
        "203.0.113.5 nos ataca.\n\nPara leer el registro hay un programa en https://tools.org/x",
        "203.0.113.5 ci attacca.\n\nQuesto rapporto è stato creato da https://tools.org/x",
        "203.0.113.5 valt ons aan.\n\nDeze melding is automatisch aangemaakt vanaf https://tools.org/x",
        "203.0.113.5 atakuje nas.\n\nDo odczytu pliku służy narzędzie z https://tools.org/x",
        "203.0.113.5 attacked us.\n\nKind regards,\nAnti Fraud Team\nhttps://tools.org/x\n",
        "203.0.113.5 attacked us.\n-- \nAbuse desk, scam reports\nhttps://tools.org/x",
        "203.0.113.5 attacked us. Tell those who visited the compromised site to visit https://tools.org/x",
        "203.0.113.5 griff uns an. Weitere Informationen zu Angriffen unter https://tools.org/x",
        "203.0.113.5 nous attaque. Pour plus d'informations : https://tools.org/x",
        "203.0.113.5 nos ataca. Más información en https://tools.org/x",
        "203.0.113.5 ci attacca. Per maggiori informazioni: https://tools.org/x",
        "<a xmlns=\"https://tools.org/x\"><ip>203.0.113.5</ip></a> attack",
        "Source: 203.0.113.5\nSchema-URL: https://tools.org/x\nattack",
      })
  void links_of_the_message_itself_are_its_furniture(String text) {
    assertThat(of(Role.SOURCE, text)).doesNotContain("https://tools.org/x", "tools.org");
    assertThat(of(Role.TARGET, text)).doesNotContain("https://tools.org/x", "tools.org");
    assertThat(of(Role.FURNITURE, text)).contains("https://tools.org/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.5 attacked us.\n\nKind regards,\n\nJane Roe\nAnalyst\nhXXps://tools[.]org/x",
        "203.0.113.5 attacked us.\n--\nJane Roe, Analyst | hxxps://tools[.]org/x"
      })
  void a_link_below_the_writers_name_is_furniture_however_it_is_written(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @Test
  void another_page_of_a_viewers_site_is_not_accused_by_the_way_it_is_written() {
    var text =
        "203.0.113.5 attacked us.\n\nTo read it, get our decoder from https://tools.org/x or"
            + " from hxxps://files.tools[.]org/y .";

    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @Test
  void a_viewer_that_a_fake_page_offers_is_accused() {
    var text =
        "Scam! To read the letter, it says, get the viewer from hxxps://evil-one[.]com/login";

    assertThat(of(Role.SOURCE, text)).contains("https://evil-one.com/login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hxxps[ : ]//evil-one { . } com/token/login { . } html",
        "hxxps ( : ) // evil-one (dot) com/token/login (dot) html",
        "hxxps[ :// ]evil-one[ dot ]com/token/login[ dot ]html",
        "hxxps{://}evil-one{.}com/token/login{.}html",
        "hxxps[:]//evil-one[.]com[/]token[/]login[.]html",
        "hxxps://evil-one[tečka]com/token/login[tečka]html",
        "hxxps://evil-one[точка]com/token/login[точка]html",
        "hxxps:\\\\evil-one[.]com\\token\\login.html",
        "hxxps:\\/\\/evil-one[.]com\\/token\\/login.html",
        "https : // evil-one . com / token / login . html",
        "h__ps://evil-one[.com/token/login.html",
        "hxxps//evil-one.]com/token/login.html",
        "https&#58;&#x2F;&#x2F;evil-one&period;com/token/login.html",
        "hxxps://evil-one[,]com/token/login[,]html"
      })
  void brackets_of_any_kind_around_the_marks_of_a_link_are_undone(String link) {
    assertThat(of(Role.SOURCE, "Phishing:\n\n" + link + "\n"))
        .contains("https://evil-one.com/token/login.html");
  }

  @Test
  void blanks_around_the_slashes_of_a_path_are_undone() {
    var text = "Phishing:\n- hxxp :// evil-one [.] com / a / index [.] html\n";

    assertThat(of(Role.SOURCE, text)).contains("http://evil-one.com/a/index.html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Queries with the forged source address 198.51.100.7 reach our resolver. 198.51.100.7 is the victim of a reflection attack.\nclient @0x7f 198.51.100.7#53211: query: a.example IN ANY",
        "Consultas con la dirección de origen falsificada 198.51.100.7, un ataque de reflexión."
      })
  void an_address_that_others_forge_is_attacked(String text) {
    assertThat(of(Role.SOURCE, text)).doesNotContain("198.51.100.7");
    assertThat(of(Role.TARGET, text)).contains("198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nous avons reçu de watch@cert-rhone.example un signalement : 203.0.113.5 distribue un logiciel malveillant.",
        "Wij ontvingen een melding van watch@cert-rhone.example: 203.0.113.5 scant hun netwerk.",
        "We received a report from watch@cert-rhone.example that 203.0.113.5 attacks them."
      })
  void who_reported_it_to_the_writer_is_not_accused(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l'host 203.0.113.5 della vostra rete esegue una scansione di porte contro di noi",
        "The attack by the host 203.0.113.5 in your network goes on.",
        "Der Angriff durch den Rechner 203.0.113.5 aus Ihrem Netz dauert an."
      })
  void what_stands_in_the_readers_network_is_accused(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.5 espalha um trojan. Recomende a quem visitou o site comprometido que façam um teste em https://tools.org/x .",
        "203.0.113.5 spreads a trojan. Para saber como limpar o site, veja https://tools.org/x",
        "203.0.113.5 发起攻击。建议贵方访问 https://tools.org/x 了解加固方法。",
        "203.0.113.5 发起攻击。请受影响的用户到 https://tools.org/x 检查密码。"
      })
  void advice_for_those_who_were_hit_is_furniture(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @Test
  void for_whom_a_report_is_written_is_not_accused() {
    var text =
        "Phishing on 203.0.113.5.\n\nClient: shop-six.example\nSource: http://evil-one.com/login\n";

    assertThat(of(Role.SOURCE, text)).contains("evil-one.com").doesNotContain("shop-six.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "El enlace abre https://evil-one.com/login y piden el número de tarjeta. La verdadera es\nhttps://www.bank-five.com .",
        "The link opens https://evil-one.com/login and asks for the card number. The real one is https://www.bank-five.com ."
      })
  void the_genuine_page_beside_a_fake_is_not_accused(String text) {
    assertThat(of(Role.SOURCE, text))
        .contains("https://evil-one.com/login")
        .doesNotContain("www.bank-five.com");
  }

  @Test
  void evidence_below_a_signature_is_accused() {
    var text = "A phishing page.\n\nKind regards,\nJane Roe\n\nhxxp://evil-one[.]com/login\n";

    assertThat(of(Role.SOURCE, text)).contains("http://evil-one.com/login");
  }

  @Test
  void the_readers_own_site_is_furniture_and_a_host_below_it_is_not() {
    var text =
        "Your form at https://www.demarc.example/abuse fails, so I write to you."
            + " The phishing page is http://kunde.demarc.example/login .";

    assertThat(of(Role.SOURCE, text)).contains("http://kunde.demarc.example/login");
    assertThat(of(Role.SOURCE, text)).doesNotContain("www.demarc.example");
  }

  @Test
  void a_label_before_the_senders_home_page_accuses_nobody() {
    var text =
        "http://evil-one.com/login is a phishing page.\n\nCERT Seven\nURL: www.reader-seven.example\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("http://evil-one.com/login", "evil-one.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ces contenus sont visibles aux adresses suivantes :\n/at these addresses :/\n\nP-1\n\nhttps://evil-one.com/v/1\n\nevil-one.com is hosted at 203.0.113.5",
        "Vi segnalo che alla pagina\n\n  https://evil-one.com/v/1\n\nospitata sui Vostri server (203.0.113.5) sono pubblicati dati personali.",
        "These contents are visible at:\n\nhttps://evil-one.com/v/1\n"
      })
  void what_an_authority_wants_removed_is_accused_without_a_word_of_an_attack(String text) {
    assertThat(of(Role.SOURCE, text)).contains("https://evil-one.com/v/1");
  }

  @Test
  void what_belongs_to_the_correspondents_is_furniture() {
    var text =
        "http://evil-one.com/login is a phishing page.\nWe wrote to abuse@demarc.example and"
            + " helpdesk@reader-seven.example, see https://www.reader-seven.example/abuse .";
    assertThat(of(Role.SOURCE, text)).containsExactly("http://evil-one.com/login", "evil-one.com");
    assertThat(of(Role.FURNITURE, text))
        .contains("abuse@demarc.example", "https://www.reader-seven.example/abuse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hxxp://evil-one[.]com/login imitates bank-five.com",
        "A phishing page at http://evil-one.com/login. The legitimate site is https://bank-five.com",
        "Phishing: http://evil-one.com/login copies the pages of bank-five.com.",
        "Die Seite http://evil-one.com/login ahmt bank-five.com nach, ein Betrug.",
      })
  void the_imitated_is_not_accused(String text) {
    assertThat(of(Role.SOURCE, text)).contains("evil-one.com").doesNotContain("bank-five.com");
    assertThat(of(Role.BRAND, text)).contains("bank-five.com");
  }

  @Test
  void a_resolver_and_a_platform_are_bystanders() {
    assertThat(of(Role.BYSTANDER, "evil-one.com is a scam; our resolver 192.0.2.53 answered"))
        .contains("192.0.2.53");
    var text = "Phishing: https://s3.amazonaws.com/n5t4410/view.html";
    assertThat(of(Role.BYSTANDER, text)).containsExactly("s3.amazonaws.com");
    assertThat(of(Role.SOURCE, text)).contains("n5t4410");
  }

  @Test
  void a_report_that_names_only_a_range_keeps_it() {
    var text =
        "Many hosts of your range 203.0.113.224/28 have scanned our network 198.51.100.0/24.";
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.224/28");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.0/24");
  }

  @Test
  void the_attacked_side_is_no_source() {
    var text = "Our server 198.51.100.9 is under attack by 203.0.113.5, please stop it.";
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.9");
    assertThat(of(Role.TARGET, "Your server 203.0.113.5 scanned 198.51.100.9 for open ports."))
        .containsExactly("198.51.100.9");
  }

  @Test
  void what_a_role_rests_on_is_told() {
    assertThat(read("Attacker: 203.0.113.5").get(0).basis()).isEqualTo(Indicator.Basis.LABEL);
    assertThat(read("attack from 203.0.113.5").get(0).basis()).isEqualTo(Indicator.Basis.WORDS);
    assertThat(read("nothing, 203.0.113.5").get(0).basis()).isEqualTo(Indicator.Basis.MENTION);
  }
}
