package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is, from what stands around it: the form of a log line, the label before it,
 * the nearest words of its sentence, the heading of the list that it is in. Nothing of this: it is
 * only mentioned.
 */
final class RoleGuess {

  /** What can be named alone in a subject; domains there are more often those of ticket systems. */
  static final Set<IndicatorType> HOSTS =
      EnumSet.of(
          IndicatorType.IPV4,
          IndicatorType.IPV6,
          IndicatorType.RANGE,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.URL);

  static final Set<IndicatorType> LINKS =
      EnumSet.of(IndicatorType.URL, IndicatorType.DOMAIN, IndicatorType.EMAIL);

  private static final Set<String> BARE = Set.of("ip", "ip address", "address", "host", "server");

  private final String text;
  private final @Nullable Role unless;
  private final TextCues cues;
  private final Sentences sentences;
  private final Signature signature;
  private final RegisterEntries registered;
  private final ListedHosts listed;
  private final SentenceRole sentence;
  private final ColumnHeads columns;
  private final SpacedColumns spaced;
  private final LogRoles logs;
  private final TraceLines trace;

  /** Whether the reader's own is attacked, so that "your server" is the target. */
  private final boolean reversed;

  private final boolean accuses;
  private final boolean clears;
  private final boolean cleared;

  /**
   * @param unless the role of a host where no word says so; null to guess nothing at all
   * @param reversed whether what was read before tells of an attack on the reader's
   */
  RoleGuess(String text, @Nullable Role unless, boolean reversed) {
    this.text = text;
    this.unless = unless;
    // where nothing is guessed, nothing is looked for
    var read = unless == null ? "" : text;
    this.cues = new TextCues(read);
    this.sentences = new Sentences(text);
    this.signature = new Signature(read);
    this.registered = new RegisterEntries(read);
    this.listed = new ListedHosts(text, cues, sentences);
    var exchanges = new Exchanges(text);
    this.logs = new LogRoles(text, sentences, exchanges);
    this.columns = new ColumnHeads(text, sentences, exchanges);
    this.spaced = new SpacedColumns(text, sentences);
    this.trace = new TraceLines(text, sentences);
    this.reversed = reversed || has(Cue.REVERSED);
    this.accuses = has(Cue.ACCUSE);
    this.clears = has(Cue.CLEARS);
    this.cleared = has(Cue.CLEARED);
    this.sentence = new SentenceRole(text, cues, sentences, this.reversed, accuses);
  }

  private boolean has(Cue cue) {
    return cues.has(0, text.length(), cue);
  }

  /** Whether the report tells of an attack on what is the reader's. */
  boolean isReversed() {
    return reversed;
  }

  /** Whether the writer says to be a customer of the reader's. */
  boolean isByACustomer() {
    return has(Cue.CUSTOMER);
  }

  /**
   * Whether the words, or the legend of the mark behind it, say that it has no part in it. Words
   * behind another address speak of that.
   */
  boolean isCleared(int start, int end) {
    if (unless == null) {
      return false;
    }
    var before = clears ? cues.last(sentences.startOf(start), start, EnumSet.of(Cue.CLEARS)) : null;
    if (before != null && start - before.end() <= 1) {
      return true;
    }
    var behind = cleared ? cues.first(end, sentences.endOf(end), EnumSet.of(Cue.CLEARED)) : null;
    boolean ofThis = behind != null && !NetworkAddress.isIn(text.substring(end, behind.start()));
    return ofThis || listed.isCleared(end);
  }

  /** Whether the words say of an address that it is the reader's, and complain. */
  boolean isReaders(int end) {
    return accuses && !reversed && sentence.isReaders(end);
  }

  /** Whether no cue can say what the text, which is read for cues, is about. */
  boolean isUnread() {
    return unless == Role.MENTIONED && UnreadLanguage.is(text, !cues.isEmpty());
  }

  /** Whether the text complains of something at all. */
  boolean accuses() {
    return accuses;
  }

  StatedRole of(int start, int end, IndicatorType type, boolean defanged) {
    if (unless == null) {
      return StatedRole.NOTHING;
    }
    if (registered.covers(start) && !defanged) {
      return LINKS.contains(type) ? words(Role.FURNITURE) : StatedRole.NOTHING;
    }
    if (type == IndicatorType.URL && RoleLabels.isMarkup(text, start)) {
      return RoleLabels.said(Role.FURNITURE);
    }
    var formed = ofForm(start, end, type);
    if (formed != null) {
      return formed;
    }
    int lineStart = sentences.lineStart(start);
    var label = RoleLabels.before(text, lineStart, start);
    label = label == null ? RoleLabels.element(text, lineStart, start) : label;
    label = label == null ? RoleLabels.firstCell(text, lineStart, start) : label;
    boolean signed = LINKS.contains(type) && isSigned(start, defanged, label);
    var labelled = label == null || signed ? null : labelled(label, type, defanged);
    if (labelled != null) {
      boolean title = unless == Role.SOURCE && labelled.role() == Role.SOURCE;
      return title ? words(Role.SOURCE).suspected() : labelled;
    }
    if (signed) {
      return words(Role.FURNITURE);
    }
    var shown = accuses && LINKS.contains(type) ? ShownLink.role(text, start, end) : null;
    if (shown != null) {
      return words(shown);
    }
    var column = unless == Role.MENTIONED && isHost(type) ? column(start) : null;
    if (column == Role.MENTIONED && !LINKS.contains(type)) {
      return StatedRole.NOTHING;
    }
    if (column != null && column != Role.MENTIONED) {
      // of two sides that exchange packets the words say which is whose
      return reversed ? words(column) : RoleLabels.said(column);
    }
    if (unless == Role.SOURCE && type == IndicatorType.DOMAIN && isTag(start, end)) {
      return words(Role.FURNITURE);
    }
    var said = sentence.role(start, end, type, defanged);
    if (said != null && !(said.isSuspected() && unless == Role.SOURCE)) {
      return said;
    }
    if (!isHost(type)) {
      return StatedRole.NOTHING;
    }
    if (unless == Role.MENTIONED) {
      return listed.role(start, end, type, defanged);
    }
    return HOSTS.contains(type) ? words(unless).suspected() : StatedRole.NOTHING;
  }

  /** What is defanged is accused below a signature, too, unless it is a home page's. */
  private boolean isSigned(int start, boolean defanged, RoleLabels.@Nullable Label label) {
    return defanged
        ? signature.isBelowName(start) && (label == null || RoleLabels.isOfHomePage(text, label))
        : signature.covers(start);
  }

  private @Nullable Role column(int start) {
    var column = columns.role(start);
    return column == null ? spaced.role(start) : column;
  }

  /** By what a program wrote: fields of a mail's trace, lines of a log. */
  private @Nullable StatedRole ofForm(int start, int end, IndicatorType type) {
    var hop = unless == Role.MENTIONED ? trace.role(start, end) : null;
    if (hop != null) {
      return hop == Role.MENTIONED ? StatedRole.NOTHING : words(hop);
    }
    return logs.role(start, end, type);
  }

  private static boolean isHost(IndicatorType type) {
    return HOSTS.contains(type) || type == IndicatorType.DOMAIN;
  }

  static StatedRole words(Role role) {
    return new StatedRole(role, Basis.WORDS);
  }

  /** {@code [client.example] ...}: whose matter it is, in a subject. */
  private boolean isTag(int start, int end) {
    return start > 0
        && text.charAt(start - 1) == '['
        && end < text.length()
        && text.charAt(end) == ']';
  }

  /** By the label's name, else by the cues in it. */
  private @Nullable StatedRole labelled(
      RoleLabels.Label label, IndicatorType type, boolean defanged) {
    if (label.role() == Role.SOURCE && type == IndicatorType.EMAIL) {
      return null;
    }
    if (label.role() == Role.REPORTER && type != IndicatorType.EMAIL) {
      return LINKS.contains(type) ? RoleLabels.said(Role.FURNITURE) : null;
    }
    if (LINKS.contains(type) && !defanged && RoleLabels.isOfClient(text, label)) {
      return RoleLabels.said(Role.BRAND);
    }
    if (label.role() == Role.FURNITURE && (!LINKS.contains(type) || defanged)) {
      return null;
    }
    if (label.role() == Role.SOURCE && reversed && !LINKS.contains(type) && isBare(label)) {
      return RoleLabels.said(Role.TARGET);
    }
    if (label.role() != null) {
      return RoleLabels.said(label.role());
    }
    var role = ofHeading(cues, label.start(), label.end());
    if (role == null || role == Role.FURNITURE && !LINKS.contains(type)) {
      return null;
    }
    // "more attacks of this host: https://..." may be the sender's own page
    return LINKS.contains(type) && !defanged ? words(role) : RoleLabels.said(role);
  }

  /**
   * {@code IP: 192.0.2.1} without a side: in a report of an attack on the reader's it is theirs.
   */
  private boolean isBare(RoleLabels.Label label) {
    return BARE.contains(
        text.substring(label.start(), label.end()).strip().toLowerCase(Locale.ROOT));
  }

  /** What a heading or an unknown label says of what stands below or behind it. */
  static @Nullable Role ofHeading(TextCues cues, int start, int end) {
    if (cues.has(start, end, Cue.GENUINE)) {
      return Role.BRAND;
    }
    if (cues.has(start, end, Cue.CLEARED)) {
      return Role.BYSTANDER;
    }
    if (cues.has(start, end, Cue.OWN)) {
      return Role.FURNITURE;
    }
    var target = cues.last(start, end, EnumSet.of(Cue.TARGET, Cue.OURS, Cue.TO, Cue.HIT));
    var source = cues.last(start, end, EnumSet.of(Cue.BEFORE, Cue.YOURS, Cue.AFTER, Cue.NEAR));
    if (target != null && target.cue() != Cue.TO && !saysMore(source, target)) {
      return Role.TARGET;
    }
    if (source != null || cues.has(start, end, Cue.ACCUSE)) {
      return Role.SOURCE;
    }
    if (cues.has(start, end, Cue.BYSTANDER)) {
      return Role.BYSTANDER;
    }
    return cues.has(start, end, Cue.TOOL) ? Role.FURNITURE : null;
  }

  /** {@code hosts that scanned us} act, {@code hosts that were attacked} do not. */
  private static boolean saysMore(TextCues.@Nullable At source, TextCues.At target) {
    return source != null
        && (source.end() > target.end()
            || source.end() == target.end() && source.start() <= target.start());
  }
}
