package dev.demarc.triage;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.evidence.Download;
import dev.demarc.evidence.EvidenceKeeper;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.Submission;
import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Commit;
import dev.demarc.shared.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes reports in over REST, and tells what became of them. */
@Path("/api/v1/reports")
@Tag(name = "Reports")
public class ReportsResource {

  private static final Logger LOG = Logger.getLogger(ReportsResource.class);

  static final String MAIL = "message/rfc822";
  static final String CSV = "text/csv";
  static final String NDJSON = "application/x-ndjson";

  private final ReportReader reader;
  private final Submissions submissions;
  private final BulkSubmissions bulk;
  private final CsvMappings mappings;
  private final VisibleReports reports;
  private final EvidenceKeeper keeper;
  private final ReportViews views;
  private final CurrentActor actor;

  /** Three kinds of bodies are taken, each in its way; and two things are answered. */
  ReportsResource(
      ReportReader reader,
      Submissions submissions,
      BulkSubmissions bulk,
      CsvMappings mappings,
      VisibleReports reports,
      EvidenceKeeper keeper,
      ReportViews views,
      CurrentActor actor) {
    this.reader = reader;
    this.submissions = submissions;
    this.bulk = bulk;
    this.mappings = mappings;
    this.reports = reports;
    this.keeper = keeper;
    this.views = views;
    this.actor = actor;
  }

  /**
   * One report; or a list of findings, which is answered as {@link #submitLines} is. A mail may
   * also be one that Outlook saved (.msg), or that S/MIME wraps (.p7m). Plain text is a report in
   * its sender's words, such as lines of a log. XML and archives are DMARC and TLS reports, filed
   * without a case.
   */
  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    MAIL,
    MediaType.TEXT_PLAIN,
    "application/vnd.ms-outlook",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    MediaType.MULTIPART_FORM_DATA,
    MediaType.APPLICATION_XML,
    MediaType.TEXT_XML,
    "application/gzip",
    "application/x-gzip",
    "application/zip",
    "application/tlsrpt+json",
    "application/stix+json",
    "application/vnd.oasis.stix+json",
    "application/taxii+json",
    "application/tlsrpt+gzip"
  })
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  @APIResponseSchema(value = ReportViews.Submitted.class, responseCode = "201")
  public RestResponse<?> submit(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @HeaderParam("Prefer") String prefer,
      byte[] body) {
    var several =
        Submission.isJson(RequestBodies.contentType(contentType))
            ? BulkRecords.ofList(RequestBodies.required(body))
            : List.<BulkRecord>of();
    if (!several.isEmpty()) {
      return takeAll(several.iterator(), idempotencyKey);
    }
    boolean async = prefer != null && prefer.contains("respond-async");
    var key = RequestBodies.idempotencyKey(idempotencyKey);
    var arrival = read(RequestBodies.required(body), contentType);
    var delivery =
        Delivery.overRest(
            contentType,
            body,
            actor.submitter(),
            key,
            async ? FilingMode.BY_WORKER : FilingMode.BY_CALLER,
            arrival == null ? null : arrival.receivedAt());
    var receipt = submissions.take(delivery, async, arrival == null ? null : arrival.parsed());
    var answer = views.answerTo(receipt.reportId());
    int status = receipt.repeat() ? 200 : answer.status() == FilingStatus.FILED ? 201 : 202;
    return RestResponse.ResponseBuilder.<ReportViews.Submitted>create(status)
        .entity(answer)
        .header("Location", "/api/v1/reports/" + answer.id())
        .build();
  }

  /** Newline-delimited JSON: each line what {@link #submit} takes, up to 100,000. */
  @POST
  @Consumes({NDJSON, "application/jsonl"})
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  @APIResponseSchema(value = BulkSubmissions.BulkAnswer.class, responseCode = "202")
  public RestResponse<?> submitLines(
      @HeaderParam("Idempotency-Key") String idempotencyKey, InputStream body) {
    return takeAll(BulkRecords.ofLines(body), idempotencyKey);
  }

  /**
   * Rows of CSV under a header, up to 100,000.
   *
   * @param mapping the name of a saved mapping of columns; null for common column names
   */
  @POST
  @Consumes(CSV)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  @APIResponseSchema(value = BulkSubmissions.BulkAnswer.class, responseCode = "202")
  public RestResponse<?> submitRows(
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @QueryParam("mapping") String mapping,
      InputStream body) {
    var columns =
        mapping == null
            ? CsvColumns.COMMON
            : new CsvColumns(Commit.beforeStoring(() -> mappings.read(mapping)).columns());
    return takeAll(BulkRecords.ofRows(body, columns), idempotencyKey);
  }

  private RestResponse<BulkSubmissions.BulkAnswer> takeAll(
      Iterator<BulkRecord> pieces, String idempotencyKey) {
    var answer = bulk.take(pieces, actor.submitter(), RequestBodies.idempotencyKey(idempotencyKey));
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, answer).build();
  }

  /** Tells the sender what to mend before anything is stored; null where reading it failed. */
  private ReportReader.@Nullable Arrival read(byte[] body, String contentType) {
    try {
      return reader.arriving(body, contentType);
    } catch (MalformedReport malformed) {
      throw malformed;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "A report could not be read; it is stored, and filing will tell why");
      return null;
    }
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  public ReportViews.ReportView read(@PathParam("id") String id) {
    return views.of(id);
  }

  /**
   * The exact bytes, always as a download: a report is hostile. Those of child sexual abuse
   * material are for administrators, and the case's timeline tells of it.
   */
  @GET
  @Path("{id}/raw")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RolesAllowed(Roles.SUBMITTER)
  public RestResponse<byte[]> raw(@PathParam("id") String id) {
    var report = reports.find(id);
    return Download.of(keeper.raw(report), report.id() + ".report");
  }
}
