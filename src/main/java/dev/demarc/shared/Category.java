package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is being reported: the names of AWS's abuse form, and beside them what goes wrong inside a
 * cloud.
 */
public enum Category {
  SPAM("spam", "Spam", "abusive-content/spam"),
  PORT_SCAN("port-scan", "Port scan", "information-gathering/scanner"),
  DENIAL_OF_SERVICE("denial-of-service", "Denial of service", "availability/ddos"),
  INTRUSION_ATTEMPT("intrusion-attempt", "Intrusion attempt", "intrusion-attempts/brute-force"),
  PROHIBITED_CONTENT("prohibited-content", "Prohibited content", "abusive-content/harmful-speech"),
  COPYRIGHT("copyright", "Copyright", "fraud/copyright"),
  CHILD_ABUSE("child-abuse", "Child sexual abuse material", "abusive-content/violence"),
  MALWARE("malware", "Malware", "malicious-code/malware-distribution"),
  PHISHING("phishing", "Phishing", "fraud/phishing"),
  FRAUD("fraud", "Fraud", "fraud/masquerade"),
  BOTNET("botnet", "Botnet or command and control", "malicious-code/c2-server"),
  OPEN_PROXY("open-proxy", "Open proxy or resolver", "vulnerable/ddos-amplifier"),
  COMPROMISED_RESOURCE(
      "compromised-resource", "Compromised resource", "intrusions/system-compromise"),
  CREDENTIAL_EXPOSURE(
      "credential-exposure", "Credential exposure", "information-content-security/data-leak"),
  DATA_EXPOSURE("data-exposure", "Data exposure", "information-content-security/data-leak"),
  MISCONFIGURATION(
      "misconfiguration", "Misconfiguration", "vulnerable/potentially-unwanted-accessible"),
  VULNERABILITY("vulnerability", "Vulnerability", "vulnerable/vulnerable-system"),
  MISSING_PATCH("missing-patch", "Missing patch", "vulnerable/vulnerable-system"),
  SERVICE_FAULT("service-fault", "Service fault", "availability/outage"),
  HOST_FAULT("host-fault", "Host or facility fault", "availability/outage"),
  AUTHENTICATION_FAILURE(
      "authentication-failure", "Mail authentication failure", "fraud/masquerade"),
  OTHER("other", "Other", "other/other");

  private final String slug;
  private final String title;
  private final String taxonomy;

  Category(String slug, String title, String taxonomy) {
    this.slug = slug;
    this.title = title;
    this.taxonomy = taxonomy;
  }

  @JsonValue
  public String slug() {
    return slug;
  }

  public String title() {
    return title;
  }

  /** Its class and type in the ENISA reference incident taxonomy (RSIT): {@code fraud/phishing}. */
  public String taxonomy() {
    return taxonomy;
  }

  /** Reads a slug in any spelling of case, underscore and hyphen. */
  public static Optional<Category> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    var wanted = text.trim().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    return Arrays.stream(values()).filter(c -> c.slug.equals(wanted)).findFirst();
  }

  /** How people call what these slugs name; one that is unknown stays as it is. */
  public static List<String> titles(List<String> slugs) {
    return slugs.stream().map(slug -> of(slug).map(Category::title).orElse(slug)).toList();
  }

  @JsonCreator
  static Category fromJson(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("unknown category: " + text));
  }
}
