package dev.demarc.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which order people are called. Pure.
 *
 * @param order user names
 * @param turns null where the first is always called first
 */
record OnCallRota(List<String> order, @Nullable Turns turns) {

  /**
   * @param hours how long one lasts
   * @param since when the first in the order had their first
   * @param zone those of whole days change at the same time of day there, also when clocks are
   *     moved
   */
  record Turns(int hours, Instant since, ZoneId zone) {

    private static final int HOURS_OF_DAY = 24;

    /** Which turn it is, from 0; negative before the first. */
    private long at(Instant time) {
      var length = Duration.ofHours(hours).toSeconds();
      long turn = Math.floorDiv(Duration.between(since, time).toSeconds(), length);
      while (start(turn).isAfter(time)) {
        turn--; // where clocks were moved, a turn of days is an hour longer or shorter
      }
      while (!start(turn + 1).isAfter(time)) {
        turn++;
      }
      return turn;
    }

    private Instant start(long turn) {
      return hours % HOURS_OF_DAY == 0
          ? since.atZone(zone).plusDays(turn * (hours / HOURS_OF_DAY)).toInstant()
          : since.plus(Duration.ofHours(turn * hours));
    }
  }

  /** As they are stored: all of them, or none where the first is always called first. */
  OnCallRota(
      List<String> order, @Nullable Integer hours, @Nullable Instant since, @Nullable ZoneId zone) {
    this(
        order,
        hours == null || since == null || zone == null ? null : new Turns(hours, since, zone));
  }

  /** When the order next changes; empty where it never does. */
  Optional<Instant> changesAfter(Instant at) {
    return turns == null || order.size() < 2
        ? Optional.empty()
        : Optional.of(turns.start(turns.at(at) + 1));
  }

  /** The user names in the order in which they are called, without regard to absences. */
  List<String> orderAt(Instant at) {
    if (turns == null || order.size() < 2) {
      return order;
    }
    int first = (int) Math.floorMod(turns.at(at), (long) order.size());
    var turned = new ArrayList<>(order.subList(first, order.size()));
    turned.addAll(order.subList(0, first));
    return turned;
  }

  /** Who is called, one after another: for somebody who is away, whoever stands in. */
  List<String> chainAt(Instant at, List<Absence> absences) {
    var chain = new LinkedHashSet<String>();
    for (var username : orderAt(at)) {
      var away = away(username, at, absences);
      if (away.isEmpty()) {
        chain.add(username);
      } else {
        away.map(Absence::handsTo)
            .filter(standsIn -> away(standsIn, at, absences).isEmpty())
            .ifPresent(chain::add);
      }
    }
    return List.copyOf(chain);
  }

  /** All in the order, those who are away too, each with who stands in for them. */
  List<OnCall.Call> callsAt(Instant at, List<Absence> absences) {
    return orderAt(at).stream()
        .map(
            username -> {
              var away = away(username, at, absences).orElse(null);
              var standsIn =
                  away == null || away.handsTo() == null
                      ? null
                      : away(away.handsTo(), at, absences).isPresent() ? null : away.handsTo();
              return new OnCall.Call(username, away == null ? null : away.until(), standsIn);
            })
        .toList();
  }

  static Optional<Absence> away(String username, Instant at, List<Absence> absences) {
    return absences.stream()
        .filter(absence -> absence.username().equals(username) && absence.covers(at))
        .findFirst();
  }
}
