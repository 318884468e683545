package dev.demarc.intake.smtp;

import dev.demarc.intake.Intake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.internal.io.DotTerminatedInputStream;
import org.subethamail.smtp.internal.io.DotUnstuffingInputStream;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.server.Session;

/**
 * The commands of a mail transaction as RFC 5321 wants them. The library's own overlook an
 * announced size with another parameter behind it, stay in the transaction after a mail that was
 * refused, leave a dot in the first line, and take a chunk that was cut off for a whole mail.
 */
final class MailTransaction {

  private MailTransaction() {}

  /**
   * @param connections hear when the bytes of a mail begin and when it is stored
   * @param quota is asked before each mail
   */
  static void correct(CommandHandler commands, SmtpConnections connections, MailQuota quota) {
    commands.addCommand(new Mail(commands.getCommand("MAIL"), connections::areDraining, quota));
    commands.addCommand(new Data(connections));
    commands.addCommand(new Chunk(connections));
  }

  /** With the size that is announced (RFC 1870), and only while the sender may send more. */
  private static final class Mail extends BaseCommand {
    private final Command inner;
    private final BooleanSupplier draining;
    private final MailQuota quota;

    Mail(Command inner, BooleanSupplier draining, MailQuota quota) {
      super("MAIL", "Specifies the sender.", "FROM: <sender> [ <parameters> ]");
      this.inner = inner;
      this.draining = draining;
      this.quota = quota;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
      if (draining.getAsBoolean()) {
        throw new DropConnectionException(421, SmtpConnections.STOPPING);
      }
      long announced = -1;
      for (var parameter : line.substring(line.lastIndexOf('>') + 1).split("\\s+")) {
        if (parameter.toUpperCase(Locale.ROOT).startsWith("SIZE=")) {
          var size = parameter.substring("SIZE=".length());
          if (!isNumber(size)) {
            session.sendResponse("501 5.5.4 SIZE must be a number of bytes");
            return;
          }
          if (isMore(size, Intake.MAX_BYTES)) {
            session.sendResponse("552 5.3.4 Message is larger than 25 MiB");
            return;
          }
          announced = Long.parseLong(size);
        }
      }
      if (session.isMailTransactionInProgress()) {
        inner.execute(line, session); // which refuses a second one
        return;
      }
      var permit = quota.admit(session.getSocket().getInetAddress(), announced);
      if (!permit.isGranted()) {
        session.sendResponse(permit.refusal());
        return;
      }
      begin(line, session, permit);
    }

    private void begin(String line, Session session, MailQuota.Permit permit)
        throws IOException, DropConnectionException {
      try {
        inner.execute(line, session);
      } finally {
        if (session.isMailTransactionInProgress()) {
          ((SmtpMessage) session.getMessageHandler()).counts(permit);
        } else {
          permit.settle(0);
        }
      }
    }
  }

  /** RFC 5321 section 4.1.1.4. */
  private static final class Data extends BaseCommand {
    private final SmtpConnections connections;

    Data(SmtpConnections connections) {
      super("DATA", "Following text is the mail.\nEnd it with <CR><LF>.<CR><LF>");
      this.connections = connections;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
      if (!isReady(session)) {
        return;
      }
      var message = (SmtpMessage) session.getMessageHandler();
      if (message.hasChunks()) {
        session.sendResponse("503 5.5.1 Go on with BDAT, or say RSET");
        return;
      }
      connections.contentBegins(session);
      session.sendResponse("354 End data with <CR><LF>.<CR><LF>");
      var mail = unstuffed(new DotTerminatedInputStream(session.getRawInput()));
      end(session, connections, () -> message.data(mail));
    }

    /** The first line is told to be one by a line end before it. */
    private static InputStream unstuffed(InputStream mail) throws IOException {
      var lines =
          new DotUnstuffingInputStream(
              new SequenceInputStream(new ByteArrayInputStream(new byte[] {'\r', '\n'}), mail));
      lines.readNBytes(2); // not skipped, which it would not notice
      return lines;
    }
  }

  /** RFC 3030. */
  private static final class Chunk extends BaseCommand {
    private final SmtpConnections connections;

    Chunk(SmtpConnections connections) {
      super("BDAT", "A part of the mail follows.", "<size> [ LAST ]");
      this.connections = connections;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
      var words = line.trim().split("\\s+");
      boolean last = words.length == 3 && words[2].equalsIgnoreCase("LAST");
      if (words.length < 2 || !isNumber(words[1]) || words.length != (last ? 3 : 2)) {
        // what follows cannot be told from commands
        throw new DropConnectionException(501, "5.5.4 Syntax: BDAT size [LAST]");
      }
      if (isMore(words[1], ArrivingMail.MOST_DROPPED)) {
        throw new DropConnectionException(552, "5.3.4 Message is larger than 25 MiB");
      }
      long size = Long.parseLong(words[1]);
      var in = session.getRawInput();
      if (!session.isMailTransactionInProgress() || session.getRecipientCount() == 0) {
        in.skipNBytes(size);
        isReady(session);
        return;
      }
      connections.contentBegins(session);
      var message = (SmtpMessage) session.getMessageHandler();
      if (last) {
        end(
            session,
            connections,
            () -> {
              message.chunk(in, size);
              return message.complete();
            });
        return;
      }
      try {
        message.chunk(in, size);
        session.sendResponse("250 2.0.0 " + size + " bytes received");
      } catch (DropConnectionException hangUp) {
        throw hangUp;
      } catch (RejectException refusal) {
        session.resetMailTransaction();
        session.sendResponse(refusal.getErrorResponse());
      }
    }
  }

  private static boolean isReady(Session session) throws IOException {
    if (!session.isMailTransactionInProgress()) {
      session.sendResponse("503 5.5.1 Say MAIL first");
      return false;
    }
    if (session.getRecipientCount() == 0) {
      session.sendResponse("503 5.5.1 Say RCPT first");
      return false;
    }
    return true;
  }

  private interface Ending {
    String run() throws RejectException, IOException;
  }

  /** Whatever becomes of it, the mail's transaction is over: the next one may begin. */
  private static void end(Session session, SmtpConnections connections, Ending ending)
      throws IOException, DropConnectionException {
    String answer;
    try {
      answer = "250 " + ending.run();
      connections.mailStored(session);
    } catch (DropConnectionException hangUp) {
      throw hangUp;
    } catch (RejectException refusal) {
      answer = refusal.getErrorResponse();
    }
    // in this order: a mail whose sender has not heard of it yet is not over
    session.sendResponse(answer);
    session.resetMailTransaction();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The number may be longer than any that fits. */
  private static boolean isMore(String number, long than) {
    return number.length() > 18 || Long.parseLong(number) > than;
  }
}
