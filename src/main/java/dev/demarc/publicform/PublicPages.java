package dev.demarc.publicform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.formats.MalformedReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The pages for strangers; where the form is off, there is nothing at these addresses. */
@Path("/report-abuse")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class PublicPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance form(
        String desk,
        TypedPublicReport typed,
        List<TypedPublicReport.Kind> kinds,
        List<MalformedReport.FieldError> errors,
        String once);

    /**
     * @param link the page's whole address, to be kept
     */
    static native TemplateInstance status(
        String desk,
        PublicReports.Status status,
        String token,
        String link,
        @Nullable String ended,
        Talk talk);

    /** For a link that leads nowhere, while the form is on. */
    static native TemplateInstance nothing(String desk, String why);
  }

  /**
   * @param typed what was typed and not taken
   * @param problem why; null where nothing was refused
   */
  public record Talk(
      List<PublicMessages.Message> messages, String typed, @Nullable String problem, String once) {
    public boolean hasRoom() {
      return messages.size() < PublicMessages.MOST;
    }
  }

  private static final int LONGEST_ABOUT = 4_000;
  private static final int LONGEST_SEEN = 20_000;

  private final PublicFormSettings settings;
  private final PublicReports reports;
  private final PublicMessages messages;
  private final ReportReader reader;
  private final ObjectMapper json;
  private final String publicUrl;

  PublicPages(
      PublicFormSettings settings,
      PublicReports reports,
      PublicMessages messages,
      ReportReader reader,
      ObjectMapper json,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
    this.settings = settings;
    this.reports = reports;
    this.messages = messages;
    this.reader = reader;
    this.json = json;
  }

  private String desk() {
    var state = settings.read();
    if (!state.enabled()) {
      throw Problem.notFound("There is nothing at this address.");
    }
    return state.desk();
  }

  @GET
  public TemplateInstance form() {
    return form(desk(), TypedPublicReport.EMPTY, List.of(), Ids.next().toString());
  }

  private static TemplateInstance form(
      String desk, TypedPublicReport typed, List<MalformedReport.FieldError> errors, String once) {
    return Templates.form(desk, typed, List.of(TypedPublicReport.Kind.values()), errors, once);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> report(MultivaluedMap<String, String> form)
      throws JsonProcessingException {
    var desk = desk();
    var typed = TypedPublicReport.of(name -> form == null ? null : form.getFirst(name));
    var once =
        Ids.parse(Objects.requireNonNullElse(form == null ? null : form.getFirst("once"), ""))
            .orElseGet(Ids::next);
    var number = PublicReports.numberOf(once);
    byte[] body = json.writeValueAsBytes(typed.toForm(number));
    var errors = errors(typed);
    try {
      reader.arriving(body, MediaType.APPLICATION_JSON);
    } catch (MalformedReport malformed) {
      errors.addAll(malformed.errors());
    }
    if (!errors.isEmpty()) {
      return page(422, form(desk, typed, errors, once.toString()));
    }
    var handed = reports.take(body, number, typed.subject(), once);
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create("/report-abuse/" + handed.token() + "#received"))
        .build();
  }

  private static List<MalformedReport.FieldError> errors(TypedPublicReport typed) {
    var errors = new ArrayList<MalformedReport.FieldError>();
    if (typed.about().isEmpty() && typed.seen().isEmpty()) {
      errors.add(error("about", "Say what it is about, or what you saw."));
    }
    if (typed.about().length() > LONGEST_ABOUT) {
      errors.add(error("about", "At most 4,000 characters; send long lists by mail."));
    }
    if (typed.seen().length() > LONGEST_SEEN) {
      errors.add(error("seen", "At most 20,000 characters; send long logs by mail."));
    }
    if (!typed.confirmed()) {
      errors.add(error("confirmed", "Say that it is true as far as you know."));
    }
    return errors;
  }

  private static MalformedReport.FieldError error(String field, String message) {
    return new MalformedReport.FieldError(field, message);
  }

  @GET
  @Path("{token}")
  public RestResponse<Object> status(@PathParam("token") String token) {
    var desk = desk();
    try {
      return page(200, status(desk, token, "", null, Ids.next().toString()));
    } catch (Problem nothing) {
      return page(nothing.type().status(), Templates.nothing(desk, nothing.getMessage()));
    }
  }

  private static RestResponse<Object> page(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }

  private TemplateInstance status(
      String desk, String token, String typed, @Nullable String problem, String once) {
    var status = reports.find(token).orElseThrow(PublicReports::nothingHere);
    var talk = new Talk(messages.of(token), typed, problem, once);
    return Templates.status(
        desk, status, token, publicUrl + "/report-abuse/" + token, ended(status), talk);
  }

  /** Adds to the report that the link is of. */
  @POST
  @Path("{token}/messages")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> add(
      @PathParam("token") String token,
      @FormParam("body") String body,
      @FormParam("once") String once) {
    var desk = desk();
    var name = Ids.parse(Objects.requireNonNullElse(once, "")).orElseGet(Ids::next);
    try {
      messages.add(token, body, name);
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        return page(404, Templates.nothing(desk, refused.getMessage()));
      }
      var why =
          refused.errors().isEmpty() ? refused.getMessage() : refused.errors().get(0).message();
      return page(
          422, status(desk, token, Objects.requireNonNullElse(body, ""), why, name.toString()));
    }
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create("/report-abuse/" + token + "#messages"))
        .build();
  }

  /** Null while it is being worked on. */
  private static @Nullable String ended(PublicReports.Status status) {
    var disposition = status.disposition();
    if (disposition == null || disposition.status() == CaseStatus.OPEN) {
      return null;
    }
    if (Outcome.FIXED.equals(disposition.outcome())) {
      return "What you reported was dealt with.";
    }
    if (Outcome.NOT_OURS.equals(disposition.outcome())) {
      return "It is not in our hands: we cannot end it.";
    }
    return Outcome.DUPLICATE.equals(disposition.outcome())
            || disposition.status() == CaseStatus.MERGED
        ? "It is worked on together with other reports about the same."
        : "We looked into it and found nothing that we have to end.";
  }

  /** What was wrong with one field; for the form. */
  @TemplateExtension
  static final class Mistakes {
    private Mistakes() {}

    static @Nullable String of(List<MalformedReport.FieldError> errors, String field) {
      return errors.stream()
          .filter(
              e ->
                  e.field().equals(field)
                      || field.equals("about") && e.field().startsWith("sources"))
          .map(MalformedReport.FieldError::message)
          .findFirst()
          .orElse(null);
    }
  }
}
