package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.IndicatorType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who writes a message and to whom: what is theirs is no part of the event. The sender's links are
 * those of its own domain and what lies beside it there; a recipient may well be accused of a host
 * in its domain, so of a recipient's only the address and the site of the bare domain count.
 */
public final class Correspondents {

  private static final int LONGEST_SECOND_LEVEL = 3;

  private static final Pattern HOME_PAGE = Pattern.compile("(?:https?://)?[^/?#]+/?");

  private final Set<String> senders = new HashSet<>();
  private final Set<String> senderDomains = new HashSet<>();
  private final Set<String> recipients = new HashSet<>();
  private final Set<String> recipientDomains = new HashSet<>();

  /** Null addresses are left out. */
  public Correspondents from(@Nullable String... addresses) {
    for (var address : addresses) {
      add(address, senders, senderDomains);
    }
    return this;
  }

  public Correspondents to(Collection<String> addresses) {
    addresses.stream().filter(Objects::nonNull).forEach(a -> add(a, recipients, recipientDomains));
    return this;
  }

  private static void add(@Nullable String address, Set<String> addresses, Set<String> domains) {
    var email = address == null ? null : Observable.email(address.strip());
    if (email != null) {
      addresses.add(email.value().toLowerCase(Locale.ROOT));
      var domain = new Observable(IndicatorType.DOMAIN, Observable.domainOf(email.value()));
      if (!KnownHosts.isMailbox(domain)) {
        domains.add(domain.value());
      }
    }
  }

  boolean isRecipient(Observable observed) {
    return observed.type() == IndicatorType.EMAIL
        ? recipients.contains(observed.value().toLowerCase(Locale.ROOT))
        : observed.host() != null
            && recipientDomains.contains(observed.host().replaceFirst("^www\\.", ""));
  }

  boolean isSenders(Observable observed) {
    var host = observed.host();
    return host != null && senderDomains.stream().anyMatch(domain -> areKin(host, domain));
  }

  /** Whether it is where the sender's domain begins, and nothing below it: "Web: www.a.example". */
  boolean isHomePage(Observable observed) {
    var host = observed.host();
    if (host == null || observed.type() == IndicatorType.EMAIL) {
      return false;
    }
    boolean first = HOME_PAGE.matches(observed.value());
    return first && senderDomains.contains(host.startsWith("www.") ? host.substring(4) : host);
  }

  /** Whether two names are below one domain that somebody registers. */
  public static boolean areKin(String host, String other) {
    return host.equals(other)
        || host.endsWith("." + other)
        || other.endsWith("." + host) && host.indexOf('.') > 0
        || registered(host).equals(registered(other));
  }

  /** The last two labels, or three where the second is one such as {@code co.uk}. */
  private static String registered(String host) {
    int last = host.lastIndexOf('.');
    int second = last < 0 ? -1 : host.lastIndexOf('.', last - 1);
    if (second < 0) {
      return host;
    }
    boolean country = host.length() - last == 3 && last - second - 1 <= LONGEST_SECOND_LEVEL;
    int third = country ? host.lastIndexOf('.', second - 1) : second;
    return host.substring(third + 1);
  }
}
