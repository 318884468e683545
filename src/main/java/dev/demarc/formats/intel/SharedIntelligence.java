package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.ReportDraft;
import java.time.Instant;

/** Threat intelligence that comes with something else, such as a mail. */
public final class SharedIntelligence {

  private SharedIntelligence() {}

  /**
   * Adds what it says to what the draft says already.
   *
   * @return whether it is threat intelligence at all
   */
  public static boolean describe(ReportDraft draft, JsonNode json, Instant receivedAt) {
    if (StixBundle.recognises(json)) {
      StixBundle.describe(draft, json, receivedAt);
      return true;
    }
    boolean misp = MispEvent.recognises(json);
    if (misp) {
      MispEvent.describe(draft, json);
    }
    return misp;
  }
}
