package dev.demarc.shared;

import org.jspecify.annotations.Nullable;

/** A draft of settings that somebody wants to change. */
public final class DraftVersion {

  private DraftVersion() {}

  /**
   * @param known the version that whoever changes it had read; null where they did not say
   * @throws Problem CONFLICT where it is no draft any more; OUT_OF_DATE where it was changed since
   */
  public static void require(String name, boolean draft, int version, @Nullable Integer known) {
    if (!draft) {
      throw new Problem(
          ProblemType.CONFLICT, "“" + name + "” is no draft; start a new one from it.");
    }
    if (known != null && known != version) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          "“"
              + name
              + "” was changed meanwhile (it is at version "
              + version
              + ", you had "
              + known
              + "). Nothing was changed; read it again and repeat.");
    }
  }
}
