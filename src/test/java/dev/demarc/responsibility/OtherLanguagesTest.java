package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people report most often is read in other languages as in English. */
class OtherLanguagesTest {

  private static final Engine ENGINE = new Engine();

  private static Assessment of(String text) {
    return ENGINE.assess(Reports.saying(text).parsed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "In einem Rechenzentrum der Region Frankfurt ist ein Brand ausgebrochen, Instanzen fehlen.",
        "Un incendie a touché un centre de données de la région, nos instances ne répondent plus.",
        "Hubo un apagón en el centro de datos de la región y las instancias no responden.",
        "Queda de energia no data center da região deixou as instâncias fora do ar.",
        "Allagamento nel data center della regione, le istanze non rispondono.",
        "Stroomstoring in het datacenter van de regio, de instances zijn onbereikbaar.",
        "Pożar w centrum danych regionu, instancje nie odpowiadają.",
        "東京リージョンのデータセンターで停電が起き、EC2 に接続できません。",
        "东京区域的数据中心断电,实例全部无法连接。",
        "Пожар в дата-центре региона, инстансы не отвечают."
      })
  void a_calamity_in_a_data_centre_is_awss(String text) {
    assertThat(of(text).responsibility()).isEqualTo(Responsibility.AWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wir haben den Zugriffsschlüssel versehentlich eingecheckt und zu GitHub gepusht.",
        "Nous avons laissé les clés AWS dans un dépôt GitHub public et la facture a explosé.",
        "Subí las claves de AWS a un repositorio y alguien levantó cientos de instancias.",
        "Commit com a chave de acesso da AWS no repositório; a fatura deu 9 mil dólares.",
        "Wrzuciłem klucze AWS na GitHuba, rano działały setki cudzych maszyn.",
        "アクセスキーをコミットしてしまい、起動した覚えのないEC2が大量にあります。",
        "把密钥硬编码在代码里推到了公开仓库,第二天出现被别人开的实例。",
        "Закоммитил ключи AWS на GitHub, утром увидел чужие серверы и счёт."
      })
  void keys_that_somebody_published_are_credentials_exposed_by_the_customer(String text) {
    var made = of(text);
    assertThat(made.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(made.category()).isIn(Category.CREDENTIAL_EXPOSURE, Category.COMPROMISED_RESOURCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "走 CloudFront 的域名全部打不开,其他公司也一样。",
        "De S3-buckets zijn onbereikbaar, ook bij twee andere bedrijven.",
        "Nasze zapytania do DynamoDB: usługa nie odpowiada, inne firmy mają to samo."
      })
  void what_fails_for_other_companies_as_well_is_awss(String text) {
    assertThat(of(text).responsibility()).isEqualTo(Responsibility.AWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Le runtime python3.8 de Lambda est déprécié en octobre, plus de correctifs ensuite.",
        "Die Runtime nodejs16 wird im März abgekündigt, danach keine Sicherheitsupdates mehr."
      })
  void a_runtime_that_runs_out_is_a_notice_and_shared(String text) {
    assertThat(of(text).kind()).isEqualTo(MessageKind.NOTICE);
    assertThat(of(text).responsibility()).isEqualTo(Responsibility.SHARED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "È stata esclusa la fuga di chiavi su GitHub. Altro non sappiamo.",
        "Kein Brand im Rechenzentrum, das haben wir geprüft. Mehr wissen wir nicht.",
        "Il n'y a eu aucun incendie dans le centre de données. Nous cherchons encore."
      })
  void what_is_denied_is_routed_in_no_language(String text) {
    assertThat(of(text).autoRoute()).isFalse();
  }
}
