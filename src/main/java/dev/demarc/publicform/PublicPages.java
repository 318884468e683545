package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.formats.MalformedReport;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
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
        boolean files,
        String once);

    /**
     * @param link the page's whole address, to be kept
     */
    static native TemplateInstance status(
        PublicFormSettings.State form, StatusView view, String token, String link, Talk talk);

    /** For a link that leads nowhere, while the form is on. */
    static native TemplateInstance nothing(String desk, String why);
  }

  /**
   * What was typed on the page of a report and not taken.
   *
   * @param kind what it was for; {@code message} where nothing was refused
   * @param problem why; null where nothing was refused
   */
  public record Talk(String kind, String typed, @Nullable String problem, String once) {

    static Talk nothing() {
      return new Talk(name(Kind.MESSAGE), "", null, Ids.next().toString());
    }

    static String name(Kind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    Talk refused(String why) {
      return new Talk(kind, typed, why, once);
    }

    public @Nullable String problemOf(String of) {
      return kind.equals(of) ? problem : null;
    }

    public String typedFor(String of) {
      return kind.equals(of) ? typed : "";
    }
  }

  private final PublicFormSettings settings;
  private final ArrivingForms forms;
  private final PublicMessages messages;
  private final SentFiles files;
  private final StatusViews views;
  private final String publicUrl;

  PublicPages(
      PublicFormSettings settings,
      ArrivingForms forms,
      PublicMessages messages,
      SentFiles files,
      StatusViews views,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.settings = settings;
    this.forms = forms;
    this.messages = messages;
    this.files = files;
    this.views = views;
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
  }

  private PublicFormSettings.State form() {
    var state = settings.read();
    if (!state.enabled()) {
      throw Problem.notFound("There is nothing at this address.");
    }
    return state;
  }

  @GET
  public TemplateInstance blank() {
    return blank(form(), TypedPublicReport.EMPTY, List.of(), Ids.next().toString());
  }

  private static TemplateInstance blank(
      PublicFormSettings.State form,
      TypedPublicReport typed,
      List<MalformedReport.FieldError> errors,
      String once) {
    var kinds = List.of(TypedPublicReport.Kind.values());
    return Templates.form(form.desk(), typed, kinds, errors, form.files(), once);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> report(MultivaluedMap<String, String> sent) {
    var fields = new HashMap<String, String>();
    if (sent != null) {
      sent.forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    }
    return report(form(), new UploadedForm(fields, List.of()));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public RestResponse<Object> reportWithFiles(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
    return report(form(), UploadedForm.of(contentType, body));
  }

  private RestResponse<Object> report(PublicFormSettings.State form, UploadedForm sent) {
    var typed = TypedPublicReport.of(sent.fields()::get);
    var once = once(sent.fields().get("once"));
    try {
      requireFiles(form, sent);
      var handed = forms.take(typed, sent, once);
      return seeOther("/report-abuse/" + handed.token() + "#received");
    } catch (MalformedReport malformed) {
      return page(422, blank(form, typed, malformed.errors(), once.toString()));
    } catch (Problem refused) {
      // of a form that was sent, went back to, changed and sent again: the next try is another one
      var why =
          refused.type() == ProblemType.CONFLICT
              ? "This form was sent before, with other words. Send it again, and it is another"
                  + " report."
              : refused.getMessage();
      var errors = List.of(new MalformedReport.FieldError("form", why));
      var next = refused.type() == ProblemType.CONFLICT ? Ids.next() : once;
      return page(refused.type().status(), blank(form, typed, errors, next.toString()));
    }
  }

  private static void requireFiles(PublicFormSettings.State form, UploadedForm sent) {
    if (!form.files() && !sent.files().isEmpty()) {
      throw new MalformedReport(
          "No files are taken.",
          List.of(
              new MalformedReport.FieldError(
                  "form", "No files are taken here now: it is sent without them next time.")));
    }
  }

  private static UUID once(@Nullable String named) {
    return Ids.parse(Objects.requireNonNullElse(named, "")).orElseGet(Ids::next);
  }

  private static RestResponse<Object> seeOther(String path) {
    return RestResponse.ResponseBuilder.create(303).location(URI.create(path)).build();
  }

  @GET
  @Path("{token}")
  public RestResponse<Object> status(@PathParam("token") String token) {
    return status(200, form(), token, Talk.nothing());
  }

  private RestResponse<Object> status(
      int status, PublicFormSettings.State form, String token, Talk talk) {
    try {
      var link = publicUrl + "/report-abuse/" + token;
      return page(status, Templates.status(form, views.of(token), token, link, talk));
    } catch (Problem nothing) {
      return page(nothing.type().status(), Templates.nothing(form.desk(), nothing.getMessage()));
    }
  }

  private static RestResponse<Object> page(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }

  /** Adds to the report that the link is of. */
  @POST
  @Path("{token}/messages")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> add(
      @PathParam("token") String token,
      @FormParam("kind") String kind,
      @FormParam("body") String body,
      @FormParam("once") String once) {
    var of = kind(kind);
    var name = once(once);
    var typed = new Talk(Talk.name(of), Objects.requireNonNullElse(body, ""), null, name.toString());
    return said(
        token, typed, () -> messages.add(token, new PublicMessages.Typed(of, body, name)));
  }

  @POST
  @Path("{token}/files")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public RestResponse<Object> addFiles(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    var sent = UploadedForm.of(contentType, body);
    var name = once(sent.fields().get("once"));
    var typed = new Talk(Talk.name(Kind.FILES), "", null, name.toString());
    if (!form().files()) {
      return status(422, form(), token, typed.refused("No files are taken here now."));
    }
    return said(token, typed, () -> files.add(token, sent, name));
  }

  private RestResponse<Object> said(String token, Talk typed, Runnable adds) {
    var form = form();
    try {
      adds.run();
      return seeOther("/report-abuse/" + token + "#messages");
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        return page(404, Templates.nothing(form.desk(), refused.getMessage()));
      }
      var why =
          refused.errors().isEmpty() ? refused.getMessage() : refused.errors().get(0).message();
      int status =
          refused.type().isPassing() ? refused.type().status() : ProblemType.INVALID.status();
      return status(status, form, token, typed.refused(why));
    }
  }

  private static Kind kind(@Nullable String named) {
    for (var kind : Kind.values()) {
      if (kind != Kind.FILES && Talk.name(kind).equals(named)) {
        return kind;
      }
    }
    return Kind.MESSAGE;
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
