package dev.demarc.playbooks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.demarc.shared.Sha256;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The playbooks that Demarc comes with. A newer one replaces what was delivered before; one that a
 * desk changed or removed stays as the desk has it.
 */
@ApplicationScoped
class DeliveredPlaybooks {

  static final List<String> SLUGS =
      List.of(
          "leaked-credentials",
          "mining",
          "compromised-instance",
          "open-proxy",
          "port-scan-brute-force",
          "spam",
          "phishing-page",
          "malware-hosting",
          "copyright",
          "denial-of-service",
          "public-bucket",
          "exposed-database",
          "command-and-control",
          "host-maintenance",
          "service-fault",
          "end-of-support");

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Playbooks playbooks;

  DeliveredPlaybooks(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 50) StartupEvent event) {
    for (var slug : SLUGS) {
      var bytes = bytes(slug);
      var digest = Sha256.of(bytes);
      if (playbooks.awaitsDelivery(slug, digest)) {
        playbooks.deliver(read(bytes), digest);
      }
    }
  }

  static Playbook read(String slug) {
    return read(bytes(slug));
  }

  private static byte[] bytes(String slug) {
    try (var in = DeliveredPlaybooks.class.getResourceAsStream("/playbooks/" + slug + ".yaml")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Playbook read(byte[] bytes) {
    try {
      return YAML.readValue(bytes, Playbook.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
