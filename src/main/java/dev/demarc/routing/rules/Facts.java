package dev.demarc.routing.rules;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules may look at of one part of a case. What is not known is null.
 *
 * @param part the side whose part is routed
 * @param side whose work the case is by the decision in force
 * @param unsure whether nobody is sure yet that this is the side
 * @param confidence of the decision, 0..1
 * @param owner who holds what the case is about, by the inventory
 * @param tags of that in the inventory, as {@code environment=production}
 * @param reporter address of who sent the first report
 * @param format of the first report
 * @param channel by which it came
 * @param reporterRecord what became of the reporter's reports so far
 */
public record Facts(
    Side part,
    @Nullable Responsibility side,
    boolean unsure,
    double confidence,
    Category category,
    String service,
    Severity severity,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String owner,
    Set<String> tags,
    @Nullable String reporter,
    @Nullable String format,
    @Nullable String channel,
    ReporterRecord reporterRecord) {

  public Facts {
    tags = tags == null ? Set.of() : Set.copyOf(tags);
    reporterRecord = reporterRecord == null ? ReporterRecord.NONE : reporterRecord;
  }

  /** With what became of the reporter's reports so far. */
  public Facts with(ReporterRecord known) {
    return new Facts(
        part,
        side,
        unsure,
        confidence,
        category,
        service,
        severity,
        accountId,
        region,
        owner,
        tags,
        reporter,
        format,
        channel,
        known);
  }
}
