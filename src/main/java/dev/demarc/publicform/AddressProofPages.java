package dev.demarc.publicform;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where the link leads that proves an address: looking at it changes nothing. */
@Path("/report-abuse/proof")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class AddressProofPages {

  /**
   * What the browser is known by in which the button was pressed: the page's token, which its list
   * of visited pages holds as well.
   */
  static final String COOKIE = "report-page";

  private static final int A_DAY = 24 * 60 * 60;

  @CheckedTemplate(basePath = "PublicPages")
  static class Templates {
    /**
     * @param hasPage whether this browser is known to have the page
     * @param problem why nothing was confirmed; null where nothing was refused
     */
    static native TemplateInstance confirm(
        String desk,
        String secret,
        AddressProofs.Asked asked,
        boolean hasPage,
        @Nullable String problem);
  }

  private final PublicFormSettings settings;
  private final AddressProofs proofs;
  private final PublicReports reports;

  AddressProofPages(PublicFormSettings settings, AddressProofs proofs, PublicReports reports) {
    this.settings = settings;
    this.proofs = proofs;
    this.reports = reports;
  }

  /**
   * @param secure whether the page is reached by HTTPS only
   */
  static NewCookie cookie(String token, boolean secure) {
    return new NewCookie.Builder(COOKIE)
        .value(token)
        .path("/report-abuse/proof")
        .maxAge(A_DAY)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  @GET
  @Path("{secret}")
  public RestResponse<Object> show(
      @PathParam("secret") String secret, @CookieParam(COOKIE) String cookie) {
    return page(200, secret, cookie, null);
  }

  private RestResponse<Object> page(
      int status, String secret, @Nullable String cookie, @Nullable Problem refused) {
    var form = settings.read();
    if (!form.enabled()) {
      throw Problem.notFound("There is nothing at this address.");
    }
    var asked = proofs.find(secret);
    if (asked.isEmpty()) {
      var why = AddressProofs.nothingWaits().getMessage();
      return rendered(404, StatusPages.Templates.nothing(form.desk(), why));
    }
    boolean hasPage =
        (refused == null || refused.type() == ProblemType.CONFLICT)
            && reports
                .find(Objects.requireNonNullElse(cookie, ""))
                .filter(report -> report.number().equals(asked.get().number()))
                .isPresent();
    var why = refused == null ? null : PublicPages.why(refused);
    return rendered(status, Templates.confirm(form.desk(), secret, asked.get(), hasPage, why));
  }

  private static RestResponse<Object> rendered(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }

  /**
   * @param page the link of the report's page; where the browser has it, it need not be typed
   */
  @POST
  @Path("{secret}")
  public RestResponse<Object> confirm(
      @PathParam("secret") String secret,
      @FormParam("page") String page,
      @CookieParam(COOKIE) String cookie) {
    if (!settings.read().enabled()) {
      throw Problem.notFound("There is nothing at this address.");
    }
    var typed = Objects.requireNonNullElse(page, "").strip();
    var token = typed.isEmpty() ? Objects.requireNonNullElse(cookie, "") : lastOf(typed);
    try {
      proofs.confirm(secret, token);
    } catch (Problem refused) {
      return refused.type() == ProblemType.NOT_FOUND
          ? page(404, secret, cookie, null)
          : page(refused.type().status(), secret, cookie, refused);
    }
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create("/report-abuse/" + PublicReports.plain(token).orElseThrow()))
        .build();
  }

  /** Of a link as it is copied. */
  private static String lastOf(String link) {
    return link.replaceFirst("[?#].*$", "").replaceFirst("/+$", "").replaceFirst("^.*/", "");
  }
}
