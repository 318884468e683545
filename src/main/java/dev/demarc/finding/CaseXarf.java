package dev.demarc.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.participants.CaseAsXarf;
import dev.demarc.notification.Notifications;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** A case as XARF v4 to send along, with no more of it than an export has. */
@ApplicationScoped
class CaseXarf implements CaseAsXarf {

  private final CaseExport cases;
  private final Notifications notifications;
  private final ObjectMapper json;

  CaseXarf(CaseExport cases, Notifications notifications, ObjectMapper json) {
    this.cases = cases;
    this.notifications = notifications;
    this.json = json;
  }

  @Override
  @Transactional
  public byte[] write(UUID caseId) {
    var row =
        cases.rows(List.of(caseId)).stream()
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no such case."));
    var reports = XarfLine.each(row, notifications.ownAddress());
    try {
      return json.writerWithDefaultPrettyPrinter()
          .writeValueAsBytes(reports.size() == 1 ? reports.get(0) : reports);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a case cannot be written as JSON", e);
    }
  }
}
