package dev.demarc.formats.indicators;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.validator.routines.DomainValidator;
import org.jspecify.annotations.Nullable;

/** A host name below a top-level domain that exists, lower-case, in its ASCII form (RFC 5890). */
public final class DomainName {

  /** By the list of IANA that comes with the library. */
  private static final DomainValidator TOP_LEVEL = DomainValidator.getInstance();

  /** Reserved, and in reports all the same (RFC 2606 section 2; internal by ICANN). */
  private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "internal");

  private DomainName() {}

  public static @Nullable String of(String text) {
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
    return hasGoodLabels(name) && isTopLevel(name.substring(dot + 1)) ? name : null;
  }

  private static boolean isTopLevel(String label) {
    return RESERVED.contains(label) || TOP_LEVEL.isValidTld(label);
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 0x80);
  }

  private static @Nullable String ascii(String name) {
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
