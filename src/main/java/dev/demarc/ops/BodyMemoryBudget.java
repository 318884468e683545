package dev.demarc.ops;

import java.util.HashMap;
import java.util.Map;

/**
 * The bytes, in memory or on disk, that bodies may take until their requests are answered. One
 * address has at most half of them.
 */
final class BodyMemoryBudget {

  private final long most;
  private final Map<String, Long> ofNetwork = new HashMap<>();
  private long used;

  BodyMemoryBudget(long most) {
    this.most = most;
  }

  /**
   * @return false where there is not as much left; then nothing was taken
   */
  synchronized boolean take(String network, long bytes) {
    long own = ofNetwork.getOrDefault(network, 0L) + bytes;
    if (own > most / 2 || used + bytes > most) {
      return false;
    }
    ofNetwork.put(network, own);
    used += bytes;
    return true;
  }

  synchronized void giveBack(String network, long bytes) {
    used -= bytes;
    ofNetwork.computeIfPresent(network, (any, own) -> own > bytes ? own - bytes : null);
  }

  synchronized long used() {
    return used;
  }
}
