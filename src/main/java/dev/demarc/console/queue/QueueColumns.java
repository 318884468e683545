package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.drafts.ConsoleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which columns the queue shows whoever looks; key and title are always there. */
@ApplicationScoped
class QueueColumns {

  /** A column that can be left out. */
  public enum Column {
    SEVERITY("Severity", true),
    SIDE("Side", true),
    STATUS("Status", true),
    SERVICE("Service", false),
    OWNER("Owner", true),
    QUEUE("Queue", false),
    REPORTS("Reports", true),
    AGE("Age", true),
    CLOCK("Clock", true),
    ASSIGNEE("Assignee", true);

    private final String title;
    private final boolean usual;

    Column(String title, boolean usual) {
      this.title = title;
      this.usual = usual;
    }

    public String getTitle() {
      return title;
    }

    public String getSlug() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final ConsoleSettings settings;
  private final CurrentActor actor;

  QueueColumns(ConsoleSettings settings, CurrentActor actor) {
    this.settings = settings;
    this.actor = actor;
  }

  /** By slug; what nobody knows any more is left out. */
  Set<String> chosen() {
    var stored = settings.of(actor.username(), ConsoleSettings.Name.QUEUE_COLUMNS);
    var wanted = stored.map(text -> List.of(text.split(" "))).orElse(null);
    return Arrays.stream(Column.values())
        .filter(c -> wanted == null ? c.usual : wanted.contains(c.getSlug()))
        .map(Column::getSlug)
        .collect(Collectors.toSet());
  }
}
