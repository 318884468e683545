package dev.demarc.console.settings;

import dev.demarc.shared.Problem;
import io.quarkus.qute.TemplateInstance;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers a form with its page: with what was done, or with what is wrong. */
final class Rendered {

  private Rendered() {}

  /**
   * @param change makes the change and the page that tells of it
   * @param otherwise the page with the problem's message
   */
  static RestResponse<Object> of(
      Supplier<TemplateInstance> change, Function<String, TemplateInstance> otherwise) {
    try {
      return answer(200, change.get());
    } catch (Problem problem) {
      return answer(problem.type().status(), otherwise.apply(problem.getMessage()));
    }
  }

  private static RestResponse<Object> answer(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .header("Content-Type", "text/html;charset=UTF-8")
        .build();
  }
}
