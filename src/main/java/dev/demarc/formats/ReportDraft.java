package dev.demarc.formats;

import dev.demarc.formats.files.Attachment;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.Correspondents;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report while it is being read; lengths are cut when it is finished. */
public final class ReportDraft {

  private static final int MOST_PROBLEMS = 100;
  private static final int LONGEST_DETAIL = 4_096;
  private static final int LONGEST_NAME = 300;

  /** Of one field. */
  private static final int MOST_NAMES = 20;

  private final String format;
  public final IndicatorList indicators = new IndicatorList();
  public final Correspondents correspondents = new Correspondents();
  public final Map<String, Object> details = new LinkedHashMap<>();
  private final Set<String> transported = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private List<Attachment> attachments = List.of();
  private final StringBuilder text = new StringBuilder();
  public @Nullable String title;

  /** What the format calls the matter, for a report without a title: a type, a class. */
  public @Nullable String matter;

  public ParsedReport.@Nullable Reporter reporter;
  public @Nullable Instant occurredAt;
  public @Nullable Category category;
  public @Nullable String service;
  public @Nullable String accountId;
  public @Nullable String region;
  public @Nullable Severity severity;
  public @Nullable String externalId;
  public @Nullable String tlp;
  public @Nullable MailFacts mail;

  /** Of a mail, what {@link MailFacts#kind()} says, unless its format knows better. */
  public Statement.@Nullable Kind kind;

  public Statement.State state = Statement.State.UNSTATED;
  public @Nullable Instant since;
  public @Nullable Instant saidAt;
  public @Nullable Instant replyBy;
  public boolean replyByAssumed;

  /** Of a mail claimed, else vouched for, unless its format knows better. */
  public Statement.@Nullable Origin origin;

  public Statement.IdScope idScope = Statement.IdScope.REPORTER;
  public Statement.@Nullable CaseNumber caseNumber;
  public boolean followsUp;
  public Statement.@Nullable Series series;
  public @Nullable String control;
  public @Nullable List<String> ownResources;
  public Statement.@Nullable ReaderIs readerIs;
  public boolean knownToAws;
  public @Nullable String originalMessageId;
  public boolean byPerson;

  /** The subject of a mail that was forwarded; null where none was. */
  public @Nullable String forwardedSubject;

  public ReportDraft(String format) {
    this.format = format;
  }

  /**
   * The headers, of a draft that a format of mails began.
   *
   * @throws IllegalStateException where it has none
   */
  public MailFacts requireMail() {
    if (mail == null) {
      throw new IllegalStateException("a draft of " + format + " has no mail");
    }
    return mail;
  }

  public ReportDraft text(@Nullable String part) {
    if (part != null && !part.isBlank() && text.length() < Text.LONGEST) {
      if (text.length() > 0) {
        text.append("\n\n");
      }
      text.append(Text.cut(part.strip(), Text.LONGEST));
    }
    return this;
  }

  /** Keeps a detail unless there is nothing to keep. */
  public ReportDraft detail(String name, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof String s && s.isBlank())
            || (value instanceof List<?> l && l.isEmpty());
    if (!empty) {
      details.put(name, storable(value));
    }
    return this;
  }

  /** Keeps a detail that is about the way a report came: it names nothing of the matter. */
  public ReportDraft transport(String name, @Nullable Object value) {
    detail(name, value);
    transported.add(name);
    return this;
  }

  /** Databases take no NUL, and nobody needs a detail longer than this. */
  private static @Nullable Object storable(@Nullable Object value) {
    if (value instanceof String text) {
      return Text.cut(Text.withoutControls(text), LONGEST_DETAIL);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReportDraft::storable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      var kept = new LinkedHashMap<String, Object>();
      map.forEach((k, v) -> kept.put((String) storable(String.valueOf(k)), storable(v)));
      return kept;
    }
    return value instanceof Instant at ? at.toString() : value;
  }

  /** Keeps a problem unless there is none. */
  public ReportDraft problem(@Nullable String told) {
    if (told == null) {
      return this;
    }
    var problem = Text.withoutControls(told);
    if (problems.size() < MOST_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
    return this;
  }

  public ReportDraft evidence(List<EvidenceFile> files) {
    attachments = EvidenceFile.describe(files);
    return this;
  }

  /** Says that the source calls the matter over, or does not. */
  public ReportDraft over(boolean is) {
    state = is ? Statement.State.OVER : state;
    return this;
  }

  public boolean isOver() {
    return state == Statement.State.OVER;
  }

  private Statement statement() {
    var claimed = mail == null ? Statement.Origin.VOUCHED : Statement.Origin.CLAIMED;
    return new Statement(
        kind != null ? kind : kindOfMail(),
        state,
        since,
        saidAt,
        replyBy,
        replyByAssumed,
        origin == null ? claimed : origin,
        idScope,
        storable(caseNumber),
        followsUp,
        storable(series),
        Text.oneLineOrNull(control, LONGEST_NAME),
        ownResources == null ? null : ownResources.stream().map(ReportDraft::line).toList(),
        readerIs(),
        knownToAws,
        line(originalMessageId),
        byPerson);
  }

  private static Statement.@Nullable CaseNumber storable(Statement.@Nullable CaseNumber number) {
    return number == null
        ? null
        : new Statement.CaseNumber(line(number.number()), line(number.scope()));
  }

  private static Statement.@Nullable Series storable(Statement.@Nullable Series series) {
    return series == null
        ? null
        : new Statement.Series(
            series.type(), line(series.name()), line(series.words()), series.perCategory());
  }

  private static @Nullable String line(@Nullable String text) {
    return Text.oneLineOrNull(text, LONGEST_DETAIL);
  }

  private Statement.Kind kindOfMail() {
    return mail == null
        ? Statement.Kind.REPORT
        : switch (mail.kind()) {
          case REPORT -> Statement.Kind.REPORT;
          case BOUNCE -> Statement.Kind.BOUNCE;
          case AUTO_REPLY -> Statement.Kind.AUTO_REPLY;
          case AGGREGATE -> Statement.Kind.AGGREGATE;
        };
  }

  private static ParsedReport.@Nullable Reporter plain(ParsedReport.@Nullable Reporter stated) {
    return stated == null
        ? null
        : new ParsedReport.Reporter(
            Text.oneLineOrNull(stated.name(), LONGEST_NAME),
            stated.email(),
            Text.oneLineOrNull(stated.organization(), LONGEST_NAME));
  }

  private List<String> named() {
    var named = new ArrayList<String>();
    details.forEach(
        (name, value) -> {
          if (!transported.contains(name)) {
            addNames(value, named);
          }
        });
    return named;
  }

  private static void addNames(Object value, List<String> named) {
    if (value instanceof String said && said.length() <= LONGEST_NAME) {
      named.add(said);
    } else if (value instanceof List<?> items) {
      items.stream().limit(MOST_NAMES).forEach(item -> addNames(item, named));
    }
  }

  private @Nullable String untitled() {
    var seen = occurredAt != null ? occurredAt : mail == null ? null : mail.date();
    var named = Text.oneLineOrNull(matter, LONGEST_NAME);
    boolean known = named != null && !named.isBlank();
    return Titles.of(
        known ? named : null, category, indicators.list(), plain(reporter), seen, attachments);
  }

  public ParsedReport finish() {
    // of child sexual abuse material nothing is listed, shown or handed out, whatever it came in
    boolean heldBack = category == Category.CHILD_ABUSE;
    var line = Text.oneLineOrNull(Titles.tells(title) ? title : untitled(), Text.LONGEST_TITLE);
    var name = heldBack && line != null ? HeldBackText.title(line) : line;
    var shown = heldBack ? HeldBackText.of(text.toString()) : text.toString();
    return new ParsedReport(
        format,
        name == null || name.isEmpty() ? "(no title)" : name,
        Text.cut(Text.withoutControls(shown), Text.LONGEST),
        plain(reporter),
        occurredAt,
        category,
        Text.oneLineOrNull(service, LONGEST_NAME),
        accountId == null ? indicators.firstValue(IndicatorType.AWS_ACCOUNT) : accountId,
        StatedFacts.regionOrNull(region),
        severity,
        Text.oneLineOrNull(externalId, LONGEST_NAME),
        tlp,
        statement(),
        indicators.list(),
        Collections.unmodifiableMap(details),
        named(),
        mail,
        heldBack ? List.of() : attachments,
        problems);
  }

  /** What the format states, else what the words tell. */
  private Statement.@Nullable ReaderIs readerIs() {
    return readerIs == null && indicators.isReaderAttacked()
        ? Statement.ReaderIs.ATTACKED
        : readerIs;
  }
}
