package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Until when an answer is wanted, in the languages of {@link DeadlinePhrases} and in Korean. */
class DeadlinesInManyLanguagesTest {

  /** A Monday. */
  private static final Instant SENT = Instant.parse("2026-11-23T09:10:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vi vill att ni åtgärdar detta inom 24 timmar.",
        "Stop det venligst inden for 24 timer.",
        "Vi ber om svar innen 24 timer.",
        "Pyydämme lopettamaan hyökkäyksen 24 tunnin kuluessa.",
        "Kérjük, 24 órán belül intézkedjenek.",
        "Vă rugăm să luați măsuri în 24 de ore.",
        "Vă rugăm să răspundeți în termen de 24 de ore.",
        "Παρακαλούμε να το σταματήσετε εντός 24 ωρών.",
        "Παρακαλούμε απαντήστε μέσα σε 24 ώρες.",
        "Просимо вжити заходів протягом 24 годин.",
        "Просимо вжити заходів протягом доби.",
        "24시간 이내에 조치해 주시기 바랍니다.",
        "نرجو اتخاذ الإجراء اللازم خلال 24 ساعة.",
        "نرجو الرد خلال ٢٤ ساعة.",
        "24 saat içinde gerekli önlemi almanızı rica ederiz.",
        "Đề nghị quý công ty xử lý trong vòng 24 giờ.",
        "Mohon ditindaklanjuti dalam waktu 24 jam."
      })
  void a_day_is_until_the_same_time_of_the_next(String text) {
    assertThat(ReplyDeadline.in(text, SENT)).isEqualTo("2026-11-24T09:10:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vi begär att sidan stängs ner inom två arbetsdagar.",
        "Fjern venligst filerne inden to dage.",
        "Vi ber dere stanse dette innen to virkedager.",
        "Pyydämme selvitystä kahden päivän kuluessa.",
        "Kérjük, két napon belül válaszoljanak.",
        "Vă rugăm să ștergeți fișierele în termen de două zile.",
        "Παρακαλούμε να το ελέγξετε μέσα σε δύο ημέρες.",
        "Просимо видалити матеріали протягом двох робочих днів.",
        "2일 이내에 회신 바랍니다.",
        "نأمل الرد خلال يومين.",
        "İki gün içinde dönüş yapmanızı bekliyoruz.",
        "Mong nhận được phản hồi trong vòng 2 ngày.",
        "Mohon tanggapan dalam 2 hari."
      })
  void days_are_counted(String text) {
    assertThat(ReplyDeadline.in(text, SENT)).isEqualTo("2026-11-25T09:10:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vänligen åtgärda senast den 25 november kl. 12.00.",
        "Fjern den venligst senest den 25. november kl. 12.",
        "Stans dette innen 25. november kl. 12:00.",
        "Pyydämme poistamaan tiedoston viimeistään 25. marraskuuta klo 12.00.",
        "Pyydämme poistamaan tiedoston 25. marraskuuta klo 12.00 mennessä.",
        "Kérjük a támadás megszüntetését legkésőbb november 25-én 12:00-ig.",
        "Vă solicităm eliminarea lui cel târziu până pe 25 noiembrie, ora 12:00.",
        "Παρακαλούμε να αφαιρεθεί το αργότερο έως τις 25 Νοεμβρίου, ώρα 12:00.",
        "Просимо видалити його не пізніше 25 листопада, 12:00.",
        "11월 25일 12시까지 삭제해 주시기 바랍니다.",
        "11월 25일(수) 정오 12시까지 회신 부탁드립니다.",
        "يرجى حذف الملف في موعد أقصاه 25 نوفمبر الساعة 12:00.",
        "En geç 25 Kasım saat 12:00'ye kadar kaldırmanızı rica ederiz.",
        "Đề nghị gỡ bỏ trước 12:00 ngày 25 tháng 11.",
        "Mohon dihapus paling lambat 25 November pukul 12.00."
      })
  void a_date_with_its_time_is_the_end(String text) {
    assertThat(ReplyDeadline.in(text, SENT)).isEqualTo("2026-11-25T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Kan ni åtgärda detta före fredag? | 2026-11-27T23:59:59Z",
        "Vă rugăm să opriți atacul până mâine. | 2026-11-24T23:59:59Z",
        "Ζητούμε την αφαίρεσή του έως την Παρασκευή. | 2026-11-27T23:59:59Z",
        "Просимо відреагувати до п'ятниці. | 2026-11-27T23:59:59Z",
        "내일까지 차단 부탁드립니다. | 2026-11-24T23:59:59Z",
        "İçeriğin 27 Kasım'a kadar kaldırılmasını talep ediyoruz. | 2026-11-27T23:59:59Z",
        "Chúng tôi đề nghị gỡ bỏ trước ngày 27/11/2026. | 2026-11-27T23:59:59Z",
        "ونطلب حذفها قبل يوم 27 نوفمبر. | 2026-11-27T23:59:59Z",
        "Kami meminta penghapusan paling lambat 27 November 2026. | 2026-11-27T23:59:59Z"
      })
  void a_day_without_a_time_ends_at_its_end(String text, Instant end) {
    assertThat(ReplyDeadline.in(text, SENT)).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vi ber er stoppa detta. Under de senaste 24 timmarna kom 400 försök.",
        "Son 24 saat içinde 400 deneme oldu, lütfen önlem alın.",
        "Az elmúlt 24 órán belül 400 kísérlet volt, kérjük, intézkedjenek.",
        "Trong 24 giờ qua có 400 lần thử, đề nghị xử lý.",
        "On November 25 the certificate ends, please act.",
        "지난 24시간 동안 400건이 있었습니다. 조치 부탁드립니다."
      })
  void what_was_seen_or_will_be_is_no_deadline(String text) {
    assertThat(ReplyDeadline.in(text, SENT)).isNull();
  }
}
