package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the names in a report that tell the service or what happened. */
final class NamedThings {

  /** Reports by machines can carry thousands; the first ones tell as much as all. */
  private static final int MOST = 200;

  private static final int MOST_PIECES = 2_000;

  private static final List<String> CARRIERS = List.of("guardduty", "health", "sns", "securityhub");

  private static final String SHARED = "shared-service-address";

  private final ParsedReport report;
  private final Signals signals;
  private final Map<String, NamedThing> found = new LinkedHashMap<>();
  private int pieces;

  private NamedThings(ParsedReport report, Signals signals) {
    this.report = report;
    this.signals = signals;
  }

  static List<NamedThing> in(ParsedReport report, Signals signals) {
    var things = new NamedThings(report, signals);
    things.readIndicators();
    report.named().forEach(things::readText);
    things.readText(report.title() == null ? "" : report.title());
    things.readText(report.text() == null ? "" : report.text());
    return new ArrayList<>(things.found.values());
  }

  private void readIndicators() {
    for (Indicator indicator : report.indicators()) {
      if (!indicator.role().isOfTheEvent() || found.size() >= MOST) {
        continue;
      }
      String value = indicator.value();
      if (indicator.type() == IndicatorType.DOMAIN || indicator.type() == IndicatorType.URL) {
        host(value);
      } else if (indicator.type() == IndicatorType.ARN) {
        arn(value);
      } else if (indicator.type() == IndicatorType.EC2_INSTANCE) {
        resource(value, "EC2", 2.5);
      } else if (indicator.type() == IndicatorType.S3_BUCKET) {
        add(NamedThing.ofService(value, "S3", 2.5));
      } else if (indicator.type() == IndicatorType.ACCESS_KEY) {
        var signal = signals.named("access-key");
        add(
            NamedThing.ofService(value, "IAM", 1)
                .says(
                    signal,
                    dev.demarc.shared.Category.CREDENTIAL_EXPOSURE,
                    signal.layers(),
                    signal.heldByCustomer()));
      }
    }
  }

  /** One pass over the text; only pieces that can be such a name are looked at closely. */
  private void readText(String text) {
    int at = 0;
    while (at < text.length() && found.size() < MOST && pieces < MOST_PIECES) {
      while (at < text.length() && isBetween(text.charAt(at))) {
        at++;
      }
      int start = at;
      boolean colon = false;
      boolean dot = false;
      while (at < text.length() && !isBetween(text.charAt(at))) {
        char c = text.charAt(at++);
        colon |= c == ':';
        dot |= c == '.';
      }
      if (at - start > 5 && at - start < 500) {
        char first = text.charAt(start);
        if (colon || dot || first == 'A' || first == 'i') {
          piece(text, start, at, colon, dot);
        }
      }
    }
  }

  private void piece(String text, int start, int end, boolean colon, boolean dot) {
    char first = text.charAt(start);
    if (text.startsWith("AWS_", start)) {
      pieces++;
      HealthEvents.read(text.substring(start, end), signals).ifPresent(this::add);
    } else if (text.startsWith("arn:", start)) {
      pieces++;
      arn(text.substring(start, end));
    } else if (first == 'i' && text.startsWith("i-", start) && isInstanceId(text, start, end)) {
      resource(text.substring(start, end), "EC2", 2.5);
    } else if (colon && first >= 'A' && first <= 'Z' && hasSlash(text, start, end)) {
      pieces++;
      FindingTypes.read(text.substring(start, end), signals).ifPresent(this::add);
    } else if (dot && first >= '0' && first <= '9') {
      address(text, start, end);
    } else if (dot && isOfAws(text, start, end)) {
      pieces++;
      host(text.substring(start, end));
    }
  }

  /** An address in the text that nobody else has looked up: the ranges that AWS publishes tell. */
  private void address(String text, int start, int end) {
    int to = end;
    while (to > start && (text.charAt(to - 1) == '.' || text.charAt(to - 1) == ':')) {
      to--;
    }
    String address = text.substring(start, to);
    if (to - start < 16 && !isKnown(address)) {
      pieces++;
      ServiceAddresses.shipped()
          .rangeOf(text, start, to)
          .ifPresent(found -> add(HolderSignals.published(address, found, signals)));
    }
  }

  private boolean isKnown(String address) {
    return report.indicators().stream()
        .anyMatch(
            i ->
                i.value().equals(address)
                    && (i.role() == Indicator.Role.TARGET || i.role() == Indicator.Role.REPORTER));
  }

  private static boolean hasSlash(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '/') {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfAws(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '.' || text.charAt(at) == '@') {
        for (String domain : HostNames.domains()) {
          int from = domain.startsWith(".") ? at : at + 1;
          if (text.regionMatches(true, from, domain, 0, domain.length())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isInstanceId(String text, int start, int end) {
    int length = end - start - 2;
    for (int at = start + 2; at < end; at++) {
      char c = text.charAt(at);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == '.')) {
        return false;
      }
    }
    return length >= 8 && length <= 18;
  }

  private void host(String urlOrHost) {
    String host = urlOrHost.replaceFirst("^[A-Za-z]+://", "").replaceFirst("[/?#].*$", "");
    HostNames.serviceOf(host)
        .ifPresent(
            service -> {
              if (HostNames.isShared(host)) {
                // a pool or an edge: the host does not tell whose it was
                add(NamedThing.ofService(host, service, 3).says(signals.named(SHARED)));
              } else if (service.equals("SES")) {
                add(NamedThing.ofService(host, service, 3));
              } else {
                resource(host, service, 3);
              }
            });
  }

  private void arn(String arn) {
    if (arn.contains(":inspector2:")) {
      // it finds flaws in what customers install, build and open, wherever that lies
      var signal = signals.named("scanner-finding");
      add(NamedThing.ofService(arn, null, 0).says(signal, null, signal.layers(), true));
      return;
    }
    HostNames.serviceOfArn(arn)
        .ifPresent(
            service ->
                add(NamedThing.ofService(arn, service, CARRIERS.contains(service) ? 0.3 : 4)));
  }

  private void resource(String name, String service, double trust) {
    var signal = signals.named("customer-resource");
    add(
        NamedThing.ofService(name, service, trust)
            .says(signal, null, signal.layers(), signal.heldByCustomer()));
  }

  private void add(NamedThing thing) {
    found.putIfAbsent(thing.evidence(), thing);
  }

  private static boolean isBetween(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == ',' || c == '<' || c == '>' || c == '('
        || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' || c == '|' || c == '='
        || c == ';' || c == '`';
  }
}
