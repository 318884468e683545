package dev.demarc.formats;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report's source states about the matter, declared by the format that read it. Decisions
 * are made by this; {@link ParsedReport#details()} is for display and for the API.
 *
 * @param kind what kind of message it is
 * @param state of the matter, in the source's view
 * @param since since when the matter is as it is; null where the source does not say
 * @param saidAt when the source says so by its own clock, between 1970 and 9999; null where the
 *     format does not tell
 * @param replyBy until when the source wants an answer; null where it says nothing
 * @param replyByAssumed whether it names no time, and wants one in the usual time
 * @param origin how sure it is that the report comes from whom it says
 * @param idScope within what the report's external id is unique
 * @param caseNumber the sender's own number of the matter, as its mails carry it; null
 * @param followsUp whether it says that it follows up what was sent before
 * @param series the mails that one which follows up may belong to; null
 * @param control what was checked, where it is the result of a check; null
 * @param ownResources the things of the reader's own that a finding is about, whether they attack
 *     or suffer; null where a report may be about anybody's
 * @param readerIs where the reader's own stands in the event; null where the source does not say
 * @param knownToAws whether AWS has a case about it
 * @param originalMessageId of the mail that it gives back or complains about; null
 * @param byPerson whether somebody wrote it in their own words, or filled in our form: only people
 *     are answered
 */
public record Statement(
    Kind kind,
    State state,
    @Nullable Instant since,
    @Nullable Instant saidAt,
    @Nullable Instant replyBy,
    boolean replyByAssumed,
    Origin origin,
    IdScope idScope,
    @Nullable CaseNumber caseNumber,
    boolean followsUp,
    @Nullable Series series,
    @Nullable String control,
    @Nullable List<String> ownResources,
    @Nullable ReaderIs readerIs,
    boolean knownToAws,
    @Nullable String originalMessageId,
    boolean byPerson) {

  /** What kind of message it is. Only of a report work is made. */
  public enum Kind {
    REPORT,
    /** Sent to try the way out. */
    TEST,
    /** Statistics about mail authentication. */
    AGGREGATE,
    BOUNCE,
    AUTO_REPLY,
    /** A check that found nothing, or a finding that was judged to be none. */
    PASSED,
    /** A check that was not made, or that somebody has to make. */
    NOT_CHECKED,
    /** A finding that somebody muted or suppressed at its source. */
    SUPPRESSED,
    /** A finding that says of itself that nothing has to be done. */
    INFORMATIONAL;

    /** Whether it is the outcome of a check that asks for no work. */
    public boolean asksNothing() {
      return this == PASSED || this == NOT_CHECKED || this == SUPPRESSED || this == INFORMATIONAL;
    }
  }

  /** What the source says of the matter's state. */
  public enum State {
    UNSTATED,
    NEW,
    ONGOING,
    ACTIVE_AGAIN,
    OVER
  }

  /** Where the reader's own stands that is not accused. */
  public enum ReaderIs {
    /** Somebody else acts against it. */
    ATTACKED,
    /** It is only on the way. */
    BYSTANDER,
    /** It is listed as reachable, or as what it is, and did nothing. */
    EXPOSED
  }

  /** How sure it is that a report comes from whom it says. */
  public enum Origin {
    /** Handed over with a key, or signed. */
    VOUCHED,
    /** A mail whose authentication result confirms its sender. */
    CONFIRMED,
    /** A mail: anybody can write one. */
    CLAIMED,
    /** A mail in the name of somebody who signs all mails, and nothing confirms this one. */
    DOUBTED
  }

  /** Within what an external id is unique. */
  public enum IdScope {
    /** What the reporter numbers; else what whoever hands over reports numbers. */
    REPORTER,
    /** An AWS account: the id is the same whoever passes the report on. */
    ACCOUNT,
    /** What the sender numbers: {@link CaseNumber#scope()}. */
    SENDER
  }

  /**
   * The number that a sender gives a matter of its own.
   *
   * @param scope the sender whose number it is: a domain, or an address at a mailbox provider
   */
  public record CaseNumber(@Nullable String number, @Nullable String scope) {}

  /**
   * The mails that one without a number may follow up.
   *
   * @param type of the series, such as {@code aws-notices to}
   * @param name within the type
   * @param words for people, such as {@code a further notice of AWS to admin@example.com}
   * @param perCategory whether mails of one series are about one matter only within a category
   */
  public record Series(
      String type, @Nullable String name, @Nullable String words, boolean perCategory) {}

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  public Statement {
    // a time that no database could compare says nothing
    ownResources = ownResources == null ? null : List.copyOf(ownResources);
    saidAt = saidAt != null && saidAt.isAfter(FIRST) && saidAt.isBefore(LAST) ? saidAt : null;
  }

  /** Of a report that says nothing of the kind. */
  public static final Statement NONE =
      new Statement(
          Kind.REPORT,
          State.UNSTATED,
          null,
          null,
          null,
          false,
          Origin.VOUCHED,
          IdScope.REPORTER,
          null,
          false,
          null,
          null,
          null,
          null,
          false,
          null,
          false);

  public boolean isOver() {
    return state == State.OVER;
  }

  /** The same, said in a mail. */
  public Statement byMail(Origin of) {
    return with(kind, of);
  }

  public Statement as(Kind known) {
    return with(known, origin);
  }

  private Statement with(Kind newKind, Origin newOrigin) {
    return new Statement(
        newKind,
        state,
        since,
        saidAt,
        replyBy,
        replyByAssumed,
        newOrigin,
        idScope,
        caseNumber,
        followsUp,
        series,
        control,
        ownResources,
        readerIs,
        knownToAws,
        originalMessageId,
        byPerson);
  }
}
