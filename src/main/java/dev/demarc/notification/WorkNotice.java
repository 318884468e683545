package dev.demarc.notification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a team has to know of its new work, without opening anything.
 *
 * @param side {@code AWS} or {@code customer}, as people read it
 * @param excerpt the beginning of the report's text
 * @param sample whether the case is made up: its mail is held, whatever is configured
 */
public record WorkNotice(
    UUID caseId,
    String caseKey,
    String recipient,
    String queueName,
    String side,
    String responsibility,
    String title,
    String category,
    String service,
    String severity,
    @Nullable String accountId,
    @Nullable String region,
    int confidencePercent,
    boolean unsure,
    @Nullable String task,
    String why,
    List<ReasonLine> reasons,
    List<String> openQuestions,
    List<String> indicators,
    String excerpt,
    WorkDue due,
    boolean sample) {

  /** One reason, as a line. */
  public record ReasonLine(String points, String signal, String evidence) {}
}
