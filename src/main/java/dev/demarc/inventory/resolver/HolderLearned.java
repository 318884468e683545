package dev.demarc.inventory.resolver;

/** Hears that a resolver has answered; what keeps cases implements this and corrects them. */
public interface HolderLearned {

  /**
   * Called outside of a transaction.
   *
   * @param asked the address or name
   * @param resolver the name of who answered
   */
  void learned(String asked, String resolver);
}
