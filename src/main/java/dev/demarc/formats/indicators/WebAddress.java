package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A URL as reporters paste it, which RFC 3986 parsers often refuse: scheme and host lower-case, the
 * rest as it came.
 */
public record WebAddress(String scheme, String host, String path, String whole) {

  private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "s3", "sftp");
  private static final String TRAILING = ".,;:!?'\"*>|\\";

  private static final Pattern BUCKET_HOST =
      Pattern.compile(
          "(.+)\\.s3(?:-website)?(?:-accelerate)?(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?"
              + "\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern PATH_HOST =
      Pattern.compile("s3(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Null where the text is no URL of a kind that hosts content, or its host cannot exist. */
  public static @Nullable WebAddress of(String text) {
    int colon = text.indexOf("://");
    if (colon <= 0) {
      return null;
    }
    var scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      return null;
    }
    var rest = trimmed(text.substring(colon + 3));
    int end = firstOf(rest, "/?#\\");
    var authority = rest.substring(0, end);
    var path = rest.substring(end);
    int at = authority.lastIndexOf('@');
    var user = at < 0 ? "" : authority.substring(0, at + 1);
    var hostAndPort = authority.substring(at + 1);
    var host = withoutPort(hostAndPort);
    var normal = scheme.equals("s3") ? (isBucketName(host) ? host : null) : normalHost(host);
    if (normal == null) {
      return null;
    }
    var bracketed = normal.indexOf(':') >= 0 ? "[" + normal + "]" : normal;
    var port = hostAndPort.substring(Math.min(hostAndPort.length(), portAt(hostAndPort)));
    var whole = scheme + "://" + user + bracketed + (port.equals(":") ? "" : port) + path;
    return new WebAddress(scheme, normal, path, whole);
  }

  private static @Nullable String normalHost(String host) {
    var address = NetworkAddress.of(host);
    return address == null ? DomainName.of(host) : address;
  }

  private static int portAt(String hostAndPort) {
    int from = hostAndPort.startsWith("[") ? Math.max(0, hostAndPort.indexOf(']')) : 0;
    int colon = hostAndPort.indexOf(':', from);
    return colon < 0 ? hostAndPort.length() : colon;
  }

  private static String withoutPort(String hostAndPort) {
    return hostAndPort.substring(0, portAt(hostAndPort));
  }

  private static int firstOf(String text, String stops) {
    for (int i = 0; i < text.length(); i++) {
      if (stops.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * Without the punctuation of the sentence around it; a bracket stays if its partner is inside.
   */
  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0) {
      char last = text.charAt(end - 1);
      boolean unpaired =
          last == ')' && text.lastIndexOf('(', end - 1) < 0
              || last == ']' && text.lastIndexOf('[', end - 1) < 0
              || last == '}' && text.lastIndexOf('{', end - 1) < 0;
      if (TRAILING.indexOf(last) < 0 && !unpaired) {
        break;
      }
      end--;
    }
    return text.substring(0, end);
  }

  /** Whether it is S3's host for buckets that stand in the path: everybody's. */
  static boolean isPathHost(@Nullable String host) {
    return PATH_HOST.matches(host);
  }

  static boolean isBucketName(String name) {
    return BUCKET_NAME.matches(name);
  }

  /** The bucket that an S3 host name or path names, in virtual-hosted or path style; else null. */
  static @Nullable String bucketOf(@Nullable String host, String path) {
    var hosted = BUCKET_HOST.matcher(host);
    if (hosted.matches()) {
      return hosted.group(1);
    }
    if (!PATH_HOST.matches(host) || path.length() < 2) {
      return null;
    }
    int slash = path.indexOf('/', 1);
    return path.substring(1, slash < 0 ? path.length() : slash);
  }
}
