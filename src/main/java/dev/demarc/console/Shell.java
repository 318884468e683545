package dev.demarc.console;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.drafts.ConsoleSettings;
import dev.demarc.finding.KeptCounts;
import dev.demarc.notification.Outbox;
import dev.demarc.notification.relay.MailStatus;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.triage.Filings;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every page shows around its content: who is signed in, and how much waits where. */
@Named("shell")
@RequestScoped
public class Shell {

  private final CurrentActor actor;
  private final Viewer viewer;
  private final KeptCounts kept;
  private final Router router;
  private final Outbox outbox;
  private final Filings filings;
  private final ConsoleSettings settings;
  private final CurrentVertxRequest request;
  private KeptCounts.@Nullable Counts counts;
  private @Nullable List<Queue> queues;
  private @Nullable Map<MailStatus, Long> waiting;
  private @Nullable String keys;
  private @Nullable Long stuck;

  /** One for each thing that stands beside the content. */
  Shell(
      CurrentActor actor,
      Viewer viewer,
      KeptCounts kept,
      Router router,
      Outbox outbox,
      Filings filings,
      ConsoleSettings settings,
      CurrentVertxRequest request) {
    this.actor = actor;
    this.viewer = viewer;
    this.kept = kept;
    this.router = router;
    this.outbox = outbox;
    this.filings = filings;
    this.settings = settings;
    this.request = request;
  }

  public boolean isSignedIn() {
    return actor.isSignedIn();
  }

  public boolean isAdministrator() {
    return actor.isAdministrator();
  }

  public boolean isLead() {
    return actor.isLead();
  }

  /** Whether they are shown everything and no form to change it with. */
  public boolean isAuditor() {
    return actor.isAuditor();
  }

  public String getUsername() {
    return actor.username();
  }

  /** Tells one sign-in from another, and opens nothing; empty without one. */
  public String getSession() {
    return actor.session() == null ? "" : actor.session().toString();
  }

  public String getFullName() {
    return actor.fullName();
  }

  /** Whether single keys act on a page: {@code on} or {@code off}. */
  public String getKeys() {
    if (keys == null) {
      keys =
          actor.isSignedIn()
              ? settings.of(actor.username(), ConsoleSettings.Name.KEYS).orElse("on")
              : "on";
    }
    return keys;
  }

  public String getCsrf() {
    return FormToken.masked(actor.csrfToken());
  }

  public KeptCounts.Counts getCounts() {
    if (counts == null) {
      counts = kept.of(actor.username());
    }
    return counts;
  }

  /** Due within the hour and not late yet. */
  public long getDueSoon() {
    return getCounts().breaching() - getCounts().overdue();
  }

  /** Those that they see the cases of. */
  public List<Queue> getQueues() {
    return all().stream().filter(queue -> viewer.sight().hasQueue(queue.id())).toList();
  }

  /** Those that they are offered to move work to: theirs, and where people decide whose it is. */
  public List<Queue> getTargets() {
    return all().stream()
        .filter(queue -> queue.side() == null || viewer.sight().hasQueue(queue.id()))
        .toList();
  }

  private List<Queue> all() {
    if (queues == null) {
      queues = router.queues();
    }
    return queues;
  }

  /** Whether every case there is is shown to them. */
  public boolean isUnlimited() {
    return actor.isAnalystOfAll();
  }

  /** The ids of all that is counted beside a page, for what is loaded in its background. */
  public String getLiveCounts() {
    var views = List.of("open", "mine", "overdue", "breaching", "unassigned", "outbox", "stuck");
    return Stream.concat(views.stream(), getQueues().stream().map(Queue::slug))
        .map(name -> "#count-" + name)
        .collect(Collectors.joining(","));
  }

  /** Whether this is the page at the path. */
  public boolean isOn(String path) {
    return path.equals(path());
  }

  /** Whether this is the page at the path, or one below it. */
  public boolean isUnder(String path) {
    return isOn(path) || path().startsWith(path + "/");
  }

  private String path() {
    var current = request.getCurrent();
    return current == null ? "" : current.normalizedPath();
  }

  public long inQueue(String slug) {
    return getCounts().byQueue().getOrDefault(slug, 0L);
  }

  public long getHeldMails() {
    return waiting(MailStatus.HELD);
  }

  public long getFailedMails() {
    return waiting(MailStatus.FAILED) + waiting(MailStatus.BOUNCED);
  }

  /** Whether there are more of these than are counted. */
  public boolean isMoreFailed() {
    return !viewer.seesAll()
        && (waiting(MailStatus.FAILED) == Outbox.MOST_COUNTED
            || waiting(MailStatus.BOUNCED) == Outbox.MOST_COUNTED);
  }

  private long waiting(MailStatus status) {
    var counted = waiting == null ? outbox.waiting() : waiting;
    waiting = counted;
    return counted.getOrDefault(status, 0L);
  }

  public long getStuckReports() {
    if (stuck == null) {
      stuck = isUnlimited() ? filings.stuck() : 0;
    }
    return stuck;
  }
}
