package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.indicators.Observable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a MISP event (the core format, section 2.4).
 *
 * @param object the name of the object that it is part of; null
 * @param isDeleted whether it is still in the export although it was taken out, or its object was
 */
record MispAttribute(JsonNode node, @Nullable String object, boolean isDeleted) {

  /** Of a value with several parts the parts that can accuse. */
  private static final Set<String> TELLING =
      Set.of(
          "ip-src",
          "ip-dst",
          "ip",
          "domain",
          "hostname",
          "url",
          "uri",
          "email",
          "email-src",
          "email-reply-to",
          "md5",
          "sha1",
          "sha256");

  private static final Set<String> RECEIVERS =
      Set.of("email-dst", "target-email", "target-machine");

  private static final Set<String> SAMPLES = Set.of("malware-sample");

  private record Part(String type, String value) {}

  /** A flag that is a boolean, or a text or number as old exports write it. */
  static boolean flag(JsonNode node) {
    return node.asBoolean(false) || "1".equals(JsonTree.text(node));
  }

  /** Whether its author means what it names to be detected and blocked. */
  boolean accuses() {
    return flag(node.path("to_ids")) && !isDeleted;
  }

  String type() {
    return String.valueOf(JsonTree.text(node.path("type")));
  }

  @Nullable String value() {
    return JsonTree.text(node.path("value"));
  }

  /** The addresses, names, pages and hashes; without ports and names of files. */
  Stream<Observable> named() {
    return having(TELLING);
  }

  /** Whom it was sent to or aimed at, whether it is to be detected or not. */
  Stream<Observable> received() {
    return having(RECEIVERS);
  }

  private Stream<Observable> having(Set<String> types) {
    return parts().stream()
        .filter(part -> types.contains(part.type()))
        .flatMap(part -> Observable.of(part.value()).stream());
  }

  /** The address and port that accuse; null where it has no port. */
  @Nullable String port() {
    var parts = parts();
    return parts.size() == 2 && parts.get(1).type().equals("port") && accuses()
        ? parts.get(0).value() + " " + parts.get(1).value()
        : null;
  }

  private List<Part> parts() {
    var value = value();
    if (value == null) {
      return List.of();
    }
    var types = (SAMPLES.contains(type()) ? "filename|md5" : type()).split("\\|");
    var values = value.split("\\|", types.length);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < Math.min(types.length, values.length); i++) {
      parts.add(new Part(types[i], values[i]));
    }
    return parts;
  }
}
