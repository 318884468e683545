package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.EnumSet;
import java.util.Set;

/** Whose a host or a site is by the words around it: the writer's, or the reader's. */
final class Possession {

  private static final Pattern COMPOUND =
      Pattern.compile(
          "(?i)\\pL{0,8}\\s+(?:[\\pL-]{1,24}\\s+)?[\\pL-]{1,24}(?:server|servers|host|rechner|system|anlage|maschine|dienst|router|gateway|firewall)\\s+\\(?");

  /** Between "our" and a site there is room for an adjective. */
  private static final Pattern ADJECTIVE = Pattern.compile("\\s(?:[\\pL-]{2,20}\\s){0,1}");

  private static final Set<Cue> OF_WRITER = EnumSet.of(Cue.OUR);

  private static final Set<Cue> READERS = EnumSet.of(Cue.YOURS);

  /** How far words reach that stand beside a thing, and such as speak of it. */
  private static final int BESIDE = 28;

  private static final int REACH = 60;

  private final String text;
  private final TextCues cues;

  Possession(String text, TextCues cues) {
    this.text = text;
    this.cues = cues;
  }

  /** "... 192.0.2.1, which according to whois belongs to you". */
  boolean isYoursBehind(int end, int to) {
    var belongs = cues.first(end, Math.min(to, end + REACH), EnumSet.of(Cue.BELONGS));
    return belongs != null && !NetworkAddress.isIn(text.substring(end, belongs.start()));
  }

  /** "The host 192.0.2.1 of your network ..." */
  boolean isInYours(int end, int to) {
    var yours = cues.first(end, Math.min(to, end + BESIDE), READERS);
    return yours != null && text.substring(end, yours.start()).matches("\\s[\\pL' ]{0,14}");
  }

  /** "Our mail server 192.0.2.1", "our shop (server 192.0.2.1)": whose thing it is. */
  boolean isOurs(int from, TextCues.At thing, int start) {
    var our = cues.last(Math.max(from, thing.start() - BESIDE), thing.start(), OF_WRITER);
    return our != null
        && start - thing.end() <= 3
        && !NetworkAddress.isIn(text.substring(our.end(), thing.start()));
  }

  /** "Unser RDP-Server 192.0.2.1": the thing is the end of a longer word. */
  boolean isOursInOneWord(int from, int start) {
    var our = cues.last(Math.max(from, start - REACH), start, OF_WRITER);
    return our != null && COMPOUND.matches(text.substring(our.end(), start));
  }

  /** "Our shop https://www.a.example": a site before which nothing but an adjective stands. */
  boolean isOurSite(int from, TextCues.At place, int start) {
    var our = cues.last(Math.max(from, place.start() - BESIDE), place.start(), OF_WRITER);
    return our != null
        && start - place.end() <= 3
        && ADJECTIVE.matches(text.substring(our.end(), place.start()));
  }
}
