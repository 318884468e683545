package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser says of each form where it comes from, and what it says hangs on the page's policy. */
@DemarcTest
class PublicFormInABrowserTest extends InABrowser {

  @Inject PublicFormSettings settings;

  @BeforeEach
  void switchOn() {
    settings.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    settings.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @Test
  void a_stranger_reports_and_adds_to_the_report() {
    page.navigate("/report-abuse");
    page.getByLabel("Address, link or account").fill(Api.freshAddress());
    page.getByLabel("What did you see?")
        .fill("412 failed logins a minute. The EC2 instance behind it seems to be compromised.");
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("It was not sent yet");
    complaints.removeIf(complaint -> complaint.contains("422"));

    page.getByLabel("This is true").check();
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.locator("main")).containsText("Keep this link");
    reloadUntil(() -> page.locator("#body").count() > 0);
    page.locator("#body").fill("It goes on");
    page.locator("#add button").click();
    assertThat(page.locator(".said-by-you")).containsText("It goes on");
  }

  @Test
  void what_was_typed_is_there_again_after_files_that_are_too_large(@TempDir Path folder)
      throws IOException {
    // by its path: the browser reads it, and no driver hands its bytes on
    var large = folder.resolve("large.bin");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(26_000_000);
    }
    page.navigate("/report-abuse");
    page.getByLabel("Address, link or account").fill("203.0.113.77");
    page.getByLabel("What did you see?").fill("412 failed logins a minute");
    page.locator("#files").setInputFiles(large);
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.locator("main")).containsText("25 MB together");
    complaints.removeIf(complaint -> complaint.contains("413"));
    page.goBack();
    assertThat(page.getByLabel("What did you see?")).hasValue("412 failed logins a minute");
    assertThat(page.getByLabel("Address, link or account")).hasValue("203.0.113.77");
  }

  @Test
  void files_are_sent_with_the_report_and_added_to_it() {
    page.navigate("/report-abuse");
    page.getByLabel("Address, link or account").fill(Api.freshAddress());
    page.locator("#files")
        .setInputFiles(new FilePayload("sensor.log", "text/plain", "08:58 denied".getBytes()));
    page.getByLabel("This is true").check();
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.locator("main")).containsText("with 1 file");
    for (int i = 0; i < 40 && page.locator("#files").count() == 0; i++) {
      page.waitForTimeout(250);
      page.reload();
    }
    page.locator("#files")
        .setInputFiles(new FilePayload("more.log", "text/plain", "08:59 denied".getBytes()));
    page.getByRole(AriaRole.BUTTON, named("Send the files")).click();
    assertThat(page.locator("#messages")).containsText("added files");
    assertThat(page.locator(".said-by-you")).containsText("more.log, 12 bytes");
  }
}
