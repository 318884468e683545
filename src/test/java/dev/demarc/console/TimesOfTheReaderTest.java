package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.publicform.PublicReporter;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are shown, and taken as they are typed, in the zone of whoever sits there. */
@DemarcTest
class TimesOfTheReaderTest extends InABrowser {

  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
  private static final Pattern ZONED = Pattern.compile("GMT\\+5:30");

  @Inject PublicFormSettings form;

  @BeforeEach
  void sitThere() {
    var browser = page.context().browser();
    page.context().close();
    page =
        browser
            .newContext(new Browser.NewContextOptions().setBaseURL(url).setTimezoneId(ZONE.getId()))
            .newPage();
  }

  @Test
  void a_time_that_is_typed_is_one_of_their_zone() {
    var key = newCase();
    signIn("/cases/" + key);
    page.keyboard().press("w");
    assertThat(page.locator("#wait-customer label").nth(1)).containsText(ZONED);
    var until = ZonedDateTime.now(ZONE).plusDays(3).truncatedTo(ChronoUnit.MINUTES);
    page.locator("#wait-customer [name=waitingUntil]").fill(until.toLocalDateTime().toString());
    page.locator("#wait-customer button").click();
    assertThat(page.locator("#toast")).containsText("Undo");
    assertThat(Instant.parse(getCase(key).path("workItems[0].waitingUntil")))
        .isEqualTo(until.toInstant());
    // what is typed already is shown in it, and sent again as it was
    page.locator("#wait-customer > summary").click();
    assertThat(page.locator("#wait-customer [name=waitingUntil]"))
        .hasValue(until.toLocalDateTime().toString());
  }

  @Test
  void pages_of_public_reports_tell_times_with_the_zone() {
    form.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
    try {
      page.navigate(PublicReporter.reports(Api.freshAddress(), "noc@isp.example").page());
      assertThat(page.locator(".lead time").first()).containsText(ZONED);
    } finally {
      form.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
    }
  }
}
