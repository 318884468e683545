package dev.demarc.formats.indicators;

import dev.demarc.shared.IndicatorType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that many reports name, from {@code known-hosts.txt}: registers and lookup services that
 * links point to as a proof, platforms with anybody's pages, mailbox providers, resolvers.
 */
final class KnownHosts {

  private static final Map<String, String> KINDS = read();

  private KnownHosts() {}

  private static Map<String, String> read() {
    try (var in = KnownHosts.class.getResourceAsStream("known-hosts.txt");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var kinds = new HashMap<String, String>();
      for (var line : (Iterable<String>) reader.lines()::iterator) {
        if (!line.isBlank() && !line.startsWith("#")) {
          var words = line.strip().split(" +");
          for (int i = 1; i < words.length; i++) {
            kinds.put(words[i], words[0]);
          }
        }
      }
      return kinds;
    } catch (IOException e) {
      throw new UncheckedIOException("known-hosts.txt is part of the application", e);
    }
  }

  static boolean isReference(Observable observed) {
    return "reference".equals(kind(observed));
  }

  static boolean isShared(Observable observed) {
    return observed.type() == IndicatorType.DOMAIN
        && ("pool".equals(kind(observed))
            || "shared".equals(KINDS.get(withoutWww(observed.value())))
            || WebAddress.isPathHost(observed.value()));
  }

  static boolean isMailbox(Observable observed) {
    return observed.type() == IndicatorType.DOMAIN && "mailbox".equals(KINDS.get(observed.value()));
  }

  static boolean isResolver(Observable observed) {
    return "resolver".equals(KINDS.get(observed.value()));
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /** By the host's own name, or that of a domain above it. */
  private static @Nullable String kind(Observable observed) {
    var host = observed.host();
    while (host != null) {
      var kind = KINDS.get(host);
      if (kind != null) {
        return kind;
      }
      int dot = host.indexOf('.');
      host = dot < 0 ? null : host.substring(dot + 1);
    }
    return null;
  }
}
