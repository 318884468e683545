package dev.demarc.startup;

import dev.demarc.access.administration.FirstStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says in a few lines, once everything is up, where things are and what to try. What it prints is
 * all that a normal start prints.
 */
class Announcement implements QuarkusApplication {

  @Inject
  @ConfigProperty(name = "quarkus.application.version")
  String version;

  @Inject
  @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080")
  int httpPort;

  @Inject
  @ConfigProperty(name = "demarc.smtp.port", defaultValue = "2525")
  int smtpPort;

  @Inject FirstStart firstStart;

  @Override
  public int run(String... args) {
    System.out.print(text(firstStart.credentials()));
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }

  String text(Optional<FirstStart.Credentials> first) {
    String console = "http://localhost:" + httpPort;
    var text = new StringBuilder();
    text.append("Demarc ").append(version).append(" is ready.\n\n");
    text.append("  Console  ").append(console).append("/\n");
    first.ifPresent(made -> append(text, made));
    text.append("  Mail in  smtp://localhost:").append(smtpPort).append("\n\n");
    text.append("Try it:\n");
    text.append("  curl -H 'Authorization: Bearer ")
        .append(first.map(FirstStart.Credentials::apiKey).orElse("<API key>"))
        .append("' -H 'Content-Type: application/json' \\\n")
        .append("    -d '{\"title\": \"Port scan from 203.0.113.7\", \"service\": \"EC2\"}' \\\n")
        .append("    ")
        .append(console)
        .append("/api/v1/reports\n\n");
    text.append("Ctrl+C stops it.\n");
    return text.toString();
  }

  private static void append(StringBuilder text, FirstStart.Credentials made) {
    text.append("  Sign in  ").append(made.user()).append(" / ");
    text.append(
        made.password() == null
            ? "the configured password\n"
            : made.password() + "   (shown this once)\n");
    if (made.apiKey() != null) {
      text.append("  API key  ").append(made.apiKey()).append("   (shown this once)\n");
    }
  }
}
