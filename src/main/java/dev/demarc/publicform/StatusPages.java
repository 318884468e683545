package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The page of a report, for whoever has its link, and what they send from there. */
@Path("/report-abuse/{token}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class StatusPages {

  @CheckedTemplate(basePath = "PublicPages")
  static class Templates {
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

    static Talk noReceipt() {
      return new Talk("no-receipt", "", null, Ids.next().toString());
    }

    /** Whether something that was written or sent was refused. */
    public boolean isRefused() {
      return problem != null && !kind.equals("proof");
    }

    /** Whether the receipt that was wanted could not be sent. */
    public boolean isNoReceipt() {
      return kind.equals("no-receipt");
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
  private final PublicMessages messages;
  private final AddedFiles files;
  private final AddressProofs proofs;
  private final StatusViews views;
  private final String publicUrl;

  StatusPages(
      PublicFormSettings settings,
      PublicMessages messages,
      AddedFiles files,
      AddressProofs proofs,
      StatusViews views,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.settings = settings;
    this.messages = messages;
    this.files = files;
    this.proofs = proofs;
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
  public RestResponse<Object> status(
      @PathParam("token") String token, @QueryParam("sent") String sent) {
    return status(200, form(), token, "nothing".equals(sent) ? Talk.noReceipt() : Talk.nothing());
  }

  private RestResponse<Object> status(
      int status, PublicFormSettings.State form, String token, Talk talk) {
    try {
      var link = publicUrl + "/report-abuse/" + token;
      return PublicPages.page(status, Templates.status(form, views.of(token), token, link, talk));
    } catch (Problem nothing) {
      return PublicPages.page(
          nothing.type().status(), Templates.nothing(form.desk(), nothing.getMessage()));
    }
  }

  /** Adds to the report that the link is of. */
  @POST
  @Path("messages")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> add(
      @PathParam("token") String token,
      @FormParam("kind") String kind,
      @FormParam("body") String body,
      @FormParam("once") String once) {
    var of = kind(kind);
    var name = PublicPages.once(once);
    var typed =
        new Talk(Talk.name(of), Objects.requireNonNullElse(body, ""), null, name.toString());
    return said(token, typed, () -> messages.add(token, new PublicMessages.Typed(of, body, name)));
  }

  @POST
  @Path("files")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public RestResponse<Object> addFiles(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    var sent = UploadedForm.of(contentType, body);
    var name = PublicPages.once(sent.fields().get("once"));
    var typed = new Talk(Talk.name(Kind.FILES), "", null, name.toString());
    if (!form().files()) {
      return status(422, form(), token, typed.refused("No files are taken here now."));
    }
    return said(token, typed, () -> files.add(token, sent, name));
  }

  /** Sends the address that was typed a link, by which it is proved. */
  @POST
  @Path("proof")
  public RestResponse<Object> prove(@PathParam("token") String token) {
    var asked = new Talk("proof", "", null, Ids.next().toString());
    var answer = said(token, asked, () -> proofs.ask(token));
    if (answer.getStatus() != 303) {
      return answer;
    }
    var there = "/report-abuse/" + PublicReports.plain(token).orElseThrow() + "#proof";
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create(there))
        .cookie(AddressProofPages.cookie(token, publicUrl.startsWith("https:")))
        .build();
  }

  private RestResponse<Object> said(String token, Talk typed, Runnable adds) {
    var form = form();
    try {
      adds.run();
      return PublicPages.seeOther("/report-abuse/" + token + "#messages");
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        return PublicPages.page(404, Templates.nothing(form.desk(), refused.getMessage()));
      }
      int status =
          refused.type().isPassing() ? refused.type().status() : ProblemType.INVALID.status();
      return status(status, form, token, typed.refused(PublicPages.why(refused)));
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
}
