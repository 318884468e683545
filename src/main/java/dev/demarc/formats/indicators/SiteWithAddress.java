package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.HashSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A site and the address that it has, as a text names both beside each other: by the answer of a
 * lookup, {@code our shop www.a.example (server 192.0.2.1)}, {@code our host (192.0.2.1,
 * www.a.example)}.
 */
final class SiteWithAddress {

  private static final int NEAR = 200;

  private static final String SITE =
      "(?:https?://)?((?:[a-z0-9-]{1,63}\\.){1,8}[a-z][a-z0-9-]{1,23})";

  private static final String ADDRESS =
      "((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-f]{1,4}:[0-9a-f:]{2,41})";

  /** What may stand before the address in the brackets: where it lies, and that it is one. */
  private static final String LYING =
      "(?:(?:hosted|hosting|running|runs|located|currently|gehostet|liegt|läuft|aktuell|hébergée?|hébergés"
          + "|actuellement|alojad[oa]|hospedad[oa]|ospitat[oa]|gehost|draait|hostowan[aey]|hostovan[áýéo]|běží"
          + "|размещ[её]н[ао]?|server|servers|host|serveur|servidor|serwer|serwerze|serveru|сервер|сервере"
          + "|machine|box|address|adresse|adres|adresa|adresie|dirección|endereço|indirizzo|адрес"
          + "|ip|ipv4|ipv6|ip-adresse|ip-adres|ip-address|record|is|ist|est|es|è|é|to|je|on|at|auf|unter|bei"
          + "|sur|à|en|em|no|su|op|pod|na|the|our|unser|unserem|notre|nuestro|nosso|nostro|onze|le|la|l'|el|a"
          + "|サーバ|サーバー|アドレス|服务器|地址)[ \\n:=]{1,3}){0,5}";

  private static final Pattern SITE_BEFORE =
      Pattern.compile(
          "(?i)(?:"
              + SITE
              + "\\.?(?:[:/]\\S*)?,?\\s{0,3}[(\\[\uFF08]\\s?|[(\\[\uFF08]\\s?"
              + SITE
              + "(?:[:/]\\S*)?\\s?[,;:]\\s?|"
              + SITE
              + "\\s{1,2}[/=]\\s{1,2})"
              + LYING
              + "$");

  private static final Pattern ADDRESS_BEFORE =
      Pattern.compile(
          "(?i)"
              + ADDRESS
              + "(?:\\s?[,;/=\u3001]\\s?|\\s?[(\\[\uFF08]\\s?)(?:(?:host|hostname|name|aka|alias|rdns|ptr)[ :]\\s?)?(?:https?://)?$");

  private SiteWithAddress() {}

  /** Keeps what stands directly before and belongs to it. */
  static void note(String text, int start, Observable observed, IndicatorList found) {
    if (isAddress(observed)) {
      var name = LookupLine.name(text, start);
      if (name != null) {
        found.lookedUp(name, observed);
      }
      var site = siteBefore(text, start);
      if (site != null) {
        found.hasSite(observed, site);
      }
    } else if (observed.type() == IndicatorType.DOMAIN || observed.type() == IndicatorType.URL) {
      var address = addressBefore(text, start);
      if (address != null && observed.host() != null) {
        found.hasSite(address, observed.host());
      }
    }
  }

  /**
   * The server of a site that is the writer's, or attacked, is attacked as well, where the report
   * names another address that may be the source.
   */
  static void settle(IndicatorList found, @Nullable Correspondents who) {
    boolean others =
        found
            .which((o, said) -> isAddress(o) && !NetworkAddress.isPrivate(o.value()))
            .anyMatch(o -> !isOfWriter(o, found, who));
    if (!others || found.isReversed()) {
      return;
    }
    var sites = new HashSet<String>();
    found
        .which((o, said) -> isAddress(o) && isOpen(said) && isOfWriter(o, found, who))
        .forEach(address -> sites.addAll(found.sitesOf(address)));
    found.reconsider(
        (observed, said) ->
            isAddress(observed) && isOpen(said) && isOfWriter(observed, found, who)
                ? new StatedRole(Role.TARGET, Basis.WORDS)
                : null);
    found.reconsider(
        (observed, said) ->
            observed.host() != null && sites.contains(observed.host()) && isOpen(said)
                ? new StatedRole(Role.FURNITURE, Basis.WORDS)
                : null);
  }

  private static boolean isOpen(StatedRole said) {
    return said.role() == Role.MENTIONED
        || said.role() == Role.SOURCE && said.basis().compareTo(Basis.WORDS) <= 0;
  }

  private static boolean isOfWriter(
      Observable address, IndicatorList found, @Nullable Correspondents who) {
    return !found.isDefanged(address)
        && !found.readers().contains(address)
        && found.sitesOf(address).stream()
            .map(host -> new Observable(IndicatorType.DOMAIN, host))
            .anyMatch(site -> isOfWriterOrAttacked(site, found, who));
  }

  private static boolean isOfWriterOrAttacked(
      Observable site, IndicatorList found, @Nullable Correspondents who) {
    var said = found.said(site);
    if (said == null || KnownHosts.isReference(site) || found.isDefanged(site)) {
      return false;
    }
    return switch (said.role()) {
      case TARGET, BRAND, FURNITURE -> true;
      case MENTIONED -> who != null && who.isSenders(site) || isOthers(found);
      case SOURCE -> said.basis().compareTo(Basis.WORDS) <= 0 && isOthers(found);
      default -> false;
    };
  }

  /** Where the words say which address is the reader's, sites with another one are not. */
  private static boolean isOthers(IndicatorList found) {
    return found.readers().stream().anyMatch(SiteWithAddress::isAddress);
  }

  private static boolean isAddress(Observable observed) {
    return observed.type() == IndicatorType.IPV4 || observed.type() == IndicatorType.IPV6;
  }

  private static @Nullable String siteBefore(String text, int start) {
    var before = text.substring(Math.max(0, start - NEAR), start);
    if (before.chars().noneMatch(c -> "([/=\uFF08".indexOf(c) >= 0)) {
      return null;
    }
    var site = SITE_BEFORE.matcher(before);
    if (!site.find()) {
      return null;
    }
    var name = site.group(1) != null ? site.group(1) : site.group(2);
    return (name == null ? site.group(3) : name).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Observable addressBefore(String text, int start) {
    int from = Math.max(0, start - NEAR);
    int at = start;
    while (at > from && "/: \n".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    if (at == from || at == start && "([\uFF08,;=\u3001".indexOf(text.charAt(at - 1)) < 0) {
      return null;
    }
    var address = ADDRESS_BEFORE.matcher(text.substring(from, start));
    return address.find() ? Observable.address(address.group(1)) : null;
  }
}
