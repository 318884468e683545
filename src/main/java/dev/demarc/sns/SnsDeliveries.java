package dev.demarc.sns;

import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.intake.Batch;
import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.intake.Receipt;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What SNS posts, from its bytes to a stored report or a topic that waits for a decision. */
@ApplicationScoped
class SnsDeliveries {

  private static final Logger LOG = Logger.getLogger(SnsDeliveries.class);
  private static final Duration TELL_EVERY = Duration.ofHours(1);

  /** Clocks that are set apart this far still agree. */
  private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(15);

  /**
   * @param reportIds one for each finding in the message; none where it was no notification
   * @param repeat whether the same message had been stored before
   */
  record Arrival(String topic, TopicState state, List<UUID> reportIds, boolean repeat) {}

  private static final String JSON = "application/json";

  private final Certificates certificates;
  private final Subscriptions subscriptions;
  private final Intake intake;
  private final ReportReader reader;
  private final Clock clock;
  private final Duration oldest;
  private final boolean allowSha1;
  private final AtomicReference<Instant> toldOfSha1 = new AtomicReference<>(Instant.EPOCH);

  SnsDeliveries(
      Certificates certificates,
      Subscriptions subscriptions,
      Intake intake,
      ReportReader reader,
      Clock clock,
      SnsSettings settings) {
    this.certificates = certificates;
    this.subscriptions = subscriptions;
    this.intake = intake;
    this.reader = reader;
    this.clock = clock;
    this.oldest = settings.oldest();
    this.allowSha1 = settings.allowSha1();
  }

  /**
   * @param messageType the header {@code x-amz-sns-message-type}
   * @throws Problem where it is not from SNS, too old, or of a topic that is not approved;
   *     NOT_READY where its certificate is being fetched
   */
  Arrival take(byte[] raw, String messageType) {
    var envelope = read(raw, messageType);
    try {
      requireSigned(envelope);
      requireRecent(envelope);
      return switch (envelope.kind()) {
        case NOTIFICATION -> store(envelope, raw);
        case SUBSCRIPTION -> arrival(envelope, subscriptions.asked(envelope));
        case UNSUBSCRIPTION -> arrival(envelope, subscriptions.ended(envelope));
      };
    } catch (RefusedMessage no) {
      throw forbidden("This is not taken for a message of Amazon SNS: " + no.getMessage() + ".");
    }
  }

  private static Envelope read(byte[] raw, String messageType) {
    try {
      var envelope = Envelope.parse(raw);
      if (!envelope.kind().word.equals(messageType)) {
        throw new RefusedMessage("Type and the header x-amz-sns-message-type do not agree");
      }
      return envelope;
    } catch (RefusedMessage no) {
      throw new Problem(
          ProblemType.UNREADABLE,
          "This address takes what Amazon SNS sends, and "
              + no.getMessage()
              + ". Anything else goes to /api/v1/reports, with a key.");
    }
  }

  private void requireSigned(Envelope envelope) {
    var address = AwsAddress.ofCertificate(envelope.signingCertUrl());
    requireStrong(envelope);
    var certificate =
        certificates
            .at(address)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.NOT_READY,
                        "The certificate this message is signed with is being fetched; send the"
                            + " message again in a few seconds."));
    if (!certificate.signed(envelope)) {
      throw new RefusedMessage("its signature does not hold");
    }
  }

  /** Told before the signature is looked at, so that whoever sets a topic up reads what to do. */
  private void requireStrong(Envelope envelope) {
    var algorithm = SigningCertificate.algorithm(envelope.signatureVersion());
    if (!allowSha1 && algorithm.equals(SigningCertificate.SHA1)) {
      logRefusal(envelope.topic());
      throw new RefusedMessage(
          "it is signed with SHA-1; set the topic's SignatureVersion to 2, or"
              + " demarc.sns.allow-sha1 where that cannot be done");
    }
  }

  /** Nobody else hears of it: SNS gives the message up. */
  private void logRefusal(TopicArn topic) {
    var now = clock.instant();
    var last = toldOfSha1.get();
    if (last == null
        || last.plus(TELL_EVERY).isBefore(now) && toldOfSha1.compareAndSet(last, now)) {
      LOG.warnf(
          "A message of the topic %s was refused because it is signed with SHA-1: set the topic's"
              + " SignatureVersion to 2, or demarc.sns.allow-sha1",
          topic.value());
    }
  }

  private void requireRecent(Envelope envelope) {
    var age = Duration.between(envelope.sentAt(), clock.instant());
    if (age.compareTo(oldest) > 0 || age.negated().compareTo(AHEAD_AT_MOST) > 0) {
      throw new RefusedMessage(
          "it was sent at "
              + envelope.timestamp()
              + ", and here it is "
              + clock.instant()
              + "; demarc.sns.oldest says how old a message may be");
    }
  }

  private Arrival store(Envelope envelope, byte[] raw) {
    requireApproved(envelope, subscriptions.ofMessage(envelope));
    var topic = envelope.topic().value();
    try {
      var receipts = receive(topic, envelope.messageId(), raw);
      boolean repeat = receipts.stream().allMatch(Receipt::repeat);
      if (!repeat) {
        subscriptions.received(envelope);
      }
      return new Arrival(
          topic, TopicState.APPROVED, receipts.stream().map(Receipt::reportId).toList(), repeat);
    } catch (Problem problem) {
      if (problem.type() != ProblemType.CONFLICT) {
        throw problem;
      }
      // the same message through another subscription: what is not signed differs
      return new Arrival(topic, TopicState.APPROVED, List.of(), true);
    }
  }

  /** Its findings are stored together or not at all: SNS hears of one message. */
  private List<Receipt> receive(String topic, String messageId, byte[] raw) {
    var findings = BulkRecords.ofList(raw);
    if (findings.isEmpty() || !findings.stream().allMatch(this::isReport)) {
      return List.of(intake.receive(whole(topic, messageId, raw)));
    }
    var batch = Batch.of(Channel.SNS, Submitter.channel(topic), messageId);
    findings.forEach(finding -> batch.add(finding.place(), JSON, finding.raw()));
    return intake.receive(batch);
  }

  private static Delivery whole(String topic, String messageId, byte[] raw) {
    return new Delivery(
        Channel.SNS,
        JSON,
        raw,
        Submitter.channel(topic),
        messageId,
        null,
        null,
        List.of(),
        null,
        false,
        FilingMode.BY_WORKER,
        null);
  }

  /** A message with something else in its list stays whole, for people to look at. */
  private boolean isReport(BulkRecord piece) {
    try {
      reader.arriving(piece.raw(), JSON);
      return !piece.isRefused();
    } catch (MalformedReport no) {
      return false;
    }
  }

  private static Arrival arrival(Envelope envelope, TopicState state) {
    if (state == TopicState.REFUSED || envelope.kind() != Envelope.Kind.SUBSCRIPTION) {
      requireApproved(envelope, state);
    }
    return new Arrival(envelope.topic().value(), state, List.of(), false);
  }

  private static void requireApproved(Envelope envelope, TopicState state) {
    if (state != TopicState.APPROVED) {
      throw forbidden(
          "The topic "
              + envelope.topic().value()
              + (state == TopicState.REFUSED ? " is refused here." : " is not approved here.")
              + " An administrator decides under Settings, Amazon SNS.");
    }
  }

  private static Problem forbidden(String detail) {
    return new Problem(ProblemType.FORBIDDEN, detail);
  }
}
