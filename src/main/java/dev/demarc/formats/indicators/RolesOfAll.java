package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settles roles by what a whole report names, once all of it is read: what is the correspondents'
 * own, what everybody links to, and whom a complaint means that accuses without pointing.
 */
public final class RolesOfAll {

  private static final Set<IndicatorType> ADDRESSES =
      EnumSet.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.RANGE);
  private static final Set<IndicatorType> RESOURCES =
      EnumSet.of(IndicatorType.EC2_INSTANCE, IndicatorType.ARN, IndicatorType.S3_BUCKET);
  private static final Set<IndicatorType> PLACES =
      EnumSet.of(
          IndicatorType.IPV4,
          IndicatorType.IPV6,
          IndicatorType.RANGE,
          IndicatorType.URL,
          IndicatorType.DOMAIN);

  private static final int MOST_DOMAINS = 3;

  /** Of more than these it is not known how each is written. */
  private static final int MOST_SITES = 60;

  private final IndicatorList found;

  private RolesOfAll(IndicatorList found) {
    this.found = found;
  }

  /**
   * @param accuses whether the words complain of something
   * @param who null where the report is no message
   */
  public static void settle(IndicatorList found, boolean accuses, @Nullable Correspondents who) {
    var roles = new RolesOfAll(found);
    if (who != null) {
      found.reconsider((observed, said) -> ofCorrespondents(observed, said, who, found));
    }
    found.reconsider(RolesOfAll::known);
    roles.besideFields();
    if (accuses || found.has(Role.SOURCE)) {
      SiteWithAddress.settle(found, who);
    }
    if (accuses) {
      roles.defanged();
      roles.besideDefanged();
      roles.meant();
      roles.sameSites();
      roles.answersOfLookups();
    } else if (found.isInAnUnreadLanguage()) {
      roles.defanged();
      roles.unread();
    }
    found.reconsider(
        (observed, said) ->
            found.isCleared(observed)
                    && said.role() != Role.FURNITURE
                    && said.basis() != Basis.FIELD
                ? new StatedRole(Role.BYSTANDER, Basis.WORDS)
                : null);
  }

  /**
   * Whoever writes to an abuse desk in words that nobody here can read means what it names alone.
   */
  private void unread() {
    if (!found.has(Role.SOURCE)) {
      onlyOne();
    }
  }

  /** The address that a looked-up name has is the server of the site that is accused. */
  private void answersOfLookups() {
    var sites = new HashSet<String>();
    found
        .which((o, said) -> said.role() == Role.SOURCE)
        .map(Observable::host)
        .filter(Objects::nonNull)
        .forEach(host -> sites.add(withoutWww(host)));
    promote(
        named(
            o ->
                found.lookedUp().containsKey(o)
                    && sites.contains(withoutWww(found.lookedUp().get(o)))),
        Basis.WORDS);
  }

  private static boolean isWeak(StatedRole said) {
    return said.basis().compareTo(Basis.WORDS) <= 0;
  }

  private static @Nullable StatedRole ofCorrespondents(
      Observable observed, StatedRole said, Correspondents who, IndicatorList found) {
    boolean open = said.role() == Role.SOURCE || said.role() == Role.MENTIONED;
    boolean weak = isWeak(said) || said.basis() == Basis.LABEL && who.isHomePage(observed);
    if (!open || !weak || found.isDefanged(observed)) {
      return null;
    }
    return who.isSenders(observed) || who.isRecipient(observed)
        ? new StatedRole(Role.FURNITURE, Basis.WORDS)
        : null;
  }

  /** Links to registers prove something; what is anybody's tells nobody apart. */
  private static @Nullable StatedRole known(Observable observed, StatedRole said) {
    boolean open = said.role() == Role.SOURCE || said.role() == Role.MENTIONED;
    if (!open || said.basis() == Basis.FIELD) {
      return null;
    }
    if (KnownHosts.isReference(observed)) {
      return new StatedRole(Role.FURNITURE, Basis.WORDS);
    }
    boolean mailbox = KnownHosts.isMailbox(observed) && isWeak(said);
    boolean resolver = said.role() == Role.MENTIONED && KnownHosts.isResolver(observed);
    return KnownHosts.isShared(observed) || mailbox || resolver
        ? new StatedRole(Role.BYSTANDER, said.basis())
        : null;
  }

  /**
   * Where a field of the format names the source, the words around accuse no other site unless they
   * write it so that nobody follows it.
   */
  private void besideFields() {
    boolean stated =
        found
            .which(
                (o, said) ->
                    said.role() == Role.SOURCE
                        && said.basis() == Basis.FIELD
                        && o.type() != IndicatorType.EMAIL)
            .findAny()
            .isPresent();
    if (stated) {
      found.reconsider(
          (observed, said) ->
              said.role() == Role.SOURCE
                      && isWeak(said)
                      && observed.host() != null
                      && !found.isDefanged(observed)
                  ? StatedRole.NOTHING
                  : null);
    }
  }

  /** Whoever writes an address so that nobody follows it accuses it. */
  private void defanged() {
    promote(
        found
            .which(
                (o, said) ->
                    said.role() == Role.MENTIONED
                        && PLACES.contains(o.type())
                        && found.isDefanged(o))
            .toList(),
        Basis.WORDS);
  }

  /**
   * Beside a site that is written so that nobody follows it, a link that can be followed leads to
   * another one: the imitated, the writer's. Unless a label or a heading accuses it as well.
   */
  private void besideDefanged() {
    var accused = found.which((o, said) -> isAccusedSite(o, said)).toList();
    var hosts = new HashSet<String>();
    accused.stream().filter(found::isDefanged).forEach(o -> hosts.add(o.host()));
    if (hosts.isEmpty() || accused.size() > MOST_SITES) {
      return;
    }
    found.reconsider(
        (observed, said) ->
            isAccusedSite(observed, said)
                    && isWeak(said)
                    && !found.isDefanged(observed)
                    && !isKinOfAny(observed, hosts)
                ? StatedRole.NOTHING
                : null);
  }

  private static boolean isKinOfAny(Observable observed, Set<String> hosts) {
    var host = observed.host();
    return host != null && hosts.stream().anyMatch(h -> Correspondents.areKin(host, h));
  }

  private static boolean isAccusedSite(Observable observed, StatedRole said) {
    return said.role() == Role.SOURCE
        && observed.type() != IndicatorType.EMAIL
        && observed.host() != null;
  }

  /** Whom a complaint means that points at nobody: what it suspects, else the only thing named. */
  private void meant() {
    boolean address = isAccused(ADDRESSES) || isAccused(RESOURCES);
    boolean site = isAccused(EnumSet.of(IndicatorType.URL, IndicatorType.DOMAIN));
    var addresses = suspects(o -> ADDRESSES.contains(o.type()));
    if (address || site) {
      if (!address && addresses.size() == 1) {
        promote(addresses, Basis.MENTION);
      }
      return;
    }
    var links = suspects(o -> o.type() == IndicatorType.URL);
    var domains = suspects(o -> o.type() == IndicatorType.DOMAIN);
    if (!links.isEmpty()) {
      promote(links, Basis.MENTION);
    } else if (!addresses.isEmpty()) {
      promote(addresses, Basis.MENTION);
    } else if (!domains.isEmpty() && domains.size() <= MOST_DOMAINS) {
      promote(domains, Basis.MENTION);
    } else {
      onlyOne();
    }
  }

  /** {@code www.a.example} is the site of {@code http://a.example/x}. */
  private void sameSites() {
    var accused = new HashSet<String>();
    found
        .which((o, said) -> said.role() == Role.SOURCE && o.type() == IndicatorType.DOMAIN)
        .forEach(o -> accused.add(withoutWww(o.value())));
    promote(
        named(o -> o.type() == IndicatorType.DOMAIN && accused.contains(withoutWww(o.value()))),
        Basis.MENTION);
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private void onlyOne() {
    var links = named(o -> o.type() == IndicatorType.URL);
    var hosts = new HashSet<String>();
    links.forEach(link -> hosts.add(link.host()));
    var addresses = named(o -> ADDRESSES.contains(o.type()));
    // a link may lead to an address instead of a name
    boolean addressed = addresses.stream().anyMatch(a -> !hosts.contains(a.value()));
    if (hosts.size() == 1 && !addressed) {
      promote(links, Basis.MENTION);
      return;
    }
    var domains = named(o -> o.type() == IndicatorType.DOMAIN);
    var only = addresses.isEmpty() && links.isEmpty() ? domains : addresses;
    if (only.size() == 1) {
      promote(only, Basis.MENTION);
    }
  }

  private boolean isAccused(Set<IndicatorType> types) {
    return found
        .which((o, said) -> said.role() == Role.SOURCE && types.contains(o.type()))
        .findAny()
        .isPresent();
  }

  private List<Observable> suspects(Predicate<Observable> which) {
    return found
        .which((o, said) -> said.isSuspected() && isNamed(o, said) && which.test(o))
        .toList();
  }

  private List<Observable> named(Predicate<Observable> which) {
    return found.which((o, said) -> isNamed(o, said) && which.test(o)).toList();
  }

  /** An address that many networks have tells nobody whom it means. */
  private static boolean isNamed(Observable observed, StatedRole said) {
    return said.role() == Role.MENTIONED && !NetworkAddress.isPrivate(observed.value());
  }

  private void promote(List<Observable> all, Basis basis) {
    all.forEach(o -> found.addWithHost(o, new StatedRole(Role.SOURCE, basis)));
  }
}
