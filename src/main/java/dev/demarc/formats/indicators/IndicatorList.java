package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Indicators in the order of their first appearance, each value once. A role that the report states
 * replaces that of a mere mention, and a firmer basis a weaker one, never the other way.
 */
public final class IndicatorList {

  public static final int MOST = 500;

  private static final Set<IndicatorType> RESOURCES =
      EnumSet.of(
          IndicatorType.ARN,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.S3_BUCKET,
          IndicatorType.ACCESS_KEY);

  private final Map<Observable, StatedRole> roles = new LinkedHashMap<>();

  /** What was written so that nobody follows it by mistake. */
  private final Set<Observable> defanged = new HashSet<>();

  /** What the words say has no part in it, whatever else names it. */
  private final Set<Observable> cleared = new HashSet<>();

  /** The names that a report looked up, by the address that answered. */
  private final Map<Observable, String> lookedUp = new LinkedHashMap<>();

  /** The sites that a text names beside an address as being there. */
  private final Map<Observable, Set<String>> sites = new LinkedHashMap<>();

  /** What the words say is the reader's. */
  private final Set<Observable> readers = new HashSet<>();

  private boolean readerIsAttacked;
  private boolean writerIsCustomer;
  private boolean unreadLanguage;

  /** What the report gives in a field of its own. */
  public void add(Observable observed, Role role) {
    add(observed, new StatedRole(role, Basis.FIELD));
  }

  void add(Observable observed, StatedRole said) {
    var known = roles.get(observed);
    if (known == null && roles.size() < MOST) {
      roles.put(observed, said);
    } else if (known != null && said.outweighs(known)) {
      roles.put(observed, said);
    }
  }

  public boolean has(Role role) {
    return roles.values().stream().anyMatch(said -> said.role() == role);
  }

  public boolean isFull() {
    return roles.size() >= MOST;
  }

  /** Adds a value that the report gives in a field of its own; says whether it is an indicator. */
  public boolean add(@Nullable String stated, Role role) {
    var observed = Observable.of(stated);
    observed.ifPresent(o -> addWithHost(o, new StatedRole(role, Basis.FIELD)));
    return observed.isPresent();
  }

  /** The same, where it may also be a range of addresses, {@code 192.0.2.1-192.0.2.9}. */
  public void addStated(String stated, Role role) {
    var span = Observable.of(stated).isPresent() ? null : AddressSpan.at(stated, 0);
    if (span == null || span.end() < stated.length()) {
      add(stated, role);
      return;
    }
    span.values().forEach(o -> addWithHost(o, new StatedRole(role, Basis.FIELD)));
  }

  /** Whether {@link #addStated} adds anything for it. */
  public static boolean isStated(String stated) {
    var span = Observable.of(stated).isPresent() ? null : AddressSpan.at(stated, 0);
    return span == null ? Observable.of(stated).isPresent() : span.end() == stated.length();
  }

  /** Adds an indicator and, for a URL or ARN, what it names. */
  void addWithHost(Observable observed, StatedRole said) {
    add(observed, said);
    for (var implied : observed.implied()) {
      boolean anybodys = said.role() == Role.SOURCE && KnownHosts.isShared(implied);
      add(implied, anybodys ? new StatedRole(Role.BYSTANDER, said.basis()) : said);
    }
  }

  void defanged(Observable observed) {
    defanged.add(observed);
    observed.implied().forEach(defanged::add);
  }

  boolean isDefanged(Observable observed) {
    return defanged.contains(observed);
  }

  void clear(Observable observed) {
    cleared.add(observed);
  }

  boolean isCleared(Observable observed) {
    return cleared.contains(observed);
  }

  void lookedUp(String name, Observable answer) {
    lookedUp.put(answer, name);
  }

  Map<Observable, String> lookedUp() {
    return lookedUp;
  }

  void hasSite(Observable address, String host) {
    sites.computeIfAbsent(address, a -> new HashSet<>()).add(host);
  }

  Set<String> sitesOf(Observable address) {
    return sites.getOrDefault(address, Set.of());
  }

  void isReaders(Observable observed) {
    readers.add(observed);
  }

  /** Empty where the words claim nothing for the reader. */
  Set<Observable> readers() {
    return readers;
  }

  @Nullable StatedRole said(Observable observed) {
    return roles.get(observed);
  }

  void tellsOfAnAttackOnTheReader() {
    readerIsAttacked = true;
  }

  void writtenByACustomer() {
    writerIsCustomer = true;
  }

  void writtenInAnUnreadLanguage() {
    unreadLanguage = true;
  }

  /** Whether words in a language without cues are part of it. */
  boolean isInAnUnreadLanguage() {
    return unreadLanguage;
  }

  /** Whether the words tell of an attack on what is the reader's, or its customer's. */
  public boolean isReaderAttacked() {
    return (readerIsAttacked || writerIsCustomer)
        && roles.values().stream().anyMatch(r -> r.role() == Role.TARGET);
  }

  boolean isReversed() {
    return readerIsAttacked;
  }

  public void addTo(IndicatorList other) {
    roles.forEach(other::add);
    other.defanged.addAll(defanged);
    other.cleared.addAll(cleared);
    other.lookedUp.putAll(lookedUp);
    other.readers.addAll(readers);
    sites.forEach((address, hosts) -> hosts.forEach(host -> other.hasSite(address, host)));
    other.readerIsAttacked |= readerIsAttacked;
    other.writerIsCustomer |= writerIsCustomer;
    other.unreadLanguage |= unreadLanguage;
  }

  /** Gives things other roles, where the function answers one. */
  void reconsider(BiFunction<Observable, StatedRole, StatedRole> role) {
    roles.replaceAll(
        (observed, said) -> {
          var other = role.apply(observed, said);
          return other == null ? said : other;
        });
  }

  Stream<Observable> which(BiFunction<Observable, StatedRole, Boolean> are) {
    return roles.entrySet().stream()
        .filter(e -> are.apply(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey);
  }

  public List<Indicator> list() {
    return roles.entrySet().stream().map(e -> indicator(e.getKey(), e.getValue())).toList();
  }

  /** A resource that a field names, and not as acting or attacked, is what the report concerns. */
  private static Indicator indicator(Observable observed, StatedRole said) {
    boolean stated = said.basis() == Basis.FIELD;
    if (said.role() != Role.MENTIONED) {
      return new Indicator(observed.type(), observed.value(), said.role(), said.basis());
    }
    boolean concerned = stated && RESOURCES.contains(observed.type());
    return new Indicator(
        observed.type(),
        observed.value(),
        concerned ? Role.RESOURCE : Role.MENTIONED,
        stated ? Basis.FIELD : Basis.MENTION);
  }

  public @Nullable String firstValue(IndicatorType type) {
    return roles.keySet().stream()
        .filter(k -> k.type() == type)
        .map(Observable::value)
        .findFirst()
        .orElse(null);
  }
}
