package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.DemarcTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Makes the README's pictures of the sample reports anew: {@code bin/pictures}. */
@DemarcTest
class ReadmePictures extends InABrowser {

  private static final Path IMAGES = Path.of("docs", "images");
  private static final int LARGEST = 200 << 10;

  /** Of a PNG that the browser made itself, as it can write what it shows. */
  private static final String AS_WEBP =
      "async png => { const image = new Image(); image.src = 'data:image/png;base64,' + png;"
          + " await image.decode(); const canvas = document.createElement('canvas');"
          + " canvas.width = image.width; canvas.height = image.height;"
          + " canvas.getContext('2d').drawImage(image, 0, 0);"
          + " return canvas.toDataURL('image/webp', 0.9).split(',')[1]; }";

  @Test
  void the_readme_shows_the_console_as_it_is() {
    page.setViewportSize(1360, 900);
    signIn("/");
    page.getByRole(AriaRole.BUTTON, named("Load sample reports")).click();
    assertThat(page.locator("tr[data-href]").first()).isVisible();
    take("queue", "/");
    var row =
        page.locator("tr[data-href]").filter(new Locator.FilterOptions().setHasText("RDS")).first();
    take("case", row.getAttribute("data-href"));
    take("responsibility", "/responsibility?service=RDS&layer=runtime");
    take("insights", "/insights");
  }

  private void take(String name, String path) {
    page.navigate(path);
    page.waitForLoadState();
    page.evaluate("document.querySelectorAll('#toast').forEach(one => one.hidden = true)");
    byte[] png = page.screenshot();
    var blank = page.context().newPage();
    var webp =
        Base64.getDecoder()
            .decode((String) blank.evaluate(AS_WEBP, Base64.getEncoder().encodeToString(png)));
    blank.close();
    assertThat(webp.length).as("bytes of " + name).isLessThan(LARGEST);
    try {
      Files.createDirectories(IMAGES);
      Files.write(IMAGES.resolve(name + ".webp"), webp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
