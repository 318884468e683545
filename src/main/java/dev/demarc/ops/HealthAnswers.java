package dev.demarc.ops;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The form of an answer to a health check: UP, or DOWN with the trouble in words. */
final class HealthAnswers {

  private HealthAnswers() {}

  static HealthCheckResponse response(String name, Optional<String> trouble) {
    var response = HealthCheckResponse.named(name).status(trouble.isEmpty());
    trouble.ifPresent(words -> response.withData("trouble", words));
    return response.build();
  }
}
