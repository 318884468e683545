package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is being reported: the names of AWS's abuse form, and beside them what goes wrong inside a
 * cloud.
 */
public enum Category {
  SPAM("spam", "Spam"),
  PORT_SCAN("port-scan", "Port scan"),
  DENIAL_OF_SERVICE("denial-of-service", "Denial of service"),
  INTRUSION_ATTEMPT("intrusion-attempt", "Intrusion attempt"),
  PROHIBITED_CONTENT("prohibited-content", "Prohibited content"),
  COPYRIGHT("copyright", "Copyright"),
  CHILD_ABUSE("child-abuse", "Child sexual abuse material"),
  MALWARE("malware", "Malware"),
  PHISHING("phishing", "Phishing"),
  FRAUD("fraud", "Fraud"),
  BOTNET("botnet", "Botnet or command and control"),
  OPEN_PROXY("open-proxy", "Open proxy or resolver"),
  COMPROMISED_RESOURCE("compromised-resource", "Compromised resource"),
  CREDENTIAL_EXPOSURE("credential-exposure", "Credential exposure"),
  DATA_EXPOSURE("data-exposure", "Data exposure"),
  MISCONFIGURATION("misconfiguration", "Misconfiguration"),
  VULNERABILITY("vulnerability", "Vulnerability"),
  MISSING_PATCH("missing-patch", "Missing patch"),
  SERVICE_FAULT("service-fault", "Service fault"),
  HOST_FAULT("host-fault", "Host or facility fault"),
  AUTHENTICATION_FAILURE("authentication-failure", "Mail authentication failure"),
  OTHER("other", "Other");

  private final String slug;
  private final String title;

  Category(String slug, String title) {
    this.slug = slug;
    this.title = title;
  }

  @JsonValue
  public String slug() {
    return slug;
  }

  public String title() {
    return title;
  }

  /** Reads a slug in any spelling of case, underscore and hyphen. */
  public static Optional<Category> of(String text) {
    if (text == null) {
      return Optional.empty();
    }
    var wanted = text.trim().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    return Arrays.stream(values()).filter(c -> c.slug.equals(wanted)).findFirst();
  }

  @JsonCreator
  static Category fromJson(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("unknown category: " + text));
  }
}
