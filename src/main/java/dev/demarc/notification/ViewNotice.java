package dev.demarc.notification;

import java.util.List;

/**
 * New cases that match a saved view.
 *
 * @param cases how many there are
 * @param lines the first of them
 */
public record ViewNotice(
    String recipient, String view, String filter, int cases, List<Line> lines) {

  /** One case. */
  public record Line(String key, String title, String severity) {}
}
