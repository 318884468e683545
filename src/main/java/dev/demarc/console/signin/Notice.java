package dev.demarc.console.signin;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why somebody is back at the sign-in page, by the words in its address. */
public enum Notice {
  ENDED("That took too long. Sign in again."),
  SESSION_OVER(
      "Your session had ended, so nothing was saved. Sign in again to go on where you were."),
  FACTOR_REMOVED(
      "Your second factor is removed, and you are signed out everywhere. Sign in to set up"
          + " another."),
  FAILED("That sign-in did not work. Try again; if it fails again, tell your administrator."),
  UNREACHABLE(
      "The place where you sign in does not answer. Try again in a minute; with a password of"
          + " Demarc's you can sign in here."),
  NO_ROLE(
      "You are known, but you have no role in Demarc. Ask whoever manages your groups for one that"
          + " gives a role."),
  DEACTIVATED("You are deactivated in Demarc. Ask an administrator.");

  private final String text;

  Notice(String text) {
    this.text = text;
  }

  public String address() {
    return "/sign-in?why=" + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null for a word that is none. */
  static @Nullable String text(String word) {
    return Arrays.stream(values())
        .filter(notice -> notice.word().equals(word))
        .map(notice -> notice.text)
        .findFirst()
        .orElse(null);
  }
}
