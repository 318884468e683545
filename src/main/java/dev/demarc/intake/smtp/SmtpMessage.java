package dev.demarc.intake.smtp;

import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.intake.MessageId;
import dev.demarc.intake.OutOfSpace;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Submitter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail transaction, from MAIL FROM to the end of DATA. */
class SmtpMessage implements MessageHandler {

  private static final Logger LOG = Logger.getLogger(SmtpMessage.class);

  private final Intake intake;
  private final ArrivingMail mail;
  private final Set<String> recipients;
  private final BooleanSupplier mayBegin;
  private final @Nullable String remoteAddress;
  private final Runnable whenDone;
  private final List<String> to = new ArrayList<>();
  private @Nullable String from;
  private MailQuota.@Nullable Permit permit;

  /**
   * @param recipients that mail is taken for; empty for all
   * @param mayBegin whether the connection is as protected as it has to be
   * @param whenDone run once the sender has heard what became of it
   */
  SmtpMessage(
      Intake intake,
      MailMemoryBudget room,
      Set<String> recipients,
      BooleanSupplier mayBegin,
      @Nullable String remoteAddress,
      Runnable whenDone) {
    this.intake = intake;
    this.mail = new ArrivingMail(room);
    this.recipients = recipients;
    this.mayBegin = mayBegin;
    this.remoteAddress = remoteAddress;
    this.whenDone = whenDone;
  }

  /** What was granted for this mail, to be settled by its size once it is over. */
  void counts(MailQuota.Permit granted) {
    permit = granted;
  }

  @Override
  public void from(String sender) throws RejectException {
    if (!mayBegin.getAsBoolean()) {
      throw new RejectException(530, "5.7.0 Must issue a STARTTLS command first");
    }
    if (sender != null && !isAddress(sender)) {
      throw new RejectException(553, "5.1.7 That is no address");
    }
    try {
      intake.requireSpace();
    } catch (OutOfSpace full) {
      throw full(full);
    }
    from = sender == null ? "" : sender;
  }

  @Override
  public void recipient(String recipient) throws RejectException {
    if (recipient.isBlank() || !isAddress(recipient)) {
      throw new RejectException(553, "5.1.3 That is no address");
    }
    if (!recipients.isEmpty() && !isTakenFor(recipient.toLowerCase(Locale.ROOT))) {
      throw new RejectException(550, "5.1.1 No such mailbox here");
    }
    to.add(recipient);
  }

  /** Answers come to a sub-address (RFC 5233), which tells what they answer. */
  private boolean isTakenFor(String recipient) {
    int plus = recipient.indexOf('+');
    int at = recipient.lastIndexOf('@');
    boolean sub = plus > 0 && at > plus;
    return recipients.contains(recipient)
        || sub && recipients.contains(recipient.substring(0, plus) + recipient.substring(at));
  }

  /** A control character is part of none, and one of them no database takes. */
  private static boolean isAddress(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String data(InputStream data) throws RejectException, IOException {
    mail.take(data);
    return complete();
  }

  boolean hasChunks() {
    return mail.hasBegun();
  }

  /**
   * @throws RejectException where this and those before it are more than is taken
   */
  void chunk(InputStream in, long size) throws RejectException, IOException {
    mail.take(in, size);
    mail.requireTaken();
  }

  /**
   * @return what the sender is told after the commit
   */
  String complete() throws RejectException {
    byte[] raw = mail.bytes();
    try {
      var receipt =
          intake.receive(
              new Delivery(
                  Channel.SMTP,
                  "message/rfc822",
                  raw,
                  Submitter.channel("smtp"),
                  null,
                  MessageId.of(raw),
                  from,
                  List.copyOf(to),
                  remoteAddress,
                  false,
                  FilingMode.BY_WORKER,
                  null));
      return "2.0.0 Stored as report " + receipt.reportId();
    } catch (OutOfSpace full) {
      throw full(full);
    } catch (Problem refused) {
      if (refused.type().isPassing()) {
        throw later();
      }
      throw new RejectException(554, "5.6.0 " + refused.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("A mail was not taken in and its sender told to try again", failure);
      throw later();
    }
  }

  private static RejectException full(OutOfSpace full) {
    LOG.debug("A mail was not taken in for want of space", full);
    return new RejectException(452, "4.3.1 Insufficient system storage; try again later");
  }

  private static RejectException later() {
    return new RejectException(451, "4.3.0 The report could not be stored; try again later");
  }

  @Override
  public void done() {
    if (permit != null) {
      permit.settle(mail.came());
    }
    mail.release();
    whenDone.run();
  }
}
