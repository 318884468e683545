package dev.demarc.console.settings;

import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.Problem;
import io.quarkus.qute.TemplateInstance;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers a form with its page: with what was done, or with what is wrong. */
final class FormAnswer {

  private FormAnswer() {}

  /**
   * @param change makes the change and the page that tells of it
   * @param otherwise the page with the problem's message
   */
  static RestResponse<Object> of(
      Supplier<TemplateInstance> change, Function<String, TemplateInstance> otherwise) {
    try {
      return PageResponses.rendered(200, change.get());
    } catch (Problem problem) {
      return PageResponses.rendered(
          problem.type().status(), otherwise.apply(ProblemWords.of(problem)));
    }
  }
}
