package dev.demarc.responsibility.words;

import java.util.List;

/** Tells the paragraphs that speak of the mail itself (its secrecy, its viruses, its sender). */
final class Disclaimers {

  /** What a disclaimer speaks of. */
  private static final List<String> OF_ITSELF =
      List.of(
          "this e-mail",
          "this email",
          "this mail",
          "this message",
          "this communication",
          "this transmission",
          "this letter",
          "this notice was",
          "of this e-mail",
          "e-mail can",
          "e-mails are",
          "diese e-mail",
          "diese mail",
          "diese nachricht",
          "ce message",
          "ce courriel",
          "cet e-mail",
          "este mensaje",
          "este correo",
          "esta mensagem",
          "este e-mail",
          "questo messaggio",
          "questa e-mail",
          "dit bericht",
          "deze e-mail",
          "ta wiadomo\u015b\u0107",
          "tato zpr\u00e1va",
          "\u672c\u90ae\u4ef6",
          "\u672c\u30e1\u30fc\u30eb",
          "\u044d\u0442\u043e \u043f\u0438\u0441\u044c\u043c\u043e",
          "\u044d\u0442\u043e \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435");

  private static final List<String> SAID =
      List.of(
          "confidential",
          "privileged",
          "recipient",
          "addressee",
          "intended",
          "unauthor",
          "disclos",
          "copying",
          "copies",
          "distribut",
          "liab",
          "delete",
          "in error",
          "by mistake",
          "attachment",
          "prohibited",
          "notify",
          "destroy",
          "proprietary",
          "virus",
          "malware",
          "guarantee",
          "warrant",
          "intercept",
          "prosecut",
          "registered",
          "rights",
          "vertraulich",
          "geschuetzt",
          "gesch\u00fctzt",
          "empf\u00e4nger",
          "kopieren",
          "weiterleiten",
          "confidenti",
          "confiden",
          "destinat",
          "autoris",
          "autoriz",
          "vertrouwelijk",
          "poufn",
          "d\u016fv\u011brn",
          "automatically",
          "do not reply",
          "unsubscribe",
          "print",
          "\u4fdd\u5bc6",
          "\u6a5f\u5bc6",
          "\u043a\u043e\u043d\u0444\u0438\u0434\u0435\u043d\u0446");

  /** Without one of these it may be the matter itself: a notice of copied works, say. */
  private static final List<String> OF_MAILS =
      List.of(
          "confiden",
          "privileged",
          "recipient",
          "addressee",
          "named person",
          "in error",
          "by mistake",
          "virus",
          "vertraulich",
          "empf\u00e4nger",
          "destinat",
          "vertrouwelijk",
          "poufn",
          "d\u016fv\u011brn",
          "\u4fdd\u5bc6",
          "\u6a5f\u5bc6",
          "\u043a\u043e\u043d\u0444\u0438\u0434\u0435\u043d\u0446",
          "do not reply",
          "unsubscribe");

  private static final List<String> PLAIN =
      List.of(
          "intended recipient",
          "intended solely for",
          "confidentiality notice",
          "legally privileged",
          "virus-free",
          "scanned for viruses",
          "accepts no liability",
          "accept no liability",
          "think before you print",
          "consider the environment",
          "registered office",
          "without warranty of any kind");

  private static final int ENOUGH = 3;
  private static final int LONGEST = 1_500;

  private Disclaimers() {}

  /**
   * Where in the paragraph that starts here a disclaimer starts; it goes on to the paragraph's end.
   * -1 where there is none.
   */
  static int in(String text, int from) {
    int blank = text.indexOf("\n\n", from);
    int to = Math.min(blank < 0 ? text.length() : blank, from + LONGEST);
    var paragraph = lowerCase(text, from, to);
    int plain = firstOf(PLAIN, paragraph, 0);
    int itself = firstOf(OF_ITSELF, paragraph, 0);
    if (itself >= 0
        && firstOf(OF_MAILS, paragraph, itself) >= 0
        && count(paragraph, itself) >= ENOUGH) {
      return sentence(text, from, from + (plain < 0 ? itself : Math.min(plain, itself)));
    }
    return plain < 0 ? -1 : sentence(text, from, from + plain);
  }

  /** Character by character, so that every place stays where it is. */
  private static String lowerCase(String text, int from, int to) {
    var lower = new char[to - from];
    for (int at = from; at < to; at++) {
      lower[at - from] = Character.toLowerCase(text.charAt(at));
    }
    return new String(lower);
  }

  private static int firstOf(List<String> parts, String paragraph, int from) {
    int first = -1;
    for (String part : parts) {
      int at = paragraph.indexOf(part, from);
      first = at >= 0 && (first < 0 || at < first) ? at : first;
    }
    return first;
  }

  private static int sentence(String text, int from, int within) {
    int at = within;
    while (at > from && !ends(text, at - 1)) {
      at--;
    }
    return at;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    return c == '\n'
        || c == '\u3002'
        || (c == '.' || c == '!' || c == '?' || c == ':') && text.charAt(at + 1) <= ' ';
  }

  private static int count(String paragraph, int from) {
    int count = 0;
    for (String part : SAID) {
      count += paragraph.indexOf(part, from) >= 0 ? 1 : 0;
    }
    return count;
  }

  /** Whether the part stands there, in whatever case. */
  static boolean holds(String text, int from, int to, String part) {
    return find(text, from, to, part) >= 0;
  }

  private static int find(String text, int from, int to, String part) {
    char head = part.charAt(0);
    char upper = Character.toUpperCase(head);
    for (int at = from; at + part.length() <= to; at++) {
      char c = text.charAt(at);
      if ((c == head || c == upper) && text.regionMatches(true, at, part, 0, part.length())) {
        return at;
      }
    }
    return -1;
  }
}
