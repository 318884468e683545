package dev.demarc.queues;

import dev.demarc.routing.Absence;
import dev.demarc.routing.Absences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Beside a name in a list to choose from: how much that person has, and whether they are away. */
@Named("openWork")
@RequestScoped
public class OpenWork {

  private final WorkLoad load;
  private final Absences absences;
  private final Clock clock;
  private @Nullable Map<String, Long> loads;
  private @Nullable Map<String, Absence> away;

  OpenWork(WorkLoad load, Absences absences, Clock clock) {
    this.load = load;
    this.absences = absences;
    this.clock = clock;
  }

  /** {@code , 19 open, away}. */
  public String of(String username) {
    if (loads == null || away == null) {
      var now = clock.instant();
      loads = load.openOfPeople();
      away =
          absences.current().stream()
              .filter(absence -> !absence.from().isAfter(now))
              .collect(Collectors.toMap(Absence::username, absence -> absence, (a, b) -> a));
    }
    long open = loads.getOrDefault(username, 0L);
    return ", " + open + " open" + (away.containsKey(username) ? ", away" : "");
  }
}
