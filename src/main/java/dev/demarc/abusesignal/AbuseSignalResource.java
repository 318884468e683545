package dev.demarc.abusesignal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.abusesignal.AbuseSubmissions.Standing;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.views.ReportDisposition;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.UnreadableReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A second API: requests and answers as those of AWS's Abuse Signal API, so that a client written
 * for it can report here. Callers show a key of Demarc's own instead of a signature.
 */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SUBMITTER)
@Tag(name = "Abuse Signal")
public class AbuseSignalResource {

  /** Bytes: 5 MB a request. */
  static final int MAX_BYTES = 5 * 1024 * 1024;

  private static final int MOST_EVIDENCE = 50;
  private static final int MOST_RESULTS = 50;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,128}");
  private static final Pattern CORRELATION = Pattern.compile("[a-zA-Z0-9_-]{1,256}");

  /** How far a report has come; only COMPLETED is final. */
  public enum Status {
    QUEUED,
    PROCESSING,
    COMPLETED
  }

  /** What came of a report that is COMPLETED. */
  public enum ReasonCode {
    ACTIONED,
    NOT_RESOLVABLE_TO_AWS,
    REVIEWED_NO_AWS_ACTION,
    CONTENT_DOWN_OR_INACCESSIBLE,
    NEED_MORE_INFORMATION
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Created(String reportId, @Nullable String correlationId) {}

  /** Times are seconds since 1970, as the service's protocol has them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReportStatus(
      String reportId,
      @Nullable String correlationId,
      Status status,
      String description,
      @Nullable ReasonCode reasonCode,
      @Nullable Double submittedAt,
      @Nullable Double lastUpdatedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Statuses(List<ReportStatus> reports, @Nullable String nextToken) {}

  private final AbuseSubmissions submissions;
  private final ReportReader reader;
  private final ObjectMapper json;
  private final CurrentActor actor;

  AbuseSignalResource(
      AbuseSubmissions submissions, ReportReader reader, ObjectMapper json, CurrentActor actor) {
    this.submissions = submissions;
    this.reader = reader;
    this.json = json;
    this.actor = actor;
  }

  /** CreateAbuseReport: {@code {"clientToken", "correlationId", "report": {"xarf": {...}}}}. */
  @POST
  @Path("abuse")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<Created> create(byte[] body) {
    var request = request(body);
    var token = text(request, "clientToken", TOKEN, "must be 1 to 128 printable ASCII characters");
    var correlationId =
        text(request, "correlationId", CORRELATION, "must match [a-zA-Z0-9-_]{1,256}");
    check(request.path("report"), body);
    var id = submissions.take(body, actor.submitter(), token, correlationId);
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, new Created(publicId(id), correlationId))
        .build();
  }

  private JsonNode request(byte[] body) {
    if (RequestBodies.required(body).length > MAX_BYTES) {
      throw new Problem(ProblemType.TOO_LARGE, "A request may have at most 5 MB.");
    }
    try {
      return json.readTree(body);
    } catch (java.io.IOException e) {
      throw new Problem(ProblemType.UNREADABLE, "The body is not readable JSON.");
    }
  }

  private static @Nullable String text(
      JsonNode request, String name, Pattern allowed, String message) {
    var value = request.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !allowed.matcher(value.textValue()).matches()) {
      throw Problem.invalid(name, message);
    }
    return value.textValue();
  }

  private void check(JsonNode report, byte[] body) {
    var xarf = report.path("xarf");
    if (!xarf.isObject()) {
      throw Problem.invalid("report.xarf", "must be a XARF report");
    }
    if (report.size() > 1) {
      throw Problem.invalid("report", "is a union: it must have exactly one member, xarf");
    }
    if (xarf.path("evidence").size() > MOST_EVIDENCE) {
      throw Problem.invalid(
          "report.xarf.evidence", "must have at most " + MOST_EVIDENCE + " items");
    }
    try {
      reader.arriving(body, MediaType.APPLICATION_JSON);
    } catch (UnreadableReport unreadable) {
      throw unreadable;
    } catch (MalformedReport malformed) {
      throw new Problem(
          ProblemType.INVALID,
          Objects.requireNonNullElse(malformed.getMessage(), "The report is not valid."),
          malformed.errors().stream()
              .map(e -> new FieldError("report.xarf." + e.field(), e.message()))
              .toList());
    }
  }

  /** GetAbuseReportStatus, for the key that submitted it. */
  @GET
  @Path("abuse/{reportId}")
  public ReportStatus status(@PathParam("reportId") String reportId) {
    var standing = submissions.standing(internalId(reportId), actor.submitter());
    return new ReportStatus(
        publicId(standing.reportId()),
        standing.correlationId(),
        statusOf(standing),
        description(standing),
        reason(standing),
        seconds(standing.submittedAt()),
        seconds(standing.updatedAt()));
  }

  /**
   * ListAbuseReportStatuses: the key's own reports in the order of submission.
   *
   * @param maxResults 1 to 50, the default
   */
  @GET
  @Path("abusestatuses")
  public Statuses list(
      @QueryParam("correlationId") String correlationId,
      @QueryParam("maxResults") String maxResults,
      @QueryParam("nextToken") String nextToken) {
    if (correlationId != null && !CORRELATION.matcher(correlationId).matches()) {
      throw Problem.invalid("correlationId", "must match [a-zA-Z0-9-_]{1,256}");
    }
    var page =
        submissions.list(actor.submitter(), correlationId, limit(maxResults), cursor(nextToken));
    var reports =
        page.items().stream()
            .map(
                s ->
                    new ReportStatus(
                        publicId(s.reportId()),
                        s.correlationId(),
                        statusOf(s),
                        description(s),
                        reason(s),
                        null,
                        null))
            .toList();
    return new Statuses(reports, page.next());
  }

  private static @Nullable Cursor cursor(String nextToken) {
    try {
      return Cursor.decode(nextToken);
    } catch (Problem none) {
      throw Problem.invalid("nextToken", "is not one of this list; leave it out to start over");
    }
  }

  private static int limit(String maxResults) {
    if (maxResults == null) {
      return MOST_RESULTS;
    }
    if (!maxResults.matches("[1-9]|[1-4][0-9]|50")) {
      throw Problem.invalid("maxResults", "must be 1 to " + MOST_RESULTS);
    }
    return Integer.parseInt(maxResults);
  }

  private static Status statusOf(Standing standing) {
    if (!standing.filed()) {
      return Status.QUEUED;
    }
    return isOpen(standing.disposition()) ? Status.PROCESSING : Status.COMPLETED;
  }

  private static boolean isOpen(@Nullable ReportDisposition disposition) {
    return disposition != null && disposition.status() != CaseStatus.CLOSED;
  }

  private static String description(Standing standing) {
    return switch (statusOf(standing)) {
      case QUEUED -> "The report is stored and waits to be filed.";
      case PROCESSING -> "The report is filed in a case, which people are working on.";
      case COMPLETED -> "The case of this report is closed.";
    };
  }

  private static @Nullable ReasonCode reason(Standing standing) {
    if (statusOf(standing) != Status.COMPLETED) {
      return null;
    }
    var outcome = standing.disposition() == null ? null : standing.disposition().outcome();
    return Outcome.FIXED.equals(outcome) ? ReasonCode.ACTIONED : ReasonCode.REVIEWED_NO_AWS_ACTION;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  /** The protocol's ids are letters and digits only. */
  private static String publicId(UUID id) {
    return id.toString().replace("-", "");
  }

  private static UUID internalId(String reportId) {
    if (!reportId.matches("[0-9a-fA-F]{32}")) {
      throw Problem.notFound("There is no abuse report of this id.");
    }
    return VisibleReports.reportId(
        reportId.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }
}
