package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Indicators in the order of their first appearance, each value once. A role that the report states
 * replaces that of a mere mention, never the other way.
 */
public final class IndicatorList {

  public static final int MOST = 500;

  private record Key(IndicatorType type, String value) {}

  private final Map<Key, Role> roles = new LinkedHashMap<>();

  public void add(Observable observed, Role role) {
    var key = new Key(observed.type(), observed.value());
    var known = roles.get(key);
    if (known == null && roles.size() < MOST) {
      roles.put(key, role);
    } else if (known == Role.MENTIONED) {
      roles.put(key, role);
    }
  }

  public boolean isFull() {
    return roles.size() >= MOST;
  }

  /** Adds a value that the report gives in a field of its own; says whether it is an indicator. */
  public boolean add(String stated, Role role) {
    var observed = Observable.of(stated);
    observed.ifPresent(o -> addWithHost(o, role));
    return observed.isPresent();
  }

  /** Adds an indicator and, for a URL or ARN, what it names. */
  void addWithHost(Observable observed, Role role) {
    add(observed, role);
    observed.implied().forEach(o -> add(o, role));
  }

  public void addTo(IndicatorList other) {
    roles.forEach((key, role) -> other.add(new Observable(key.type(), key.value()), role));
  }

  public List<Indicator> list() {
    return roles.entrySet().stream()
        .map(e -> new Indicator(e.getKey().type(), e.getKey().value(), e.getValue()))
        .toList();
  }

  public String firstValue(IndicatorType type) {
    return roles.keySet().stream()
        .filter(k -> k.type() == type)
        .map(Key::value)
        .findFirst()
        .orElse(null);
  }
}
