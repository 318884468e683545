package dev.demarc.console;

import java.util.List;
import java.util.Set;

/**
 * The forms before which people show again who they are: whatever changes who may do what, where
 * mails go to and come from, and what decides on cases. New forms below these are among them.
 */
final class SensitiveForms {

  private static final List<String> BELOW =
      List.of("/settings", "/inventory", "/responsibility/policies");

  /** This form asks for the password itself. */
  private static final Set<String> EXCEPT = Set.of("/settings/account/password");

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
