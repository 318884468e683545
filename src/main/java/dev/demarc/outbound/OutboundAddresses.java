package dev.demarc.outbound;

import dev.demarc.shared.DaemonThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves the name of a host that Demarc is about to connect to, and checks its addresses. The
 * caller connects to one of these addresses and resolves the name no second time: the second answer
 * could be another one (DNS rebinding).
 */
@Singleton
public class OutboundAddresses {

  private static final int LOOKUPS = 8;
  private static final int WAITING = 100;

  private final HostResolver resolver;
  private final AllowedNetworks allowed;
  private final ThreadPoolExecutor lookups =
      new ThreadPoolExecutor(
          LOOKUPS,
          LOOKUPS,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          DaemonThreads.named("outbound-lookup"));

  @Inject
  OutboundAddresses(OutboundSettings settings) {
    this(
        host -> List.of(InetAddress.getAllByName(host)),
        AllowedNetworks.of(settings.allow().orElse(List.of())));
  }

  public OutboundAddresses(HostResolver resolver, AllowedNetworks allowed) {
    this.resolver = resolver;
    this.allowed = allowed;
    this.lookups.allowCoreThreadTimeOut(true);
  }

  /**
   * @param host a name, or an address in its usual form; IPv6 with brackets or without
   * @return its addresses without the name, in the order in which they are to be tried
   * @throws AddressRefused where one of them may not be connected to: a name that has both kinds is
   *     refused as a whole
   * @throws UnknownHostException where there is no such host
   * @throws IOException where it cannot be told in time
   */
  public List<InetAddress> of(String host, Duration patience)
      throws IOException, InterruptedException {
    var name =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    requireOneReading(name);
    var checked = new ArrayList<InetAddress>();
    for (var address : resolved(name, patience)) {
      var plain = InetAddress.getByAddress(address.getAddress());
      var refusal = allowed.refusal(plain);
      if (refusal.isPresent()) {
        throw refused(name, plain, refusal.get());
      }
      checked.add(plain);
    }
    if (checked.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return checked;
  }

  /** 0177.0.0.1 is one address to some resolvers and another one to others. */
  private static void requireOneReading(String name) throws AddressRefused {
    var plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    var last = plain.substring(plain.lastIndexOf('.') + 1);
    boolean numeric = !name.contains(":") && last.matches("[0-9]+|0[xX][0-9A-Fa-f]*");
    var part = "(0|[1-9][0-9]{0,2})";
    if (numeric && !name.matches(part + "\\." + part + "\\." + part + "\\." + part)) {
      throw new AddressRefused(
          name + " can be read as several addresses: write it as four decimal numbers with dots");
    }
  }

  private List<InetAddress> resolved(String name, Duration patience)
      throws IOException, InterruptedException {
    try {
      var lookup = lookups.submit(() -> resolver.addresses(name));
      try {
        return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        lookup.cancel(true);
      }
    } catch (TimeoutException e) {
      throw new IOException(
          "the address of " + name + " was not told in time: check the name servers");
    } catch (RejectedExecutionException e) {
      throw new IOException("too many names are being looked up: check the name servers");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static AddressRefused refused(String name, InetAddress address, String what) {
    var text = address.getHostAddress();
    return new AddressRefused(
        (text.equals(name) ? name : name + " has the address " + text + ", which")
            + " is "
            + what
            + "; an operator can allow its network in demarc.outbound.allow");
  }
}
