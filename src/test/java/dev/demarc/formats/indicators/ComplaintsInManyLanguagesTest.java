package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom complaints accuse in Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Greek,
 * Ukrainian, Korean, Arabic, Turkish, Vietnamese and Indonesian, and what they only name besides.
 */
class ComplaintsInManyLanguagesTest {

  private static IndicatorList read(String text) {
    var found = new IndicatorList();
    boolean accuses = IndicatorMiner.mine(text, found);
    RolesOfAll.settle(
        found,
        accuses,
        new Correspondents()
            .from("reporter@reader-seven.example")
            .to(List.of("abuse@demarc.example")));
    return found;
  }

  private static List<String> of(Role role, String text) {
    return read(text).list().stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Inloggningsförsök mot vår server 198.51.100.7 kommer från 203.0.113.5, som tillhör er.",
        "Vores server 198.51.100.7 bliver angrebet fra IP-adressen 203.0.113.5.",
        "Vi ser mange innloggingsforsøk mot vår tjener 198.51.100.7 fra adressen 203.0.113.5.",
        "Palvelimellemme 198.51.100.7 yritetään kirjautua SSH:lla osoitteesta 203.0.113.5.",
        "203.0.113.5:stä hyökätään palvelimellemme 198.51.100.7.",
        "A 203.0.113.5 címről támadják a szerverünket (198.51.100.7).",
        "A 203.0.113.5-ös IP-címről támadják a 198.51.100.7-es szerverünket.",
        "De la adresa 203.0.113.5 se încearcă parole pe serverul nostru 198.51.100.7.",
        "Serverul nostru 198.51.100.7 este atacat de pe 203.0.113.5.",
        "Από τη διεύθυνση 203.0.113.5 γίνονται επιθέσεις στον διακομιστή μας 198.51.100.7.",
        "З адреси 203.0.113.5 підбирають паролі до нашого сервера 198.51.100.7.",
        "203.0.113.5 에서 저희 서버 198.51.100.7 로 로그인 시도가 계속되고 있습니다.",
        "203.0.113.5에서 당사 서버 198.51.100.7을 공격하고 있습니다.",
        "هناك هجوم من العنوان 203.0.113.5 على خادمنا 198.51.100.7.",
        "نلاحظ محاولات اختراق لخادمنا 198.51.100.7 قادمة من 203.0.113.5، نرجو ايقافها.",
        "203.0.113.5 adresinden sunucumuza (198.51.100.7) parola denemeleri yapılıyor.",
        "203.0.113.5'ten 198.51.100.7 adresindeki sunucumuza saldırı var.",
        "Địa chỉ 203.0.113.5 liên tục dò mật khẩu vào máy chủ của chúng tôi 198.51.100.7.",
        "Ada percobaan login ke server kami 198.51.100.7 dari alamat 203.0.113.5."
      })
  void the_address_that_attacks_is_told_from_the_writers_own(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Er server 203.0.113.5 är hackad.",
        "Jeres kunde 203.0.113.5 scanner vores net.",
        "Serveren deres på 203.0.113.5 er hacket.",
        "Palvelimenne 203.0.113.5 lähettää roskapostia.",
        "Az Önök szervere, a 203.0.113.5 spamet küld.",
        "Clientul dumneavoastră 203.0.113.5 trimite spam.",
        "Ο διακομιστής σας 203.0.113.5 στέλνει ανεπιθύμητα μηνύματα.",
        "Ваш сервер 203.0.113.5 розсилає спам.",
        "귀사의 서버 203.0.113.5 가 스팸을 보내고 있습니다.",
        "خادمكم 203.0.113.5 يرسل رسائل مزعجة.",
        "Sunucunuz 203.0.113.5 spam gönderiyor.",
        "Máy chủ của quý công ty 203.0.113.5 đang gửi thư rác.",
        "Server Anda 203.0.113.5 mengirim spam."
      })
  void the_readers_own_is_the_source(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Från vårt nät skedde en attack mot er server 198.51.100.7. Källan var vår kund 203.0.113.5.",
        "Der var et angreb mod jeres server 198.51.100.7 fra vores kunde 203.0.113.5.",
        "Det var et angrep mot deres server 198.51.100.7 fra vår kunde 203.0.113.5.",
        "Hyökkäys palvelimellenne 198.51.100.7 tuli asiakkaamme koneelta 203.0.113.5.",
        "A fost un atac asupra serverului dumneavoastră 198.51.100.7 de la clientul nostru 203.0.113.5.",
        "Έγινε επίθεση στον διακομιστή σας 198.51.100.7 από τον πελάτη μας 203.0.113.5.",
        "Сталася атака на ваш сервер 198.51.100.7 від нашого клієнта 203.0.113.5.",
        "وقع هجوم على خادمكم 198.51.100.7 من عميلنا 203.0.113.5.",
        "Ada serangan ke server Anda 198.51.100.7 dari pelanggan kami 203.0.113.5."
      })
  void an_attack_on_the_readers_own_turns_whose_is_whose(String text) {
    assertThat(read(text).isReaderAttacked()).isTrue();
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.7");
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attack från 203.0.113.5. Adressen 203.0.113.6 har inget med saken att göra.",
        "Angreb fra 203.0.113.5. Adressen 203.0.113.6 har intet med det at gøre.",
        "Angrep fra 203.0.113.5. Adressen 203.0.113.6 har ikke noe med saken å gjøre.",
        "Hyökkäys osoitteesta 203.0.113.5. Osoite 203.0.113.6 ei liity asiaan.",
        "A 203.0.113.5 címről támadnak. A 203.0.113.6 címnek nincs köze hozzá.",
        "Atac de la 203.0.113.5. Adresa 203.0.113.6 nu are nicio legătură.",
        "Επίθεση από 203.0.113.5. Η διεύθυνση 203.0.113.6 δεν έχει καμία σχέση.",
        "Атака з 203.0.113.5. Адреса 203.0.113.6 не має до цього стосунку.",
        "203.0.113.5 에서 공격이 들어옵니다. 203.0.113.6 은 관련이 없습니다.",
        "هجوم من العنوان 203.0.113.5. أما العنوان 203.0.113.6 فلا علاقة له بالأمر.",
        "203.0.113.5 adresinden saldırı var. 203.0.113.6 adresinin ilgisi yoktur.",
        "Tấn công từ địa chỉ 203.0.113.5. Địa chỉ 203.0.113.6 không liên quan.",
        "Serangan dari 203.0.113.5. Alamat 203.0.113.6 tidak ada hubungannya."
      })
  void what_the_words_clear_is_not_accused(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sidan https://evil-one.com/login utger sig för att vara vår bank. Bankens riktiga sida är https://bank-five.com.",
        "Siden https://evil-one.com/login efterligner banken. Bankens rigtige side er https://bank-five.com.",
        "Nettsiden https://evil-one.com/login utgir seg for å være banken. Den ekte nettsiden er https://bank-five.com.",
        "Sivu https://evil-one.com/login on huijaus. Pankin oikea sivusto on https://bank-five.com.",
        "A https://evil-one.com/login oldal hamis. A bank valódi honlapja: https://bank-five.com.",
        "Pagina https://evil-one.com/login este falsă. Site-ul oficial al băncii este https://bank-five.com.",
        "Η σελίδα https://evil-one.com/login είναι ψεύτικη. Η πραγματική ιστοσελίδα είναι https://bank-five.com.",
        "Сторінка https://evil-one.com/login видає себе за банк. Справжній сайт банку: https://bank-five.com.",
        "https://evil-one.com/login 은 은행을 사칭하는 사이트입니다. 실제 은행 홈페이지는 https://bank-five.com 입니다.",
        "الصفحة https://evil-one.com/login تنتحل صفة البنك. الموقع الرسمي هو https://bank-five.com",
        "https://evil-one.com/login sahte bir sayfadır. Bankanın gerçek sitesi https://bank-five.com.",
        "Trang https://evil-one.com/login giả mạo ngân hàng. Trang web chính thức là https://bank-five.com.",
        "Halaman https://evil-one.com/login mengatasnamakan bank. Situs resmi bank adalah https://bank-five.com."
      })
  void the_imitated_site_is_told_from_the_one_that_imitates(String text) {
    assertThat(of(Role.SOURCE, text)).contains("https://evil-one.com/login");
    assertThat(of(Role.SOURCE, text)).doesNotContain("https://bank-five.com", "bank-five.com");
    assertThat(of(Role.BRAND, text)).contains("https://bank-five.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Originalet finns på https://evil-one.com/x. Kopian ligger på http://copy-two.com/x utan vårt tillstånd.",
        "The original work is located at https://evil-one.com/x, and a copy without permission is at http://copy-two.com/x.",
        "Το πρωτότυπο έργο βρίσκεται στο https://evil-one.com/x. Πειρατικό αντίγραφο: http://copy-two.com/x"
      })
  void where_the_original_lies_is_not_accused(String text) {
    assertThat(of(Role.SOURCE, text)).contains("http://copy-two.com/x");
    assertThat(of(Role.SOURCE, text)).doesNotContain("https://evil-one.com/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "هجوم من العنوانين 203.0.113.5 و203.0.113.6، نرجو ايقافه.",
        "Tấn công từ hai địa chỉ 203.0.113.5 và 203.0.113.6."
      })
  void two_addresses_in_one_breath_are_both_accused(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5", "203.0.113.6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Malware is spread here, please have a look at it and take it away:  \n\nhttp://203.0.113.5/x.exe is the file",
        "귀사의 서버에서 악성코드가 유포되고 있어 알려드립니다.\n\nhttp://203.0.113.5/x.exe\n"
      })
  void a_link_that_leads_to_an_address_is_meant_as_well_as_the_address(String text) {
    assertThat(of(Role.SOURCE, text)).contains("http://203.0.113.5/x.exe", "203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mer information finns på https://noc-nine.com.",
        "Lisätietoja on osoitteessa https://noc-nine.com",
        "Thông tin thêm: https://noc-nine.com",
        "Informasi lebih lanjut: https://noc-nine.com"
      })
  void where_more_is_to_be_read_is_the_writers_own(String words) {
    var text = "Attack: 203.0.113.5\n\n" + words;
    assertThat(of(Role.FURNITURE, text)).contains("https://noc-nine.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attacken kommer från följande adresser:\n\n203.0.113.5\n203.0.113.6\n",
        "Angrebet kommer fra følgende adresser:\n\n203.0.113.5\n203.0.113.6\n",
        "Hyökkäys tulee seuraavista osoitteista:\n\n203.0.113.5\n203.0.113.6\n",
        "A támadás az alábbi címekről jön:\n\n203.0.113.5\n203.0.113.6\n",
        "Atacul vine de la următoarele adrese:\n\n203.0.113.5\n203.0.113.6\n",
        "Η επίθεση προέρχεται από τις ακόλουθες διευθύνσεις:\n\n203.0.113.5\n203.0.113.6\n",
        "Атака йде з таких адрес:\n\n203.0.113.5\n203.0.113.6\n",
        "다음 주소에서 공격이 들어옵니다.\n\n203.0.113.5\n203.0.113.6\n",
        "الهجوم قادم من العناوين التالية:\n\n203.0.113.5\n203.0.113.6\n",
        "Saldırı aşağıdaki adreslerden geliyor:\n\n203.0.113.5\n203.0.113.6\n",
        "Cuộc tấn công đến từ các địa chỉ sau đây:\n\n203.0.113.5\n203.0.113.6\n",
        "Serangan berasal dari alamat-alamat berikut:\n\n203.0.113.5\n203.0.113.6\n"
      })
  void a_list_below_a_heading_is_accused(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5", "203.0.113.6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Källa: 203.0.113.5\nMål: 198.51.100.7",
        "Angriber: 203.0.113.5\nMåladresse: 198.51.100.7",
        "Angriper: 203.0.113.5\nMåladresse: 198.51.100.7",
        "Hyökkääjä: 203.0.113.5\nKohde: 198.51.100.7",
        "Támadó IP: 203.0.113.5\nCélpont: 198.51.100.7",
        "Sursa: 203.0.113.5\nȚinta: 198.51.100.7",
        "Πηγή: 203.0.113.5\nΣτόχος: 198.51.100.7",
        "Джерело: 203.0.113.5\nЦіль: 198.51.100.7",
        "출발지 IP: 203.0.113.5\n목적지 IP: 198.51.100.7",
        "المصدر: 203.0.113.5\nالهدف: 198.51.100.7",
        "Kaynak IP: 203.0.113.5\nHedef IP: 198.51.100.7",
        "IP nguồn: 203.0.113.5\nIP đích: 198.51.100.7",
        "Sumber: 203.0.113.5\nTujuan: 198.51.100.7"
      })
  void labels_tell_both_sides(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Med vänliga hälsningar",
        "Mvh",
        "Med venlig hilsen",
        "Vennlig hilsen",
        "Ystävällisin terveisin",
        "Üdvözlettel",
        "Tisztelettel:",
        "Cu stimă",
        "Toate cele bune,",
        "Με εκτίμηση,",
        "З повагою",
        "감사합니다.",
        "보안팀 드림",
        "مع خالص التحية",
        "وتفضلوا بقبول فائق الاحترام",
        "Saygılarımızla,",
        "Kolay gelsin,",
        "Trân trọng,",
        "Hormat kami,",
        "Terima kasih,"
      })
  void a_site_below_a_closing_formula_is_the_writers_own(String formula) {
    var text = "Attack: 203.0.113.5\n\n" + formula + "\nNOC\nhttps://noc-nine.com\n";
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
    assertThat(of(Role.FURNITURE, text)).contains("https://noc-nine.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "האתר http://evil-one.com/login מתחזה לבנק ומבקש סיסמאות מלקוחות. נא להסיר אותו בהקדם.",
        "เว็บไซต์ http://evil-one.com/login แอบอ้างเป็นธนาคารและหลอกเอารหัสผ่านของลูกค้า กรุณาปิดเว็บนี้",
        "საიტი http://evil-one.com/login თავს ასაღებს ბანკად და ითხოვს მომხმარებლების პაროლებს."
      })
  void in_a_language_without_cues_the_only_site_is_meant(String text) {
    assertThat(of(Role.SOURCE, text)).contains("http://evil-one.com/login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "שלום, הכתובת 203.0.113.5 מנסה להתחבר לשרת שלנו כל הלילה. נא לטפל בהקדם האפשרי.",
        "გამარჯობა, მისამართიდან 203.0.113.5 მუდმივად ცდილობენ ჩვენს სერვერზე შესვლას."
      })
  void in_a_language_without_cues_the_only_address_is_meant(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "שלום, ראינו את הכתובות 203.0.113.5 וגם 203.0.113.6 ברשת שלכם בסוף השבוע האחרון.",
        "Hello, could you tell me whether 203.0.113.5 is yours, and from whom it can be rented? Thanks",
        "Guten Tag, liegt die Seite http://some-shop.com bei Ihnen, und wem gehört sie? Ich würde sie gern kaufen.",
        "Hej, jag undrar om sidan http://some-shop.com finns hos er och vem som äger den. Jag vill köpa den.",
        "שלום"
      })
  void of_several_and_in_languages_with_cues_none_is_accused_for_being_named(String text) {
    assertThat(of(Role.SOURCE, text)).isEmpty();
  }
}
