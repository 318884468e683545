package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.sns.SentBySns.newTopic;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.DemarcTest;
import dev.demarc.sns.SentBySns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DemarcTest
class TopicsOfSnsTest extends InABrowser {

  private Locator row(String section, String topic) {
    return page.locator(section + " tr", new Page.LocatorOptions().setHasText(topic));
  }

  @Test
  void an_administrator_refuses_a_topic_thinks_again_and_removes_it() {
    var topic = newTopic();
    SentBySns.subscription(topic).post().then().statusCode(200);
    signIn("/settings");
    page.getByRole(AriaRole.LINK, named("Amazon SNS")).first().click();

    assertThat(row("#waiting", topic)).containsText("left");
    page.getByRole(AriaRole.BUTTON, named("Refuse " + topic)).click();
    assertThat(row("#refused", topic)).containsText("Administrator");
    page.locator("summary", new Page.LocatorOptions().setHasText("Remove " + topic)).click();
    page.getByRole(AriaRole.BUTTON, named("Yes, remove it " + topic)).click();
    assertThat(row("#refused", topic)).hasCount(0);
    assertThat(row("#waiting", topic)).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyone_can_read_the_page(ColorScheme scheme) {
    SentBySns.subscription(newTopic()).post().then().statusCode(200);
    page.context().close();
    open(scheme);
    signIn("/settings/sns");
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(violations()).isEmpty();
  }

  @Test
  void the_page_is_for_administrators() {
    given()
        .redirects()
        .follow(false)
        .get("/settings/sns")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in"));
  }
}
