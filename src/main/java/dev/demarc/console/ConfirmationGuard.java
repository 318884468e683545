package dev.demarc.console;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.signin.Confirmations;
import dev.demarc.http.FormPage;
import dev.demarc.http.PathKind;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the password before a form of {@link SensitiveForms} where the last proof is some time
 * ago. The page that asks carries the form that was sent, so that nothing typed is lost, and sends
 * it to the same address again, with the password. People of a provider prove themselves there.
 */
@ApplicationScoped
class ConfirmationGuard {

  /** Not a name that a form of the console has. */
  static final String FIELD = "confirm-password";

  /** One value of the form that waits. */
  record Field(String name, String value) {}

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance confirm(
        String action, List<Field> fields, @Nullable String problem);

    static native TemplateInstance signInAgain(String provider, String next);
  }

  private final CsrfGuard origin;
  private final Confirmations confirmations;
  private final CurrentActor actor;

  ConfirmationGuard(CsrfGuard origin, Confirmations confirmations, CurrentActor actor) {
    this.origin = origin;
    this.confirmations = confirmations;
    this.actor = actor;
  }

  /**
   * What does not come from the console is refused and not asked, so {@link CsrfGuard} is called
   * here and not left to the order of filters.
   */
  @WithFormRead
  @ServerRequestFilter
  Optional<RestResponse<Object>> check(
      ResteasyReactiveContainerRequestContext context, HttpServerRequest request) {
    var call = (ResteasyReactiveRequestContext) context.getServerRequestContext();
    var path = call.getPath();
    if (!context.getMethod().equals("POST")
        || PathKind.of(path) != PathKind.CONSOLE
        || !SensitiveForms.include(path)
        || !actor.isSignedIn()
        || confirmations.isRecent()) {
      return Optional.empty();
    }
    origin.check(context, request);
    if (actor.provider() != null) {
      return Optional.of(
          PageResponses.rendered(
              403,
              Templates.signInAgain(actor.provider(), FormPage.of(request).orElse("/settings"))));
    }
    var typed = call.getFormParameter(FIELD, true, false);
    if (!(typed instanceof String password)) {
      return Optional.of(ask(403, path, call.getFormData(), null));
    }
    try {
      confirmations.confirm(password);
      return Optional.empty();
    } catch (Problem wrong) {
      return Optional.of(ask(wrong.type().status(), path, call.getFormData(), said(wrong)));
    }
  }

  private static @Nullable String said(Problem problem) {
    return problem.errors().isEmpty() ? problem.getMessage() : "That is not your password.";
  }

  private static RestResponse<Object> ask(
      int status, String path, FormData form, @Nullable String problem) {
    return PageResponses.rendered(status, Templates.confirm(path, fields(form), problem));
  }

  private static List<Field> fields(FormData form) {
    var fields = new ArrayList<Field>();
    if (form != null) {
      for (var name : form) {
        for (var value : form.get(name)) {
          if (!name.equals(FIELD) && !value.isFileItem()) {
            fields.add(new Field(name, value.getValue()));
          }
        }
      }
    }
    return fields;
  }
}
