package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.SessionCookie;
import dev.demarc.access.SignInOrigin;
import dev.demarc.access.signin.OwnSecondFactor;
import dev.demarc.access.signin.SecondFactorOffer;
import dev.demarc.console.PageResponses;
import dev.demarc.console.signin.Notice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** For everyone: their own second factor. */
@Path("/settings/account/second-factor")
@RolesAllowed({Roles.ANALYST, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class OwnSecondFactorPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance factor(
        @Nullable String told, @Nullable String problem, OwnSecondFactor.Status factor);

    static native TemplateInstance setUp(@Nullable String problem, SecondFactorOffer offer);

    static native TemplateInstance recoveryCodes(String told, List<String> codes);
  }

  private final OwnSecondFactor factor;
  private final CurrentActor actor;

  OwnSecondFactorPages(OwnSecondFactor factor, CurrentActor actor) {
    this.factor = factor;
    this.actor = actor;
  }

  @GET
  public TemplateInstance page() {
    return page(null);
  }

  private TemplateInstance page(@Nullable String problem) {
    return Templates.factor(null, problem, factor.status(actor.username()));
  }

  @POST
  public RestResponse<Object> begin(@FormParam("current") String current) {
    return FormAnswer.of(
        () -> Templates.setUp(null, factor.offer(current, actor.caller())), this::page);
  }

  @POST
  @Path("confirmation")
  public RestResponse<Object> confirm(
      @FormParam("offer") String offer, @FormParam("code") String code) {
    return FormAnswer.of(
        () -> {
          var sealed = offer == null ? "" : offer;
          var codes = factor.setUp(sealed, code, actor.session(), actor.caller());
          return codes.isEmpty()
              ? Templates.setUp(
                  "That code is wrong. Wait for the next one; the clock of your device must be"
                      + " right.",
                  factor.offerAgain(sealed, actor.caller()))
              : Templates.recoveryCodes(
                  "Your second factor is set up. You are signed out everywhere else.", codes);
        },
        this::page);
  }

  @POST
  @Path("recovery-codes")
  public RestResponse<Object> renewRecoveryCodes(
      @FormParam("current") String current,
      @FormParam("code") String code,
      HttpServerRequest request) {
    return FormAnswer.of(
        () ->
            Templates.recoveryCodes(
                "These are your recovery codes now; those from before count no more.",
                factor.renewRecoveryCodes(current, code, visit(request), actor.caller())),
        this::page);
  }

  private SignInOrigin visit(HttpServerRequest request) {
    return new SignInOrigin(
        actor.caller().address(),
        null,
        SessionCookie.device(request),
        SessionCookie.session(request));
  }

  @POST
  @Path("removal")
  public RestResponse<Object> turnOff(
      @FormParam("current") String current,
      @FormParam("code") String code,
      HttpServerRequest request) {
    boolean required = factor.status(actor.username()).required();
    var page =
        FormAnswer.of(
            () -> {
              factor.turnOff(current, code, actor.session(), visit(request), actor.caller());
              return Templates.factor(
                  "Your second factor is turned off, and your other sessions are ended: your"
                      + " password alone signs you in now.",
                  null,
                  factor.status(actor.username()));
            },
            this::page);
    return required && page.getStatus() == 200
        ? PageResponses.seeOther(Notice.FACTOR_REMOVED.address())
        : page;
  }
}
