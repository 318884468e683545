package dev.demarc.console.clocks;

import dev.demarc.clocks.ClockTarget;
import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.shared.Problem.FieldError;
import io.quarkus.qute.TemplateExtension;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what is set of clocks reads on a page. */
@TemplateExtension
class ClockWords {

  private ClockWords() {}

  static @Nullable String inWords(FieldError mistake) {
    return mistake.field().isEmpty()
        ? mistake.message()
        : mistake.field() + ": " + mistake.message();
  }

  static String hoursInWords(BusinessCalendar calendar) {
    return calendar.hours().entrySet().stream()
        .map(day -> day.getKey() + " " + String.join(", ", day.getValue()))
        .collect(Collectors.joining("; "));
  }

  static String bySeverityInWords(ClockTarget target) {
    return target.bySeverity().entrySet().stream()
        .map(severity -> " " + severity.getKey() + " " + severity.getValue())
        .collect(Collectors.joining());
  }
}
