package dev.demarc.triage;

import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.intake.Batch;
import dev.demarc.intake.Channel;
import dev.demarc.intake.Intake;
import dev.demarc.intake.Receipt;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in a body that holds many reports, batch by batch as it is read; the worker files them. */
@ApplicationScoped
class BulkSubmissions {

  private static final int TOLD = 1_000;
  private static final int LONGEST_DETAIL = 500;

  /**
   * What became of a body.
   *
   * @param rejectedCount of all that were left out; {@code rejected} tells of the first 1,000
   * @param ids of the reports that were taken in, in the order of the body
   */
  public record BulkAnswer(
      int accepted, int rejectedCount, List<Rejected> rejected, List<UUID> ids) {}

  /** A line, row or element that was left out, from 1, and why. */
  public record Rejected(int line, String detail) {}

  private final Intake intake;
  private final ReportReader reader;

  BulkSubmissions(Intake intake, ReportReader reader) {
    this.intake = intake;
    this.reader = reader;
  }

  /**
   * Each batch is committed before the next is read: memory stays the same however long the body.
   *
   * @param idempotencyKey null where there is none
   * @throws Problem CONFLICT where the key was used for another body; UNAVAILABLE or
   *     OUTCOME_UNKNOWN where the database went away on the way, telling how far it came
   */
  BulkAnswer take(
      Iterator<BulkRecord> pieces, Submitter submitter, @Nullable String idempotencyKey) {
    return new Taking(submitter, idempotencyKey).all(pieces);
  }

  private final class Taking {

    private final Submitter submitter;
    private final String idempotencyKey;
    private final List<UUID> ids = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int rejectedCount;
    private int lastPlace;
    private Batch batch;

    Taking(Submitter submitter, @Nullable String idempotencyKey) {
      this.submitter = submitter;
      // one that is made up lets a caller without a key repeat a body that was stored in part
      this.idempotencyKey = idempotencyKey == null ? Ids.next().toString() : idempotencyKey;
      this.batch = Batch.of(Channel.REST, submitter, this.idempotencyKey);
    }

    BulkAnswer all(Iterator<BulkRecord> pieces) {
      while (hasNext(pieces)) {
        take(pieces.next());
        if (batch.isFull()) {
          store();
        }
      }
      store();
      if (ids.isEmpty() && rejectedCount == 0) {
        throw new Problem(ProblemType.UNREADABLE, "The body holds no report.");
      }
      return new BulkAnswer(ids.size(), rejectedCount, rejected, ids);
    }

    /** What came before a body grew too large, or broke off, is in. */
    private boolean hasNext(Iterator<BulkRecord> pieces) {
      try {
        return pieces.hasNext();
      } catch (Problem cutOff) {
        store();
        throw Problem.repeatableAs(
            idempotencyKey,
            cutOff.type(),
            cutOff.getMessage()
                + " The first "
                + ids.size()
                + " reports of this body were stored, up to line "
                + lastPlace
                + ". "
                + howToRepeat());
      }
    }

    private void take(BulkRecord piece) {
      lastPlace = piece.place();
      var why = piece.isRefused() ? piece.refused() : whyMalformed(piece);
      if (why == null) {
        batch.add(piece.place(), piece.contentType(), piece.raw());
        return;
      }
      rejectedCount++;
      if (rejected.size() < TOLD) {
        rejected.add(new Rejected(piece.place(), cut(why)));
      }
    }

    private @Nullable String whyMalformed(BulkRecord piece) {
      try {
        reader.arriving(piece.raw(), piece.contentType());
        return null;
      } catch (MalformedReport malformed) {
        return malformed.getMessage();
      }
    }

    private static String cut(String why) {
      return why.length() <= LONGEST_DETAIL ? why : why.substring(0, LONGEST_DETAIL) + "…";
    }

    private void store() {
      if (batch.deliveries().isEmpty()) {
        return;
      }
      try {
        intake.receive(batch).stream().map(Receipt::reportId).forEach(ids::add);
      } catch (Problem refused) {
        throw refused.type().isPassing() ? inPart(refused) : refused;
      }
      batch = Batch.of(Channel.REST, submitter, idempotencyKey);
    }

    private Problem inPart(Problem refused) {
      int next = batch.deliveries().size();
      return Problem.repeatableAs(
          idempotencyKey,
          refused.type(),
          refused.type() == ProblemType.OUTCOME_UNKNOWN
              ? "The first "
                  + ids.size()
                  + " reports of this body were stored; of the next "
                  + next
                  + ", up to line "
                  + lastPlace
                  + ", it is not known: the database went away. "
                  + howToRepeat()
              : "Only the first "
                  + ids.size()
                  + " reports of this body were stored: the storage went away. "
                  + howToRepeat());
    }

    private String howToRepeat() {
      return "Send the same body again with the header 'Idempotency-Key: "
          + idempotencyKey
          + "': none is stored twice.";
    }
  }
}
