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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
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
        String once);

    /**
     * @param link the page's whole address, to be kept
     */
    static native TemplateInstance status(
        String desk, StatusView view, String token, String link, Talk talk);

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
  private final StatusViews views;
  private final String publicUrl;

  PublicPages(
      PublicFormSettings settings,
      ArrivingForms forms,
      PublicMessages messages,
      StatusViews views,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.settings = settings;
    this.forms = forms;
    this.messages = messages;
    this.views = views;
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
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
  public RestResponse<Object> report(MultivaluedMap<String, String> form) {
    var desk = desk();
    var typed = TypedPublicReport.of(name -> form == null ? null : form.getFirst(name));
    var once = once(form == null ? null : form.getFirst("once"));
    try {
      var handed = forms.take(typed, once);
      return seeOther("/report-abuse/" + handed.token() + "#received");
    } catch (MalformedReport malformed) {
      return page(422, form(desk, typed, malformed.errors(), once.toString()));
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
    return status(200, desk(), token, Talk.nothing());
  }

  private RestResponse<Object> status(int status, String desk, String token, Talk talk) {
    try {
      var link = publicUrl + "/report-abuse/" + token;
      return page(status, Templates.status(desk, views.of(token), token, link, talk));
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

  /** Adds to the report that the link is of. */
  @POST
  @Path("{token}/messages")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> add(
      @PathParam("token") String token,
      @FormParam("kind") String kind,
      @FormParam("body") String body,
      @FormParam("once") String once) {
    var desk = desk();
    var name = once(once);
    var of = kind(kind);
    try {
      messages.add(token, new PublicMessages.Typed(of, body, name));
      return seeOther("/report-abuse/" + token + "#messages");
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        return page(404, Templates.nothing(desk, refused.getMessage()));
      }
      var why =
          refused.errors().isEmpty() ? refused.getMessage() : refused.errors().get(0).message();
      var typed = Objects.requireNonNullElse(body, "");
      return status(422, desk, token, new Talk(Talk.name(of), typed, why, name.toString()));
    }
  }

  private static Kind kind(@Nullable String named) {
    for (var kind : Kind.values()) {
      if (Talk.name(kind).equals(named)) {
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
