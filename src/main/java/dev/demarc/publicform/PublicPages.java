package dev.demarc.publicform;

import dev.demarc.formats.MalformedReport;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The form for strangers; where it is off, there is nothing at its address. */
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
  }

  private final PublicFormSettings settings;
  private final ArrivingForms forms;
  private final AddressProofs proofs;
  private final String publicUrl;

  PublicPages(
      PublicFormSettings settings,
      ArrivingForms forms,
      AddressProofs proofs,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.settings = settings;
    this.forms = forms;
    this.proofs = proofs;
    this.publicUrl = publicUrl;
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
      return handed(forms.take(typed, sent, once), typed);
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

  /** To the page of the report, from where its receipt was sent if one was wanted. */
  private RestResponse<Object> handed(PublicReports.Handed handed, TypedPublicReport typed) {
    var page = "/report-abuse/" + handed.token();
    var address = EmailAddress.of(typed.email());
    if (!typed.receipt() || address.isEmpty()) {
      return seeOther(page + "#received");
    }
    boolean sent = proofs.receipt(handed.reportId(), address.get());
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create(page + (sent ? "" : "?sent=nothing") + "#received"))
        .cookie(AddressProofPages.cookie(handed.token(), publicUrl.startsWith("https:")))
        .build();
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

  static UUID once(@Nullable String named) {
    return Ids.parse(Objects.requireNonNullElse(named, "")).orElseGet(Ids::next);
  }

  /** In one sentence: of a field, where one is at fault. */
  static String why(Problem refused) {
    var ofField = refused.errors().isEmpty() ? null : refused.errors().get(0).message();
    return ofField == null ? String.valueOf(refused.getMessage()) : ofField;
  }

  static RestResponse<Object> seeOther(String path) {
    return RestResponse.ResponseBuilder.create(303).location(URI.create(path)).build();
  }

  static RestResponse<Object> page(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
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
