package dev.demarc.console.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.filing.ReportTrials;
import dev.demarc.casework.views.FiledReports;
import dev.demarc.console.PageResponses;
import dev.demarc.evidence.Download;
import dev.demarc.evidence.EvidenceKeeper;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Category;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Severity;
import dev.demarc.shared.Sha256;
import dev.demarc.triage.FilingState;
import dev.demarc.triage.Filings;
import dev.demarc.triage.Submissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One report as it was read, its bytes, and a form to type one in. */
@Path("/reports")
@RolesAllowed(Roles.ANALYST)
public class ReportPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance show(
        StoredReport report,
        @Nullable FilingState state,
        @Nullable ParsedReport parsed,
        List<Indicator> indicators,
        @Nullable String headers,
        String text,
        boolean cut,
        boolean heldBack,
        @Nullable String caseKey);

    static native TemplateInstance write(
        TypedReport typed,
        List<MalformedReport.FieldError> errors,
        List<Category> categories,
        List<Severity> severities,
        String once,
        ReportTrials.@Nullable Outlook filing);
  }

  private static final Logger LOG = Logger.getLogger(ReportPages.class);

  private static final int TEXT_SHOWN = 60_000;

  private final Intake intake;
  private final Filings filings;
  private final VisibleReports reports;
  private final FiledReports filed;
  private final ReportReader reader;
  private final Submissions submissions;
  private final EvidenceKeeper keeper;
  private final ObjectMapper json;
  private final CurrentActor actor;

  ReportPages(
      Intake intake,
      Filings filings,
      VisibleReports reports,
      FiledReports filed,
      ReportReader reader,
      Submissions submissions,
      EvidenceKeeper keeper,
      ObjectMapper json,
      CurrentActor actor) {
    this.intake = intake;
    this.filings = filings;
    this.reports = reports;
    this.filed = filed;
    this.reader = reader;
    this.submissions = submissions;
    this.keeper = keeper;
    this.json = json;
    this.actor = actor;
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance show(@PathParam("id") String id) {
    var report = reports.find(id);
    keeper.hold(report);
    byte[] raw = intake.raw(report.id()).orElseThrow();
    var parsed = read(report, raw);
    var text = keeper.shown(parsed == null || parsed.text() == null ? "" : parsed.text());
    var state = filings.find(report.id()).orElse(null);
    return Templates.show(
        report,
        state,
        parsed,
        indicators(state, parsed),
        keeper.shown(HeaderLines.of(report.contentType(), raw)),
        text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) : text,
        text.length() > TEXT_SHOWN,
        keeper.isHeldBack(report) && !actor.isAdministrator(),
        filed.caseOf(report.id()).orElse(null));
  }

  /** As it was filed: what its sender's other reports tell is no part of the bytes. */
  private static List<Indicator> indicators(
      @Nullable FilingState state, @Nullable ParsedReport parsed) {
    if (state != null && state.reading() != null) {
      return state.reading().indicators();
    }
    return parsed == null ? List.of() : parsed.indicators();
  }

  /** Null where it cannot be read: the page then offers the raw bytes alone. */
  private @Nullable ParsedReport read(StoredReport report, byte[] raw) {
    try {
      return reader.read(report, raw);
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  @GET
  @Path("{id}/raw")
  public RestResponse<byte[]> raw(@PathParam("id") String id) {
    var report = reports.find(id);
    var name = report.id() + suffix(report.contentType());
    return Download.of(keeper.raw(report), name);
  }

  private static String suffix(String contentType) {
    if (contentType.startsWith("message/")) {
      return ".eml";
    }
    return contentType.contains("json") ? ".json" : ".txt";
  }

  @GET
  @Path("new")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance write() {
    return form(TypedReport.EMPTY, List.of(), Ids.next().toString(), null);
  }

  /**
   * @param once the form's own name: sent again with the same content, it is the same report
   * @param filing what would become of it; null where that was not asked
   */
  static TemplateInstance form(
      TypedReport typed,
      List<MalformedReport.FieldError> errors,
      String once,
      ReportTrials.@Nullable Outlook filing) {
    return Templates.write(
        typed, errors, List.of(Category.values()), List.of(Severity.values()), once, filing);
  }

  /** Becomes Demarc's own JSON form, and a report like any other. */
  @POST
  @Path("new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<Object> submit(MultivaluedMap<String, String> form)
      throws JsonProcessingException {
    var typed = TypedReport.of(name -> form == null ? null : form.getFirst(name));
    var once = once(form);
    byte[] body = json.writeValueAsBytes(typed.toForm());
    ReportReader.Arrival arrival;
    try {
      arrival = reader.arriving(body, MediaType.APPLICATION_JSON);
    } catch (MalformedReport malformed) {
      return PageResponses.rendered(422, form(typed, malformed.errors(), once.toString(), null));
    }
    var id = take(body, once + " " + HexFormat.of().formatHex(Sha256.of(body)), arrival);
    return PageResponses.seeOther(pageOf(id));
  }

  static UUID once(@Nullable MultivaluedMap<String, String> form) {
    return Ids.parse(Objects.requireNonNullElse(form == null ? null : form.getFirst("once"), ""))
        .orElseGet(Ids::next);
  }

  private UUID take(byte[] body, String key, ReportReader.Arrival arrival) {
    var delivery =
        Delivery.overRest(
            MediaType.APPLICATION_JSON,
            body,
            actor.submitter(),
            key,
            Delivery.FilingMode.BY_CALLER,
            arrival.receivedAt());
    try {
      return submissions.take(delivery, false, arrival.parsed()).reportId();
    } catch (Problem problem) {
      throw problem.type() == ProblemType.OUTCOME_UNKNOWN
          ? new Problem(
              problem.type(),
              "It is not known whether the report was stored: the database went away. Go back and"
                  + " send the form again as it is: it is stored once.")
          : problem;
    }
  }

  /** It is stored by then: that its case cannot be looked up is no reason to say otherwise. */
  private String pageOf(UUID id) {
    try {
      return filed
          .caseOf(id)
          .map(key -> "/cases/" + key)
          .orElseGet(() -> reports.isSeen(id) ? "/reports/" + id : "/?told=filed");
    } catch (RuntimeException failure) {
      LOG.error("The case of a report that was typed in could not be looked up", failure);
      return "/reports/" + id;
    }
  }
}
