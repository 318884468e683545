package dev.demarc.formats.indicators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A host name below a top-level domain that exists, lower-case, in its ASCII form (RFC 5890). */
public final class DomainName {

  private static final Set<String> TOP_LEVEL = topLevelDomains();

  private DomainName() {}

  private static Set<String> topLevelDomains() {
    try (var in = DomainName.class.getResourceAsStream("top-level-domains.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines.lines().filter(l -> !l.startsWith("#")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("top-level-domains.txt is part of the application", e);
    }
  }

  public static String of(String text) {
    if (text == null || text.isEmpty() || text.length() > 254) {
      return null;
    }
    var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || !isAscii(name) && (name = ascii(name)) == null) {
      return null;
    }
    name = name.toLowerCase(Locale.ROOT);
    dot = name.lastIndexOf('.');
    return TOP_LEVEL.contains(name.substring(dot + 1)) && hasGoodLabels(name) ? name : null;
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 0x80);
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Letters, digits, hyphens; also underscores, which service labels have (RFC 8552). */
  private static boolean hasGoodLabels(String name) {
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i == name.length() ? '.' : name.charAt(i);
      if (c == '.') {
        boolean bad =
            i == start || i - start > 63 || name.charAt(start) == '-' || name.charAt(i - 1) == '-';
        if (bad) {
          return false;
        }
        start = i + 1;
      } else if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
        return false;
      }
    }
    return true;
  }
}
