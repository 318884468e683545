package dev.demarc.console;

import dev.demarc.shared.Problem;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What a form of the console answers with: a page, or where to go next. */
public final class PageResponses {

  private PageResponses() {}

  /** The page at another address, which is read: reloading it sends no form again. */
  public static RestResponse<Object> seeOther(String address) {
    return seeOther(URI.create(address));
  }

  public static RestResponse<Object> seeOther(URI address) {
    return ResponseBuilder.<Object>create(303).location(address).build();
  }

  /** A page that is answered here, as a form is where something typed in it is wrong. */
  public static RestResponse<Object> rendered(int status, TemplateInstance page) {
    return ResponseBuilder.create(status)
        .entity((Object) page.render())
        .header("Content-Type", "text/html;charset=UTF-8")
        .build();
  }

  /**
   * Makes a change, and shows the page at {@code next}; where it is refused, the same page with
   * why.
   *
   * @param refused the page with the problem's message
   */
  public static RestResponse<Object> changed(
      Runnable change, String next, Function<String, TemplateInstance> refused) {
    try {
      change.run();
      return seeOther(next);
    } catch (Problem problem) {
      return rendered(problem.type().status(), refused.apply(ProblemWords.of(problem)));
    }
  }
}
