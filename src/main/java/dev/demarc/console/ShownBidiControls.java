package dev.demarc.console;

import dev.demarc.shared.BidiControls;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WithPriority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Writes values into pages so that they read in the order in which they are, whichever page and
 * whichever value: titles, names, words and file names of reports are chosen by strangers.
 */
@Singleton
class ShownBidiControls implements ResultMapper {

  /** Its hidden fields go on with what somebody typed, as it was. */
  private static final String CONFIRMATION = "ConfirmationGuard/";

  private final HtmlEscaper escaper = new HtmlEscaper(List.of(Variant.TEXT_HTML));

  void register(@Observes EngineBuilder engine) {
    engine.addResultMapper(this);
  }

  /** Before the one that escapes only; after the one for mails, which drops them. */
  @Override
  public int getPriority() {
    return WithPriority.DEFAULT_PRIORITY + 5;
  }

  @Override
  public boolean appliesTo(Origin origin, Object value) {
    return escaper.appliesTo(origin, value)
        && !(value instanceof RawString)
        && !origin.getTemplateId().startsWith(CONFIRMATION)
        && BidiControls.areIn(value.toString());
  }

  @Override
  public String map(Object value, Expression expression) {
    return escaper.map(BidiControls.shown(value.toString()), expression);
  }
}
