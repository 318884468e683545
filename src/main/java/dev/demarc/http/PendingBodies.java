package dev.demarc.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bodies that are coming in, of one kind of sender, and the room for those that are here and
 * not dealt with yet. Where there are as many as may be, one that had its time gives way: of the
 * address with the most of them, the one that has taken longest.
 */
final class PendingBodies {

  /** What came in over so long is slow, whatever it is. */
  static final long HAD_ITS_TIME_NS = 2_000_000_000L;

  /** Somebody whose body is coming in. */
  interface Sender {
    /** One address of IPv4, one /64 of IPv6. */
    String network();

    /** By {@link System#nanoTime}. */
    long since();

    /** Called on any thread. */
    void giveWay();
  }

  /** What became of a sender who came. */
  enum Admission {
    TAKEN,
    TOO_MANY_OF_ADDRESS,
    TOO_MANY
  }

  private final int most;
  private final int mostOfOneAddress;
  private final Set<Sender> senders = new LinkedHashSet<>();
  private final Map<String, Integer> ofNetwork = new HashMap<>();

  PendingBodies(int most, int mostOfOneAddress) {
    this.most = most;
    this.mostOfOneAddress = mostOfOneAddress;
  }

  /**
   * @param now by {@link System#nanoTime}
   */
  Admission begin(Sender sender, long now) {
    Optional<Sender> slowest = Optional.empty();
    synchronized (this) {
      if (ofNetwork.getOrDefault(sender.network(), 0) >= mostOfOneAddress) {
        return Admission.TOO_MANY_OF_ADDRESS;
      }
      if (senders.size() >= most) {
        slowest =
            senders.stream()
                .filter(one -> now - one.since() > HAD_ITS_TIME_NS)
                .max(Comparator.comparingInt(one -> ofNetwork.get(one.network())));
        if (slowest.isEmpty()) {
          return Admission.TOO_MANY;
        }
        end(slowest.get());
      }
      senders.add(sender);
      ofNetwork.merge(sender.network(), 1, Integer::sum);
    }
    slowest.ifPresent(Sender::giveWay);
    return Admission.TAKEN;
  }

  /** Harmless when called again. */
  synchronized void end(Sender sender) {
    if (senders.remove(sender)) {
      ofNetwork.computeIfPresent(sender.network(), (any, many) -> many > 1 ? many - 1 : null);
    }
  }

  synchronized int count() {
    return senders.size();
  }
}
