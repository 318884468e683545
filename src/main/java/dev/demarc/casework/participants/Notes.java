package dev.demarc.casework.participants;

import static java.util.stream.Collectors.joining;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.participants.ParticipantList.Correspondent;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.notification.FilesToSend;
import dev.demarc.notification.Notifications;
import dev.demarc.notification.ReplyFiles;
import dev.demarc.notification.relay.NewFile;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Defang;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write on a case, for themselves or to those who reported. */
@ApplicationScoped
public class Notes {

  public static final String XARF_FILE = "xarf.json";

  private static final int RECIPIENTS_AT_MOST = 20;

  /**
   * A note.
   *
   * @param visibility null is internal
   * @param recipients whom to send it to, of those whom the case lists; null for all who take part
   * @param subject what the mails are about; null for what each one's own report was about
   * @param xarf whether the case goes with it as XARF v4, in a file {@value #XARF_FILE}
   */
  public record Note(
      String body,
      Visibility visibility,
      @Nullable List<String> recipients,
      @Nullable String subject,
      boolean xarf) {

    public Note(String body, Visibility visibility, @Nullable List<String> recipients) {
      this(body, visibility, recipients, null, false);
    }

    public Note {
      subject = TypedText.atMost(200, "subject", subject);
      body = TypedText.clean(body);
      if (body == null || body.isBlank()) {
        throw Problem.invalid("body", "write something");
      }
      if (body.length() > 20_000) {
        throw Problem.invalid("body", "must have at most 20,000 characters");
      }
      visibility = visibility == null ? Visibility.INTERNAL : visibility;
      recipients = recipients == null ? null : recipients.stream().distinct().toList();
      if (recipients != null && visibility == Visibility.INTERNAL && !recipients.isEmpty()) {
        throw Problem.invalid("recipients", "an internal note is sent to nobody");
      }
      if (recipients != null && visibility == Visibility.REPORTER && recipients.isEmpty()) {
        throw Problem.invalid("recipients", "choose whom to send it to, or make it internal");
      }
      if (recipients != null && recipients.size() > RECIPIENTS_AT_MOST) {
        throw Problem.invalid("recipients", "choose at most " + RECIPIENTS_AT_MOST);
      }
      if (xarf && visibility == Visibility.INTERNAL) {
        throw Problem.invalid("xarf", "goes out with a reply; an internal note has none");
      }
    }
  }

  /**
   * What one reader of a note gets.
   *
   * @param about without the case's key, which the subject begins with
   * @param inReplyTo the Message-ID of the mail that it answers; null where it answers none
   */
  public record NoteMail(String key, String address, String about, String body, String inReplyTo) {

    /** As the mail has it: nothing in it can be clicked. */
    public String subject() {
      return "[" + key + "] " + Defang.mail(about);
    }

    public String text() {
      return Defang.mail(body);
    }

    /** Fills in what a text may leave open for each reader. */
    private static NoteMail of(IncidentCase on, Note note, Correspondent reader) {
      boolean ours = on.tlp != null && on.tlp.isForTeamsOnly();
      var own = ours || reader.title() == null ? "About your report" : reader.title();
      var subject = note.subject();
      return new NoteMail(
          on.key,
          reader.address(),
          subject == null || subject.isBlank() ? own : subject,
          note.body().replace("{key}", on.key).replace("{report}", own),
          reader.messageId());
    }
  }

  /** So many characters in a row of a report's are taken for a quotation. */
  private static final int QUOTED = 30;

  private final Cases cases;
  private final Timeline timeline;
  private final Notifications notifications;
  private final ReplyFiles files;
  private final CaseAsXarf xarf;
  private final ParticipantList participants;
  private final Changes changes;
  private final Clock clock;

  // a reply is text, files, mails and an entry of the timeline
  Notes(
      Cases cases,
      Timeline timeline,
      Notifications notifications,
      ReplyFiles files,
      CaseAsXarf xarf,
      ParticipantList participants,
      Changes changes,
      Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.notifications = notifications;
    this.files = files;
    this.xarf = xarf;
    this.participants = participants;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Adds a note, and mails it where it is for those who reported.
   *
   * @throws Problem NOT_FOUND; INVALID where a recipient is not on the case's list; CONFLICT where
   *     none was chosen and nobody takes part, or the case was merged; OUT_OF_DATE or
   *     PRECONDITION_FAILED
   */
  @Transactional
  public void add(CaseKey key, Note note, ExpectedVersion expected, Actor actor) {
    add(key, note, FilesToSend.NONE, expected, actor);
  }

  /**
   * The same with files, which each reader gets.
   *
   * @throws Problem as without; INVALID where files cannot go with it
   */
  @Transactional
  public void add(
      CaseKey key, Note note, FilesToSend attached, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    var to =
        note.visibility() == Visibility.REPORTER ? recipients(on, note) : List.<Correspondent>of();
    if (!to.isEmpty() && on.tlp == Tlp.RED && quotes(note.body(), on.excerpt)) {
      throw Problem.invalid(
          "body",
          "quotes a report that is TLP:RED; write it in your own words, or make it internal");
    }
    if (to.isEmpty() && !attached.added().isEmpty()) {
      throw Problem.invalid("attachments", "go out with a reply; an internal note has none");
    }
    mayNameTheMatter(on, note);
    changes.record(on, "note", actor, () -> write(on, note, attached, to, actor));
  }

  /** What a file of data says of the case is what such a label keeps among those who work on it. */
  private static void mayNameTheMatter(IncidentCase on, Note note) {
    if (note.xarf() && on.tlp != null && on.tlp.isForTeamsOnly()) {
      throw Problem.invalid(
          "xarf",
          "what was reported is "
              + on.tlp.label()
              + ", and the file would pass it on; send it without, or change the label");
    }
  }

  private void write(
      IncidentCase on, Note note, FilesToSend attached, List<Correspondent> to, Actor actor) {
    var summary =
        to.isEmpty()
            ? "noted"
            : "wrote to "
                + to.stream().map(Correspondent::address).collect(joining(", "))
                + with(send(on, withXarf(on, note, attached), actor));
    // one text where all read the same
    var body = to.size() == 1 ? NoteMail.of(on, note, to.get(0)).body() : note.body();
    timeline.add(on.id, "note", actor, summary, body, note.visibility());
    on.changed(clock.instant());
    for (var one : to) {
      var mail = NoteMail.of(on, note, one);
      notifications.noteToReporter(
          on.id, on.key, mail.address(), mail.about(), mail.body(), mail.inReplyTo());
    }
  }

  private FilesToSend withXarf(IncidentCase on, Note note, FilesToSend attached) {
    if (!note.xarf()) {
      return attached;
    }
    var files = new ArrayList<>(attached.added());
    files.add(new NewFile(XARF_FILE, "application/json", xarf.write(on.id)));
    return new FilesToSend(attached.draftOf(), files);
  }

  private List<String> send(IncidentCase on, FilesToSend attached, Actor actor) {
    if (attached.equals(FilesToSend.NONE)) {
      return List.of();
    }
    var change = ChangeUnderWay.current().orElseThrow();
    var names = files.send(on.id, change.id(), actor.name(), attached);
    if (!names.isEmpty() && on.tlp == Tlp.RED) {
      throw Problem.invalid(
          "attachments", "what was reported is TLP:RED, and no file can be checked for it");
    }
    return names;
  }

  private static String with(List<String> files) {
    return files.isEmpty() ? "" : ", with " + String.join(", ", files);
  }

  /**
   * What each reader would get, for whoever is still writing; nothing is sent.
   *
   * @throws Problem as {@link #add}
   */
  @Transactional
  public List<NoteMail> preview(CaseKey key, Note note) {
    var on = cases.read(key);
    mayNameTheMatter(on, note);
    return recipients(on, note).stream().map(reader -> NoteMail.of(on, note, reader)).toList();
  }

  /** Whether a line of some length stands in the report, however it is spaced or marked. */
  private static boolean quotes(String body, String report) {
    var plain = squeezed(report);
    return body.lines()
        .map(Notes::squeezed)
        .anyMatch(line -> line.length() >= QUOTED && plain.contains(line));
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s>]+", " ").strip();
  }

  private List<Correspondent> recipients(IncidentCase on, Note note) {
    if (note.recipients() != null) {
      return note.recipients().stream().map(address -> chosen(on, address)).toList();
    }
    var taking = participants.takingPart(on.id, RECIPIENTS_AT_MOST);
    if (taking.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Nobody takes part in this case who has proved to be who they say. Choose the recipients"
              + " from the case's participants, or make the note internal.");
    }
    return taking;
  }

  private Correspondent chosen(IncidentCase on, String address) {
    return EmailAddress.of(address)
        .flatMap(wanted -> participants.find(on.id, wanted))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "recipients", address + " is not among the participants of " + on.key));
  }
}
