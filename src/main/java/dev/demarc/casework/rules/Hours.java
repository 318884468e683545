package dev.demarc.casework.rules;

/** Times of rules, for people. */
public final class Hours {

  private Hours() {}

  /** {@code 7 days}, or hours where it is no whole number of days. */
  public static String inWords(int hours) {
    return hours % 24 == 0
        ? hours / 24 + (hours == 24 ? " day" : " days")
        : hours + (hours == 1 ? " hour" : " hours");
  }
}
