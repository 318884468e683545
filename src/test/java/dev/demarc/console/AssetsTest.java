package dev.demarc.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.DemarcTest;
import dev.demarc.shared.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@DemarcTest
class AssetsTest {

  private static final Pattern STYLE = Pattern.compile("href=\"(/console\\.css\\?v=([0-9a-f]+))\"");

  @Test
  void the_address_of_the_style_changes_with_its_content() {
    var page = STYLE.matcher(given().get("/sign-in").asString());
    assertThat(page.find()).isTrue();
    var style = given().get(page.group(1)).then().statusCode(200).extract().asByteArray();
    assertThat(HexFormat.of().formatHex(Sha256.of(style))).startsWith(page.group(2));
  }

  @Test
  void a_file_that_is_not_there_is_told_at_once() {
    assertThatThrownBy(() -> Assets.url("/no-such.css")).hasMessageContaining("/no-such.css");
  }
}
