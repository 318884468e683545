package dev.demarc.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The bytes, in memory or on disk, that requests may take until they are answered. One address has
 * at most half of them.
 */
public final class BodyMemoryBudget {

  private final long most;
  private final Map<String, Long> ofNetwork = new HashMap<>();
  private long used;

  public BodyMemoryBudget(long most) {
    this.most = most;
  }

  /**
   * @return false where there is not as much left; then nothing was taken
   */
  public synchronized boolean take(String network, long bytes) {
    long own = ofNetwork.getOrDefault(network, 0L) + bytes;
    if (own > most / 2 || used + bytes > most) {
      return false;
    }
    ofNetwork.put(network, own);
    used += bytes;
    return true;
  }

  /** The same answer, and takes nothing. */
  public synchronized boolean has(String network, long bytes) {
    return ofNetwork.getOrDefault(network, 0L) + bytes <= most / 2 && used + bytes <= most;
  }

  public synchronized void giveBack(String network, long bytes) {
    used -= bytes;
    ofNetwork.computeIfPresent(network, (any, own) -> own > bytes ? own - bytes : null);
  }

  public synchronized long used() {
    return used;
  }
}
