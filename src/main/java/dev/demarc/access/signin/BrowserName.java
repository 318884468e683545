package dev.demarc.access.signin;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a User-Agent header as people call it: {@code Firefox on Linux}. */
final class BrowserName {

  private BrowserName() {}

  /** The header as it is, cut, where it is no browser that is known. */
  static String of(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return "unknown";
    }
    // every browser names those whose pages it wants to be served, so the order matters
    var browser = first(userAgent, "Edg/=Edge", "OPR/=Opera", "Firefox/=Firefox");
    if (browser.isEmpty()) {
      browser = first(userAgent, "Chrome/=Chrome", "CriOS/=Chrome", "Safari/=Safari");
    }
    var system =
        first(
            userAgent,
            "Android=Android",
            "iPhone=iPhone",
            "iPad=iPad",
            "Windows=Windows",
            "Mac OS X=macOS",
            "CrOS=ChromeOS",
            "Linux=Linux");
    return browser
        .map(name -> name + system.map(on -> " on " + on).orElse(""))
        .orElse(userAgent.substring(0, Math.min(60, userAgent.length())));
  }

  private static Optional<String> first(String userAgent, String... signsAndNames) {
    return Stream.of(signsAndNames)
        .map(pair -> pair.split("="))
        .filter(pair -> userAgent.contains(pair[0]))
        .map(pair -> pair[1])
        .findFirst();
  }
}
