package dev.demarc.intake.smtp;

import dev.demarc.intake.Intake;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.RejectException;

/**
 * The bytes of a mail as they come in. Of one that cannot be taken the rest is read still, and
 * dropped: else it would be understood as commands.
 */
public final class ArrivingMail {

  /** Whoever goes on for longer is hung up on. */
  static final long MOST_DROPPED = 4L * Intake.MAX_BYTES;

  private static final int PART = 64 * 1024;

  private final MailMemoryBudget room;
  private final List<byte[]> parts = new ArrayList<>();
  private int size;
  private long came;
  private long dropped;
  private @Nullable RejectException refusal;

  public ArrivingMail(MailMemoryBudget room) {
    this.room = room;
  }

  boolean hasBegun() {
    return size > 0 || refusal != null;
  }

  /** To the end of the stream. */
  public void take(InputStream mail) throws IOException, DropConnectionException {
    for (var part = mail.readNBytes(PART); part.length > 0; part = mail.readNBytes(PART)) {
      take(part);
    }
  }

  /**
   * @throws EOFException where the stream ends before
   */
  public void take(InputStream chunks, long bytes) throws IOException, DropConnectionException {
    for (long left = bytes; left > 0; ) {
      var part = chunks.readNBytes((int) Math.min(left, PART));
      if (part.length == 0) {
        throw new EOFException("the sender hung up within a mail");
      }
      take(part);
      left -= part.length;
    }
  }

  /** How many bytes, whether they were kept or dropped. */
  long came() {
    return came;
  }

  private void take(byte[] part) throws DropConnectionException {
    came += part.length;
    if (refusal == null && size + part.length > Intake.MAX_BYTES) {
      refuse(new RejectException(552, "5.3.4 Message is larger than 25 MiB"));
    } else if (refusal == null && !room.take(part.length)) {
      refuse(new RejectException(452, "4.3.1 Too many mails at a time; try again later"));
    }
    if (refusal == null) {
      parts.add(part);
      size += part.length;
      return;
    }
    dropped += part.length;
    if (dropped > MOST_DROPPED) {
      throw new DropConnectionException(refusal.getCode(), refusal.getMessage());
    }
  }

  private void refuse(RejectException why) {
    release();
    refusal = why;
  }

  /**
   * @throws RejectException where there is more than is taken
   */
  void requireTaken() throws RejectException {
    if (refusal != null) {
      throw refusal;
    }
  }

  /**
   * @throws RejectException as above
   */
  public byte[] bytes() throws RejectException {
    requireTaken();
    var mail = ByteBuffer.allocate(size);
    parts.forEach(mail::put);
    return mail.array();
  }

  /** The room for it; harmless when called again. */
  public void release() {
    parts.clear();
    room.giveBack(size);
    size = 0;
  }
}
