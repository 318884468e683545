package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everyday complaints are about, in the languages that fewer desks read. */
class CategoriesInManyLanguagesTest {

  private static final Engine ENGINE = new Engine();

  private static void isOf(Category category, String text) {
    var made = ENGINE.assess(Reports.saying(text).parsed());
    assertThat(made.category()).isEqualTo(category);
    assertThat(made.responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sidan utger sig för att vara banken och ber om kortnummer.",
        "Falsk side, hvor man skal logge på med MitID og taste sit kortnummer ind.",
        "Nettsiden utgir seg for å være banken og ber om BankID-passord.",
        "Sivulla kysytään pankkitunnuksia, kyseessä on tietojenkalastelu.",
        "Adathalász oldal, amely a bank nevében kéri a jelszavamat.",
        "Pagina imită banca și cere parola și datele cardului.",
        "Η ιστοσελίδα παριστάνει την τράπεζα και ζητά κωδικούς.",
        "Сторінка видає себе за банк і просить ввести номер картки.",
        "은행을 사칭하는 피싱 사이트가 비밀번호를 입력하라고 합니다.",
        "صفحة مزيفة تنتحل صفة البنك وتطلب كلمة المرور.",
        "Sahte banka sayfası kart numarası ve şifre istiyor.",
        "Trang web giả mạo ngân hàng, yêu cầu nhập mật khẩu và mã OTP.",
        "Halaman palsu mengatasnamakan bank dan meminta PIN serta kata sandi."
      })
  void phishing(String text) {
    isOf(Category.PHISHING, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vi får skräppost som vi aldrig har beställt, från en server hos er.",
        "Vi modtager uønskede reklamemails, selv om vi aldrig har tilmeldt os.",
        "Vi mottar stadig søppelpost fra en av kundene deres.",
        "Saamme päivittäin roskapostia, jota emme ole tilanneet.",
        "Kéretlen reklámleveleket kapunk, pedig soha nem iratkoztunk fel.",
        "Primim mesaje publicitare nesolicitate, deși nu ne-am abonat.",
        "Λαμβάνουμε ανεπιθύμητα διαφημιστικά μηνύματα που δεν ζητήσαμε.",
        "Щодня отримуємо небажану рекламу, на яку ніколи не підписувалися.",
        "신청한 적 없는 광고 메일이 매일 옵니다. 스팸입니다.",
        "نستقبل رسائل إعلانية غير مرغوب فيها لم نشترك فيها أبدا.",
        "Üye olmadığımız halde her gün istenmeyen reklam e-postaları alıyoruz.",
        "Ngày nào chúng tôi cũng nhận được thư rác mà chúng tôi chưa bao giờ đăng ký.",
        "Kami menerima email iklan yang tidak pernah kami minta, tidak bisa berhenti berlangganan."
      })
  void spam(String text) {
    isOf(Category.SPAM, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Er server försöker logga in hos oss med felaktiga lösenord.",
        "Der forsøges konstant at logge ind hos os med forskellige adgangskoder.",
        "Vi ser tusenvis av mislykkede innloggingsforsøk mot vår tjener.",
        "Palvelimellemme yritetään kirjautua SSH:lla, murtautumisyrityksiä on tuhansia.",
        "Folyamatosan próbálnak bejelentkezni a szerverünkre, több ezer sikertelen próbálkozás.",
        "Se încearcă autentificarea prin SSH pe serverul nostru, mii de parole greșite.",
        "Γίνονται συνεχείς προσπάθειες σύνδεσης στον διακομιστή μας με λάθος κωδικούς.",
        "Підбирають паролі до нашого сервера, тисячі невдалих спроб входу.",
        "저희 서버로 무차별 대입 공격이 계속되고 있습니다. 실패한 로그인이 수천 건입니다.",
        "يحاول شخص ما الدخول إلى خادمنا، وسجلنا آلاف محاولات الدخول الفاشلة.",
        "Sunucumuza binlerce başarısız giriş denemesi yapıldı.",
        "Họ liên tục dò mật khẩu SSH vào máy chủ của chúng tôi, hàng nghìn lần đăng nhập thất bại.",
        "Ada ribuan percobaan login yang gagal ke server kami."
      })
  void attempts_to_get_in(String text) {
    isOf(Category.INTRUSION_ATTEMPT, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "En överbelastningsattack pågår mot vår kund.",
        "Vores kunde blev ramt af et overbelastningsangreb.",
        "Nettstedet vårt er under et tjenestenektangrep.",
        "Verkkoomme kohdistuu palvelunestohyökkäys.",
        "Ügyfelünket túlterheléses támadás éri.",
        "Clientul nostru este ținta unui atac DDoS.",
        "Ο πελάτης μας δέχεται επίθεση άρνησης υπηρεσίας.",
        "Наш клієнт перебуває під DDoS-атакою.",
        "저희 고객이 디도스 공격을 받고 있습니다.",
        "يتعرض عميلنا لهجوم حجب الخدمة.",
        "Müşterimiz DDoS saldırısı altında.",
        "Khách hàng của chúng tôi đang bị tấn công từ chối dịch vụ.",
        "Pelanggan kami sedang mengalami serangan DDoS."
      })
  void floods(String text) {
    isOf(Category.DENIAL_OF_SERVICE, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jag betalade i butiken men fick aldrig några varor, det är ett bedrägeri.",
        "Webshoppen er svindel, jeg har betalt og aldrig modtaget varen.",
        "Nettbutikken er svindel, jeg betalte og har aldri fått noe.",
        "Verkkokauppa on huijaus: maksoin, mutta tuotetta ei koskaan tullut.",
        "A webáruház csalás, kifizettem, de az árut nem kaptam meg.",
        "Am plătit acum o lună și nu am primit nimic, este o înșelătorie.",
        "Το ηλεκτρονικό κατάστημα είναι απάτη, πλήρωσα και δεν παρέλαβα τίποτα.",
        "Магазин шахрайський: я заплатила, але товар так і не надійшов.",
        "쇼핑몰은 사기입니다. 결제했는데 물건이 오지 않았습니다.",
        "المتجر نصاب، دفعت ولم أستلم البضاعة.",
        "Alışveriş sitesi dolandırıcı, ödedim ama ürün hiç gelmedi.",
        "Cửa hàng này lừa đảo, tôi đã chuyển khoản nhưng không nhận được hàng.",
        "Toko online ini penipuan, saya sudah transfer tetapi barang tidak pernah dikirim."
      })
  void shops_that_deliver_nothing(String text) {
    isOf(Category.FRAUD, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "På er server ligger skadlig kod, filen är en trojan.",
        "Der ligger skadelig software på jeres server, en trojansk hest.",
        "Serveren deres sprer skadevare.",
        "Palvelimeltanne jaetaan haittaohjelmaa.",
        "Kártékony program található az Önök szerverén.",
        "Pe serverul dumneavoastră este găzduit un program malițios, un troian.",
        "Στον διακομιστή σας φιλοξενείται κακόβουλο λογισμικό.",
        "На вашому сервері розміщено шкідливий файл, це троян.",
        "귀사의 서버에서 악성코드가 유포되고 있습니다.",
        "خادمكم يستضيف برنامجا خبيثا، حصان طروادة.",
        "Sunucunuzda zararlı yazılım barındırılıyor.",
        "Máy chủ của quý công ty đang phát tán mã độc.",
        "Server Anda menyebarkan perangkat lunak berbahaya, sebuah trojan."
      })
  void malware(String text) {
    isOf(Category.MALWARE, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vår bok laddas ner från er server utan vårt tillstånd. Vi är rättighetsinnehavare.",
        "Vores bøger tilbydes uden vores tilladelse, det krænker vores ophavsret.",
        "Bøkene våre deles uten vår tillatelse, vi er rettighetshaver.",
        "Äänikirjojamme jaetaan luvatta. Kyse on tekijänoikeuden loukkauksesta.",
        "A szerzői jogok jogosultja kiadónk, a könyv engedélyünk nélkül tölthető le.",
        "Suntem titularul drepturilor de autor, cărțile sunt oferite fără acordul nostru.",
        "Το βιβλίο μας διατίθεται χωρίς την άδειά μας, παραβίαση πνευματικών δικαιωμάτων.",
        "Без нашого дозволу розповсюджуються наші книги, це порушення авторських прав.",
        "저작권자인 당사의 도서를 무단 배포하고 있습니다.",
        "تنشر كتبنا دون إذن منا، ونحن أصحاب حقوق النشر.",
        "Kitaplarımız iznimiz olmadan dağıtılıyor, telif hakkımız ihlal ediliyor.",
        "Sách của chúng tôi bị phát tán khi chưa được phép, vi phạm bản quyền.",
        "Buku kami disebarkan tanpa izin kami, kami pemegang hak cipta."
      })
  void copyright(String text) {
    isOf(Category.COPYRIGHT, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our DDoS protection was renewed for another year.",
        "Le scanner de l'hôpital est en panne, le mot de passe du port aussi.",
        "Die Kernel-Version und das Format der Datei stehen im Protokoll.",
        "Tak, dokumenty do umowy są gotowe.",
        "We solicited offers for a new level of service, and introduced a form and a link."
      })
  void words_that_other_languages_have_for_something_else_say_nothing(String text) {
    assertThat(ENGINE.assess(Reports.saying(text).parsed()).autoRoute()).isFalse();
  }
}
