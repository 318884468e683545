package dev.demarc.notification;

import dev.demarc.shared.Defang;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.WithPriority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Writes values into the templates of mails, whichever template and whichever value: nothing can be
 * clicked but a {@link ConsoleLink}. Reports are hostile, and so may be what people quote of them.
 */
@Singleton
class DefangedValues implements ResultMapper {

  private static final String FOLDER = "mail/";

  /** A link to our own console, the only kind that a mail holds. */
  record ConsoleLink(String url) {

    @Override
    public String toString() {
      return url;
    }
  }

  void register(@Observes EngineBuilder engine) {
    engine.addResultMapper(this);
  }

  /** Before the one that escapes HTML only. */
  @Override
  public int getPriority() {
    return WithPriority.DEFAULT_PRIORITY + 10;
  }

  @Override
  public boolean appliesTo(Origin origin, Object value) {
    return origin.getTemplateId().startsWith(FOLDER);
  }

  @Override
  public String map(Object value, Expression expression) {
    var text = value instanceof ConsoleLink ? value.toString() : Defang.mail(value.toString());
    boolean html =
        expression
            .getOrigin()
            .getVariant()
            .filter(variant -> variant.getContentType().equals("text/html"))
            .isPresent();
    return html ? escaped(text) : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
