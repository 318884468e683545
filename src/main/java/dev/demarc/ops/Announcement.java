package dev.demarc.ops;

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

  /** What the first start made up; it is shown once and kept nowhere in the clear. */
  record FirstCredentials(String user, String password, String apiKey) {}

  @Inject
  @ConfigProperty(name = "quarkus.application.version")
  String version;

  @Inject
  @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080")
  int httpPort;

  @Inject
  @ConfigProperty(name = "demarc.smtp.port", defaultValue = "2525")
  int smtpPort;

  @Override
  public int run(String... args) {
    System.out.print(text(firstCredentials()));
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }

  private Optional<FirstCredentials> firstCredentials() {
    return Optional.empty();
  }

  String text(Optional<FirstCredentials> first) {
    String console = "http://localhost:" + httpPort;
    var text = new StringBuilder();
    text.append("Demarc ").append(version).append(" is ready.\n\n");
    text.append("  Console  ").append(console).append("/\n");
    first.ifPresent(
        made ->
            text.append("  Sign in  ")
                .append(made.user())
                .append(" / ")
                .append(made.password())
                .append("   (shown this once)\n")
                .append("  API key  ")
                .append(made.apiKey())
                .append("   (shown this once)\n"));
    text.append("  Mail in  smtp://localhost:").append(smtpPort).append("\n\n");
    text.append("Try it:\n");
    text.append("  curl -H 'Authorization: Bearer ")
        .append(first.map(FirstCredentials::apiKey).orElse("<API key>"))
        .append("' -H 'Content-Type: application/json' \\\n")
        .append("    -d '{\"title\": \"Port scan from 203.0.113.7\", \"service\": \"EC2\"}' \\\n")
        .append("    ")
        .append(console)
        .append("/api/v1/reports\n\n");
    text.append("Ctrl+C stops it.\n");
    return text.toString();
  }
}
