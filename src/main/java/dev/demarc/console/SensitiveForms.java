package dev.demarc.console;

import java.util.List;
import java.util.Set;

/**
 * The forms before which people show again who they are: whatever changes who may do what, where
 * mails go to and come from, and what decides on cases. New forms below these are among them.
 */
final class SensitiveForms {

  private static final List<String> BELOW =
      List.of(
          "/settings",
          "/inventory",
          "/responsibility/policies",
          "/routing/versions",
          "/routing/undo",
          "/routing/queues");

  /** These forms ask for the password themselves, or go on with what it was given for. */
  private static final Set<String> EXCEPT =
      Set.of(
          "/settings/account/password",
          "/settings/account/second-factor",
          "/settings/account/second-factor/confirmation",
          "/settings/account/second-factor/recovery-codes",
          "/settings/account/second-factor/removal");

  private SensitiveForms() {}

  /**
   * @param path as it is routed
   */
  static boolean include(String path) {
    var plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return !EXCEPT.contains(plain)
        && BELOW.stream().anyMatch(at -> plain.equals(at) || plain.startsWith(at + "/"));
  }
}
