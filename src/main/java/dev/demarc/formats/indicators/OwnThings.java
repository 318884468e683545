package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.EnumSet;
import java.util.Set;

/** Servers and the like that the words before an address call the writer's. */
final class OwnThings {

  private static final Set<Cue> OF_WRITER = EnumSet.of(Cue.OUR);

  private static final Pattern COMPOUND =
      Pattern.compile(
          "(?i)\\pL{0,8}\\s+(?:[\\pL-]{1,24}\\s+)?[\\pL-]{1,24}(?:server|servers|host|rechner|system|anlage|maschine|dienst|router|gateway|firewall)\\s+\\(?");

  private static final int BESIDE = 28;
  private static final int REACH = 60;

  private OwnThings() {}

  /** "Our mail server 192.0.2.1", "our shop (server 192.0.2.1)": whose thing it is. */
  static boolean isOurs(String text, int from, TextCues.At thing, int start, TextCues cues) {
    var our = cues.last(Math.max(from, thing.start() - BESIDE), thing.start(), OF_WRITER);
    return our != null
        && start - thing.end() <= 3
        && !NetworkAddress.isIn(text.substring(our.end(), thing.start()));
  }

  /** "Unser RDP-Server 192.0.2.1": the thing is the end of a longer word. */
  static boolean isOursInOneWord(String text, int from, int start, TextCues cues) {
    var our = cues.last(Math.max(from, start - REACH), start, OF_WRITER);
    return our != null && COMPOUND.matches(text.substring(our.end(), start));
  }
}
