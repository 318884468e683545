package dev.demarc.console.palette;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.console.Shell;
import dev.demarc.finding.CaseSearch;
import dev.demarc.routing.Queue;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes anywhere by a few letters: cases, people, queues, pages. A page of its own without script.
 */
@Path("/palette")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class PalettePages {

  private static final int CASES = 8;
  private static final int OTHERS = 5;
  private static final int LONGEST = 200;

  /** What the words found; every list is short. */
  public record Found(
      String words,
      @Nullable CaseFile exact,
      List<CaseLine> cases,
      List<People.PersonEntry> people,
      List<Queue> queues,
      List<Place> places) {

    public boolean isNothing() {
      return exact == null
          && cases.isEmpty()
          && people.isEmpty()
          && queues.isEmpty()
          && places.isEmpty();
    }
  }

  /**
   * A page of the console.
   *
   * @param keys that lead there; empty where none do
   * @param forWhom who finds it; others would be refused there
   * @param atOnce whether it is offered before a word is typed
   */
  public record Place(
      String name, String path, String keys, Predicate<Shell> forWhom, boolean atOnce) {

    /** One that everybody uses. */
    static Place of(String name, String path, String keys) {
      return new Place(name, path, keys, shell -> true, true);
    }

    /** One of those who see every case. */
    static Place ofAll(String name, String path) {
      return new Place(name, path, "", Shell::isUnlimited, true);
    }

    /** One of the settings. */
    static Place setting(String name, String page) {
      return new Place(name, "/settings/" + page, "", shell -> true, false);
    }

    /** One of the settings that administrators change and auditors read. */
    static Place ofAdministrators(String name, String page) {
      return new Place(
          name,
          "/settings/" + page,
          "",
          shell -> shell.isAdministrator() || shell.isAuditor(),
          false);
    }

    boolean isCalled(String small) {
      return name.toLowerCase(Locale.ROOT).contains(small);
    }
  }

  private static final List<Place> PLACES =
      List.of(
          Place.of("Queue", "/", "g q"),
          Place.of("My work", "/?f=status:open+assignee:me", "g m"),
          Place.of("Unassigned", "/?f=status:open+assignee:none", "g u"),
          Place.of("Overdue", "/?f=status:open+is:overdue", "g o"),
          Place.of("Due soon", "/?f=status:open+is:due-soon", ""),
          Place.of("New report", "/reports/new", ""),
          Place.of("Insights", "/insights", "g i"),
          Place.of("Responsibility", "/responsibility", "g r"),
          Place.of("History", "/history", ""),
          Place.of("Views", "/views", ""),
          Place.ofAll("Routing", "/routing"),
          Place.of("Queues and people", "/routing/queues", ""),
          Place.ofAll("Inventory", "/inventory"),
          Place.of("Outbox", "/outbox", ""),
          Place.ofAll("Set aside", "/set-aside"),
          Place.ofAll("Stuck reports", "/stuck"),
          Place.of("Settings", "/settings", "g s"),
          Place.of("My account", "/settings/account", ""),
          Place.setting("Outcomes", "outcomes"),
          Place.setting("Templates", "templates"),
          Place.setting("Joining reports", "correlation"),
          Place.setting("Clocks", "clocks"),
          Place.setting("Playbooks", "playbooks"),
          Place.setting("Opening and closing", "case-rules"),
          Place.setting("CSV columns", "csv-mappings"),
          Place.ofAdministrators("People", "people"),
          Place.ofAdministrators("API keys", "keys"),
          Place.ofAdministrators("Audit log", "audit"),
          Place.ofAdministrators("Mailboxes", "mailboxes"),
          Place.ofAdministrators("Amazon SNS", "sns"),
          Place.ofAdministrators("Public form", "public-form"),
          Place.ofAdministrators("Timelines", "timelines"),
          Place.ofAdministrators("Retention", "retention"),
          new Place("Sample data", "/settings/samples", "", Shell::isAdministrator, false));

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance palette(Found found);

    static native TemplateInstance found(Found found);
  }

  private final CaseSearch cases;
  private final CaseReader reader;
  private final People people;
  private final Shell shell;
  private final CurrentActor actor;

  PalettePages(
      CaseSearch cases, CaseReader reader, People people, Shell shell, CurrentActor actor) {
    this.cases = cases;
    this.reader = reader;
    this.people = people;
    this.shell = shell;
    this.actor = actor;
  }

  /**
   * @param fragment whether a script asks, which has the page around it
   */
  @GET
  public TemplateInstance find(
      @QueryParam("q") String text, @QueryParam("fragment") String fragment) {
    var clean = TypedText.clean(text);
    var words = clean == null ? "" : clean.strip();
    words = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    var found = found(words);
    return fragment == null ? Templates.palette(found) : Templates.found(found);
  }

  private Found found(String words) {
    var small = words.toLowerCase(Locale.ROOT);
    var places =
        PLACES.stream()
            .filter(p -> words.isEmpty() ? p.atOnce() : p.isCalled(small))
            .filter(p -> p.forWhom().test(shell))
            .toList();
    if (words.isEmpty()) {
      return new Found(words, null, mine(), List.of(), List.of(), places);
    }
    var exact = exact(words);
    return new Found(
        words,
        exact,
        matching(words).stream()
            .filter(line -> exact == null || !line.key().equals(exact.key()))
            .toList(),
        people.assignable().stream()
            .filter(
                p ->
                    p.name() != null && p.name().toLowerCase(Locale.ROOT).contains(small)
                        || p.username().toLowerCase(Locale.ROOT).contains(small))
            .limit(OTHERS)
            .toList(),
        shell.getQueues().stream()
            .filter(
                q -> q.name().toLowerCase(Locale.ROOT).contains(small) || q.slug().contains(small))
            .limit(OTHERS)
            .toList(),
        places.stream().limit(OTHERS).toList());
  }

  /** Before a word is typed: what they are at. */
  private List<CaseLine> mine() {
    return cases.list("status:open assignee:me", CASES, null).items();
  }

  private List<CaseLine> matching(String words) {
    try {
      return cases.list(words + " sort:newest", CASES, null).items();
    } catch (Problem notUnderstood) {
      return List.of();
    }
  }

  /** The case whose key was typed, in full or only its number in this year's. */
  private @Nullable CaseFile exact(String words) {
    var wanted = words.toUpperCase(Locale.ROOT);
    if (wanted.matches("\\d{1,12}")) {
      wanted =
          String.format(
              Locale.ROOT,
              "DM-%d-%06d",
              java.time.Year.now(java.time.ZoneOffset.UTC).getValue(),
              Long.parseLong(wanted));
    }
    try {
      return CaseKey.parse(wanted).map(reader::read).orElse(null);
    } catch (Problem none) {
      return null;
    }
  }
}
